//! The lines of a wholesale order as its steps work on them: how many there are, have left, are here,
//! and come.

use crate::Error;
use crate::orders::record::{count as how_many, money};
use chrono::NaiveDate;
use domain::ids::{CustomerId, LineId, OrderId};
use domain::money::Money;
use domain::orders::lifecycle::{Facts, PoFacts, Window};
use domain::orders::wholesale::steps::{Answer, PoLine};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// What a locked order has as a wholesale order.
#[derive(Debug, Clone)]
pub(in crate::orders) struct Po {
    pub account: CustomerId,
    pub ship_from: Option<NaiveDate>,
    pub cancel_after: Option<NaiveDate>,
    pub exempt: bool,
    pub terms_days: u16,
    pub lines: Vec<Filled>,
    /// Whether credit was found for it while it was held.
    pub credit_free: bool,
}

/// A line, and where its pieces are.
#[derive(Debug, Clone)]
pub(in crate::orders) struct Filled {
    pub po: PoLine,
    pub variant: Option<Uuid>,
    pub tax: Money,
    /// Pieces of stock that are promised to it.
    pub promised: u32,
    /// Those that were bought or made for it, are here, and what they cost together.
    pub others: u32,
    pub others_cost: Money,
    /// How many a vendor is to send to the customer still, by the order to that vendor.
    pub drop_ship: u32,
    /// How many nothing covers yet.
    pub uncovered: u32,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    variant_id: Option<Uuid>,
    description: String,
    quantity: i32,
    shipped: i32,
    unit_price: Decimal,
    class: String,
    tax: Decimal,
    answer: Option<String>,
    promised: i64,
    sold: i64,
    came: i64,
    came_cost: Decimal,
    coming: i64,
    drop_ship: i64,
    made: bool,
    in_work: bool,
    made_cost: Decimal,
    others_sent: i64,
    others_cost: Decimal,
}

/// What of each line is promised, bought, made and gone, reckoned in one question for all of them.
const LINES: &str = "
    with mine as (
        select l.* from order_lines l where l.order_id = $1 and l.off is null
    ), promised as (
        select r.order_line_id, count(*) as pieces
        from reservations r join mine on mine.id = r.order_line_id
        where r.ended_at is null group by 1
    ), bought as (
        select p.order_line_id,
               sum(case when po.kind = 'drop_ship' then 0 else p.received end) as came,
               sum(case when po.kind = 'drop_ship' then 0 else p.received * p.unit_cost end) as cost,
               sum(case when p.ended_at is null and po.received_at is null
                        then p.quantity else p.received end) as coming,
               sum(case when po.kind = 'drop_ship' and p.ended_at is null and po.received_at is null
                        then p.quantity - p.received else 0 end) as drop_ship
        from purchase_lines p
        join mine on mine.id = p.order_line_id
        join purchase_orders po on po.id = p.purchase_order_id
        where not p.returned group by 1
    ), made as (
        select j.order_line_id, bool_or(j.state = 'finished') as done
        from bench_jobs j join mine on mine.id = j.order_line_id
        where j.state <> 'stopped' group by 1
    ), gone as (
        select s.order_line_id, sum(s.from_stock) as sold,
               sum(case when h.by_vendor then 0 else s.quantity - s.from_stock end) as others,
               sum(case when h.by_vendor then 0 else s.other_cost end) as cost
        from shipment_lines s
        join mine on mine.id = s.order_line_id
        join shipments h on h.id = s.shipment_id
        group by 1
    )
    select mine.id, mine.variant_id, mine.description, mine.quantity, mine.shipped,
           mine.unit_price, mine.class, mine.tax, w.answer,
           coalesce(promised.pieces, 0)::bigint as promised,
           coalesce(gone.sold, 0)::bigint as sold,
           coalesce(bought.came, 0)::bigint as came, coalesce(bought.cost, 0) as came_cost,
           coalesce(bought.coming, 0)::bigint as coming,
           coalesce(bought.drop_ship, 0)::bigint as drop_ship,
           coalesce(made.done, false) as made, coalesce(not made.done, false) as in_work,
           case when made.done and mine.cost_is_real then mine.unit_cost else 0 end as made_cost,
           coalesce(gone.others, 0)::bigint as others_sent,
           coalesce(gone.cost, 0) as others_cost
    from mine
    join wholesale_lines w on w.order_line_id = mine.id
    left join promised on promised.order_line_id = mine.id
    left join bought on bought.order_line_id = mine.id
    left join made on made.order_line_id = mine.id
    left join gone on gone.order_line_id = mine.id
    order by mine.position";

