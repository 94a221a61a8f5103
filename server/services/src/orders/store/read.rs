//! Reading one order: locked for work, or in full for a screen.

use crate::Error;
use crate::db::Tx;
use crate::orders::record::{LineCost, Record, money};
use crate::orders::store::web::parked;
use crate::orders::wholesale;
use crate::orders::{custom, memo};
use chrono::NaiveDate;
use domain::bench::JobState;
use domain::ids::{OrderId, PaymentId, StoreId};
use domain::money::Money;
use domain::orders::history::Happening;
use domain::orders::lifecycle::{MemoFacts, Position, WebFacts};
use domain::orders::{Kind, State};
use domain::payments::Method;
use domain::schedule::Milestone;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

pub(in crate::orders) mod detail;

#[derive(sqlx::FromRow)]
struct OrderRow {
    number: String,
    kind: String,
    state: String,
    held: bool,
    version: i32,
    currency: String,
    net: Decimal,
    tax: Decimal,
    total: Decimal,
    paid: Decimal,
    deposit: Decimal,
    first_promise: NaiveDate,
    estimate: NaiveDate,
    slip_told: Option<NaiveDate>,
    quote_expires: Option<NaiveDate>,
    delivery: String,
    has_address: bool,
    drop_ship: bool,
    approved: bool,
    notice_from: Option<NaiveDate>,
    shipping: Decimal,
    rounding: Decimal,
}

const ORDER: &str = "
    select number, kind, state, held, version, currency, net, tax, total, paid,
           deposit, first_promise, estimate, slip_told, quote_expires, delivery,
           exists (select from order_addresses where order_id = o.id) as has_address,
           exists (
                select from line_covers c where c.order_id = o.id and c.cover = 'drop_ship'
           ) as drop_ship,
           exists (
                select from repairs r join repair_approvals a using (order_id, revision)
                where r.order_id = o.id
           ) as approved,
           (
                select (o.state_since at time zone s.zone)::date + b.notice_days
                from stores s join repair_books b on b.store_id = s.id
                where s.id = o.store_id and o.kind = 'repair'
           ) as notice_from,
           coalesce((
                select sum(net) from order_charges c where c.order_id = o.id and c.kind = 'shipping'
           ), 0) as shipping,
           coalesce((
                select sum(net) from order_charges c
                where c.order_id = o.id and c.kind in ('rounding', 'tax_difference')
           ), 0) as rounding
    from orders o where id = $1 and store_id = $2 for update";

/// Reads a store's order and keeps others from changing it until the transaction ends.
pub(in crate::orders) async fn lock(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: OrderId,
) -> Result<Record, Error> {
    let row = sqlx::query_as(ORDER)
        .bind(id.uuid())
        .bind(store.uuid())
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Error::NotFound)?;
    let mut record = record(tx, store, id, row).await?;
    record.memo = memo::locked_facts(tx, store, (id, record.position.state)).await?;
    Ok(record)
}

async fn record(
    db: &mut PgConnection,
    store: StoreId,
    id: OrderId,
    row: OrderRow,
) -> Result<Record, Error> {
    let kind: Kind = row.kind.parse()?;
    let amount = |amount| money(amount, &row.currency);
    let web = match kind {
        Kind::Ecommerce => parked::facts(db, id).await?,
        _ => WebFacts::default(),
    };
    let po = match kind {
        Kind::Wholesale => Some(wholesale::store::lines::po(db, id, &row.currency).await?),
        _ => None,
    };
    let total = amount(row.total)?;
    let stand = custom::stand(db, (id, kind), total).await?;
    Ok(Record {
        id,
        number: row.number.clone(),
        store,
        kind,
        position: Position {
            state: State::parse(kind, &row.state)?,
            held: row.held,
        },
        version: row.version,
        net: amount(row.net)?,
        tax: amount(row.tax)?,
        total,
        paid: amount(row.paid)?,
        deposit: amount(row.deposit)?,
        first_promise: row.first_promise,
        estimate: row.estimate,
        slip_told: row.slip_told,
        quote_expires: row.quote_expires,
        delivery: row.delivery.parse()?,
        has_address: row.has_address,
        drop_ship: row.drop_ship,
        approved: stand.map_or(row.approved, |stand| stand.approved),
        notice_from: row.notice_from,
        milestones: milestones(db, id, &row.currency).await?,
        lines: line_costs(db, id, &row.currency).await?,
        shipping: amount(row.shipping)?,
        rounding: amount(row.rounding)?,
        web,
        memo: MemoFacts::default(),
        custom: stand.map(|stand| stand.facts).unwrap_or_default(),
        design_fee: stand.map_or(Money::zero(total.currency()), |stand| stand.design_fee),
        begun: stand.and_then(|stand| stand.begun),
        po,
    })
}

