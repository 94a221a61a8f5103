//! Working on a step: started, laid aside, done.

use super::store::{self, NewCharge};
use super::work::{Work, refused, tell};
use crate::{Caller, Error, Services, audit, idempotency};
use domain::bench::{ChargeKind, JobDeed, StepRequest, StepResult, turn_refusal};
use domain::catalogue::Saved;
use domain::ids::{BenchJobId, BenchStepId, IdempotencyKey, StaffId};
use domain::ledger::postings;
use domain::money::Money;
use domain::staff::Permission;

/// Does something with a step. Of two who finish the same, one does.
pub async fn step(
    services: &Services,
    caller: Caller<'_>,
    job: BenchJobId,
    step: BenchStepId,
    request: &StepRequest,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, Error> {
    caller.require(Permission::WorkOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (job, step, request);
    let claim = match idempotency::claim(&mut tx, "bench.step", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let mut work = Work::on(&mut tx, caller, job, now).await?;
    let index = allowed(&work, step, request)?;
    let outside = work.job.steps[index].vendor.is_some();
    let result = request.check(outside, work.terms.currency)?;
    match result {
        StepResult::Started if !outside => take(&mut work, index).await?,
        StepResult::Started => {}
        StepResult::Worked(hours) => {
            let done = &mut work.job.steps[index];
            done.worked = done.worked.plus(hours);
            let rate = done.rate.filter(|_| !hours.is_none());
            if let Some(rate) = rate {
                work.labour(step, hours, rate).await?;
            }
        }
        StepResult::Served(cost) => serve(&mut work, step, cost).await?,
    }
    let moved = &mut work.job.steps[index];
    moved.state = moved.state.after(request.deed).unwrap_or(moved.state);
    store::set_step(work.tx, &work.job.steps[index], now).await?;
    work.keep(JobDeed::Begin).await?;
    let data = serde_json::json!({ "step": step, "deed": request.deed, "hours": request.hours });
    audit::note(work.tx, caller, "bench_step", Some(job.uuid()), data, now).await?;
    let (change, version) = (work.change(), work.job.version);
    let saved = Saved { id: job, version };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    tell(services, change);
    Ok(saved)
}

/// Where the step stands among the job's, if the deed can be done with it now.
fn allowed(work: &Work<'_, '_>, step: BenchStepId, request: &StepRequest) -> Result<usize, Error> {
    let steps = &work.job.steps;
    let index = steps.iter().position(|known| known.id == step);
    let index = index.ok_or(Error::NotFound)?;
    if let Some(why) = steps[index].state.refusal(request.deed) {
        return Err(refused(why.into()));
    }
    work.require(JobDeed::Begin, request.version)?;
    work.require_released()?;
    let before = steps[..index].iter().map(|step| (step.kind, step.state));
    match turn_refusal(before) {
        Some(why) => Err(refused(why)),
        None => Ok(index),
    }
}

/// Whoever starts what was nobody's makes it theirs.
async fn take(work: &mut Work<'_, '_>, index: usize) -> Result<(), Error> {
    if work.job.steps[index].jeweler.is_some() {
        return Ok(());
    }
    let staff: StaffId = work.caller.id().into();
    let rate = store::rate_of(work.tx, &work.terms, staff).await?;
    if rate.is_none() {
        return Err(refused(
            "You have no hours at the bench. Give the step to a jeweler, or ask a manager to enter yours under Bench, Capacity."
                .into(),
        ));
    }
    work.job.steps[index].jeweler = Some(staff);
    work.job.steps[index].rate = rate;
    Ok(())
}

/// A vendor did it, and is owed for it.
async fn serve(work: &mut Work<'_, '_>, step: BenchStepId, cost: Money) -> Result<(), Error> {
    let charge = NewCharge {
        step: Some(step),
        ..NewCharge::of(ChargeKind::Outside, cost)
    };
    work.charge(charge).await?;
    work.post(None, &postings::bench_service(cost)?, "outside work")
        .await
}
