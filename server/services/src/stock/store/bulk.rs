//! Goods in bulk.

use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::stores::store::currency;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{BulkItemId, LocationId, StockMoveId, StoreId, VendorId};
use domain::measures::{Quantity, Unit};
use domain::money::{Currency, Money};
use domain::stock::{
    BulkMoveView, BulkView, CheckedBulk, Holding, HoldingView, MoveKind, Ownership,
};
use rust_decimal::Decimal;
use sqlx::{PgExecutor, PgPool};
use uuid::Uuid;

/// Writes something new.
pub(in crate::stock) async fn insert(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: BulkItemId,
    item: &CheckedBulk,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into bulk_items (id, store_id, code, name, unit, metal, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id.uuid())
    .bind(store.uuid())
    .bind(&item.code)
    .bind(&item.name)
    .bind(item.unit.code())
    .bind(item.metal.map(serde_json::to_value).transpose()?)
    .bind(now)
    .execute(&mut **tx)
    .await
    .map_err(|error| match error.as_database_error() {
        Some(inner) if inner.is_unique_violation() => {
            Error::field("/code", "Something else has this code.")
        }
        _ => error.into(),
    })?;
    Ok(())
}

/// What an item is, as far as steps need to know.
pub(in crate::stock) struct Item {
    pub id: BulkItemId,
    pub code: String,
    pub unit: Unit,
}

/// Reads a store's item.
pub(in crate::stock) async fn item(
    db: impl PgExecutor<'_>,
    store: StoreId,
    id: BulkItemId,
) -> Result<Item, Error> {
    let (code, unit): (String, String) =
        sqlx::query_as("select code, unit from bulk_items where id = $1 and store_id = $2")
            .bind(id.uuid())
            .bind(store.uuid())
            .fetch_optional(db)
            .await?
            .ok_or(Error::NotFound)?;
    Ok(Item {
        id,
        code,
        unit: unit.parse()?,
    })
}

/// Reads what lies in a place and keeps others from changing it. The row is made first where there
/// is none, so that two who bring the first of it wait for each other as well.
pub(in crate::stock) async fn lock(
    tx: &mut Tx<'_>,
    item: &Item,
    at: LocationId,
    currency: Currency,
) -> Result<Holding, Error> {
    sqlx::query(
        "insert into bulk_holdings (item_id, location_id, ownership, currency, quantity, value)
         values ($1, $2, $3, $4, 0, 0) on conflict do nothing",
    )
    .bind(item.id.uuid())
    .bind(at.uuid())
    .bind(Ownership::Owned.code())
    .bind(currency.code())
    .execute(&mut **tx)
    .await?;
    let (quantity, reserved, value): (Decimal, Decimal, Decimal) = sqlx::query_as(
        "select quantity, reserved, value from bulk_holdings
         where item_id = $1 and location_id = $2 and ownership = $3 for update",
    )
    .bind(item.id.uuid())
    .bind(at.uuid())
    .bind(Ownership::Owned.code())
    .fetch_one(&mut **tx)
    .await?;
    Ok(Holding {
        quantity: measured(quantity, item.unit)?,
        reserved: measured(reserved, item.unit)?,
        value: Money::new(value, currency)?,
    })
}

/// A stored quantity, which was checked when it was written.
fn measured(amount: Decimal, unit: Unit) -> Result<Quantity, Error> {
    Quantity::new(amount, unit).map_err(Error::internal)
}

/// Writes what lies in a place now.
pub(in crate::stock) async fn put(
    tx: &mut Tx<'_>,
    item: BulkItemId,
    at: LocationId,
    held: &Holding,
) -> Result<(), Error> {
    sqlx::query(
        "update bulk_holdings set quantity = $4, reserved = $5, value = $6
         where item_id = $1 and location_id = $2 and ownership = $3",
    )
    .bind(item.uuid())
    .bind(at.uuid())
    .bind(Ownership::Owned.code())
    .bind(held.quantity.amount())
    .bind(held.reserved.amount())
    .bind(held.value.amount())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What happened to goods in bulk.
pub(in crate::stock) struct BulkMove<'a> {
    pub item: BulkItemId,
    pub kind: MoveKind,
    pub from: Option<LocationId>,
    pub to: Option<LocationId>,
    pub ownership: Ownership,
    pub quantity: Quantity,
    pub value: Money,
    /// Who delivered it.
    pub vendor: Option<VendorId>,
    pub reason: Option<&'a str>,
}

