//! All SQL of memos in.

pub(super) mod list;
pub(super) mod show;

use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::stores::store::currency;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{MemoInId, PieceId, StoreId};
use domain::memo_in::{CheckedMemoIn, GiveBack, LentState};
use domain::money::Money;
use rust_decimal::Decimal;
use uuid::Uuid;

/// Writes what came; gives its number.
pub(super) async fn insert(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    id: MemoInId,
    memo: &CheckedMemoIn,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    sqlx::query_scalar(
        "insert into memos_in (id, number, store_id, vendor_id, currency, reference, conditions,
            received_on, due, created_at, created_by_name)
         values ($1, 'MI-' || nextval('memo_in_numbers'), $2, $3, $4, $5, $6, $7, $8, $9, $10)
         returning number",
    )
    .bind(id.uuid())
    .bind(terms.store.uuid())
    .bind(memo.vendor.uuid())
    .bind(terms.currency.code())
    .bind(&memo.reference)
    .bind(&memo.conditions)
    .bind(memo.received_on)
    .bind(memo.due)
    .bind(now)
    .bind(caller.name())
    .fetch_one(&mut **tx)
    .await
    .map_err(known_already)
}

/// Names what the database refused as a clerk would.
fn known_already(error: sqlx::Error) -> Error {
    let inner = error.as_database_error();
    match inner.and_then(|inner| inner.constraint()) {
        Some("memos_in_of_vendor") => Error::field(
            "/reference",
            "This vendor's paper of that number was taken in before.",
        ),
        Some("memos_in_vendor_id_fkey") => {
            Error::field("/vendor", "This vendor is not on the list.")
        }
        _ => error.into(),
    }
}

/// Writes which pieces came on it.
pub(super) async fn insert_lines(
    tx: &mut Tx<'_>,
    id: MemoInId,
    costs: &[(PieceId, Money)],
) -> Result<(), Error> {
    sqlx::query(
        "insert into memo_in_lines (memo_in_id, piece_id, cost, position)
         select $1, line.* from unnest($2::uuid[], $3::numeric[]) with ordinality as line",
    )
    .bind(id.uuid())
    .bind(costs.iter().map(|(id, _)| id.uuid()).collect::<Vec<_>>())
    .bind(costs.iter().map(|(_, c)| c.amount()).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A memo in as the use cases work on it: locked, with its pieces.
pub(super) struct Held {
    pub number: String,
    pub lines: Vec<HeldLine>,
}

pub(super) struct HeldLine {
    pub piece: PieceId,
    pub cost: Money,
    pub state: LentState,
}

/// Locks a store's memo in and its pieces, unless somebody changed it since `version`.
pub(super) async fn hold(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: MemoInId,
    version: i32,
) -> Result<Held, Error> {
    let row: Option<(String, i32, String)> = sqlx::query_as(
        "select number, version, currency from memos_in where id = $1 and store_id = $2 for update",
    )
    .bind(id.uuid())
    .bind(store.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    let (number, now, code) = row.ok_or(Error::NotFound)?;
    if now != version {
        return Err(Error::Conflict(format!(
            "Somebody else changed {number} in the meantime. Reload to see how it is now."
        )));
    }
    let rows: Vec<(Uuid, Decimal, String, bool, bool)> = sqlx::query_as(
        "select l.piece_id, l.cost, p.state, l.return_id is not null, l.payment_id is not null
         from memo_in_lines l join pieces p on p.id = l.piece_id
         where l.memo_in_id = $1 order by p.id for update of p",
    )
    .bind(id.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let money = currency(&code)?;
    let read = |(piece, cost, state, returned, paid): (Uuid, Decimal, String, bool, bool)| {
        Ok(HeldLine {
            piece: piece.into(),
            cost: Money::new(cost, money)?,
            state: LentState::of(state.parse()?, returned, paid),
        })
    };
    let lines = rows.into_iter().map(read).collect::<Result<_, Error>>()?;
    Ok(Held { number, lines })
}

/// Notes what went back, and who signed for it.
pub(super) async fn returned(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    id: MemoInId,
    back: &GiveBack,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let written = Uuid::now_v7();
    sqlx::query(
        "insert into memo_in_returns (id, memo_in_id, received_by, signature, at, actor_name)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(written)
    .bind(id.uuid())
    .bind(&back.received_by)
    .bind(serde_json::to_value(&back.signature)?)
    .bind(now)
    .bind(caller.name())
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "update memo_in_lines set return_id = $3 where memo_in_id = $1 and piece_id = any ($2)",
    )
    .bind(id.uuid())
    .bind(uuids(&back.pieces))
    .bind(written)
    .execute(&mut **tx)
    .await?;
    touch(tx, id).await
}

/// Notes what was paid for.
pub(super) async fn paid(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    id: MemoInId,
    (pieces, reference, amount): (&[PieceId], &str, Money),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let written = Uuid::now_v7();
    sqlx::query(
        "insert into memo_in_payments (id, memo_in_id, reference, amount, at, actor_name)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(written)
    .bind(id.uuid())
    .bind(reference)
    .bind(amount.amount())
    .bind(now)
    .bind(caller.name())
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "update memo_in_lines set payment_id = $3 where memo_in_id = $1 and piece_id = any ($2)",
    )
    .bind(id.uuid())
    .bind(uuids(pieces))
    .bind(written)
    .execute(&mut **tx)
    .await?;
    touch(tx, id).await
}

async fn touch(tx: &mut Tx<'_>, id: MemoInId) -> Result<(), Error> {
    sqlx::query("update memos_in set version = version + 1 where id = $1")
        .bind(id.uuid())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

fn uuids(pieces: &[PieceId]) -> Vec<Uuid> {
    pieces.iter().map(|piece| piece.uuid()).collect()
}
