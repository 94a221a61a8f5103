//! Jobs and their steps: written, and locked for work.

use super::charges;
use crate::Error;
use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::stores::store::currency;
use chrono::{DateTime, NaiveDate, Utc};
use domain::bench::{Charge, Hours, JobState, LineStand, StepKind, StepState};
use domain::ids::{
    BenchJobId, BenchStepId, CustomerId, LineId, OrderId, PieceId, StaffId, StoreId, VariantId,
    VendorId,
};
use domain::money::{Currency, Money};
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// A step to write down.
pub(in crate::bench) struct NewStep {
    pub kind: StepKind,
    pub jeweler: Option<StaffId>,
    pub hours: Hours,
    pub due_on: NaiveDate,
}

/// A job to write down.
pub(in crate::bench) struct NewJob {
    pub id: BenchJobId,
    pub line: Option<(OrderId, LineId)>,
    pub variant: Option<VariantId>,
    pub title: String,
    pub rush: bool,
    pub due_on: NaiveDate,
    pub note: Option<String>,
    pub steps: Vec<NewStep>,
}

/// Writes jobs with their steps: one statement for each, however many.
pub(in crate::bench) async fn insert_jobs(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    by: &str,
    jobs: &[NewJob],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let id = |of: fn(&NewJob) -> Option<Uuid>| jobs.iter().map(of).collect::<Vec<_>>();
    sqlx::query(
        "insert into bench_jobs (number, store_id, currency, created_at, created_by_name, id,
            order_id, order_line_id, variant_id, title, rush, due_on, note)
         select 'JB-' || nextval('bench_job_numbers'), $1, $2, $3, $4, job.*
         from unnest($5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::bool[],
            $11::date[], $12::text[]) as job",
    )
    .bind(terms.store.uuid())
    .bind(terms.currency.code())
    .bind(now)
    .bind(by)
    .bind(id(|job| Some(job.id.uuid())))
    .bind(id(|job| job.line.map(|(order, _)| order.uuid())))
    .bind(id(|job| job.line.map(|(_, line)| line.uuid())))
    .bind(id(|job| job.variant.map(|variant| variant.uuid())))
    .bind(
        jobs.iter()
            .map(|job| job.title.as_str())
            .collect::<Vec<_>>(),
    )
    .bind(jobs.iter().map(|job| job.rush).collect::<Vec<_>>())
    .bind(jobs.iter().map(|job| job.due_on).collect::<Vec<_>>())
    .bind(
        jobs.iter()
            .map(|job| job.note.as_deref())
            .collect::<Vec<_>>(),
    )
    .execute(&mut **tx)
    .await?;
    let steps: Vec<_> = jobs
        .iter()
        .flat_map(|job| {
            (1i16..)
                .zip(&job.steps)
                .map(|(at, step)| (job.id, at, step))
        })
        .collect();
    insert_steps(tx, &steps, now).await
}

/// Writes more steps of a job, behind those that it has.
pub(in crate::bench) async fn append_steps(
    tx: &mut Tx<'_>,
    job: &Job,
    steps: &[NewStep],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let first = job.steps.last().map_or(1, |step| step.position + 1);
    let each = (first..).zip(steps).map(|(at, step)| (job.id, at, step));
    insert_steps(tx, &each.collect::<Vec<_>>(), now).await
}

