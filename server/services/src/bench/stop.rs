//! Jobs that come to nothing, or come back: stopped by themselves or with their order, and opened
//! anew where a piece failed its check.

use super::finish::{into_stock, settle};
use super::issue::{all_metal, return_metal, return_stone};
use super::store::{self, NewCharge, NewStep, Which};
use super::work::{JobsOfOrder, Work, refused, tell};
use crate::db::Tx;
use crate::stock::bench::some_place;
use crate::{Caller, Error, Services, audit, idempotency, orders};
use chrono::{DateTime, Utc};
use domain::bench::{
    ChargeKind, Hours, JobDeed, JobState, StepKind, StopDraft, WipFate, stop_refusal,
};
use domain::calendar::add_working_days;
use domain::catalogue::Saved;
use domain::ids::{BenchJobId, BulkItemId, IdempotencyKey, LineId, LocationId, OrderId, PieceId};
use domain::ledger::postings;
use domain::money::Money;
use domain::staff::Permission;

/// Stops a job. The line that it covered is open again.
pub async fn stop(
    services: &Services,
    caller: Caller<'_>,
    job: BenchJobId,
    draft: &StopDraft,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, Error> {
    caller.require(Permission::StopOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (job, draft);
    let claim = match idempotency::claim(&mut tx, "bench.stop", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let mut work = Work::on(&mut tx, caller, job, now).await?;
    work.require(JobDeed::Stop, draft.version)?;
    let order = work.order.as_ref();
    let why = order.and_then(|order| stop_refusal(order.number(), order.position().state));
    if let Some(why) = why {
        return Err(refused(why));
    }
    let reason = draft.check()?;
    let end = End {
        fate: draft.fate,
        location: draft.location,
        ours: true,
    };
    end_work(&mut work, &end).await?;
    let moved = match work.order.take().zip(work.job.line) {
        Some((order, line)) => {
            let number = work.job.number.clone();
            let gone = orders::JobGone {
                line,
                job: &number,
                reason: &reason,
            };
            let change = orders::job_gone(work.tx, caller, &work.terms, order, &gone, now).await?;
            Some(change)
        }
        None => None,
    };
    let data = serde_json::json!({ "after": draft });
    audit::note(
        work.tx,
        caller,
        "bench_job_stopped",
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

/// What becomes of what is in a job that ends before it is finished.
#[derive(Clone, Copy)]
pub(crate) struct End {
    pub fate: WipFate,
    /// Where a piece is put that is kept.
    pub location: Option<LocationId>,
    /// Whether the pieces are ours to keep. A customer's own never becomes stock.
    pub ours: bool,
}

pub(super) async fn end_work(work: &mut Work<'_, '_>, end: &End) -> Result<(), Error> {
    if end.fate == WipFate::Return {
        return_all(work).await?;
    }
    let value = work.remaining()?.value;
    if end.fate == WipFate::Keep && end.ours && !value.is_zero() {
        let place = place(work, end).await?;
        let cost = settle(work).await?;
        into_stock(work, cost, place).await?;
        let entry = postings::bench_finished_for_stock(cost)?;
        work.post(None, &entry, "kept as stock").await?;
    } else if !value.is_zero() {
        let charge = NewCharge::of(ChargeKind::WrittenOff, value.negated());
        work.charge(charge).await?;
        let entry = postings::bench_written_off(value)?;
        work.post(None, &entry, "written off").await?;
    }
    work.keep(JobDeed::Stop).await
}

async fn place(work: &mut Work<'_, '_>, end: &End) -> Result<LocationId, Error> {
    match end.location {
        Some(place) => Ok(place),
        None => some_place(work.tx, &work.terms).await,
    }
}

/// Gives everything back to where it came from.
async fn return_all(work: &mut Work<'_, '_>) -> Result<(), Error> {
    for (item, held) in all_metal(work)? {
        let to = from_where(work, |came| came.item == Some(item)).await?;
        return_metal(work, item, item, to, (held.quantity, held.value)).await?;
    }
    for (piece, worth) in work.stones()? {
        let to = from_where(work, |came| came.piece == Some(piece)).await?;
        return_stone(work, piece, to, worth).await?;
    }
    Ok(())
}

/// From where something came into a job.
pub(super) struct Came {
    pub item: Option<BulkItemId>,
    pub piece: Option<PieceId>,
    pub from: LocationId,
}

async fn from_where(
    work: &mut Work<'_, '_>,
    which: impl Fn(&Came) -> bool,
) -> Result<LocationId, Error> {
    let came = store::where_from(work.tx, work.job.id).await?;
    match came.iter().find(|came| which(came)) {
        Some(came) => Ok(came.from),
        None => some_place(work.tx, &work.terms).await,
    }
}

/// Ends all jobs of a cancelled order: open ones as is said, finished pieces are kept as stock
/// where they are ours.
/// Gives the lines whose pieces no longer belong to the order. The order is locked by its caller.
pub(crate) async fn end_of_order(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    end: End,
    now: DateTime<Utc>,
) -> Result<Vec<LineId>, Error> {
    let mut kept = Vec::new();
    let mut jobs = JobsOfOrder::lock(tx, caller, order, Which::Standing, now).await?;
    while let Some(mut work) = jobs.next(tx, caller, now) {
        if work.job.state == JobState::Finished {
            if end.ours {
                keep_finished(&mut work, order, &end).await?;
            } else {
                write_off_finished(&mut work, order).await?;
            }
            kept.extend(work.job.line);
        } else {
            end_work(&mut work, &end).await?;
        }
    }
    Ok(kept)
}

/// At what a job was finished last.
fn finished_cost(work: &Work<'_, '_>) -> Result<Money, Error> {
    let finished = work.job.charges.iter().rev();
    let mut finished = finished.filter(|charge| charge.kind == ChargeKind::Finished);
    let cost = finished.next().map(|charge| charge.amount.negated());
    cost.ok_or_else(|| Error::internal("a finished job without its cost"))
}

/// A finished piece that nobody takes: it leaves the order and is stock.
async fn keep_finished(work: &mut Work<'_, '_>, order: OrderId, end: &End) -> Result<(), Error> {
    let place = place(work, end).await?;
    let cost = finished_cost(work)?;
    into_stock(work, cost, place).await?;
    let entry = postings::stock_put_back(cost)?;
    work.post(Some(order), &entry, "kept as stock").await?;
    work.job.version += 1;
    store::update(work.tx, &work.job, work.now).await
}

/// Work on a customer's own piece that nobody pays for.
async fn write_off_finished(work: &mut Work<'_, '_>, order: OrderId) -> Result<(), Error> {
    let cost = finished_cost(work)?;
    let entry = postings::bench_finished_in_vain(cost)?;
    work.post(Some(order), &entry, "written off").await
}

/// The pieces of an order failed their check: each comes back to the bench, with a step to put it
/// right. What it cost is in work again.
pub(crate) async fn reopen_all(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut jobs = JobsOfOrder::lock(tx, caller, order, Which::Standing, now).await?;
    while let Some(mut work) = jobs.next(tx, caller, now) {
        if work.job.state == JobState::Finished {
            reopen(&mut work, order).await?;
        }
    }
    Ok(())
}

async fn reopen(work: &mut Work<'_, '_>, order: OrderId) -> Result<(), Error> {
    let due_on = add_working_days(work.terms.today, 1);
    let last = work.job.steps.last();
    let step = NewStep {
        kind: StepKind::Rework,
        jeweler: last.and_then(|step| step.jeweler),
        hours: Hours::of_quarters(4),
        due_on,
    };
    work.job.due_on = due_on;
    come_back(work, order, &[step]).await
}

/// A finished piece comes back to the bench for some steps more. What it cost is in work again.
pub(super) async fn come_back(
    work: &mut Work<'_, '_>,
    order: OrderId,
    steps: &[NewStep],
) -> Result<(), Error> {
    let cost = finished_cost(work)?;
    work.charge(NewCharge::of(ChargeKind::Reopened, cost))
        .await?;
    let entry = postings::bench_reopened(cost)?;
    work.post(Some(order), &entry, "back to the bench").await?;
    store::append_steps(work.tx, &work.job, steps, work.now).await?;
    work.keep(JobDeed::Reopen).await
}