fn count(stored: i64) -> Result<u32, Error> {
    u32::try_from(stored).map_err(Error::internal)
}

fn filled(row: Row, currency: &str) -> Result<Filled, Error> {
    let made = i64::from(row.made);
    let others = row.came + made - row.others_sent;
    let quantity = i64::from(row.quantity);
    let covered = row.sold + row.promised + row.coming + made + i64::from(row.in_work);
    let here = (row.promised + others).min(quantity - i64::from(row.shipped));
    let answer: Option<Answer> = row.answer.as_deref().map(str::parse).transpose()?;
    Ok(Filled {
        po: PoLine {
            line: LineId::from(row.id),
            description: row.description,
            quantity: count(quantity)?,
            shipped: count(row.shipped.into())?,
            here: count(here)?,
            unit_price: money(row.unit_price, currency)?,
            class: row.class.parse()?,
            answer,
        },
        variant: row.variant_id,
        tax: money(row.tax, currency)?,
        promised: count(row.promised)?,
        others: count(others)?,
        others_cost: money(row.came_cost + row.made_cost - row.others_cost, currency)?,
        drop_ship: count(row.drop_ship)?,
        uncovered: count((quantity - covered).max(0))?,
    })
}

/// An order's lines that are to be delivered, in their order.
pub(in crate::orders) async fn of_order(
    db: &mut PgConnection,
    order: OrderId,
    currency: &str,
) -> Result<Vec<Filled>, Error> {
    let rows: Vec<Row> = sqlx::query_as(LINES)
        .bind(order.uuid())
        .fetch_all(db)
        .await?;
    rows.into_iter().map(|row| filled(row, currency)).collect()
}

type Head = (Uuid, Option<NaiveDate>, Option<NaiveDate>, bool, i16);

/// What an order has as a wholesale order.
pub(in crate::orders) async fn po(
    db: &mut PgConnection,
    order: OrderId,
    currency: &str,
) -> Result<Po, Error> {
    let (account, ship_from, cancel_after, exempt, days): Head = sqlx::query_as(
        "select customer_id, ship_from, cancel_after, exempt, terms_days
         from wholesale_orders where order_id = $1",
    )
    .bind(order.uuid())
    .fetch_one(&mut *db)
    .await?;
    Ok(Po {
        account: account.into(),
        ship_from,
        cancel_after,
        exempt,
        terms_days: u16::try_from(days).map_err(Error::internal)?,
        lines: of_order(db, order, currency).await?,
        credit_free: false,
    })
}

impl Po {
    /// What the lines are to the checks of steps.
    pub(in crate::orders) fn lines(&self) -> Vec<PoLine> {
        self.lines.iter().map(|line| line.po.clone()).collect()
    }

    /// The same by their ids.
    pub(in crate::orders) fn by_id(&self) -> HashMap<LineId, &Filled> {
        let each = self.lines.iter();
        each.map(|line| (line.po.line, line)).collect()
    }
}

/// What the gates look at.
pub(in crate::orders) fn facts(po: &Po, balance: Money, today: NaiveDate) -> Result<Facts, Error> {
    let sum = |of: fn(&PoLine) -> u32| po.lines.iter().map(|line| of(&line.po)).sum();
    let lines = |of: fn(&Filled) -> bool| how_many(po.lines.iter().map(of));
    Ok(Facts {
        balance,
        lines_without_piece: lines(|line| line.uncovered > 0),
        lines_with_piece: lines(|line| line.promised > 0),
        drop_ship: po.lines.iter().any(|line| line.drop_ship > 0),
        po: PoFacts {
            credit_free: po.credit_free,
            here: sum(|line| line.here),
            unshipped: sum(PoLine::open),
            window: Window::on(today, po.ship_from, po.cancel_after),
        },
        ..Facts::clear(balance.currency())
    })
}
