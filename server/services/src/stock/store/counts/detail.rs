//! Counts as they are shown.

use super::scans::{ScanRow, scans};
use super::{Held, expected};
use crate::Error;
use crate::db::Tx;
use crate::stores::StoreTerms;
use chrono::{DateTime, Utc};
use domain::ids::{CountId, LocationId};
use domain::measures::{Quantity, Unit};
use domain::orders::view::StoreView;
use domain::stock::{BulkCounted, BulkToCount, CountDetail, CountResult, CountSummary, NotFound};
use domain::stock::{Scanned, Tally};
use rust_decimal::Decimal;
use sqlx::PgPool;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct SummaryRow {
    id: Uuid,
    number: String,
    state: String,
    form: Option<String>,
    places: String,
    started_at: DateTime<Utc>,
    started_by_name: String,
    ended_at: Option<DateTime<Utc>>,
    ended_by_name: Option<String>,
    expected: Option<i32>,
    found: Option<i32>,
    unexpected: Option<serde_json::Value>,
}

macro_rules! summaries {
    ($which:literal) => {
        concat!(
            "select c.id, c.number, c.state, c.form, c.started_at, c.started_by_name, c.ended_at,
                    c.ended_by_name, c.expected, c.found, c.unexpected,
                    coalesce((select string_agg(l.name, ', ' order by lower(l.name))
                     from stock_count_places at join locations l on l.id = at.location_id
                     where at.count_id = c.id), '') as places
             from stock_counts c where c.store_id = $1 ",
            $which
        )
    };
}

/// A store's counts, the newest first.
pub(in crate::stock) async fn all(
    db: &PgPool,
    terms: &StoreTerms,
) -> Result<Vec<CountSummary>, Error> {
    let rows: Vec<SummaryRow> = sqlx::query_as(summaries!("order by c.id desc limit 200"))
        .bind(terms.store.uuid())
        .fetch_all(db)
        .await?;
    rows.into_iter().map(|row| row.read(terms)).collect()
}

impl SummaryRow {
    fn read(self, terms: &StoreTerms) -> Result<CountSummary, Error> {
        let number = |count: i32| u32::try_from(count).unwrap_or_default();
        let tally = self.expected.zip(self.found);
        Ok(CountSummary {
            id: self.id.into(),
            number: self.number,
            state: self.state.parse()?,
            form: self.form.map(|form| form.parse()).transpose()?,
            places: self.places,
            started_at: self.started_at.with_timezone(&terms.zone).fixed_offset(),
            started_by: self.started_by_name,
            tally: tally.map(|(expected, found)| Tally {
                expected: number(expected),
                found: number(found),
            }),
        })
    }

    fn held(&self) -> Result<Held, Error> {
        Ok(Held {
            id: self.id.into(),
            number: self.number.clone(),
            state: self.state.parse()?,
            form: self.form.as_ref().map(|form| form.parse()).transpose()?,
        })
    }
}

/// A count with all that one who counts needs; its lists are as long as a screen can show.
pub(in crate::stock) async fn detail(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    id: CountId,
) -> Result<CountDetail, Error> {
    let row: SummaryRow = sqlx::query_as(summaries!("and c.id = $2"))
        .bind(terms.store.uuid())
        .bind(id.uuid())
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Error::NotFound)?;
    let count = row.held()?;
    let ended = row
        .ended_at
        .map(|at| at.with_timezone(&terms.zone).fixed_offset());
    let ended = ended.zip(row.ended_by_name.clone());
    let then = row.unexpected.clone();
    let summary = row.read(terms)?;
    let tally = match summary.tally {
        Some(tally) => tally,
        None => super::tally(tx, &count).await?,
    };
    let open = ended.is_none();
    Ok(CountDetail {
        places: places(tx, id).await?,
        tally,
        not_found: if open {
            not_found(tx, id).await?
        } else {
            Vec::new()
        },
        scans: latest(tx, terms, &count).await?,
        unexpected: match then {
            Some(then) => serde_json::from_value(then)?,
            None => unexpected(tx, terms, &count).await?,
        },
        bulk: bulk(tx, &count).await?,
        counters: counters(tx, id).await?,
        results: results(tx, id).await?,
        ended,
        store: StoreView {
            name: terms.name.clone(),
            address: terms.address.clone(),
            phone: terms.phone.clone(),
            email: terms.email.clone(),
        },
        summary,
    })
}

