use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, Utc};
use domain::ids::{LocationId, StoreId};
use domain::stock::{CheckedLocation, LocationKind, LocationView};
use sqlx::PgExecutor;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    name: String,
    code: String,
    whose: Option<String>,
    pieces: i64,
    active: bool,
}

/// All places of a store, by name. A store has dozens, not thousands.
pub(in crate::stock) async fn all(
    db: impl PgExecutor<'_>,
    store: StoreId,
) -> Result<Vec<LocationView>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select l.id, l.kind, l.name, l.code, coalesce(s.name, v.name) as whose, l.active,
                coalesce(held.pieces, 0) as pieces
         from locations l
         left join staff s on s.id = l.staff_id
         left join vendors v on v.id = l.vendor_id
         left join (
             select location_id, count(*) as pieces from pieces
             where location_id is not null group by location_id
         ) held on held.location_id = l.id
         where l.store_id = $1
         order by lower(l.name), l.id limit 1000",
    )
    .bind(store.uuid())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

impl Row {
    fn read(self) -> Result<LocationView, Error> {
        Ok(LocationView {
            id: self.id.into(),
            kind: self.kind.parse()?,
            name: self.name,
            code: self.code,
            whose: self.whose,
            pieces: u32::try_from(self.pieces).unwrap_or(u32::MAX),
            active: self.active,
        })
    }
}

/// Writes a new place.
pub(in crate::stock) async fn insert(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: LocationId,
    place: &CheckedLocation,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into locations (id, store_id, kind, name, code, staff_id, vendor_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id.uuid())
    .bind(store.uuid())
    .bind(place.kind.code())
    .bind(&place.name)
    .bind(&place.code)
    .bind(place.jeweler.map(|jeweler| jeweler.uuid()))
    .bind(place.vendor.map(|vendor| vendor.uuid()))
    .bind(now)
    .execute(&mut **tx)
    .await
    .map_err(|error| match error.as_database_error() {
        Some(inner) if inner.is_unique_violation() => {
            Error::field("/code", "Another place has this code.")
        }
        Some(inner) if inner.is_foreign_key_violation() => {
            Error::field("/vendor", "This vendor or jeweler is not on the list.")
        }
        _ => error.into(),
    })?;
    Ok(())
}

/// What kind of place it is, if it is one of the store's and in use.
pub(in crate::stock) async fn kind(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: LocationId,
) -> Result<Option<LocationKind>, Error> {
    let kind: Option<String> =
        sqlx::query_scalar("select kind from locations where id = $1 and store_id = $2 and active")
            .bind(id.uuid())
            .bind(store.uuid())
            .fetch_optional(&mut **tx)
            .await?;
    Ok(kind.map(|kind| kind.parse()).transpose()?)
}
