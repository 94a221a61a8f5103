//! Lists that are brought in.

use super::pieces::{PieceRow, known_already};
use crate::db::Tx;
use crate::stock::import::plan::Digest32;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{StockImportId, StockMoveId, StoreId};
use domain::stock::{CheckedPiece, MoveKind, StockImportView, StockMapping, StockPreview};
use sqlx::{PgConnection, PgPool};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A file that was sent.
pub(in crate::stock) struct NewImport<'a> {
    pub id: StockImportId,
    pub name: &'a str,
    pub file: &'a [u8],
    pub mapping: &'a StockMapping,
    pub total: u32,
}

pub(in crate::stock) async fn insert(
    db: &PgPool,
    caller: Caller<'_>,
    new: &NewImport<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into stock_imports (id, store_id, name, file, mapping, total, actor_kind, actor_id,
            actor_name, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.id.uuid())
    .bind(caller.store().uuid())
    .bind(new.name)
    .bind(new.file)
    .bind(serde_json::to_value(new.mapping)?)
    .bind(i32::try_from(new.total).unwrap_or(i32::MAX))
    .bind(caller.kind())
    .bind(caller.id())
    .bind(caller.name())
    .bind(now)
    .execute(db)
    .await?;
    Ok(())
}

/// A file that was kept.
pub(in crate::stock) struct Kept {
    pub name: String,
    pub file: Vec<u8>,
    pub mapping: StockMapping,
}

/// The file of an import that is not done, and how it is to be read.
pub(in crate::stock) async fn kept(
    db: &PgPool,
    store: StoreId,
    id: StockImportId,
) -> Result<Kept, Error> {
    let row: Option<(String, Vec<u8>, serde_json::Value)> = sqlx::query_as(
        "select name, file, mapping from stock_imports
         where id = $1 and store_id = $2 and file is not null",
    )
    .bind(id.uuid())
    .bind(store.uuid())
    .fetch_optional(db)
    .await?;
    let (name, file, mapping) = row.ok_or(Error::NotFound)?;
    Ok(Kept {
        name,
        file,
        mapping: serde_json::from_value(mapping)?,
    })
}

