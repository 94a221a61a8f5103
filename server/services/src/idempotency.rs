//! Doing once what is asked twice.
//!
//! A caller names each attempt with a key. The key's row is written first: a second attempt with
//! the same key waits on it until the first commits, and is then given the first one's result.

use crate::db::Tx;
use crate::{Caller, Error};
use domain::ids::IdempotencyKey;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::cell::Cell;

tokio::task_local! {
    /// Whether the use case that runs found its work done by an earlier attempt.
    static REPLAYED: Cell<bool>;
}

/// Runs a use case, and tells whether its result is that of an earlier attempt. For answers that
/// say so; a use case itself never needs to know.
pub async fn noticing<F: Future>(work: F) -> (F::Output, bool) {
    let noted = async {
        let result = work.await;
        (result, REPLAYED.with(Cell::get))
    };
    REPLAYED.scope(Cell::new(false), noted).await
}

/// A key claimed in a transaction, to be completed with the result before the commit.
pub struct Claim<'a> {
    scope: &'a str,
    key: IdempotencyKey,
}

/// Tells whoever asks that a use case found its work done by an earlier attempt, by whatever name.
pub(crate) fn note_replay() {
    // Nobody may be asking.
    let _ = REPLAYED.try_with(|replayed| replayed.set(true));
}

/// What claiming a key found.
pub enum Claimed<'a, T> {
    /// Nobody did it yet: do it, then [`Claim::complete`].
    New(Claim<'a>),
    /// It was done; this came of it.
    Done(T),
}

/// Claims a key for a piece of work. The key is the caller's own: two callers may use the same.
pub async fn claim<'a, T: DeserializeOwned>(
    tx: &mut Tx<'_>,
    scope: &'a str,
    caller: Caller<'_>,
    key: IdempotencyKey,
    input: &impl Serialize,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Claimed<'a, T>, Error> {
    let fingerprint = fingerprint(caller, input)?;
    let fresh = sqlx::query(
        "insert into idempotency_keys (scope, key, fingerprint, created_at) values ($1, $2, $3, $4)
         on conflict do nothing",
    )
    .bind(scope)
    .bind(key.uuid())
    .bind(&fingerprint)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    if fresh.rows_affected() == 1 {
        return Ok(Claimed::New(Claim { scope, key }));
    }
    let (known, result): (Vec<u8>, Option<serde_json::Value>) = sqlx::query_as(
        "select fingerprint, result from idempotency_keys where scope = $1 and key = $2",
    )
    .bind(scope)
    .bind(key.uuid())
    .fetch_one(&mut **tx)
    .await?;
    if known != fingerprint {
        return Err(Error::Conflict(
            "This key was already used for something else.".into(),
        ));
    }
    let result = result.ok_or_else(|| Error::internal("an idempotency key without a result"))?;
    note_replay();
    Ok(Claimed::Done(serde_json::from_value(result)?))
}

impl Claim<'_> {
    /// Keeps the result beside the key.
    pub async fn complete(self, tx: &mut Tx<'_>, result: &impl Serialize) -> Result<(), Error> {
        sqlx::query("update idempotency_keys set result = $3 where scope = $1 and key = $2")
            .bind(self.scope)
            .bind(self.key.uuid())
            .bind(serde_json::to_value(result)?)
            .execute(&mut **tx)
            .await?;
        Ok(())
    }
}

fn fingerprint(caller: Caller<'_>, input: &impl Serialize) -> Result<Vec<u8>, Error> {
    let mut hash = Sha256::new();
    hash.update(caller.id().as_bytes());
    hash.update(serde_json::to_vec(input)?);
    Ok(hash.finalize().to_vec())
}
