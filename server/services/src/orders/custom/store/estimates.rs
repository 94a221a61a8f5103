//! Estimates, each kept for good.

use crate::db::Tx;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{LineId, OrderId};
use domain::money::Money;
use domain::orders::custom::estimate::{Estimate, Reckoned, Specification, Stones};

/// An estimate as it is kept.
pub(in crate::orders::custom) struct Written<'a> {
    pub estimate: &'a Estimate,
    pub reckoned: &'a Reckoned,
    /// With what was charged for rounds by then.
    pub total: Money,
    pub reason: Option<&'a str>,
}

/// Writes the next estimate of a locked order.
pub(in crate::orders::custom) async fn insert(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    written: &Written<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into custom_estimates (order_id, number, estimate, cost, price, parts, total,
            expires, reason, at, actor_name)
         select $1, (select count(*) + 1 from custom_estimates where order_id = $1)::integer, $2,
            $3, $4, $5, $6, $7, $8, $9, $10",
    )
    .bind(order.uuid())
    .bind(serde_json::to_value(written.estimate)?)
    .bind(written.reckoned.cost.amount())
    .bind(written.reckoned.price.amount())
    .bind(serde_json::to_value(&written.reckoned.prices)?)
    .bind(written.total.amount())
    .bind(written.estimate.expires)
    .bind(written.reason)
    .bind(now)
    .bind(caller.name())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Calls the line of an order by what is made.
pub(in crate::orders::custom) async fn describe(
    tx: &mut Tx<'_>,
    order: OrderId,
    line: LineId,
    estimate: &Estimate,
) -> Result<(), Error> {
    let metal = estimate.metal.as_ref().map(|metal| metal.metal);
    let size = estimate
        .ring_size
        .and_then(|size| i32::try_from(size.hundredths_mm()).ok());
    let stones: Vec<_> = estimate.stones.iter().map(Stones::wording).collect();
    let stones = stones.join("; ");
    sqlx::query(
        "update order_lines set description = $3, metal = $4, ring_size = $5, stone = $6
         where id = $2 and order_id = $1",
    )
    .bind(order.uuid())
    .bind(line.uuid())
    .bind(&estimate.description)
    .bind(metal.map(serde_json::to_value).transpose()?)
    .bind(size)
    .bind((!stones.is_empty()).then_some(stones))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What is made by an order's newest estimate; none where there is none.
pub(in crate::orders::custom) async fn specification(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Option<Specification>, Error> {
    let estimate: Option<serde_json::Value> = sqlx::query_scalar(
        "select estimate from custom_estimates where order_id = $1 order by number desc limit 1",
    )
    .bind(order.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    let read = |estimate| {
        let estimate: Estimate = serde_json::from_value(estimate)?;
        Ok(estimate.specification())
    };
    estimate.map(read).transpose()
}