async fn places(tx: &mut Tx<'_>, id: CountId) -> Result<Vec<(LocationId, String)>, Error> {
    let rows: Vec<(Uuid, String)> = sqlx::query_as(
        "select l.id, l.name from stock_count_places at join locations l on l.id = at.location_id
         where at.count_id = $1 order by lower(l.name), l.id",
    )
    .bind(id.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let place = |(id, name): (Uuid, String)| (id.into(), name);
    Ok(rows.into_iter().map(place).collect())
}

async fn not_found(tx: &mut Tx<'_>, id: CountId) -> Result<Vec<NotFound>, Error> {
    let rows: Vec<(Uuid, String, String, String, Option<String>)> = sqlx::query_as(concat!(
        "select e.id, e.serial, e.name, l.name,
                (select o.number from reservations r
                 join order_lines ol on ol.id = r.order_line_id join orders o on o.id = ol.order_id
                 where r.piece_id = e.id and r.ended_at is null)
         from (",
        expected!(),
        ") e join locations l on l.id = e.location_id
         where not e.found order by lower(l.name), e.serial limit 200"
    ))
    .bind(id.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let piece = |(piece, serial, name, location, promised_to)| NotFound {
        piece: Uuid::into(piece),
        serial,
        name,
        location,
        promised_to,
    };
    Ok(rows.into_iter().map(piece).collect())
}

async fn latest(tx: &mut Tx<'_>, terms: &StoreTerms, count: &Held) -> Result<Vec<Scanned>, Error> {
    let rows: Vec<ScanRow> = sqlx::query_as(scans!("order by s.id desc limit 30"))
        .bind(count.id.uuid())
        .bind(terms.store.uuid())
        .fetch_all(&mut **tx)
        .await?;
    read(rows, terms, count)
}

/// Scans of what is not at a counted place, for somebody to look after.
pub(in crate::stock) async fn unexpected(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    count: &Held,
) -> Result<Vec<Scanned>, Error> {
    let rows: Vec<ScanRow> = sqlx::query_as(scans!(
        "and (at.location_id is null or p.store_id <> $2) order by s.id limit 200"
    ))
    .bind(count.id.uuid())
    .bind(terms.store.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let mut scans = read(rows, terms, count)?;
    scans.retain(|scan| scan.sighting.is_unexpected());
    Ok(scans)
}

fn read(rows: Vec<ScanRow>, terms: &StoreTerms, count: &Held) -> Result<Vec<Scanned>, Error> {
    rows.into_iter()
        .map(|row| row.read(terms, count.form))
        .collect()
}

#[derive(sqlx::FromRow)]
struct BulkRow {
    id: Uuid,
    code: String,
    name: String,
    unit: String,
    location_id: Uuid,
    location: String,
    quantity: Decimal,
    counted: Option<Decimal>,
    held: Option<Decimal>,
    by: Option<String>,
}

/// What of goods in bulk lies at the counted places. A count of one form leaves them out.
async fn bulk(tx: &mut Tx<'_>, count: &Held) -> Result<Vec<BulkToCount>, Error> {
    let rows: Vec<BulkRow> = sqlx::query_as(
        "select i.id, i.code, i.name, i.unit, at.location_id, l.name as location, h.quantity,
                q.quantity as counted, q.held, q.actor_name as by
         from stock_count_places at
         join stock_counts c on c.id = at.count_id and c.form is null
         join locations l on l.id = at.location_id
         join bulk_holdings h on h.location_id = at.location_id and h.ownership = 'owned'
         join bulk_items i on i.id = h.item_id
         left join lateral (
             select * from stock_count_quantities q
             where q.count_id = c.id and q.item_id = h.item_id
                 and q.location_id = h.location_id
             order by q.id desc limit 1
         ) q on true
         where at.count_id = $1 and (h.quantity > 0 or q.id is not null)
         order by lower(l.name), lower(i.name), i.id limit 500",
    )
    .bind(count.id.uuid())
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(BulkRow::read).collect()
}

impl BulkRow {
    fn read(self) -> Result<BulkToCount, Error> {
        let unit: Unit = self.unit.parse()?;
        let measured = |amount| Quantity::new(amount, unit).map_err(Error::internal);
        let counted = match (self.counted, self.held, self.by) {
            (Some(quantity), Some(held), Some(by)) => Some(BulkCounted {
                quantity: measured(quantity)?,
                held: measured(held)?,
                by,
            }),
            _ => None,
        };
        Ok(BulkToCount {
            item: self.id.into(),
            code: self.code,
            name: self.name,
            location: self.location_id.into(),
            location_name: self.location,
            held: measured(self.quantity)?,
            counted,
        })
    }
}

async fn counters(tx: &mut Tx<'_>, id: CountId) -> Result<Vec<(String, u32)>, Error> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "select actor_name, count(*) from stock_count_scans where count_id = $1
         group by actor_name order by count(*) desc, actor_name limit 50",
    )
    .bind(id.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let counter = |(name, count)| (name, u32::try_from(count).unwrap_or(u32::MAX));
    Ok(rows.into_iter().map(counter).collect())
}

#[derive(sqlx::FromRow)]
struct ResultRow {
    code: String,
    name: String,
    location: String,
    unit: Option<String>,
    held: Option<Decimal>,
    quantity: Option<Decimal>,
    reason: String,
}

/// What a finished count changed.
async fn results(tx: &mut Tx<'_>, id: CountId) -> Result<Vec<CountResult>, Error> {
    let rows: Vec<ResultRow> = sqlx::query_as(
        "select coalesce(p.serial, i.code) as code, coalesce(p.name, i.name) as name,
                l.name as location, i.unit, r.held, r.quantity, r.reason
         from stock_count_results r
         join locations l on l.id = r.location_id
         left join pieces p on p.id = r.piece_id
         left join bulk_items i on i.id = r.item_id
         where r.count_id = $1 order by r.id limit 2000",
    )
    .bind(id.uuid())
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(ResultRow::read).collect()
}

impl ResultRow {
    fn read(self) -> Result<CountResult, Error> {
        let what = match (self.unit, self.held, self.quantity) {
            (Some(unit), Some(held), Some(quantity)) => {
                let unit: Unit = unit.parse()?;
                let measured = |amount| Quantity::new(amount, unit).map_err(Error::internal);
                format!("{} instead of {}", measured(quantity)?, measured(held)?)
            }
            _ => "Missing".to_owned(),
        };
        Ok(CountResult {
            code: self.code,
            name: self.name,
            location: self.location,
            what,
            reason: self.reason,
        })
    }
}
