//! Clearing away what has served its time.

use crate::people::limits;
use crate::{Error, Services, orders, stock};
use chrono::TimeDelta;

/// Any number that nothing else locks with.
const LOCK: i64 = 0x6265_7a65_6c01;

/// A caller who repeats an attempt does so within days; after that the key is free again.
const KEYS_LAST: TimeDelta = TimeDelta::days(30);

/// A list that nobody confirmed is sent again more easily than found again.
const LISTS_LAST: TimeDelta = TimeDelta::days(30);

/// Ended sessions are kept a while for those who ask who was signed in.
const SESSIONS_LAST: TimeDelta = TimeDelta::days(90);

/// Clears away old rows. Of all processes one does it; the others find it locked and go on.
pub(super) async fn run(services: &Services) -> Result<(), Error> {
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let mine: bool = sqlx::query_scalar("select pg_try_advisory_xact_lock($1)")
        .bind(LOCK)
        .fetch_one(&mut *tx)
        .await?;
    if !mine {
        return Ok(());
    }
    for (statement, before) in [
        (
            "delete from idempotency_keys where created_at < $1",
            now - KEYS_LAST,
        ),
        (
            "delete from sessions where coalesce(revoked_at, expires_at) < $1",
            now - SESSIONS_LAST,
        ),
        (
            "delete from stock_imports where created_at < $1",
            now - LISTS_LAST,
        ),
    ] {
        sqlx::query(statement)
            .bind(before)
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await?;
    limits::sweep(&services.db, now).await?;
    stock::release_expired(services).await?;
    orders::memo::remind(services).await?;
    Ok(())
}
