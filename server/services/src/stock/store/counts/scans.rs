//! What was scanned and counted.

use crate::db::Tx;
use crate::stock::counts::Held;
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{BulkItemId, CountId, LocationId};
use domain::measures::Quantity;
use domain::stock::{Form, Known, PieceState, Scanned, Sighting};
use std::collections::HashSet;
use uuid::Uuid;

/// Writes what was scanned, and gives the codes that are new.
pub(in crate::stock) async fn insert_scans(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    count: CountId,
    codes: &[String],
    now: DateTime<Utc>,
) -> Result<HashSet<String>, Error> {
    let ids: Vec<_> = codes.iter().map(|_| Uuid::now_v7()).collect();
    let new: Vec<String> = sqlx::query_scalar(
        "insert into stock_count_scans (id, count_id, code, at, actor_kind, actor_id, actor_name)
         select scan.id, $1, scan.code, $2, $3, $4, $5
         from unnest($6::uuid[], $7::text[]) as scan (id, code)
         on conflict (count_id, code) do nothing returning code",
    )
    .bind(count.uuid())
    .bind(now)
    .bind(caller.kind())
    .bind(caller.id())
    .bind(caller.name())
    .bind(ids)
    .bind(codes)
    .fetch_all(&mut **tx)
    .await?;
    Ok(new.into_iter().collect())
}

/// A scan with what the books know of its code.
#[derive(sqlx::FromRow)]
pub(super) struct ScanRow {
    code: String,
    at: DateTime<Utc>,
    actor_name: String,
    piece_id: Option<Uuid>,
    /// Whether the piece is this store's.
    ours: Option<bool>,
    name: Option<String>,
    form: Option<String>,
    state: Option<String>,
    location: Option<String>,
    counted: bool,
}

/// The scans of a count ($1) of a store ($2), with what the books know of each.
macro_rules! scans {
    ($which:literal) => {
        concat!(
            "select s.code, s.at, s.actor_name, p.id as piece_id, p.store_id = $2 as ours, p.name,
                    p.form, p.state, l.name as location, at.location_id is not null as counted
             from stock_count_scans s
             left join pieces p on p.serial = s.code
             left join locations l on l.id = p.location_id
             left join stock_count_places at
                 on at.count_id = s.count_id and at.location_id = p.location_id
             where s.count_id = $1 ",
            $which
        )
    };
}
pub(super) use scans;

impl ScanRow {
    pub(super) fn read(self, terms: &StoreTerms, form: Option<Form>) -> Result<Scanned, Error> {
        let sighting = self.sighting(form)?;
        // What is another store's shows nothing of itself.
        let ours = self.ours == Some(true);
        Ok(Scanned {
            code: self.code,
            sighting,
            again: false,
            piece: self.piece_id.filter(|_| ours).map(Into::into),
            name: self.name.filter(|_| ours),
            location: self.location.filter(|_| ours),
            by: self.actor_name,
            at: self.at.with_timezone(&terms.zone).fixed_offset(),
        })
    }

    fn sighting(&self, form: Option<Form>) -> Result<Sighting, Error> {
        let (Some(ours), Some(state), Some(own)) = (self.ours, &self.state, &self.form) else {
            return Ok(Sighting::Unknown);
        };
        if !ours {
            return Ok(Sighting::AnotherStores);
        }
        let state: PieceState = state.parse()?;
        Ok(Sighting::of(Known {
            state,
            at_a_counted_place: self.counted,
            of_the_form: form.is_none_or(|form| form.code() == own),
        }))
    }
}

/// What was scanned, of these codes, in their order.
pub(in crate::stock) async fn scans_of(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    count: &Held,
    codes: &[String],
) -> Result<Vec<Scanned>, Error> {
    let rows: Vec<ScanRow> = sqlx::query_as(scans!(
        "and s.code = any($3) order by array_position($3, s.code)"
    ))
    .bind(count.id.uuid())
    .bind(terms.store.uuid())
    .bind(codes)
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| row.read(terms, count.form))
        .collect()
}

/// Writes how much was counted, beside what the books say now. Only where the place is counted.
pub(in crate::stock) async fn insert_quantity(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    (count, item, at): (CountId, BulkItemId, LocationId),
    quantity: Quantity,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let written = sqlx::query(
        "insert into stock_count_quantities (id, count_id, item_id, location_id, quantity, held,
             at, actor_kind, actor_id, actor_name)
         select $1, c.count_id, $3, c.location_id, $5, coalesce(h.quantity, 0), $6, $7, $8, $9
         from stock_count_places c
         left join bulk_holdings h
             on h.item_id = $3 and h.location_id = c.location_id and h.ownership = 'owned'
         where c.count_id = $2 and c.location_id = $4",
    )
    .bind(Uuid::now_v7())
    .bind(count.uuid())
    .bind(item.uuid())
    .bind(at.uuid())
    .bind(quantity.amount())
    .bind(now)
    .bind(caller.kind())
    .bind(caller.id())
    .bind(caller.name())
    .execute(&mut **tx)
    .await?;
    if written.rows_affected() == 1 {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}
