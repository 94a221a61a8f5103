use super::Job;
use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;
use uuid::Uuid;

/// A job that this process holds. The number of the attempt is also the proof of holding it: who
/// was too slow, and lost it to another, changes nothing.
#[derive(Debug)]
pub(super) struct Held {
    pub id: Uuid,
    pub attempt: i32,
    /// None for one that this version can't read.
    pub job: Option<Job>,
}

pub(super) async fn insert(tx: &mut Tx<'_>, jobs: &[Job], now: DateTime<Utc>) -> Result<(), Error> {
    let ids: Vec<_> = jobs.iter().map(|_| Uuid::now_v7()).collect();
    let kinds: Vec<_> = jobs.iter().map(Job::kind).collect();
    let payloads: Vec<_> = jobs
        .iter()
        .map(serde_json::to_value)
        .collect::<Result<_, _>>()?;
    sqlx::query(
        "insert into jobs (id, kind, payload, run_at, created_at)
         select id, kind, payload, $4, $4 from unnest($1::uuid[], $2::text[], $3::jsonb[])
            as job (id, kind, payload)",
    )
    .bind(ids)
    .bind(kinds)
    .bind(payloads)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes due jobs that nobody holds, the longest due first, and holds them for a while.
pub(super) async fn claim(
    db: &PgPool,
    most: i64,
    now: DateTime<Utc>,
    hold: TimeDelta,
) -> Result<Vec<Held>, Error> {
    let rows: Vec<(Uuid, i32, serde_json::Value)> = sqlx::query_as(
        "update jobs set held_until = $3, attempts = attempts + 1
         where id in (
            select id from jobs
            where dead_at is null and run_at <= $2 and (held_until is null or held_until <= $2)
            order by run_at limit $1
            for update skip locked
         )
         returning id, attempts, payload",
    )
    .bind(most)
    .bind(now)
    .bind(now + hold)
    .fetch_all(db)
    .await?;
    let held = rows.into_iter().map(|(id, attempt, payload)| Held {
        id,
        attempt,
        job: serde_json::from_value(payload).ok(),
    });
    Ok(held.collect())
}

/// The job is done.
pub(super) async fn finish(db: &PgPool, held: &Held) -> Result<(), Error> {
    sqlx::query("delete from jobs where id = $1 and attempts = $2")
        .bind(held.id)
        .bind(held.attempt)
        .execute(db)
        .await?;
    Ok(())
}

/// The job failed: it comes back at `run_at`, or is given up where that is none.
pub(super) async fn fail(
    db: &PgPool,
    held: &Held,
    why: &str,
    run_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update jobs set held_until = null, last_error = $3, run_at = coalesce($4, run_at),
                dead_at = case when $4 is null then $5 end
         where id = $1 and attempts = $2",
    )
    .bind(held.id)
    .bind(held.attempt)
    .bind(why)
    .bind(run_at)
    .bind(now)
    .execute(db)
    .await?;
    Ok(())
}
