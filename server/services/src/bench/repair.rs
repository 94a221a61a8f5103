//! Work on customers' own pieces: planned once it is agreed, given to a vendor and back, ended.
//! Each use case holds its order locked, and takes the order's jobs in their one turn.

use super::finish::settle;
use super::open::{Planned, open_for_order};
use super::stop::{End, come_back, end_work};
use super::store::{self, NewCharge, NewStep, Step, Which};
use super::work::{JobsOfOrder, Work, refused};
use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, NaiveDate, Utc};
use domain::bench::{ChargeKind, JobDeed, JobState, RouteStep, StepState, WipFate};
use domain::ids::{LineId, OrderId, VendorId};
use domain::ledger::postings;
use domain::money::Money;

/// What ends without a piece of its own: metal and stones go back, the labour is written off.
const UNWANTED: End = End {
    fate: WipFate::Return,
    location: None,
    ours: false,
};

/// Plans what was agreed, a job for each piece. Jobs that nobody has begun with are planned anew;
/// others get the steps that they lack. Gives the lines whose finished pieces came back for more.
pub(crate) async fn plan_agreed(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    (order, promise): (OrderId, NaiveDate),
    lines: &[Planned<'_>],
    now: DateTime<Utc>,
) -> Result<Vec<LineId>, Error> {
    let mut covered = Vec::new();
    let mut reopened = Vec::new();
    let mut jobs = JobsOfOrder::lock(tx, caller, order, Which::Standing, now).await?;
    while let Some(mut work) = jobs.next(tx, caller, now) {
        if work.job.state == JobState::Planned {
            end_work(&mut work, &UNWANTED).await?;
            continue;
        }
        let wanted = lines.iter().find(|line| work.job.line == Some(line.line));
        covered.extend(work.job.line);
        let missing = wanted.map_or_else(Vec::new, |line| missing(&work.job.steps, line.steps));
        if missing.is_empty() {
            continue;
        }
        if work.job.state == JobState::Finished {
            reopened.extend(work.job.line);
        }
        add_steps(&mut work, order, &missing, promise).await?;
    }
    let fresh: Vec<_> = lines
        .iter()
        .filter(|line| !covered.contains(&line.line))
        .copied()
        .collect();
    if !fresh.is_empty() {
        let bench = super::terms(tx, terms).await?;
        open_for_order(tx, caller, terms, &bench, (order, promise), &fresh, now).await?;
    }
    Ok(reopened)
}

/// The steps that are wanted and that a job does not have.
fn missing(steps: &[Step], wanted: &[RouteStep]) -> Vec<RouteStep> {
    let mut have: Vec<_> = steps.iter().map(|step| step.kind).collect();
    let lacking = wanted.iter().filter(|step| {
        let known = have.iter().position(|kind| *kind == step.kind);
        known.map(|at| have.swap_remove(at)).is_none()
    });
    lacking.copied().collect()
}

async fn add_steps(
    work: &mut Work<'_, '_>,
    order: OrderId,
    steps: &[RouteStep],
    due_on: NaiveDate,
) -> Result<(), Error> {
    let steps: Vec<_> = steps
        .iter()
        .map(|step| NewStep {
            kind: step.kind,
            jeweler: None,
            hours: step.hours,
            due_on,
        })
        .collect();
    work.job.due_on = work.job.due_on.max(due_on);
    if work.job.state == JobState::Finished {
        return come_back(work, order, &steps).await;
    }
    store::append_steps(work.tx, &work.job, &steps, work.now).await?;
    work.keep(JobDeed::Begin).await
}

/// Gives all that is still to be done on an order's pieces to a vendor.
pub(crate) async fn give_to_vendor(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    (vendor, eta): (VendorId, Option<NaiveDate>),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut jobs = JobsOfOrder::lock(tx, caller, order, Which::Open, now).await?;
    while let Some(mut work) = jobs.next(tx, caller, now) {
        for step in &mut work.job.steps {
            if step.state != StepState::Done {
                step.state = StepState::Waiting;
                step.jeweler = None;
                step.vendor = Some(vendor);
                store::set_step(work.tx, step, now).await?;
            }
        }
        work.job.due_on = eta.unwrap_or(work.job.due_on);
        work.keep(JobDeed::Begin).await?;
    }
    Ok(())
}

/// Pieces are back from a vendor, who is owed for them: each job is finished. Gives what each
/// line's piece cost in all.
pub(crate) async fn back_from_vendor(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    costs: &[(LineId, Money)],
    now: DateTime<Utc>,
) -> Result<Vec<(LineId, Money)>, Error> {
    let mut finished = Vec::new();
    let mut jobs = JobsOfOrder::lock(tx, caller, order, Which::Open, now).await?;
    while let Some(mut work) = jobs.next(tx, caller, now) {
        let asked = costs.iter().find(|(line, _)| work.job.line == Some(*line));
        if let Some((_, cost)) = asked {
            work.charge(NewCharge::of(ChargeKind::Outside, *cost))
                .await?;
            let entry = postings::bench_service(*cost)?;
            work.post(None, &entry, "outside work").await?;
        }
        for step in &mut work.job.steps {
            step.state = StepState::Done;
            store::set_step(work.tx, step, now).await?;
        }
        let cost = settle(&mut work).await?;
        let entry = postings::bench_finished_for_order(cost)?;
        work.post(Some(order), &entry, "finished").await?;
        work.keep(JobDeed::Finish).await?;
        finished.extend(work.job.line.map(|line| (line, cost)));
    }
    Ok(finished)
}

/// Says anew when an order's open jobs are through.
pub(crate) async fn expect(tx: &mut Tx<'_>, order: OrderId, day: NaiveDate) -> Result<(), Error> {
    store::set_due(tx, order, day).await
}

/// Drops the jobs of work that was done at once. One that somebody has begun with has its cost,
/// and is finished at the bench.
pub(crate) async fn drop_planned(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut jobs = JobsOfOrder::lock(tx, caller, order, Which::Open, now).await?;
    while let Some(mut work) = jobs.next(tx, caller, now) {
        if work.job.state != JobState::Planned {
            let number = &work.job.number;
            return Err(refused(format!(
                "{number} is in work. Finish it at the bench."
            )));
        }
        end_work(&mut work, &UNWANTED).await?;
    }
    Ok(())
}

/// Ends what is not finished: the work is not wanted any more.
pub(crate) async fn end_open(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut jobs = JobsOfOrder::lock(tx, caller, order, Which::Open, now).await?;
    while let Some(mut work) = jobs.next(tx, caller, now) {
        end_work(&mut work, &UNWANTED).await?;
    }
    Ok(())
}
