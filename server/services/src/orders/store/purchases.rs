//! Purchase orders.

use crate::Error;
use crate::db::Tx;
use crate::orders::purchasing::NewPurchase;
use crate::orders::record::Record;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{OrderId, PurchaseOrderId, StoreId, VendorId};
use sqlx::PgPool;

pub(in crate::orders) async fn vendor_exists(
    tx: &mut Tx<'_>,
    vendor: VendorId,
) -> Result<bool, Error> {
    Ok(
        sqlx::query_scalar("select exists (select from vendors where id = $1)")
            .bind(vendor.uuid())
            .fetch_one(&mut **tx)
            .await?,
    )
}

/// The purchase order, its lines, and on the order's lines the vendor and the expected cost: one
/// statement.
pub(in crate::orders) async fn insert(
    tx: &mut Tx<'_>,
    record: &Record,
    purchase: &NewPurchase,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "with purchase as (
            insert into purchase_orders (id, number, store_id, vendor_id, order_id, reference, eta,
                currency, sent_at, created_at)
            values ($1, 'PO-' || nextval('purchase_order_numbers'), $2, $3, $4, $5, $6, $7, $8, $8)
            returning id
         ), lines as (
            insert into purchase_order_lines (purchase_order_id, order_line_id, unit_cost)
            select purchase.id, line.id, line.cost
            from purchase, unnest($9::uuid[], $10::numeric[]) as line (id, cost)
            returning order_line_id, unit_cost
         )
         update order_lines set vendor_id = $3, unit_cost = lines.unit_cost,
            quoted_cost = coalesce(quoted_cost, lines.unit_cost)
         from lines where order_lines.id = lines.order_line_id and order_lines.order_id = $4",
    )
    .bind(PurchaseOrderId::generate().uuid())
    .bind(record.store.uuid())
    .bind(purchase.vendor.uuid())
    .bind(record.id.uuid())
    .bind(&purchase.reference)
    .bind(purchase.eta)
    .bind(record.currency().code())
    .bind(now)
    .bind(
        purchase
            .costs
            .iter()
            .map(|(line, _)| line.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        purchase
            .costs
            .iter()
            .map(|(_, cost)| cost.amount())
            .collect::<Vec<_>>(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(in crate::orders) async fn set_eta(
    tx: &mut Tx<'_>,
    order: OrderId,
    eta: NaiveDate,
) -> Result<(), Error> {
    sqlx::query("update purchase_orders set eta = $2 where order_id = $1 and received_at is null")
        .bind(order.uuid())
        .bind(eta)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub(in crate::orders) async fn set_received(
    tx: &mut Tx<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update purchase_orders set received_at = $2 where order_id = $1 and received_at is null",
    )
    .bind(order.uuid())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What the head of a printed purchase order shows.
#[derive(sqlx::FromRow)]
pub(in crate::orders) struct Head {
    pub number: String,
    pub order_id: uuid::Uuid,
    pub reference: Option<String>,
    pub eta: Option<NaiveDate>,
    pub sent_at: DateTime<Utc>,
    pub vendor_name: String,
    pub account_number: String,
    pub vendor_email: String,
}

/// The head of a store's purchase order.
pub(in crate::orders) async fn head(
    db: &PgPool,
    store: StoreId,
    id: PurchaseOrderId,
) -> Result<Head, Error> {
    sqlx::query_as(
        "select p.number, p.order_id, p.reference, p.eta, p.sent_at, v.name as vendor_name,
                v.account_number, v.email as vendor_email
         from purchase_orders p join vendors v on v.id = p.vendor_id
         where p.id = $1 and p.store_id = $2",
    )
    .bind(id.uuid())
    .bind(store.uuid())
    .fetch_optional(db)
    .await?
    .ok_or(Error::NotFound)
}
