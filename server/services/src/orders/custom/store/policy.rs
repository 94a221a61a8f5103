//! What a store asks for and includes in custom work.

use crate::Error;
use crate::db::Tx;
use crate::stores::StoreTerms;
use domain::ids::{OrderId, RouteId, StoreId};
use domain::money::Money;
use domain::orders::custom::policy::Policy;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    design_deposit: Decimal,
    design_fee: Decimal,
    production_percent: Decimal,
    included_rounds: i32,
    round_fee: Decimal,
    price_days: i32,
    multiplier: Decimal,
    loss_percent: Decimal,
    lead_days: i32,
    final_photos: bool,
    shows_parts: bool,
    warranty_months: i32,
    warranty: String,
    route_id: Option<Uuid>,
    version: i32,
}

/// A store's terms, which it has since it was opened.
pub(in crate::orders::custom) async fn read(
    db: &mut PgConnection,
    terms: &StoreTerms,
) -> Result<Policy, Error> {
    let row: Row = sqlx::query_as(
        "select design_deposit, design_fee, production_percent, included_rounds, round_fee,
                price_days, multiplier, loss_percent, lead_days, final_photos, shows_parts,
                warranty_months, warranty, route_id, version
         from custom_policies where store_id = $1",
    )
    .bind(terms.store.uuid())
    .fetch_one(db)
    .await?;
    Ok(Policy {
        design_deposit: Money::new(row.design_deposit, terms.currency)?,
        design_fee: Money::new(row.design_fee, terms.currency)?,
        production_percent: row.production_percent,
        included_rounds: count(row.included_rounds),
        round_fee: Money::new(row.round_fee, terms.currency)?,
        price_days: count(row.price_days),
        multiplier: row.multiplier,
        loss_percent: row.loss_percent,
        lead_days: count(row.lead_days),
        final_photos: row.final_photos,
        shows_parts: row.shows_parts,
        warranty_months: count(row.warranty_months),
        warranty: row.warranty,
        route: row.route_id.map(Into::into),
        version: row.version,
    })
}

/// A stored count, which a check keeps from being below zero.
fn count(stored: i32) -> u16 {
    u16::try_from(stored).unwrap_or_default()
}

/// Writes the terms anew, if they are as they were seen.
pub(in crate::orders::custom) async fn save(
    tx: &mut Tx<'_>,
    store: StoreId,
    version: i32,
    policy: &Policy,
) -> Result<i32, Error> {
    let saved: Option<i32> = sqlx::query_scalar(
        "update custom_policies set design_deposit = $3, design_fee = $4, production_percent = $5,
            included_rounds = $6, round_fee = $7, price_days = $8, multiplier = $9,
            loss_percent = $10, lead_days = $11, final_photos = $12, shows_parts = $13,
            warranty_months = $14, warranty = $15, route_id = $16, version = version + 1
         where store_id = $1 and version = $2 returning version",
    )
    .bind(store.uuid())
    .bind(version)
    .bind(policy.design_deposit.amount())
    .bind(policy.design_fee.amount())
    .bind(policy.production_percent)
    .bind(i32::from(policy.included_rounds))
    .bind(policy.round_fee.amount())
    .bind(i32::from(policy.price_days))
    .bind(policy.multiplier)
    .bind(policy.loss_percent)
    .bind(i32::from(policy.lead_days))
    .bind(policy.final_photos)
    .bind(policy.shows_parts)
    .bind(i32::from(policy.warranty_months))
    .bind(&policy.warranty)
    .bind(policy.route.map(|route| route.uuid()))
    .fetch_optional(&mut **tx)
    .await
    .map_err(no_such_route)?;
    saved.ok_or_else(|| {
        Error::Conflict("Somebody else changed this in the meantime. Look at it again.".into())
    })
}

fn no_such_route(error: sqlx::Error) -> Error {
    let inner = error.as_database_error();
    if inner.is_some_and(sqlx::error::DatabaseError::is_foreign_key_violation) {
        Error::field("/route", "Choose a way of working that is on the list.")
    } else {
        error.into()
    }
}

/// The terms that hold for an order: those by which its customer was told a price, else today's.
pub(in crate::orders::custom) async fn in_force(
    db: &mut PgConnection,
    terms: &StoreTerms,
    order: OrderId,
) -> Result<Policy, Error> {
    let held: Option<serde_json::Value> =
        sqlx::query_scalar("select policy from customs where order_id = $1")
            .bind(order.uuid())
            .fetch_one(&mut *db)
            .await?;
    match held {
        Some(held) => Ok(serde_json::from_value(held)?),
        None => read(db, terms).await,
    }
}

/// From now on these terms hold for an order, whatever the store's are.
pub(in crate::orders::custom) async fn hold(
    tx: &mut Tx<'_>,
    order: OrderId,
    policy: &Policy,
) -> Result<(), Error> {
    sqlx::query("update customs set policy = $2 where order_id = $1")
        .bind(order.uuid())
        .bind(serde_json::to_value(policy)?)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// How a store does custom work, where nobody says otherwise.
pub(in crate::orders::custom) async fn route(
    tx: &mut Tx<'_>,
    store: StoreId,
) -> Result<Option<RouteId>, Error> {
    let route: Option<Uuid> =
        sqlx::query_scalar("select route_id from custom_policies where store_id = $1")
            .bind(store.uuid())
            .fetch_one(&mut **tx)
            .await?;
    Ok(route.map(Into::into))
}
