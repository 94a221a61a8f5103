//! Giving a step to a jeweler or to a vendor.

use super::store;
use super::work::{Work, refused, tell};
use crate::{Caller, Error, Services, audit, idempotency};
use domain::bench::{Assignee, JobDeed, StepState};
use domain::catalogue::Saved;
use domain::ids::{BenchJobId, BenchStepId, IdempotencyKey};
use domain::staff::Permission;

/// Says who does a step that is not done.
pub async fn assign(
    services: &Services,
    caller: Caller<'_>,
    job: BenchJobId,
    step: BenchStepId,
    assignee: Assignee,
    version: i32,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, Error> {
    caller.require(Permission::WorkOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (job, step, assignee, version);
    let claim = match idempotency::claim(&mut tx, "bench.assign", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let mut work = Work::on(&mut tx, caller, job, now).await?;
    work.require(JobDeed::Begin, version)?;
    let found = work.job.steps.iter_mut().find(|known| known.id == step);
    let found = found.ok_or(Error::NotFound)?;
    if found.state != StepState::Waiting {
        let how = found.state.label().to_lowercase();
        return Err(refused(format!("This step is {how}.")));
    }
    (found.jeweler, found.vendor) = match assignee {
        Assignee::Anybody => (None, None),
        Assignee::Jeweler(jeweler) => (Some(jeweler), None),
        Assignee::Vendor(vendor) => (None, Some(vendor)),
    };
    if let Assignee::Jeweler(jeweler) = assignee {
        let rate = store::rate_of(work.tx, &work.terms, jeweler).await?;
        rate.ok_or_else(|| {
            Error::field(
                "/assignee",
                "They have no hours at the bench. A manager enters them under Bench, Capacity.",
            )
        })?;
    }
    store::set_step(work.tx, found, now).await?;
    work.job.version += 1;
    store::update(work.tx, &work.job, now).await?;
    let data = serde_json::json!({ "step": step, "assignee": assignee });
    audit::note(
        work.tx,
        caller,
        "bench_step_assigned",
        Some(job.uuid()),
        data,
        now,
    )
    .await?;
    let (change, version) = (work.change(), work.job.version);
    let saved = Saved { id: job, version };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    tell(services, change);
    Ok(saved)
}
