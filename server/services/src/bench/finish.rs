//! Finishing a job: what was lost is booked, and the piece is there at all that it cost.

use super::issue::part;
use super::store::NewCharge;
use super::work::{Work, refused, tell};
use crate::stock::bench::Made;
use crate::{Caller, Error, Services, audit, idempotency, orders};
use domain::bench::{ChargeKind, CheckedFinish, FinishDraft, JobDeed, StepState};
use domain::catalogue::Saved;
use domain::ids::{BenchJobId, IdempotencyKey, LocationId, PieceId};
use domain::ledger::postings;
use domain::money::Money;
use domain::staff::Permission;

/// Finishes a job whose every step is done. One for an order moves the order on; one for stock
/// puts a piece there.
pub async fn finish(
    services: &Services,
    caller: Caller<'_>,
    job: BenchJobId,
    draft: &FinishDraft,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, Error> {
    caller.require(Permission::WorkOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (job, draft);
    let claim = match idempotency::claim(&mut tx, "bench.finish", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let mut work = Work::on(&mut tx, caller, job, now).await?;
    work.require(JobDeed::Finish, draft.version)?;
    work.require_released()?;
    require_done(&work)?;
    let checked = check(&work, draft)?;
    for (index, item, quantity) in &checked.losses {
        let pointer = format!("/losses/{index}/quantity");
        let worth = part(&work, *item, *quantity, &pointer)?;
        work.lose(*item, *quantity, worth).await?;
    }
    work.job.weight = checked.weight.map(|weight| weight.amount());
    work.job.result_note = checked.note;
    let cost = settle(&mut work).await?;
    let moved = match work.job.order.zip(work.job.line) {
        Some((order, _)) => {
            let entry = postings::bench_finished_for_order(cost)?;
            work.post(Some(order), &entry, "finished").await?;
            work.keep(JobDeed::Finish).await?;
            hand_to_order(&mut work, cost).await?
        }
        None => {
            let place = draft.location;
            let place = place.ok_or_else(|| Error::field("/location", "Say where it is put."))?;
            into_stock(&mut work, cost, place).await?;
            let entry = postings::bench_finished_for_stock(cost)?;
            work.post(None, &entry, "finished").await?;
            work.keep(JobDeed::Finish).await?;
            None
        }
    };
    let data = serde_json::json!({ "after": draft });
    audit::note(
        work.tx,
        caller,
        "bench_job_finished",
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

fn require_done(work: &Work<'_, '_>) -> Result<(), Error> {
    let mut steps = work.job.steps.iter();
    match steps.find(|step| step.state != StepState::Done) {
        Some(step) => Err(refused(format!("{} is not done yet.", step.kind.label()))),
        None => Ok(()),
    }
}

fn check(work: &Work<'_, '_>, draft: &FinishDraft) -> Result<CheckedFinish, Error> {
    let remaining = work.remaining()?;
    let unit = |item| Some(remaining.of_item(item)?.quantity.unit());
    Ok(draft.check(unit)?)
}

/// Takes all that is in work out of the job; gives what it was.
pub(super) async fn settle(work: &mut Work<'_, '_>) -> Result<Money, Error> {
    let cost = work.remaining()?.value;
    let charge = NewCharge::of(ChargeKind::Finished, cost.negated());
    work.charge(charge).await?;
    Ok(cost)
}

async fn hand_to_order(
    work: &mut Work<'_, '_>,
    cost: Money,
) -> Result<Option<crate::live::Change>, Error> {
    let Some((order, line)) = work.order.take().zip(work.job.line) else {
        return Ok(None);
    };
    let made = orders::PieceMade {
        line,
        cost,
        job: &work.job.number,
    };
    let change =
        orders::piece_made(work.tx, work.caller, &work.terms, order, &made, work.now).await?;
    Ok(Some(change))
}

/// Puts what was made into stock as a piece of its own.
pub(super) async fn into_stock(
    work: &mut Work<'_, '_>,
    cost: Money,
    location: LocationId,
) -> Result<(), Error> {
    let piece = PieceId::generate();
    let (title, variant, weight) = (work.job.title.clone(), work.job.variant, work.job.weight);
    let made = Made {
        piece,
        variant,
        name: &title,
        cost,
        weight,
        location,
    };
    work.hand().put_made(&made).await?;
    work.job.piece = Some(piece);
    Ok(())
}