/// Writes what happened.
pub(in crate::stock) async fn note(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    moved: &BulkMove<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into bulk_moves (id, at, store_id, item_id, kind, from_location, to_location,
            ownership, quantity, value, reason, actor_kind, actor_id, actor_name, vendor_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(StockMoveId::generate().uuid())
    .bind(now)
    .bind(caller.store().uuid())
    .bind(moved.item.uuid())
    .bind(moved.kind.code())
    .bind(moved.from.map(|place| place.uuid()))
    .bind(moved.to.map(|place| place.uuid()))
    .bind(moved.ownership.code())
    .bind(moved.quantity.amount())
    .bind(moved.value.amount())
    .bind(moved.reason)
    .bind(caller.kind())
    .bind(caller.id())
    .bind(caller.name())
    .bind(moved.vendor.map(|vendor| vendor.uuid()))
    .execute(&mut **tx)
    .await
    .map_err(|error| match error.as_database_error() {
        Some(inner) if inner.is_foreign_key_violation() => {
            Error::field("/vendor", "This vendor is not on the list.")
        }
        _ => error.into(),
    })?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    code: String,
    name: String,
    unit: String,
    metal: Option<serde_json::Value>,
    location_id: Option<Uuid>,
    location: Option<String>,
    ownership: Option<String>,
    currency: Option<String>,
    quantity: Option<Decimal>,
    value: Option<Decimal>,
}

/// All that a store keeps in bulk, by name; of each, the places where some of it lies.
pub(in crate::stock) async fn all(
    db: &PgPool,
    terms: &StoreTerms,
    with_cost: bool,
) -> Result<Vec<BulkView>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select i.id, i.code, i.name, i.unit, i.metal, h.location_id, l.name as location,
                h.ownership, h.currency, h.quantity, h.value
         from (
             select * from bulk_items where store_id = $1 order by lower(name), id limit 1000
         ) i
         left join bulk_holdings h on h.item_id = i.id and h.quantity > 0
         left join locations l on l.id = h.location_id
         order by lower(i.name), i.id, lower(l.name), h.location_id",
    )
    .bind(terms.store.uuid())
    .fetch_all(db)
    .await?;
    let mut items: Vec<BulkView> = Vec::new();
    for row in rows {
        if items.last().is_none_or(|last| last.id.uuid() != row.id) {
            items.push(row.item(terms, with_cost)?);
        }
        if let Some(item) = items.last_mut() {
            add(item, row, with_cost)?;
        }
    }
    Ok(items)
}

impl Row {
    fn item(&self, terms: &StoreTerms, with_cost: bool) -> Result<BulkView, Error> {
        Ok(BulkView {
            id: self.id.into(),
            code: self.code.clone(),
            name: self.name.clone(),
            metal: self.metal.clone().map(serde_json::from_value).transpose()?,
            total: Quantity::zero(self.unit.parse()?),
            value: with_cost.then(|| Money::zero(terms.currency)),
            holdings: Vec::new(),
        })
    }
}

/// Adds a place's part to its item.
fn add(item: &mut BulkView, row: Row, with_cost: bool) -> Result<(), Error> {
    let (Some(location), Some(ownership), Some(code), Some(quantity), Some(value)) = (
        row.location_id,
        row.ownership,
        row.currency,
        row.quantity,
        row.value,
    ) else {
        return Ok(());
    };
    let quantity = measured(quantity, item.total.unit())?;
    let value = Money::new(value, currency(&code)?)?;
    item.total = item.total.plus(quantity).map_err(Error::internal)?;
    item.value = item.value.map(|all| all.plus(value)).transpose()?;
    item.holdings.push(HoldingView {
        location: location.into(),
        name: row.location.unwrap_or_default(),
        ownership: ownership.parse()?,
        quantity,
        value: with_cost.then_some(value),
    });
    Ok(())
}

#[derive(sqlx::FromRow)]
struct MoveRow {
    at: DateTime<Utc>,
    actor_name: String,
    kind: String,
    unit: String,
    quantity: Decimal,
    from_name: Option<String>,
    to_name: Option<String>,
    vendor_name: Option<String>,
    reason: Option<String>,
}

/// What happened to an item of a store, the latest first.
pub(in crate::stock) async fn moves(
    db: &PgPool,
    terms: &StoreTerms,
    item: BulkItemId,
) -> Result<Vec<BulkMoveView>, Error> {
    let rows: Vec<MoveRow> = sqlx::query_as(
        "select m.at, m.actor_name, m.kind, i.unit, m.quantity, f.name as from_name,
                t.name as to_name, v.name as vendor_name, m.reason
         from bulk_moves m
         join bulk_items i on i.id = m.item_id
         left join locations f on f.id = m.from_location
         left join locations t on t.id = m.to_location
         left join vendors v on v.id = m.vendor_id
         where m.item_id = $1 and i.store_id = $2 order by m.id desc limit 200",
    )
    .bind(item.uuid())
    .bind(terms.store.uuid())
    .fetch_all(db)
    .await?;
    let read = |row: MoveRow| {
        Ok(BulkMoveView {
            at: row.at.with_timezone(&terms.zone).fixed_offset(),
            who: row.actor_name,
            kind: row.kind.parse()?,
            quantity: measured(row.quantity, row.unit.parse()?)?,
            from: row.from_name,
            to: row.to_name,
            vendor: row.vendor_name,
            reason: row.reason,
        })
    };
    rows.into_iter().map(read).collect()
}
