//! Writing orders. Lists go in by UNNEST: a statement each, however many rows.

use crate::db::Tx;
use crate::orders::history::Event;
use crate::orders::record::Record;
use crate::{Caller, Error};
use chrono::{DateTime, NaiveDate, Utc};
use domain::contact::PostalAddress;
use domain::ids::{LineId, OrderId, PaymentId};
use domain::money::Money;
use domain::orders::act::Signature;
use domain::orders::lifecycle::Position;
use domain::orders::{Channel, draft};
use domain::payments::{Method, Payment};
use rust_decimal::Decimal;
use uuid::Uuid;

/// What an order's row holds beyond the order as taken.
pub(in crate::orders) struct NewRow {
    pub id: OrderId,
    pub channel: Channel,
    pub position: Position,
    pub deposit: Money,
    pub paid: Money,
    pub quote_expires: Option<NaiveDate>,
}

/// Writes an order with its lines, address and schedule; gives its number.
pub(in crate::orders) async fn insert(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: &draft::Order,
    row: &NewRow,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    let number = insert_row(tx, caller, order, row, now).await?;
    insert_lines(tx, row.id, &order.lines).await?;
    insert_milestones(tx, row.id, order).await?;
    if let Some(address) = &order.ship_to {
        put_address(tx, row.id, address).await?;
    }
    Ok(number)
}

async fn insert_row(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: &draft::Order,
    row: &NewRow,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    let taken_by = match caller {
        Caller::Staff(staff) => Some(staff.id.uuid()),
        Caller::Integrator(_) | Caller::Console(_) => None,
    };
    let state = row.position.state;
    let number = sqlx::query_scalar(
        "insert into orders (id, number, kind, channel, store_id, customer_id, taken_by,
            taken_by_name, state, phase, state_since, currency, net, tax, total, paid, deposit,
            first_promise, estimate, quote_expires, delivery, note, title, created_at, updated_at)
         values ($1, $2 || '-' || nextval('order_numbers'), $3, $4, $5, $6, $7,
            $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
            $18, $18, $19, $20, $21, $22, $11, $11)
         returning number",
    )
    .bind(row.id.uuid())
    .bind(order.kind.prefix())
    .bind(order.kind.code())
    .bind(row.channel.code())
    .bind(caller.store().uuid())
    .bind(order.customer.uuid())
    .bind(taken_by)
    .bind(caller.name())
    .bind(state.code())
    .bind(state.phase().code())
    .bind(now)
    .bind(order.totals.total.currency().code())
    .bind(order.totals.net.amount())
    .bind(order.totals.tax.amount())
    .bind(order.totals.total.amount())
    .bind(row.paid.amount())
    .bind(row.deposit.amount())
    .bind(order.promise)
    .bind(row.quote_expires)
    .bind(order.delivery.code())
    .bind(&order.note)
    .bind(title(&order.lines))
    .fetch_one(&mut **tx)
    .await?;
    Ok(number)
}

/// How lists call the order: its first piece, and how many more there are.
fn title(lines: &[draft::Line]) -> String {
    let first = lines.first().map_or("", |line| line.description.as_str());
    match lines.len() {
        0 | 1 => first.to_owned(),
        count => format!("{first} + {} more", count - 1),
    }
}

