//! Orders and invoices as money moves them on: many at once, so that each question is asked once.

use crate::Error;
use crate::db::Tx;
use crate::orders::record::money;
use chrono::{DateTime, Utc};
use domain::ids::{CustomerId, InvoiceId, OrderId, PaymentId};
use domain::money::{Money, MoneyError};
use domain::orders::lifecycle::Position;
use domain::orders::{Delivery, Kind, State};
use domain::payments::Payment;
use rust_decimal::Decimal;
use uuid::Uuid;

/// An order as far as money moves it on: locked.
pub(in crate::orders::wholesale) struct Brief {
    pub id: OrderId,
    pub number: String,
    pub position: Position,
    pub version: i32,
    pub total: Money,
    pub paid: Money,
    pub delivery: Delivery,
}

impl Brief {
    /// What is still owed of it in all.
    pub(in crate::orders::wholesale) fn balance(&self) -> Result<Money, MoneyError> {
        self.total.minus(self.paid)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: String,
    state: String,
    held: bool,
    version: i32,
    currency: String,
    total: Decimal,
    paid: Decimal,
    delivery: String,
}

fn read(row: Row) -> Result<Brief, Error> {
    Ok(Brief {
        id: row.id.into(),
        number: row.number,
        position: Position {
            state: State::parse(Kind::Wholesale, &row.state)?,
            held: row.held,
        },
        version: row.version,
        total: money(row.total, &row.currency)?,
        paid: money(row.paid, &row.currency)?,
        delivery: row.delivery.parse()?,
    })
}

/// The orders of an account that wait in a state and are not on hold, the longest there first.
pub(in crate::orders::wholesale) async fn lock_waiting(
    tx: &mut Tx<'_>,
    account: CustomerId,
    state: &str,
) -> Result<Vec<Brief>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select id, number, state, held, version, currency, total, paid, delivery from orders
         where customer_id = $1 and kind = 'wholesale' and state = $2 and not held
         order by created_at, id for update",
    )
    .bind(account.uuid())
    .bind(state)
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(read).collect()
}

/// Orders by their ids, locked in one order for all.
pub(in crate::orders::wholesale) async fn lock_orders(
    tx: &mut Tx<'_>,
    orders: &[OrderId],
) -> Result<Vec<Brief>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select id, number, state, held, version, currency, total, paid, delivery from orders
         where id = any ($1) order by id for update",
    )
    .bind(orders.iter().map(|order| order.uuid()).collect::<Vec<_>>())
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(read).collect()
}

/// Writes locked orders back as one version more each.
pub(in crate::orders::wholesale) async fn update(
    tx: &mut Tx<'_>,
    orders: &[Brief],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    fn column<T>(orders: &[Brief], of: fn(&Brief) -> T) -> Vec<T> {
        orders.iter().map(of).collect()
    }
    sqlx::query(
        "update orders o set paid = new.paid, state = new.state, phase = new.phase,
            updated_at = $1, version = o.version + 1,
            state_since = case when o.state = new.state then o.state_since else $1 end
         from unnest($2::uuid[], $3::numeric[], $4::text[], $5::text[])
            as new (id, paid, state, phase)
         where o.id = new.id",
    )
    .bind(now)
    .bind(column(orders, |order| order.id.uuid()))
    .bind(column(orders, |order| order.paid.amount()))
    .bind(column(orders, |order| order.position.state.code()))
    .bind(column(orders, |order| order.position.state.phase().code()))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// An invoice of which something is open.
pub(in crate::orders::wholesale) struct OpenInvoice {
    pub id: InvoiceId,
    pub order: OrderId,
    pub open: Money,
}

/// The open invoices of an account, those that are due first before the others; of some, where they
/// are named.
pub(in crate::orders::wholesale) async fn lock_open(
    tx: &mut Tx<'_>,
    account: CustomerId,
    named: &[InvoiceId],
) -> Result<Vec<OpenInvoice>, Error> {
    let rows: Vec<(Uuid, Uuid, Decimal, String)> = sqlx::query_as(
        "select id, order_id, total - paid, currency from invoices
         where customer_id = $1 and paid < total and (cardinality($2::uuid[]) = 0 or id = any ($2))
         order by due_on, id for update",
    )
    .bind(account.uuid())
    .bind(named.iter().map(|id| id.uuid()).collect::<Vec<_>>())
    .fetch_all(&mut **tx)
    .await?;
    let each = rows.into_iter().map(|(id, order, open, currency)| {
        Ok(OpenInvoice {
            id: id.into(),
            order: order.into(),
            open: money(open, &currency)?,
        })
    });
    each.collect()
}

/// What an invoice gets of a payment.
pub(in crate::orders::wholesale) struct Part {
    pub payment: PaymentId,
    pub invoice: InvoiceId,
    pub order: OrderId,
    pub amount: Money,
}

/// Writes a payment, a row for each invoice that it reaches.
pub(in crate::orders::wholesale) async fn insert(
    tx: &mut Tx<'_>,
    parts: &[Part],
    payment: &Payment,
    taken_by: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    fn column<T>(parts: &[Part], of: fn(&Part) -> T) -> Vec<T> {
        parts.iter().map(of).collect()
    }
    sqlx::query(
        "with part as (
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::numeric[])
                as part (id, invoice_id, order_id, amount)
         ), money as (
            insert into payments (id, invoice_id, order_id, amount, method, reference, taken_at,
                taken_by_name)
            select part.*, $5, $6, $7, $8 from part
         )
         update invoices i set paid = i.paid + part.amount from part where i.id = part.invoice_id",
    )
    .bind(column(parts, |part| part.payment.uuid()))
    .bind(column(parts, |part| part.invoice.uuid()))
    .bind(column(parts, |part| part.order.uuid()))
    .bind(column(parts, |part| part.amount.amount()))
    .bind(payment.method.code())
    .bind(&payment.reference)
    .bind(now)
    .bind(taken_by)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
