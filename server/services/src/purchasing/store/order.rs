//! An order to a vendor: written, changed, moved on.

use super::{FACTS, FactsRow};
use crate::Error;
use crate::db::Tx;
use crate::purchasing::Held;
use crate::stores::StoreTerms;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{OrderId, PurchaseOrderId, StoreId};
use domain::purchasing::{Purchase, PurchaseLine, PurchaseState};
use uuid::Uuid;

/// Writes an order for stock with its lines.
pub(in crate::purchasing) async fn insert(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    id: PurchaseOrderId,
    purchase: &Purchase,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into purchase_orders (id, number, store_id, vendor_id, kind, eta, currency, note,
            created_at)
         values ($1, 'PO-' || nextval('purchase_order_numbers'), $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id.uuid())
    .bind(terms.store.uuid())
    .bind(purchase.vendor.uuid())
    .bind(purchase.kind.code())
    .bind(purchase.eta)
    .bind(terms.currency.code())
    .bind(&purchase.note)
    .bind(now)
    .execute(&mut **tx)
    .await
    .map_err(unknown_vendor)?;
    insert_lines(tx, id, &purchase.lines).await
}

/// Writes a draft anew.
pub(in crate::purchasing) async fn replace(
    tx: &mut Tx<'_>,
    id: PurchaseOrderId,
    purchase: &Purchase,
) -> Result<(), Error> {
    sqlx::query(
        "update purchase_orders set vendor_id = $2, kind = $3, eta = $4, note = $5,
            version = version + 1 where id = $1",
    )
    .bind(id.uuid())
    .bind(purchase.vendor.uuid())
    .bind(purchase.kind.code())
    .bind(purchase.eta)
    .bind(&purchase.note)
    .execute(&mut **tx)
    .await
    .map_err(unknown_vendor)?;
    // Nothing can have come of a draft, so nothing names its lines.
    sqlx::query("delete from purchase_lines where purchase_order_id = $1")
        .bind(id.uuid())
        .execute(&mut **tx)
        .await?;
    insert_lines(tx, id, &purchase.lines).await
}

fn unknown_vendor(error: sqlx::Error) -> Error {
    match error.as_database_error() {
        Some(inner) if inner.is_foreign_key_violation() => {
            Error::field("/vendor", "This vendor is not on the list.")
        }
        _ => error.into(),
    }
}

async fn insert_lines(
    tx: &mut Tx<'_>,
    id: PurchaseOrderId,
    lines: &[PurchaseLine],
) -> Result<(), Error> {
    fn column<'a, T>(lines: &'a [PurchaseLine], of: fn(&'a PurchaseLine) -> T) -> Vec<T> {
        lines.iter().map(of).collect()
    }
    sqlx::query(
        "insert into purchase_lines (purchase_order_id, id, variant_id, description, vendor_style,
            quantity, unit_cost, position)
         select $1, line.*
         from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::numeric[])
            with ordinality as line",
    )
    .bind(id.uuid())
    .bind(column(lines, |line| line.id.uuid()))
    .bind(column(lines, |line| {
        line.variant.map(|variant| variant.uuid())
    }))
    .bind(column(lines, |line| line.description.as_str()))
    .bind(column(lines, |line| line.vendor_style.as_deref()))
    .bind(column(lines, |line| {
        i32::try_from(line.quantity).unwrap_or(i32::MAX)
    }))
    .bind(column(lines, |line| line.unit_cost.amount()))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The customer's order that a store's order to a vendor is for; none where it is for stock.
pub(in crate::purchasing) async fn order_of(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: PurchaseOrderId,
) -> Result<Option<OrderId>, Error> {
    let found: Option<Option<Uuid>> =
        sqlx::query_scalar("select order_id from purchase_orders where id = $1 and store_id = $2")
            .bind(id.uuid())
            .bind(store.uuid())
            .fetch_optional(&mut **tx)
            .await?;
    Ok(found.ok_or(Error::NotFound)?.map(Into::into))
}

#[derive(sqlx::FromRow)]
struct HeldRow {
    number: String,
    vendor_name: String,
    vendor_email: String,
    version: i32,
    #[sqlx(flatten)]
    facts: FactsRow,
}

/// Reads a store's order and keeps others from changing it.
pub(in crate::purchasing) async fn lock(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: PurchaseOrderId,
) -> Result<Held, Error> {
    let sql = format!(
        "select p.number, v.name as vendor_name, v.email as vendor_email, p.version, {FACTS}
         from purchase_orders p
         join vendors v on v.id = p.vendor_id
         cross join lateral (
             select sum(received) as received from purchase_lines where purchase_order_id = p.id
         ) l
         where p.id = $1 and p.store_id = $2 for update of p"
    );
    let row: HeldRow = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(id.uuid())
        .bind(store.uuid())
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Error::NotFound)?;
    let facts = row.facts.read()?;
    Ok(Held {
        id,
        number: row.number,
        vendor_name: row.vendor_name,
        vendor_email: row.vendor_email,
        kind: facts.kind,
        state: PurchaseState::of(facts),
        version: row.version,
    })
}

pub(in crate::purchasing) async fn set_sent(
    tx: &mut Tx<'_>,
    id: PurchaseOrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query("update purchase_orders set sent_at = $2, version = version + 1 where id = $1")
        .bind(id.uuid())
        .bind(now)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub(in crate::purchasing) async fn set_confirmed(
    tx: &mut Tx<'_>,
    id: PurchaseOrderId,
    eta: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update purchase_orders set confirmed_at = $3, eta = $2, version = version + 1
         where id = $1",
    )
    .bind(id.uuid())
    .bind(eta)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(in crate::purchasing) async fn set_cancelled(
    tx: &mut Tx<'_>,
    id: PurchaseOrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update purchase_orders set cancelled_at = $2, version = version + 1 where id = $1",
    )
    .bind(id.uuid())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What people call a store's order to a vendor.
pub(in crate::purchasing) async fn number(
    db: &sqlx::PgPool,
    store: StoreId,
    id: PurchaseOrderId,
) -> Result<String, Error> {
    sqlx::query_scalar("select number from purchase_orders where id = $1 and store_id = $2")
        .bind(id.uuid())
        .bind(store.uuid())
        .fetch_optional(db)
        .await?
        .ok_or(Error::NotFound)
}
