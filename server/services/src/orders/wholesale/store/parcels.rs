//! Writing what becomes of a wholesale order's lines: answers, parcels, invoices. A statement each,
//! however many lines.

use crate::Error;
use crate::db::Tx;
use crate::orders::record::{Record, money};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{InvoiceId, LineId, MilestoneId, OrderId, ShipmentId};
use domain::ledger::Account;
use domain::money::{Currency, Money};
use domain::orders::wholesale::steps::{Answer, Answered};
use rust_decimal::Decimal;

fn pieces(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// Writes what the account is told of lines. What is rejected is on the order no more.
pub(in crate::orders::wholesale) async fn answer(
    tx: &mut Tx<'_>,
    order: OrderId,
    answers: &[Answered],
) -> Result<(), Error> {
    fn column<T>(answers: &[Answered], of: fn(&Answered) -> T) -> Vec<T> {
        answers.iter().map(of).collect()
    }
    let ids = column(answers, |a| a.line.uuid());
    sqlx::query(
        "update order_lines l set quantity = said.quantity, unit_price = said.price,
            net = said.net, tax = said.tax, off = case when said.gone then 'removed' end
         from unnest($2::uuid[], $3::int[], $4::numeric[], $5::numeric[], $6::numeric[], $7::bool[])
            as said (id, quantity, price, net, tax, gone)
         where l.id = said.id and l.order_id = $1",
    )
    .bind(order.uuid())
    .bind(&ids)
    .bind(column(answers, |a| pieces(a.quantity)))
    .bind(column(answers, |a| a.unit_price.amount()))
    .bind(column(answers, |a| a.net.amount()))
    .bind(column(answers, |a| a.tax.amount()))
    .bind(column(answers, |a| a.answer == Answer::Reject))
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "update wholesale_lines l set answer = said.answer, backordered = said.later,
            backorder_on = said.day, note = said.note
         from unnest($2::uuid[], $3::text[], $4::int[], $5::date[], $6::text[])
            as said (id, answer, later, day, note)
         where l.order_line_id = said.id and l.order_id = $1",
    )
    .bind(order.uuid())
    .bind(&ids)
    .bind(column(answers, |a| a.answer.code()))
    .bind(column(answers, |a| pieces(a.backordered)))
    .bind(column(answers, |a| a.on))
    .bind(column(answers, |a| a.note.clone()))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What was not shipped is on the order no more. Its tax is what its parcels were taxed.
pub(in crate::orders::wholesale) async fn cut_to_shipped(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<(), Error> {
    sqlx::query(
        "update order_lines l set
            quantity = case when l.shipped > 0 then l.shipped else l.quantity end,
            net = case when l.shipped > 0 then l.unit_price * l.shipped else l.net end,
            tax = case when l.shipped > 0 then (
                select coalesce(sum(s.tax), 0) from shipment_lines s where s.order_line_id = l.id
            ) else l.tax end,
            off = case when l.shipped = 0 then 'removed' end
         where l.order_id = $1 and l.off is null and l.shipped < l.quantity",
    )
    .bind(order.uuid())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What the lines of an order come to: net and tax.
pub(in crate::orders::wholesale) async fn sums(
    tx: &mut Tx<'_>,
    order: OrderId,
    currency: Currency,
) -> Result<(Money, Money), Error> {
    let (net, tax): (Decimal, Decimal) = sqlx::query_as(
        "select coalesce(sum(net), 0), coalesce(sum(tax), 0) from order_lines
         where order_id = $1 and off is null",
    )
    .bind(order.uuid())
    .fetch_one(&mut **tx)
    .await?;
    Ok((money(net, currency.code())?, money(tax, currency.code())?))
}

/// Writes what an order comes to, and when it is to be paid.
pub(in crate::orders::wholesale) async fn set_totals(
    tx: &mut Tx<'_>,
    record: &Record,
) -> Result<(), Error> {
    let milestones = &record.milestones;
    sqlx::query(
        "with total as (
            update orders set net = $2, tax = $3, total = $4 where id = $1
         ), gone as (
            delete from order_milestones where order_id = $1
         ) select",
    )
    .bind(record.id.uuid())
    .bind(record.net.amount())
    .bind(record.tax.amount())
    .bind(record.total.amount())
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "insert into order_milestones (order_id, id, label, amount, gates, position)
         select $1, one.* from unnest($2::uuid[], $3::text[], $4::numeric[], $5::text[])
            with ordinality as one",
    )
    .bind(record.id.uuid())
    .bind(
        milestones
            .iter()
            .map(|_| MilestoneId::generate().uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        milestones
            .iter()
            .map(|m| m.label.as_str())
            .collect::<Vec<_>>(),
    )
    .bind(
        milestones
            .iter()
            .map(|m| m.amount.amount())
            .collect::<Vec<_>>(),
    )
    .bind(
        milestones
            .iter()
            .map(|m| m.gates.code())
            .collect::<Vec<_>>(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What goes into a parcel of one line, in money.
pub(in crate::orders::wholesale) struct ParcelLine {
    pub line: LineId,
    /// Where it is booked as sold.
    pub account: Account,
    pub quantity: u32,
    pub from_stock: u32,
    pub stock_cost: Money,
    pub other_cost: Money,
    pub net: Money,
    pub tax: Money,
}

/// A parcel, with its invoice.
pub(in crate::orders::wholesale) struct Parcel<'a> {
    pub id: ShipmentId,
    pub carrier: &'a str,
    pub tracking: &'a str,
    pub by_vendor: bool,
    pub lines: &'a [ParcelLine],
    pub invoice: InvoiceId,
    pub net: Money,
    pub tax: Money,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
}

/// Writes a parcel, how many of each line have left with it, and its invoice; gives the invoice's
/// number.
pub(in crate::orders::wholesale) async fn insert(
    tx: &mut Tx<'_>,
    record: &Record,
    parcel: &Parcel<'_>,
    by: &str,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    fn column<T>(lines: &[ParcelLine], of: fn(&ParcelLine) -> T) -> Vec<T> {
        lines.iter().map(of).collect()
    }
    let lines = parcel.lines;
    let number = sqlx::query_scalar(
        "with parcel as (
            insert into shipments (id, order_id, number, carrier, tracking, by_vendor, address, at,
                by_name)
            select $1, $2, 1 + coalesce((select max(number) from shipments where order_id = $2), 0),
                   $3, $4, $5, a.address, $6, $7
            from order_addresses a where a.order_id = $2
            returning id
         ), lines as (
            insert into shipment_lines (shipment_id, order_line_id, quantity, from_stock, stock_cost,
                other_cost, net, tax)
            select parcel.id, line.* from parcel, unnest($8::uuid[], $9::int[], $10::int[],
                $11::numeric[], $12::numeric[], $13::numeric[], $14::numeric[]) as line
            returning order_line_id, quantity
         ), left_house as (
            update order_lines l set shipped = l.shipped + lines.quantity
            from lines where l.id = lines.order_line_id and l.order_id = $2
         )
         insert into invoices (id, number, shipment_id, order_id, customer_id, store_id, currency,
            net, tax, total, issued_on, due_on)
         select $15, 'INV-' || nextval('invoice_numbers'), parcel.id, $2, w.customer_id, $16, $17,
                $18, $19, $20, $21, $22
         from parcel, wholesale_orders w where w.order_id = $2
         returning number",
    )
    .bind(parcel.id.uuid())
    .bind(record.id.uuid())
    .bind(parcel.carrier)
    .bind(parcel.tracking)
    .bind(parcel.by_vendor)
    .bind(now)
    .bind(by)
    .bind(column(lines, |line| line.line.uuid()))
    .bind(column(lines, |line| pieces(line.quantity)))
    .bind(column(lines, |line| pieces(line.from_stock)))
    .bind(column(lines, |line| line.stock_cost.amount()))
    .bind(column(lines, |line| line.other_cost.amount()))
    .bind(column(lines, |line| line.net.amount()))
    .bind(column(lines, |line| line.tax.amount()))
    .bind(parcel.invoice.uuid())
    .bind(record.store.uuid())
    .bind(record.currency().code())
    .bind(parcel.net.amount())
    .bind(parcel.tax.amount())
    .bind(parcel.net.plus(parcel.tax)?.amount())
    .bind(parcel.issued_on)
    .bind(parcel.due_on)
    .fetch_one(&mut **tx)
    .await?;
    Ok(number)
}

/// Notes with whom the latest parcel travels.
pub(in crate::orders::wholesale) async fn note_way(
    tx: &mut Tx<'_>,
    order: OrderId,
    carrier: &str,
    tracking: &str,
) -> Result<(), Error> {
    sqlx::query("update order_handovers set carrier = $2, tracking = $3 where order_id = $1")
        .bind(order.uuid())
        .bind(carrier)
        .bind(tracking)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
