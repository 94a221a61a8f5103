//! Purchase orders.

use crate::Error;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{PurchaseOrderId, StoreId};
use sqlx::PgPool;

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
    /// The lines of the order that it covers.
    pub lines: Vec<uuid::Uuid>,
}

/// The head of a store's purchase order.
pub(in crate::orders) async fn head(
    db: &PgPool,
    store: StoreId,
    id: PurchaseOrderId,
) -> Result<Head, Error> {
    sqlx::query_as(
        "select p.number, p.order_id, p.reference, p.eta, p.sent_at, v.name as vendor_name,
                v.account_number, v.email as vendor_email,
                array(
                    select order_line_id from purchase_lines
                    where purchase_order_id = p.id and order_line_id is not null
                ) as lines
         from purchase_orders p join vendors v on v.id = p.vendor_id
         where p.id = $1 and p.store_id = $2 and p.order_id is not null",
    )
    .bind(id.uuid())
    .bind(store.uuid())
    .fetch_optional(db)
    .await?
    .ok_or(Error::NotFound)
}
