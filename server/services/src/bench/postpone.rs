//! A job will be through on another day than was planned.

use super::store;
use super::work::{Work, tell};
use crate::{Caller, Error, Services, audit, idempotency, orders};
use domain::bench::{JobDeed, PostponeDraft};
use domain::catalogue::Saved;
use domain::ids::{BenchJobId, IdempotencyKey};
use domain::orders::history::day;
use domain::staff::Permission;

/// Notes the new day. The order that the job covers is expected by it, and whoever waits for it is
/// told where it slips past what was promised.
pub async fn postpone(
    services: &Services,
    caller: Caller<'_>,
    job: BenchJobId,
    draft: &PostponeDraft,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, Error> {
    caller.require(Permission::WorkOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (job, draft);
    let claim =
        match idempotency::claim(&mut tx, "bench.postpone", caller, key, &asked, now).await? {
            idempotency::Claimed::Done(saved) => return Ok(saved),
            idempotency::Claimed::New(claim) => claim,
        };
    let mut work = Work::on(&mut tx, caller, job, now).await?;
    work.require(JobDeed::Begin, draft.version)?;
    let (due_on, reason) = draft.check(work.terms.today)?;
    work.job.due_on = due_on;
    work.job.version += 1;
    store::update(work.tx, &work.job, now).await?;
    let moved = match work.job.order {
        Some(order) => {
            let said = format!("{} is expected {}: {reason}", work.job.number, day(due_on));
            let terms = &work.terms;
            Some(orders::cover_changed(work.tx, caller, terms, order, said, now).await?)
        }
        None => None,
    };
    let data = serde_json::json!({ "after": draft });
    audit::note(
        work.tx,
        caller,
        "bench_job_postponed",
        Some(job.uuid()),
        data,
        now,
    )
    .await?;
    let (change, version) = (work.change(), work.job.version);
    let saved = Saved { id: job, version };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    tell(services, moved.unwrap_or(change));
    Ok(saved)
}
