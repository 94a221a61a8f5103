//! What belongs to an order's total beside its pieces, and what its total is then.

use crate::Error;
use crate::db::Tx;
use crate::orders::record::money;
use chrono::{DateTime, Utc};
use domain::channels::reckon::{Charge, ChargeKind};
use domain::channels::refund::Refund;
use domain::channels::taken::Captured;
use domain::ids::{OrderId, PaymentId};
use domain::money::Money;
use domain::payments::Method;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

/// Writes the charges anew; refunds that were booked stay.
pub(in crate::orders) async fn replace(
    tx: &mut Tx<'_>,
    order: OrderId,
    charges: &[Charge],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query("delete from order_charges where order_id = $1 and kind <> 'refund'")
        .bind(order.uuid())
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "insert into order_charges (order_id, at, id, kind, label, net, tax)
         select $1, $2, charge.* from unnest($3::uuid[], $4::text[], $5::text[], $6::numeric[],
            $7::numeric[]) as charge",
    )
    .bind(order.uuid())
    .bind(now)
    .bind(charges.iter().map(|_| Uuid::now_v7()).collect::<Vec<_>>())
    .bind(charges.iter().map(|c| c.kind.code()).collect::<Vec<_>>())
    .bind(charges.iter().map(|c| c.label.as_str()).collect::<Vec<_>>())
    .bind(charges.iter().map(|c| c.net.amount()).collect::<Vec<_>>())
    .bind(charges.iter().map(|c| c.tax.amount()).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds a charge to those that are there.
pub(in crate::orders) async fn add(
    tx: &mut Tx<'_>,
    order: OrderId,
    charge: &Charge,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into order_charges (id, order_id, kind, label, net, tax, at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(Uuid::now_v7())
    .bind(order.uuid())
    .bind(charge.kind.code())
    .bind(&charge.label)
    .bind(charge.net.amount())
    .bind(charge.tax.amount())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes refunds, below zero.
pub(in crate::orders) async fn insert_refunds(
    tx: &mut Tx<'_>,
    order: OrderId,
    refunds: &[&Refund],
    after_hand_over: bool,
) -> Result<(), Error> {
    let label = |refund: &&Refund| match &refund.reason {
        Some(reason) => format!("{}: {reason}", ChargeKind::Refund),
        None => ChargeKind::Refund.label().to_owned(),
    };
    sqlx::query(
        "insert into order_charges (order_id, kind, after_hand_over, id, label, net, tax,
            external_id, at)
         select $1, 'refund', $2, refund.* from unnest($3::uuid[], $4::text[], $5::numeric[],
            $6::numeric[], $7::text[], $8::timestamptz[]) as refund",
    )
    .bind(order.uuid())
    .bind(after_hand_over)
    .bind(refunds.iter().map(|_| Uuid::now_v7()).collect::<Vec<_>>())
    .bind(refunds.iter().map(label).collect::<Vec<_>>())
    .bind(refunds.iter().map(|r| -r.net.amount()).collect::<Vec<_>>())
    .bind(refunds.iter().map(|r| -r.tax.amount()).collect::<Vec<_>>())
    .bind(
        refunds
            .iter()
            .map(|r| r.external_id.as_str())
            .collect::<Vec<_>>(),
    )
    .bind(refunds.iter().map(|r| r.at).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes money that the channel took.
pub(in crate::orders) async fn insert_payments(
    tx: &mut Tx<'_>,
    order: OrderId,
    method: Method,
    captured: &[&Captured],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into payments (order_id, method, taken_at, taken_by_name, id, amount, reference)
         select $1, $2, $3, $4, payment.* from unnest($5::uuid[], $6::numeric[], $7::text[])
            as payment",
    )
    .bind(order.uuid())
    .bind(method.code())
    .bind(now)
    .bind(method.label())
    .bind(
        captured
            .iter()
            .map(|_| PaymentId::generate().uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        captured
            .iter()
            .map(|c| c.amount.amount())
            .collect::<Vec<_>>(),
    )
    .bind(
        captured
            .iter()
            .map(|c| c.reference.as_str())
            .collect::<Vec<_>>(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The channel's names of the refunds that were booked.
pub(in crate::orders) async fn refunds(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Vec<String>, Error> {
    Ok(sqlx::query_scalar(
        "select external_id from order_charges where order_id = $1 and external_id is not null",
    )
    .bind(order.uuid())
    .fetch_all(&mut **tx)
    .await?)
}

/// The references of the payments that were taken.
pub(in crate::orders) async fn payments(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Vec<String>, Error> {
    Ok(sqlx::query_scalar(
        "select reference from payments where order_id = $1 and amount > 0 and reference is not null",
    )
    .bind(order.uuid())
    .fetch_all(&mut **tx)
    .await?)
}

/// What an order comes to, and was paid, in one statement: a refund lowers both at once.
pub(in crate::orders) async fn set_totals(
    tx: &mut Tx<'_>,
    order: OrderId,
    (net, tax, paid): (Money, Money, Money),
) -> Result<(), Error> {
    let total = net.plus(tax)?;
    sqlx::query("update orders set net = $2, tax = $3, total = $4, paid = $5 where id = $1")
        .bind(order.uuid())
        .bind(net.amount())
        .bind(tax.amount())
        .bind(total.amount())
        .bind(paid.amount())
        .execute(&mut **tx)
        .await?;
    // All of it is due before hand-over.
    sqlx::query("update order_milestones set amount = $2 where order_id = $1")
        .bind(order.uuid())
        .bind(total.amount())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// What belongs to the total beside the pieces, in the order in which it came.
pub(in crate::orders) async fn of_order(
    db: &mut PgConnection,
    order: OrderId,
    currency: &str,
) -> Result<Vec<Charge>, Error> {
    let rows: Vec<(String, String, Decimal, Decimal)> = sqlx::query_as(
        "select kind, label, net, tax from order_charges where order_id = $1 order by id",
    )
    .bind(order.uuid())
    .fetch_all(db)
    .await?;
    let read = |(kind, label, net, tax): (String, String, Decimal, Decimal)| {
        Ok(Charge {
            kind: kind.parse()?,
            label,
            net: money(net, currency)?,
            tax: money(tax, currency)?,
        })
    };
    rows.into_iter().map(read).collect()
}
