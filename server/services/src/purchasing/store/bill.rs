//! Vendors' bills, and what they are held against.

use crate::db::Tx;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::PurchaseOrderId;
use domain::money::{Currency, Money};
use domain::purchasing::Bill;
use rust_decimal::Decimal;

/// What all deliveries of an order came to.
pub(in crate::purchasing) async fn received_cost(
    tx: &mut Tx<'_>,
    id: PurchaseOrderId,
    currency: Currency,
) -> Result<Money, Error> {
    let cost: Decimal = sqlx::query_scalar(
        "select coalesce(sum(cost), 0) from receipts where purchase_order_id = $1",
    )
    .bind(id.uuid())
    .fetch_one(&mut **tx)
    .await?;
    Ok(Money::new(cost, currency)?)
}

/// Keeps a vendor's bill; an order has one.
pub(in crate::purchasing) async fn insert_bill(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    id: PurchaseOrderId,
    bill: &Bill,
    difference: Money,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "with bill as (
            insert into vendor_bills (purchase_order_id, number, date, total, difference,
                matched_at, matched_by_name)
            values ($1, $2, $3, $4, $5, $6, $7) returning purchase_order_id
         )
         update purchase_orders p set version = version + 1
         from bill where p.id = bill.purchase_order_id",
    )
    .bind(id.uuid())
    .bind(&bill.number)
    .bind(bill.date)
    .bind(bill.total.amount())
    .bind(difference.amount())
    .bind(now)
    .bind(caller.name())
    .execute(&mut **tx)
    .await
    .map_err(|error| match error.as_database_error() {
        Some(inner) if inner.is_unique_violation() => {
            Error::field("/number", "This order has its bill already.")
        }
        _ => error.into(),
    })?;
    Ok(())
}