async fn insert_lines(tx: &mut Tx<'_>, order: OrderId, lines: &[draft::Line]) -> Result<(), Error> {
    let column = |of: fn(&draft::Line) -> Option<Uuid>| lines.iter().map(of).collect::<Vec<_>>();
    let text = |of: fn(&draft::Line) -> Option<&str>| lines.iter().map(of).collect::<Vec<_>>();
    let amount = |of: fn(&draft::Line) -> Option<Money>| {
        lines
            .iter()
            .map(|l| of(l).map(Money::amount))
            .collect::<Vec<_>>()
    };
    let metals: Vec<Option<serde_json::Value>> = lines
        .iter()
        .map(|line| line.metal.map(serde_json::to_value).transpose())
        .collect::<Result<_, _>>()?;
    let sizes: Vec<_> = lines
        .iter()
        .map(|line| {
            line.ring_size
                .and_then(|size| i32::try_from(size.hundredths_mm()).ok())
        })
        .collect();
    let quantities: Vec<_> = lines
        .iter()
        .map(|line| i32::try_from(line.quantity).unwrap_or(i32::MAX))
        .collect();
    sqlx::query(
        "insert into order_lines (order_id, id, style_id, variant_id, vendor_id, sku, description,
            quantity, ring_size, metal, stone, engraving, unit_price, list_price, price_reason,
            unit_cost, class, net, tax, quoted_cost, position)
         select $1, line.* from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[],
            $7::text[], $8::int[], $9::int[], $10::jsonb[], $11::text[], $12::text[],
            $13::numeric[], $14::numeric[], $15::text[], $16::numeric[], $17::text[],
            $18::numeric[], $19::numeric[], $16::numeric[]) with ordinality as line",
    )
    .bind(order.uuid())
    .bind(lines.iter().map(|line| line.id.uuid()).collect::<Vec<_>>())
    .bind(column(|line| line.style.map(|id| id.uuid())))
    .bind(column(|line| line.variant.map(|id| id.uuid())))
    .bind(column(|line| line.vendor.map(|id| id.uuid())))
    .bind(text(|line| line.sku.as_deref()))
    .bind(text(|line| Some(line.description.as_str())))
    .bind(quantities)
    .bind(sizes)
    .bind(metals)
    .bind(text(|line| line.stone.as_deref()))
    .bind(text(|line| line.engraving.as_deref()))
    .bind(amount(|line| Some(line.unit_price)))
    .bind(amount(|line| line.list_price))
    .bind(text(|line| line.price_reason.as_deref()))
    .bind(amount(|line| line.unit_cost))
    .bind(text(|line| Some(line.class.code())))
    .bind(amount(|line| Some(line.net)))
    .bind(amount(|line| Some(line.tax)))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn insert_milestones(
    tx: &mut Tx<'_>,
    order: OrderId,
    draft: &draft::Order,
) -> Result<(), Error> {
    let milestones = &draft.milestones;
    sqlx::query(
        "insert into order_milestones (order_id, id, label, amount, gates, position)
         select $1, milestone.* from unnest($2::uuid[], $3::text[], $4::numeric[], $5::text[])
            with ordinality as milestone",
    )
    .bind(order.uuid())
    .bind(milestones.iter().map(|m| m.id.uuid()).collect::<Vec<_>>())
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

/// Sets where the order is shipped to.
pub(in crate::orders) async fn put_address(
    tx: &mut Tx<'_>,
    order: OrderId,
    address: &PostalAddress,
) -> Result<(), Error> {
    sqlx::query(
        "insert into order_addresses (order_id, address) values ($1, $2)
         on conflict (order_id) do update set address = excluded.address",
    )
    .bind(order.uuid())
    .bind(serde_json::to_value(address)?)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes the locked order back as one version more. The version is checked once more, so that a
/// use case that forgot the lock would still not overwrite.
pub(in crate::orders) async fn update(
    tx: &mut Tx<'_>,
    record: &Record,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let state = record.position.state;
    let done = sqlx::query(
        "update orders set state = $3, phase = $4, held = $5, paid = $6, estimate = $7,
            delivery = $8, updated_at = $9, version = version + 1,
            state_since = case when state = $3 and held = $5 then state_since else $9 end,
            handed_over_at = case when $10 then coalesce(handed_over_at, $9) end
         where id = $1 and version = $2",
    )
    .bind(record.id.uuid())
    .bind(record.version)
    .bind(state.code())
    .bind(state.phase().code())
    .bind(record.position.held)
    .bind(record.paid.amount())
    .bind(record.estimate)
    .bind(record.delivery.code())
    .bind(now)
    .bind(state.handed_over())
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(Error::Conflict(
            "This order was changed meanwhile. Look at it again.".into(),
        ))
    }
}

/// Writes what happened.
pub(in crate::orders) async fn insert_events(
    tx: &mut Tx<'_>,
    order: OrderId,
    events: &[Event<'_>],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let data: Vec<_> = events
        .iter()
        .map(|event| serde_json::to_value(&event.happening))
        .collect::<Result<_, _>>()?;
    sqlx::query(
        "insert into order_events
            (order_id, at, id, actor_kind, actor_id, actor_name, code, data, visible)
         select $1, $2, event.* from unnest($3::uuid[], $4::text[], $5::uuid[], $6::text[],
            $7::text[], $8::jsonb[], $9::bool[]) as event",
    )
    .bind(order.uuid())
    .bind(now)
    .bind(
        events
            .iter()
            .map(|event| event.id.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        events
            .iter()
            .map(|event| event.actor.kind())
            .collect::<Vec<_>>(),
    )
    .bind(
        events
            .iter()
            .map(|event| event.actor.id())
            .collect::<Vec<_>>(),
    )
    .bind(
        events
            .iter()
            .map(|event| event.actor.name())
            .collect::<Vec<_>>(),
    )
    .bind(
        events
            .iter()
            .map(|event| event.happening.code())
            .collect::<Vec<_>>(),
    )
    .bind(data)
    .bind(events.iter().map(|event| event.visible).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes money taken.
pub(in crate::orders) async fn insert_payment(
    tx: &mut Tx<'_>,
    id: PaymentId,
    order: OrderId,
    payment: &Payment,
    taken_by: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into payments (id, order_id, amount, method, reference, taken_at, taken_by_name)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id.uuid())
    .bind(order.uuid())
    .bind(payment.amount.amount())
    .bind(payment.method.code())
    .bind(&payment.reference)
    .bind(now)
    .bind(taken_by)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Money given back along a payment.
pub(in crate::orders) struct Refund {
    pub of: PaymentId,
    pub method: Method,
    pub amount: Money,
}

/// Writes money given back, as payments below zero.
pub(in crate::orders) async fn insert_refunds(
    tx: &mut Tx<'_>,
    order: OrderId,
    refunds: &[Refund],
    given_by: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into payments (order_id, taken_at, taken_by_name, id, refunds, amount, method)
         select $1, $2, $3, refund.* from unnest($4::uuid[], $5::uuid[], $6::numeric[], $7::text[])
            as refund",
    )
    .bind(order.uuid())
    .bind(now)
    .bind(given_by)
    .bind(
        refunds
            .iter()
            .map(|_| PaymentId::generate().uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        refunds
            .iter()
            .map(|refund| refund.of.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        refunds
            .iter()
            .map(|refund| -refund.amount.amount())
            .collect::<Vec<Decimal>>(),
    )
    .bind(
        refunds
            .iter()
            .map(|refund| refund.method.code())
            .collect::<Vec<_>>(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes what pieces really cost, now that they are here.
pub(in crate::orders) async fn set_real_costs(
    tx: &mut Tx<'_>,
    order: OrderId,
    costs: &[(LineId, Money)],
) -> Result<(), Error> {
    sqlx::query(
        "update order_lines set unit_cost = real.cost, cost_is_real = true
         from unnest($2::uuid[], $3::numeric[]) as real (id, cost)
         where order_lines.id = real.id and order_id = $1",
    )
    .bind(order.uuid())
    .bind(
        costs
            .iter()
            .map(|(line, _)| line.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        costs
            .iter()
            .map(|(_, cost)| cost.amount())
            .collect::<Vec<_>>(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The pieces went back: what they cost is an expectation again.
pub(in crate::orders) async fn forget_real_costs(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<(), Error> {
    sqlx::query("update order_lines set cost_is_real = false where order_id = $1")
        .bind(order.uuid())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The pieces from stock go back there: what the lines cost is an expectation again.
pub(in crate::orders) async fn forget_stock_costs(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<(), Error> {
    sqlx::query(
        "update order_lines l set cost_is_real = false
         where order_id = $1 and exists (
            select from reservations r where r.order_line_id = l.id and r.ended_at is null
         )",
    )
    .bind(order.uuid())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// That the pieces left the house, and to whom.
pub(in crate::orders) enum Proof {
    Signed {
        received_by: String,
        signature: Signature,
    },
    Shipped {
        carrier: String,
        tracking: String,
    },
}

/// Writes the proof of hand-over.
pub(in crate::orders) async fn insert_handover(
    tx: &mut Tx<'_>,
    order: OrderId,
    proof: &Proof,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let (signed, shipped) = match proof {
        Proof::Signed {
            received_by,
            signature,
        } => (Some((received_by, signature)), None),
        Proof::Shipped { carrier, tracking } => (None, Some((carrier, tracking))),
    };
    sqlx::query(
        "insert into order_handovers (order_id, received_by, signature, carrier, tracking, at)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(order.uuid())
    .bind(signed.map(|(name, _)| name))
    .bind(
        signed
            .map(|(_, signature)| serde_json::to_value(signature))
            .transpose()?,
    )
    .bind(shipped.map(|(carrier, _)| carrier))
    .bind(shipped.map(|(_, number)| number))
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