async fn insert_steps(
    tx: &mut Tx<'_>,
    steps: &[(BenchJobId, i16, &NewStep)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into bench_steps (since, id, job_id, position, kind, staff_id, planned, due_on)
         select $1, step.* from unnest($2::uuid[], $3::uuid[], $4::smallint[], $5::text[],
            $6::uuid[], $7::int[], $8::date[]) as step",
    )
    .bind(now)
    .bind(
        steps
            .iter()
            .map(|_| BenchStepId::generate().uuid())
            .collect::<Vec<_>>(),
    )
    .bind(steps.iter().map(|(job, ..)| job.uuid()).collect::<Vec<_>>())
    .bind(steps.iter().map(|(_, at, _)| *at).collect::<Vec<_>>())
    .bind(
        steps
            .iter()
            .map(|(.., step)| step.kind.code())
            .collect::<Vec<_>>(),
    )
    .bind(
        steps
            .iter()
            .map(|(.., step)| step.jeweler.map(|jeweler| jeweler.uuid()))
            .collect::<Vec<_>>(),
    )
    .bind(
        steps
            .iter()
            .map(|(.., step)| quarters(step.hours))
            .collect::<Vec<_>>(),
    )
    .bind(
        steps
            .iter()
            .map(|(.., step)| step.due_on)
            .collect::<Vec<_>>(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// As hours are stored.
pub(super) fn quarters(hours: Hours) -> i32 {
    i32::try_from(hours.quarters()).unwrap_or(i32::MAX)
}

/// Reads stored hours, which a check keeps from being below zero.
pub(super) fn hours(stored: i32) -> Hours {
    Hours::of_quarters(u32::try_from(stored).unwrap_or_default())
}

/// A job as the use cases work on it.
pub(in crate::bench) struct Job {
    pub id: BenchJobId,
    pub number: String,
    pub order: Option<OrderId>,
    pub line: Option<LineId>,
    pub variant: Option<VariantId>,
    pub title: String,
    pub state: JobState,
    pub version: i32,
    pub due_on: NaiveDate,
    pub weight: Option<Decimal>,
    pub result_note: Option<String>,
    pub piece: Option<PieceId>,
    pub steps: Vec<Step>,
    pub charges: Vec<Charge>,
}

/// A step as the use cases work on it.
pub(in crate::bench) struct Step {
    pub id: BenchStepId,
    pub position: i16,
    pub kind: StepKind,
    pub state: StepState,
    pub jeweler: Option<StaffId>,
    pub vendor: Option<VendorId>,
    pub worked: Hours,
    /// What an hour of its jeweler costs.
    pub rate: Option<Money>,
}

/// The order that a store's job is for; none where it is for stock.
pub(in crate::bench) async fn order_of(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: BenchJobId,
) -> Result<Option<OrderId>, Error> {
    let order: Option<Option<Uuid>> =
        sqlx::query_scalar("select order_id from bench_jobs where id = $1 and store_id = $2")
            .bind(id.uuid())
            .bind(store.uuid())
            .fetch_optional(&mut **tx)
            .await?;
    Ok(order.ok_or(Error::NotFound)?.map(Into::into))
}

#[derive(sqlx::FromRow)]
struct JobRow {
    id: Uuid,
    number: String,
    order_id: Option<Uuid>,
    order_line_id: Option<Uuid>,
    variant_id: Option<Uuid>,
    title: String,
    state: String,
    version: i32,
    due_on: NaiveDate,
    currency: String,
    weight_grams: Option<Decimal>,
    result_note: Option<String>,
    piece_id: Option<Uuid>,
}

#[derive(sqlx::FromRow)]
struct StepRow {
    id: Uuid,
    job_id: Uuid,
    position: i16,
    kind: String,
    state: String,
    staff_id: Option<Uuid>,
    vendor_id: Option<Uuid>,
    worked: i32,
    rate: Option<Decimal>,
}

const JOB: &str = "
    select id, number, order_id, order_line_id, variant_id, title, state, version, due_on, currency,
           weight_grams, result_note, piece_id
    from bench_jobs";

/// Reads a store's job and keeps others from changing it until the transaction ends.
pub(in crate::bench) async fn lock(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: BenchJobId,
) -> Result<Job, Error> {
    let sql = format!("{JOB} where id = $1 and store_id = $2 for update");
    let row: Option<JobRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(id.uuid())
        .bind(store.uuid())
        .fetch_optional(&mut **tx)
        .await?;
    let job = read(tx, row.into_iter().collect()).await?.pop();
    job.ok_or(Error::NotFound)
}

/// Which jobs of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bench) enum Which {
    /// Those that are still worked on.
    Open,
    /// Those and the finished ones.
    Standing,
}

/// The same for jobs of a store's order, in the one turn in which all lock them.
pub(in crate::bench) async fn lock_of_order(
    tx: &mut Tx<'_>,
    store: StoreId,
    order: OrderId,
    which: Which,
) -> Result<Vec<Job>, Error> {
    let sql = format!(
        "{JOB} where order_id = $1 and store_id = $2
            and (state in ('planned', 'in_work') or ($3 and state = 'finished'))
         order by id for update"
    );
    let rows: Vec<JobRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(order.uuid())
        .bind(store.uuid())
        .bind(which == Which::Standing)
        .fetch_all(&mut **tx)
        .await?;
    read(tx, rows).await
}

/// Jobs with their steps and with all that went into them.
async fn read(tx: &mut Tx<'_>, jobs: Vec<JobRow>) -> Result<Vec<Job>, Error> {
    let ids: Vec<_> = jobs.iter().map(|job| job.id).collect();
    let rows: Vec<StepRow> = sqlx::query_as(
        "select s.id, s.job_id, s.position, s.kind, s.state, s.staff_id, s.vendor_id, s.worked,
                b.rate
         from bench_steps s left join bench_jewelers b on b.staff_id = s.staff_id
         where s.job_id = any($1) order by s.position",
    )
    .bind(&ids)
    .fetch_all(&mut **tx)
    .await?;
    let mut steps: HashMap<_, Vec<_>> = HashMap::new();
    for row in rows {
        steps.entry(row.job_id).or_default().push(row);
    }
    let mut charges = charges::of_jobs(tx, &ids).await?;
    let each = jobs.into_iter().map(|job| {
        let steps = steps.remove(&job.id).unwrap_or_default();
        let charges = charges.remove(&job.id).unwrap_or_default();
        job.read(steps, charges)
    });
    each.collect()
}

impl JobRow {
    fn read(self, steps: Vec<StepRow>, charges: Vec<charges::Row>) -> Result<Job, Error> {
        let money = currency(&self.currency)?;
        let steps = steps.into_iter().map(|step| step.read(money));
        let charges = charges.into_iter().map(|charge| charge.read(money));
        Ok(Job {
            id: self.id.into(),
            number: self.number,
            order: self.order_id.map(Into::into),
            line: self.order_line_id.map(Into::into),
            variant: self.variant_id.map(Into::into),
            title: self.title,
            state: self.state.parse()?,
            version: self.version,
            due_on: self.due_on,
            weight: self.weight_grams,
            result_note: self.result_note,
            piece: self.piece_id.map(Into::into),
            steps: steps.collect::<Result<_, _>>()?,
            charges: charges.collect::<Result<_, _>>()?,
        })
    }
}

impl StepRow {
    fn read(self, money: Currency) -> Result<Step, Error> {
        let rate = self.rate.map(|rate| Money::new(rate, money));
        Ok(Step {
            id: self.id.into(),
            position: self.position,
            kind: self.kind.parse()?,
            state: self.state.parse()?,
            jeweler: self.staff_id.map(Into::into),
            vendor: self.vendor_id.map(Into::into),
            worked: hours(self.worked),
            rate: rate.transpose()?,
        })
    }
}

/// Writes a locked job back. Its version was raised by whoever worked on it.
pub(in crate::bench) async fn update(
    tx: &mut Tx<'_>,
    job: &Job,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update bench_jobs set state = $2, version = $3, due_on = $4, weight_grams = $5,
            result_note = $6, piece_id = $7,
            ended_at = case when $8 then null else coalesce(ended_at, $9) end
         where id = $1",
    )
    .bind(job.id.uuid())
    .bind(job.state.code())
    .bind(job.version)
    .bind(job.due_on)
    .bind(job.weight)
    .bind(&job.result_note)
    .bind(job.piece.map(|piece| piece.uuid()))
    .bind(job.state.is_open())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes a step back.
pub(in crate::bench) async fn set_step(
    tx: &mut Tx<'_>,
    step: &Step,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update bench_steps set state = $2, staff_id = $3, vendor_id = $4, worked = $5,
            since = case when state = $2 then since else $6 end
         where id = $1",
    )
    .bind(step.id.uuid())
    .bind(step.state.code())
    .bind(step.jeweler.map(|jeweler| jeweler.uuid()))
    .bind(step.vendor.map(|vendor| vendor.uuid()))
    .bind(quarters(step.worked))
    .bind(now)
    .execute(&mut **tx)
    .await
    .map_err(|error| match error.as_database_error() {
        Some(inner) if inner.is_foreign_key_violation() => Error::field(
            "/assignee",
            "They have no hours at the bench. A manager enters them under Bench, Capacity.",
        ),
        _ => error.into(),
    })?;
    Ok(())
}

/// Says when an order's open jobs are through.
pub(in crate::bench) async fn set_due(
    tx: &mut Tx<'_>,
    order: OrderId,
    day: NaiveDate,
) -> Result<(), Error> {
    sqlx::query(
        "update bench_jobs set due_on = $2, version = version + 1
         where order_id = $1 and state in ('planned', 'in_work')",
    )
    .bind(order.uuid())
    .bind(day)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The customer of an order.
pub(in crate::bench) async fn customer_of(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<CustomerId, Error> {
    let id: Uuid = sqlx::query_scalar("select customer_id from orders where id = $1")
        .bind(order.uuid())
        .fetch_one(&mut **tx)
        .await?;
    Ok(id.into())
}

/// What a line of a locked order is like, and its words.
pub(in crate::bench) async fn line_stand(
    tx: &mut Tx<'_>,
    order: OrderId,
    line: LineId,
) -> Result<(LineStand, String, Option<VariantId>), Error> {
    type Row = (i32, bool, bool, Option<String>, String, Option<Uuid>);
    let row: Option<Row> = sqlx::query_as(
        "select l.quantity, l.cost_is_real,
                exists (
                    select from reservations r where r.order_line_id = l.id and r.ended_at is null
                ),
                j.state, l.description, l.variant_id
         from order_lines l
         left join bench_jobs j on j.order_line_id = l.id and j.state <> 'stopped'
         where l.id = $1 and l.order_id = $2",
    )
    .bind(line.uuid())
    .bind(order.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    let (quantity, bought, promised, job, words, variant) = row.ok_or(Error::NotFound)?;
    let stand = LineStand {
        quantity: u32::try_from(quantity).unwrap_or_default(),
        promised,
        bought,
        job: job.map(|state| state.parse()).transpose()?,
    };
    Ok((stand, words, variant.map(Into::into)))
}
