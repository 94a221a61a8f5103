//! Opening jobs: for a line of an order, at capture or later, and for stock.

use super::store::{self, NewJob, NewStep};
use super::work::refused;
use crate::db::Tx;
use crate::live::Change;
use crate::stores::{self, StoreTerms};
use crate::{Caller, Error, Services, audit, idempotency, orders};
use chrono::{DateTime, NaiveDate, Utc};
use domain::bench::capacity::{Need, Plan};
use domain::bench::view::BenchTerms;
use domain::bench::{JobDraft, RouteStep, line_refusal};
use domain::catalogue::Saved;
use domain::ids::{BenchJobId, IdempotencyKey, LineId, OrderId, StaffId, VariantId};
use domain::staff::Permission;
use sqlx::PgConnection;

/// How work is done and how the bench is planned, for whoever plans with it.
pub(crate) async fn terms(db: &mut PgConnection, terms: &StoreTerms) -> Result<BenchTerms, Error> {
    Ok(BenchTerms {
        routes: store::all_routes(&mut *db).await?,
        bench: store::bench(db, terms).await?,
    })
}

/// Opens a job. For a line of an order it covers the line: nothing else may.
pub async fn open(
    services: &Services,
    caller: Caller<'_>,
    draft: &JobDraft,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, Error> {
    caller.require(Permission::WorkOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = match idempotency::claim(&mut tx, "bench.open", caller, key, draft, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let (title, variant) = match draft.line {
        Some((order, line)) => cover(&mut tx, caller, order, line).await?,
        None => (draft.title.trim().to_owned(), draft.variant),
    };
    let checked = draft.check(terms.today)?;
    let route = store::route(&mut tx, checked.route).await?;
    let route = route.ok_or_else(|| Error::field("/route", "Choose the kind of work."))?;
    let bench = store::bench(&mut tx, &terms).await?;
    let named = |staff: StaffId| bench.queues.iter().any(|queue| queue.staff == staff);
    if draft.jeweler.is_some_and(|jeweler| !named(jeweler)) {
        return Err(Error::field(
            "/jeweler",
            "They have no hours at the bench. A manager enters them under Bench, Capacity.",
        ));
    }
    let plan = bench.plan(&needs(&route.steps, draft.jeweler));
    let plan = match (plan, draft.due) {
        (Ok(plan), _) => Some(plan),
        (Err(_), Some(_)) => None,
        (Err(why), None) => {
            return Err(Error::field(
                "/due",
                format!("{why} Choose the day on which it has to be finished."),
            ));
        }
    };
    let due_on = draft
        .due
        .or(plan.as_ref().map(|plan| plan.finish))
        .unwrap_or(terms.today);
    let job = NewJob {
        id: BenchJobId::generate(),
        line: draft.line,
        variant,
        title,
        rush: draft.rush,
        due_on,
        note: checked.note,
        steps: steps(&route.steps, draft.jeweler, plan.as_ref(), due_on),
    };
    let id = job.id;
    store::insert_jobs(&mut tx, &terms, caller.name(), &[job], now).await?;
    let data = serde_json::json!({ "after": draft });
    audit::note(
        &mut tx,
        caller,
        "bench_job_opened",
        Some(id.uuid()),
        data,
        now,
    )
    .await?;
    let saved = Saved { id, version: 1 };
    let change = match draft.line {
        Some((order, _)) => {
            let what = format!("Planned at the bench: {}.", route.name);
            orders::cover_changed(&mut tx, caller, &terms, order, what, now).await?
        }
        None => Change {
            store: caller.store(),
            order: id.uuid().into(),
            version: 1,
        },
    };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    services.live.tell(change);
    Ok(saved)
}

/// Locks an order and refuses a line that something covers already; gives the line's words.
async fn cover(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    line: LineId,
) -> Result<(String, Option<VariantId>), Error> {
    let held = orders::hold_for_bench(tx, caller.store(), order).await?;
    let (stand, words, variant) = store::line_stand(tx, order, line).await?;
    match line_refusal(held.number(), held.position(), stand) {
        Some(why) => Err(refused(why)),
        None => Ok((words, variant)),
    }
}

fn needs(steps: &[RouteStep], jeweler: Option<StaffId>) -> Vec<Need> {
    let need = |step: &RouteStep| Need::Bench {
        jeweler,
        hours: step.hours,
    };
    steps.iter().map(need).collect()
}

/// The steps of a job, each due when the plan is through with it and none after the job.
fn steps(
    steps: &[RouteStep],
    jeweler: Option<StaffId>,
    plan: Option<&Plan>,
    due_on: NaiveDate,
) -> Vec<NewStep> {
    let planned = |index: usize| plan.and_then(|plan| plan.steps.get(index).copied());
    let each = steps.iter().enumerate();
    each.map(|(index, step)| NewStep {
        kind: step.kind,
        jeweler,
        hours: step.hours,
        due_on: planned(index).map_or(due_on, |day| day.min(due_on)),
    })
    .collect()
}

/// A line of an order that is worked on at the bench.
#[derive(Clone, Copy)]
pub(crate) struct Planned<'a> {
    pub line: LineId,
    pub variant: Option<VariantId>,
    pub words: &'a str,
    pub steps: &'a [RouteStep],
    pub rush: bool,
    /// What whoever does it has to know.
    pub note: Option<&'a str>,
}

/// Opens the jobs of an order as it is taken. `plan` is of all their steps in turn.
pub(crate) async fn open_for_order(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    bench: &BenchTerms,
    order: (OrderId, NaiveDate),
    lines: &[Planned<'_>],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let (order, promise) = order;
    let mut jobs = Vec::with_capacity(lines.len());
    let mut all = Vec::new();
    for line in lines {
        all.extend(needs(line.steps, None));
        // Of the orders' lines the later wait for the earlier, as the promise was reckoned.
        let plan = bench.bench.plan(&all).ok();
        let due_on = plan.as_ref().map_or(promise, |plan| plan.finish);
        let own = plan.map(|plan| {
            let first = plan.steps.len().saturating_sub(line.steps.len());
            Plan {
                steps: plan.steps[first..].to_vec(),
                ..plan
            }
        });
        jobs.push(NewJob {
            id: BenchJobId::generate(),
            line: Some((order, line.line)),
            variant: line.variant,
            title: line.words.to_owned(),
            rush: line.rush,
            due_on,
            note: line.note.map(str::to_owned),
            steps: steps(line.steps, None, own.as_ref(), due_on),
        });
    }
    store::insert_jobs(tx, terms, caller.name(), &jobs, now).await
}
