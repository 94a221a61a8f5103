//! Writing what happens to orders. Lists go in by UNNEST: a statement each, however many rows.

use crate::Error;
use crate::db::Tx;
use crate::orders::history::Event;
use crate::orders::record::Record;
use chrono::{DateTime, Utc};
use domain::contact::PostalAddress;
use domain::ids::{LineId, OrderId, PaymentId};
use domain::money::Money;
use domain::orders::act::Signature;
use domain::payments::{Method, Payment};
use rust_decimal::Decimal;
use sqlx::Postgres;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;

/// A statement on its way to have its values bound.
pub(super) type Insert = Query<'static, Postgres, PgArguments>;

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

/// Calls an order by the words of its lines as they are now.
pub(in crate::orders) async fn entitle(tx: &mut Tx<'_>, order: OrderId) -> Result<(), Error> {
    sqlx::query(
        "update orders set title = coalesce((
            select (array_agg(description order by position))[1]
                || case when count(*) > 1 then ' + ' || count(*) - 1 || ' more' else '' end
            from order_lines where order_id = $1 and off is null
         ), title)
         where id = $1",
    )
    .bind(order.uuid())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Sets the staff's own note.
pub(in crate::orders) async fn set_note(
    tx: &mut Tx<'_>,
    order: OrderId,
    note: Option<&str>,
) -> Result<(), Error> {
    sqlx::query("update orders set note = $2 where id = $1")
        .bind(order.uuid())
        .bind(note)
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
            handed_over_at = case when $10 then coalesce(handed_over_at, $9) end, slip_told = $11
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
    .bind(record.slip_told)
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
    insert_events_of(tx, &vec![order; events.len()], events, now).await
}

/// The same of several orders, the order of each event beside it.
pub(in crate::orders) async fn insert_events_of(
    tx: &mut Tx<'_>,
    orders: &[OrderId],
    events: &[Event<'_>],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let insert = sqlx::query(
        "insert into order_events
            (order_id, at, id, actor_kind, actor_id, actor_name, code, data, visible)
         select event.of, $2, event.id, event.kind, event.actor, event.name, event.code, event.data,
                event.visible
         from unnest($1::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::text[],
            $8::jsonb[], $9::bool[]) as event (of, id, kind, actor, name, code, data, visible)",
    );
    let of: Vec<_> = orders.iter().map(|order| order.uuid()).collect();
    let insert = bind_events(insert.bind(of).bind(now), events)?;
    insert.execute(&mut **tx).await?;
    Ok(())
}

/// Binds the columns of events, from `id` to `visible`.
pub(super) fn bind_events(insert: Insert, events: &[Event<'_>]) -> Result<Insert, Error> {
    fn column<'a, T>(events: &'a [Event<'_>], of: fn(&'a Event<'_>) -> T) -> Vec<T> {
        events.iter().map(of).collect()
    }
    let data: Vec<_> = events
        .iter()
        .map(|event| serde_json::to_value(&event.happening))
        .collect::<Result<_, _>>()?;
    Ok(insert
        .bind(column(events, |event| event.id.uuid()))
        .bind(column(events, |event| event.actor.kind()))
        .bind(column(events, |event| event.actor.id()))
        .bind(column(events, |event| event.actor.name()))
        .bind(column(events, |event| event.happening.code()))
        .bind(data)
        .bind(column(events, |event| event.visible)))
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

/// Pieces of these lines no longer belong to the order: what they cost is an expectation again.
pub(in crate::orders) async fn forget_real_costs_of(
    tx: &mut Tx<'_>,
    lines: &[LineId],
) -> Result<(), Error> {
    sqlx::query("update order_lines set cost_is_real = false where id = any ($1)")
        .bind(lines.iter().map(|line| line.uuid()).collect::<Vec<_>>())
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
