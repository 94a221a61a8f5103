//! Who can have something: places, and people by their places.

use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, Utc};
use domain::custody::{HolderView, Thing};
use domain::ids::{LocationId, StaffId, StoreId, VendorId};
use domain::stock::{LocationKind, PieceState};
use uuid::Uuid;

/// A thing that is held by somebody, locked until the transaction ends.
pub(in crate::custody) struct Held {
    pub thing: Thing,
    pub code: String,
    pub place: Option<(LocationId, String)>,
    /// How the piece stands; envelopes have no such state.
    pub state: Option<PieceState>,
    /// The envelope has left the house.
    pub closed: bool,
}

impl Held {
    pub(in crate::custody) fn lies_in(&self) -> Option<LocationId> {
        self.place.as_ref().map(|(id, _)| *id)
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct HolderRow {
    id: Uuid,
    kind: String,
    name: String,
    who: Option<String>,
}

impl HolderRow {
    pub(super) const fn new(id: Uuid, kind: String, name: String, who: Option<String>) -> Self {
        Self {
            id,
            kind,
            name,
            who,
        }
    }

    pub(super) fn read(self) -> Result<HolderView, Error> {
        Ok(HolderView {
            id: self.id.into(),
            kind: self.kind.parse()?,
            name: self.name,
            who: self.who,
        })
    }
}

/// A place of the store that is in use.
pub(in crate::custody) async fn place(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: LocationId,
) -> Result<Option<HolderView>, Error> {
    let row: Option<HolderRow> = sqlx::query_as(
        "select l.id, l.kind, l.name, coalesce(s.name, v.name) as who
         from locations l
         left join staff s on s.id = l.staff_id
         left join vendors v on v.id = l.vendor_id
         where l.id = $1 and l.store_id = $2 and l.active",
    )
    .bind(id.uuid())
    .bind(store.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    row.map(HolderRow::read).transpose()
}

/// A vendor's workshop, where it is a place of the store's.
pub(in crate::custody) async fn of_vendor(
    tx: &mut Tx<'_>,
    store: StoreId,
    vendor: VendorId,
) -> Result<Option<HolderView>, Error> {
    let row: Option<HolderRow> = sqlx::query_as(
        "select l.id, l.kind, l.name, v.name as who
         from locations l join vendors v on v.id = l.vendor_id
         where l.vendor_id = $2 and l.store_id = $1 and l.active
         order by l.created_at limit 1",
    )
    .bind(store.uuid())
    .bind(vendor.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    row.map(HolderRow::read).transpose()
}

/// A person's place in a store: their bench, or else their hands, which come to be now. None of
/// somebody who is not of the house.
pub(in crate::custody) async fn of_person(
    tx: &mut Tx<'_>,
    store: StoreId,
    person: StaffId,
    now: DateTime<Utc>,
) -> Result<Option<HolderView>, Error> {
    if let Some(known) = place_of(tx, store, person).await? {
        return Ok(Some(known));
    }
    let id = LocationId::generate();
    // Whoever comes second finds what the first made.
    sqlx::query(
        "insert into locations (id, store_id, kind, name, code, staff_id, created_at)
         select $1, $2, $3, 'In hand: ' || name, $4, id, $5 from staff where id = $6 and active
         on conflict (store_id, staff_id) where kind = 'person' do nothing",
    )
    .bind(id.uuid())
    .bind(store.uuid())
    .bind(LocationKind::Person.code())
    .bind(code(id))
    .bind(now)
    .bind(person.uuid())
    .execute(&mut **tx)
    .await?;
    place_of(tx, store, person).await
}

/// What a person's label says: the end of its id, which differs from all others.
fn code(id: LocationId) -> String {
    let digits = id.uuid().simple().to_string().to_uppercase();
    let end = digits.len().saturating_sub(8);
    format!("HAND-{}", digits.get(end..).unwrap_or_default())
}

async fn place_of(
    tx: &mut Tx<'_>,
    store: StoreId,
    person: StaffId,
) -> Result<Option<HolderView>, Error> {
    let row: Option<HolderRow> = sqlx::query_as(
        "select l.id, l.kind, l.name, s.name as who
         from locations l join staff s on s.id = l.staff_id
         where l.staff_id = $2 and l.store_id = $1 and l.active and s.active
         order by l.kind = 'person', l.created_at, l.id limit 1",
    )
    .bind(store.uuid())
    .bind(person.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    row.map(HolderRow::read).transpose()
}
