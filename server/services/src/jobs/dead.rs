//! Jobs that were given up: seen by staff, and tried again when its cause is mended.

use crate::{Caller, Error, Services, audit, stores};
use chrono::{DateTime, Utc};
use domain::ids::JobId;
use domain::messages::GivenUp;
use domain::staff::Permission;
use uuid::Uuid;

/// More than this are not looked at one by one.
const MOST: i64 = 200;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    order_id: Option<Uuid>,
    order_number: Option<String>,
    attempts: i32,
    dead_at: DateTime<Utc>,
}

// A job of another store's order is none of the caller's; one that names no order is everyone's.
const DEAD: &str = "
    select j.id, o.id as order_id, o.number as order_number, j.attempts, j.dead_at
    from jobs j
    left join order_events e on e.id = (j.payload->>'event')::uuid
    left join messages m on m.id = (j.payload->>'message')::uuid
    left join purchase_orders p
        on p.id = coalesce((j.payload->>'purchase')::uuid, m.purchase_order_id)
    left join orders o on o.id = coalesce(e.order_id, m.order_id, p.order_id)
    where j.dead_at is not null
        and (coalesce(o.store_id, p.store_id) is null or coalesce(o.store_id, p.store_id) = $1)";

/// The jobs that were given up, the latest first.
pub async fn given_up(services: &Services, caller: Caller<'_>) -> Result<Vec<GivenUp>, Error> {
    caller.require(Permission::ViewMessages)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "{DEAD} order by j.dead_at desc limit $2"
    )))
    .bind(caller.store().uuid())
    .bind(MOST)
    .fetch_all(&services.db)
    .await?;
    let shown = rows.into_iter().map(|row| GivenUp {
        job: row.id.into(),
        order: row.order_id.map(Into::into),
        order_number: row.order_number,
        attempts: row.attempts.unsigned_abs(),
        at: row.dead_at.with_timezone(&terms.zone).fixed_offset(),
    });
    Ok(shown.collect())
}

/// Lets a given-up job be tried from the start again. One that is not given up is left alone, so
/// asking twice does it once.
pub async fn bring_back(services: &Services, caller: Caller<'_>, job: JobId) -> Result<(), Error> {
    caller.require(Permission::ViewMessages)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let found = sqlx::query(sqlx::AssertSqlSafe(format!(
        "update jobs set dead_at = null, attempts = 0, held_until = null, run_at = $3
         where id = $2 and id in (select id from ({DEAD}) as dead)"
    )))
    .bind(caller.store().uuid())
    .bind(job.uuid())
    .bind(now)
    .execute(&mut *tx)
    .await?;
    if found.rows_affected() == 0 {
        let waiting: bool = sqlx::query_scalar(
            "select exists (select from jobs where id = $1 and dead_at is null)",
        )
        .bind(job.uuid())
        .fetch_one(&mut *tx)
        .await?;
        return if waiting {
            Ok(())
        } else {
            Err(Error::NotFound)
        };
    }
    audit::note(
        &mut tx,
        caller,
        "job.retried",
        Some(job.uuid()),
        serde_json::json!({}),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