/// The schedule, in its order.
pub(in crate::orders) async fn milestones(
    db: &mut PgConnection,
    order: OrderId,
    currency: &str,
) -> Result<Vec<Milestone>, Error> {
    let rows: Vec<(Uuid, String, Decimal, String)> = sqlx::query_as(
        "select id, label, amount, gates from order_milestones where order_id = $1 order by position",
    )
    .bind(order.uuid())
    .fetch_all(db)
    .await?;
    let read = |(id, label, amount, gates): (Uuid, String, Decimal, String)| {
        Ok(Milestone {
            id: id.into(),
            label,
            amount: money(amount, currency)?,
            gates: gates.parse()?,
        })
    };
    rows.into_iter().map(read).collect()
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: Uuid,
    quantity: i32,
    class: String,
    net: Decimal,
    material: Option<Decimal>,
    unit_cost: Option<Decimal>,
    cost_is_real: bool,
    promised: bool,
    job: Option<String>,
}

/// What each line that is to be delivered costs, and what covers it.
pub(in crate::orders) async fn line_costs(
    db: &mut PgConnection,
    order: OrderId,
    currency: &str,
) -> Result<Vec<LineCost>, Error> {
    let rows: Vec<LineRow> = sqlx::query_as(
        "select l.id, l.quantity, l.class, l.net, l.material, l.unit_cost, l.cost_is_real,
                exists (
                    select from reservations r where r.order_line_id = l.id and r.ended_at is null
                ) as promised,
                j.state as job
         from order_lines l
         left join bench_jobs j on j.order_line_id = l.id and j.state <> 'stopped'
         where l.order_id = $1 and l.off is null order by l.position",
    )
    .bind(order.uuid())
    .fetch_all(db)
    .await?;
    let read = |row: LineRow| {
        let job: Option<JobState> = row.job.as_deref().map(str::parse).transpose()?;
        Ok(LineCost {
            id: row.id.into(),
            quantity: count(row.quantity)?,
            class: row.class.parse()?,
            net: money(row.net, currency)?,
            material: row
                .material
                .map(|material| money(material, currency))
                .transpose()?,
            unit_cost: row
                .unit_cost
                .map(|cost| money(cost, currency))
                .transpose()?,
            real: row.cost_is_real,
            promised: row.promised,
            made: job.is_some(),
            in_work: job.is_some_and(JobState::is_open),
        })
    };
    rows.into_iter().map(read).collect()
}

/// A stored count, which a constraint keeps above zero.
fn count(stored: i32) -> Result<u32, Error> {
    u32::try_from(stored).map_err(Error::internal)
}

/// The last thing that happened, and who did it.
pub(in crate::orders) async fn last_event(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Option<(String, Happening)>, Error> {
    let row: Option<(String, serde_json::Value)> = sqlx::query_as(
        "select actor_name, data from order_events
         where order_id = $1 and actor_kind <> 'house' order by id desc limit 1",
    )
    .bind(order.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|(who, data)| Ok((who, serde_json::from_value(data)?)))
        .transpose()
}

/// What is left to give back of a payment.
pub(in crate::orders) struct PaymentLeft {
    pub id: PaymentId,
    pub method: Method,
    pub amount: Money,
}

/// The payments of an order less what was given back of each.
pub(in crate::orders) async fn payments_newest_first(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Vec<PaymentLeft>, Error> {
    let rows: Vec<(Uuid, String, Decimal, String)> = sqlx::query_as(
        "select p.id, p.method, p.amount + coalesce(sum(r.amount), 0), o.currency
         from payments p
         join orders o on o.id = p.order_id
         left join payments r on r.refunds = p.id
         where p.order_id = $1 and p.amount > 0
         group by p.id, o.currency order by p.id desc",
    )
    .bind(order.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let read = |(id, method, amount, currency): (Uuid, String, Decimal, String)| {
        Ok(PaymentLeft {
            id: id.into(),
            method: method.parse()?,
            amount: money(amount, &currency)?,
        })
    };
    rows.into_iter().map(read).collect()
}