/// Marks an import as confirmed, unless it was before.
pub(in crate::stock) async fn start(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: StockImportId,
    mapping: &StockMapping,
    skip_errors: bool,
) -> Result<bool, Error> {
    let state: Option<String> = sqlx::query_scalar(
        "select state from stock_imports where id = $1 and store_id = $2 for update",
    )
    .bind(id.uuid())
    .bind(store.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    let state = state.ok_or(Error::NotFound)?;
    let done = sqlx::query(
        "update stock_imports set state = 'running', mapping = $2, skip_errors = $3, done = 0,
            error = null
         where id = $1 and state in ('chosen', 'failed')",
    )
    .bind(id.uuid())
    .bind(serde_json::to_value(mapping)?)
    .bind(skip_errors)
    .execute(&mut **tx)
    .await?;
    tracing::debug!(%id, before = state, "an import was confirmed");
    Ok(done.rows_affected() == 1)
}

#[derive(sqlx::FromRow)]
struct StatusRow {
    name: String,
    state: String,
    done: i32,
    total: i32,
    result: Option<serde_json::Value>,
    error: Option<String>,
}

pub(in crate::stock) async fn status(
    db: &PgPool,
    store: StoreId,
    id: StockImportId,
) -> Result<StockImportView, Error> {
    let row: StatusRow = sqlx::query_as(
        "select name, state, done, total, result, error from stock_imports
         where id = $1 and store_id = $2",
    )
    .bind(id.uuid())
    .bind(store.uuid())
    .fetch_optional(db)
    .await?
    .ok_or(Error::NotFound)?;
    Ok(StockImportView {
        id,
        name: row.name,
        state: row.state.parse()?,
        done: u32::try_from(row.done).unwrap_or_default(),
        total: u32::try_from(row.total).unwrap_or_default(),
        result: row.result.map(serde_json::from_value).transpose()?,
        error: row.error,
    })
}

/// An import that is worked off.
pub(in crate::stock) struct Started {
    pub id: StockImportId,
    pub store: StoreId,
    pub name: String,
    pub file: Vec<u8>,
    pub mapping: StockMapping,
    pub skip_errors: bool,
    actor_kind: String,
    actor_id: Option<Uuid>,
    actor_name: String,
}

#[derive(sqlx::FromRow)]
struct StartedRow {
    store_id: Uuid,
    name: String,
    file: Option<Vec<u8>>,
    mapping: serde_json::Value,
    skip_errors: bool,
    actor_kind: String,
    actor_id: Option<Uuid>,
    actor_name: String,
}

/// Reads an import that was confirmed and is not done. Its row is not locked, so that its progress
/// can be told while the work's transaction is open.
pub(in crate::stock) async fn take_up(
    tx: &mut Tx<'_>,
    id: StockImportId,
) -> Result<Option<Started>, Error> {
    let row: Option<StartedRow> = sqlx::query_as(
        "select store_id, name, file, mapping, skip_errors, actor_kind, actor_id, actor_name
         from stock_imports where id = $1 and state = 'running'",
    )
    .bind(id.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    Ok(Some(Started {
        id,
        store: row.store_id.into(),
        name: row.name,
        file: row.file.unwrap_or_default(),
        mapping: serde_json::from_value(row.mapping)?,
        skip_errors: row.skip_errors,
        actor_kind: row.actor_kind,
        actor_id: row.actor_id,
        actor_name: row.actor_name,
    }))
}

/// Lets one import of a store at a time go on.
pub(in crate::stock) async fn one_at_a_time(tx: &mut Tx<'_>, store: StoreId) -> Result<(), Error> {
    sqlx::query("select pg_advisory_xact_lock(hashtextextended('stock import ' || $1, 0))")
        .bind(store.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Tells how far it has come, on a connection of its own: the work commits at its end.
pub(in crate::stock) async fn tell_progress(
    db: &PgPool,
    id: StockImportId,
    done: usize,
) -> Result<(), Error> {
    sqlx::query("update stock_imports set done = $2 where id = $1")
        .bind(id.uuid())
        .bind(i32::try_from(done).unwrap_or(i32::MAX))
        .execute(db)
        .await?;
    Ok(())
}

/// Notes what came of it, and lets go of the file.
pub(in crate::stock) async fn finish(
    tx: &mut Tx<'_>,
    id: StockImportId,
    result: &StockPreview,
) -> Result<(), Error> {
    sqlx::query("update stock_imports set state = 'done', result = $2, file = null where id = $1")
        .bind(id.uuid())
        .bind(serde_json::to_value(result)?)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Notes why nothing came of it. The file stays, to be read by another mapping.
pub(in crate::stock) async fn fail(db: &PgPool, id: StockImportId, why: &str) -> Result<(), Error> {
    sqlx::query("update stock_imports set state = 'failed', error = $2 where id = $1")
        .bind(id.uuid())
        .bind(why)
        .execute(db)
        .await?;
    Ok(())
}

/// A piece that a list brought in before.
pub(in crate::stock) struct Known {
    pub id: Uuid,
    /// What the list said last.
    pub hash: Vec<u8>,
    pub here: bool,
}

/// The pieces that are known by these keys.
pub(in crate::stock) async fn known(
    db: &mut PgConnection,
    store: StoreId,
    keys: &[&[u8]],
) -> Result<HashMap<Digest32, Known>, Error> {
    let rows: Vec<(Vec<u8>, Uuid, Vec<u8>, bool)> = sqlx::query_as(
        "select import_key, id, import_hash, state = 'here' from pieces
         where store_id = $1 and import_key = any ($2)",
    )
    .bind(store.uuid())
    .bind(keys)
    .fetch_all(db)
    .await?;
    let read = |(key, id, hash, here): (Vec<u8>, Uuid, Vec<u8>, bool)| {
        let key = key
            .try_into()
            .map_err(|_| Error::internal("an import key of another length"))?;
        Ok((key, Known { id, hash, here }))
    };
    rows.into_iter().map(read).collect()
}

/// Serials and reports that other pieces have.
pub(in crate::stock) struct Taken {
    serials: HashSet<String>,
    reports: HashSet<(String, String)>,
}

impl Taken {
    pub(in crate::stock) fn serial(&self, piece: &CheckedPiece) -> bool {
        let serial = piece.serial.as_ref();
        serial.is_some_and(|serial| self.serials.contains(serial))
    }

    pub(in crate::stock) fn report(&self, piece: &CheckedPiece) -> bool {
        let report = piece.certificate.as_ref();
        report.is_some_and(|report| {
            self.reports
                .contains(&(report.lab.clone(), report.number.clone()))
        })
    }
}

/// Which of these serials and reports are taken.
pub(in crate::stock) async fn taken(
    db: &mut PgConnection,
    serials: &[&str],
    reports: &[(&str, &str)],
) -> Result<Taken, Error> {
    let serials = if serials.is_empty() {
        Vec::new()
    } else {
        sqlx::query_scalar("select serial from pieces where serial = any ($1)")
            .bind(serials)
            .fetch_all(&mut *db)
            .await?
    };
    let reports = if reports.is_empty() {
        Vec::new()
    } else {
        let (labs, numbers): (Vec<&str>, Vec<&str>) = reports.iter().copied().unzip();
        sqlx::query_as(
            "select p.lab, p.certificate
             from unnest($1::text[], $2::text[]) as report (lab, number)
             join pieces p on p.lab = report.lab and p.certificate = report.number
                and p.state <> 'returned' and p.state <> 'sold'",
        )
        .bind(labs)
        .bind(numbers)
        .fetch_all(&mut *db)
        .await?
    };
    Ok(Taken {
        serials: serials.into_iter().collect(),
        reports: reports.into_iter().collect(),
    })
}

/// Writes that new pieces came in.
pub(in crate::stock) async fn note_received(
    tx: &mut Tx<'_>,
    started: &Started,
    rows: &[PieceRow],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into stock_moves (id, at, store_id, piece_id, kind, to_location, actor_kind,
            actor_id, actor_name, reason)
         select move.id, $1, p.store_id, p.id, $2, p.location_id, $3, $4, $5, $6
         from unnest($7::uuid[], $8::uuid[]) as move (id, piece)
         join pieces p on p.id = move.piece",
    )
    .bind(now)
    .bind(MoveKind::Received.code())
    .bind(&started.actor_kind)
    .bind(started.actor_id)
    .bind(&started.actor_name)
    .bind(&started.name)
    .bind(
        rows.iter()
            .map(|_| StockMoveId::generate().uuid())
            .collect::<Vec<_>>(),
    )
    .bind(rows.iter().map(|row| row.id).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Brings known pieces up to what the list says now. What it keeps silent about stays, and so do
/// place, owner and cost.
pub(in crate::stock) async fn update(
    tx: &mut Tx<'_>,
    rows: &[PieceRow],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "update pieces p set
            name = coalesce(r.called, p.name), price = coalesce(r.price, p.price),
            weight_grams = coalesce(r.weight_grams, p.weight_grams), lab = coalesce(r.lab, p.lab),
            certificate = coalesce(r.certificate, p.certificate),
            inscription = coalesce(r.inscription, p.inscription), variety = r.variety,
            origin = r.origin, shape = r.shape, carat = r.carat,
            colour = coalesce(r.colour, p.colour), clarity = coalesce(r.clarity, p.clarity),
            cut = coalesce(r.cut, p.cut), treatment = coalesce(r.treatment, p.treatment),
            length_mm = coalesce(r.length_mm, p.length_mm),
            width_mm = coalesce(r.width_mm, p.width_mm),
            depth_mm = coalesce(r.depth_mm, p.depth_mm),
            depth_percent = coalesce(r.depth_percent, p.depth_percent),
            table_percent = coalesce(r.table_percent, p.table_percent),
            import_hash = decode(r.import_hash, 'hex'),
            words = lower(concat_ws(' ', coalesce(r.called, p.name), r.variety)),
            search = lower(concat_ws(' ', p.serial, coalesce(r.called, p.name), p.vendor_style,
                coalesce(r.lab, p.lab), coalesce(r.certificate, p.certificate),
                coalesce(r.inscription, p.inscription))),
            version = p.version + 1, updated_at = $2
         from jsonb_to_recordset($1) as r (id uuid, called text, price numeric,
            weight_grams numeric, lab text, certificate text, inscription text, variety text,
            origin text, shape text, carat numeric, colour text, clarity text, cut text,
            treatment text, length_mm numeric, width_mm numeric, depth_mm numeric,
            depth_percent numeric, table_percent numeric, import_hash text)
         where p.id = r.id",
    )
    .bind(serde_json::to_value(rows)?)
    .bind(now)
    .execute(&mut **tx)
    .await
    .map_err(known_already)?;
    Ok(())
}
