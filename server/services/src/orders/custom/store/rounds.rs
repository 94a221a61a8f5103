//! Rounds of designs, and their files.

use crate::db::Tx;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{OrderId, StoreId};
use domain::money::Money;
use domain::orders::custom::files::{DesignFile, FileKind};
use domain::orders::custom::rounds::Round;
use sqlx::PgConnection;

/// Notes a file that was kept.
pub(in crate::orders::custom) async fn keep_file(
    tx: &mut Tx<'_>,
    file: &DesignFile,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into design_files (hash, kind, bytes, picture, at) values ($1, $2, $3, $4, $5)
         on conflict do nothing",
    )
    .bind(&file.hash)
    .bind(file.kind.code())
    .bind(i64::try_from(file.bytes).unwrap_or(i64::MAX))
    .bind(&file.picture)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(super) type FileRow = (String, String, i64, Option<String>);

pub(super) fn file_of((hash, kind, bytes, picture): FileRow) -> Result<DesignFile, Error> {
    Ok(DesignFile {
        hash,
        kind: kind.parse()?,
        bytes: u64::try_from(bytes).unwrap_or_default(),
        picture,
    })
}

/// The files of some hashes, of those that are kept.
pub(in crate::orders::custom) async fn files(
    tx: &mut Tx<'_>,
    hashes: &[String],
) -> Result<Vec<DesignFile>, Error> {
    if hashes.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<FileRow> =
        sqlx::query_as("select hash, kind, bytes, picture from design_files where hash = any ($1)")
            .bind(hashes)
            .fetch_all(&mut **tx)
            .await?;
    rows.into_iter().map(file_of).collect()
}

/// How many rounds a locked order has.
pub(in crate::orders::custom) async fn count(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<u32, Error> {
    let count: i64 = sqlx::query_scalar("select count(*) from custom_rounds where order_id = $1")
        .bind(order.uuid())
        .fetch_one(&mut **tx)
        .await?;
    u32::try_from(count).map_err(Error::internal)
}

/// Writes a round with its files.
pub(in crate::orders::custom) async fn insert(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    (number, round, fee): (u32, &Round, Money),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let number = i32::try_from(number).map_err(Error::internal)?;
    sqlx::query(
        "insert into custom_rounds (order_id, number, note, public, fee, at, actor_name)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(order.uuid())
    .bind(number)
    .bind(&round.note)
    .bind(round.public)
    .bind(fee.amount())
    .bind(now)
    .bind(caller.name())
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "insert into custom_round_files (order_id, round, hash, name, position)
         select $1, $2, file.* from unnest($3::text[], $4::text[]) with ordinality as file",
    )
    .bind(order.uuid())
    .bind(number)
    .bind(column(round, |file| &file.file.hash))
    .bind(column(round, |file| &file.name))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn column(
    round: &Round,
    of: fn(&domain::orders::custom::rounds::RoundFile) -> &String,
) -> Vec<&String> {
    round.files.iter().map(of).collect()
}

/// What a file of a store's order is called, and what it is; none that the order does not show.
pub(in crate::orders::custom) async fn file(
    db: &mut PgConnection,
    store: StoreId,
    order: OrderId,
    hash: &str,
) -> Result<Option<(String, FileKind)>, Error> {
    let row: Option<(String, String)> = sqlx::query_as(
        "select f.name, d.kind
         from orders o
         join custom_round_files f on f.order_id = o.id
         join design_files d on d.hash = f.hash
         where o.id = $1 and o.store_id = $2 and f.hash = $3
         order by f.round desc limit 1",
    )
    .bind(order.uuid())
    .bind(store.uuid())
    .bind(hash)
    .fetch_optional(db)
    .await?;
    row.map(|(name, kind)| Ok((name, kind.parse()?)))
        .transpose()
}
