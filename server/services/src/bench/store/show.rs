//! Jobs in queues and on the board, and one in full.

use super::jobs::hours;
use crate::Error;
use crate::db::Tx;
use crate::stores::StoreTerms;
use chrono::{DateTime, NaiveDate, Utc};
use domain::bench::view::{
    ChargeView, CurrentStep, Doer, JobCard, JobDetail, MaterialView, PieceSpec, StepView,
};
use domain::bench::{Charge, ChargeKind, Cost, Remaining, bench_refusal};
use domain::ids::{BenchJobId, PieceId, StaffId};
use domain::measures::{Quantity, RingSize, Unit};
use domain::money::Money;
use domain::orders::lifecycle::Position;
use domain::orders::{Kind, State};
use rust_decimal::Decimal;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

/// A board of more is no board.
const MOST_JOBS: i64 = 500;

#[derive(sqlx::FromRow)]
struct CardRow {
    id: Uuid,
    number: String,
    title: String,
    order_id: Option<Uuid>,
    order_number: Option<String>,
    order_kind: Option<String>,
    order_state: Option<String>,
    order_held: Option<bool>,
    customer: Option<String>,
    state: String,
    rush: bool,
    due_on: NaiveDate,
    version: i32,
    steps: i64,
    steps_done: i64,
    step_id: Option<Uuid>,
    step_kind: Option<String>,
    step_state: Option<String>,
    staff_id: Option<Uuid>,
    staff_name: Option<String>,
    vendor_id: Option<Uuid>,
    vendor_name: Option<String>,
    planned: Option<i32>,
    step_due: Option<NaiveDate>,
    since: Option<DateTime<Utc>>,
}

/// A job with the step that it is at: the first that is not done.
const CARDS: &str = "
    select j.id, j.number, j.title, j.order_id, o.number as order_number, o.kind as order_kind,
           o.state as order_state, o.held as order_held, c.name as customer, j.state, j.rush,
           j.due_on, j.version, counted.steps, counted.steps_done, s.id as step_id,
           s.kind as step_kind, s.state as step_state, s.staff_id, p.name as staff_name,
           s.vendor_id, v.name as vendor_name, s.planned, s.due_on as step_due, s.since
    from bench_jobs j
    left join orders o on o.id = j.order_id
    left join customers c on c.id = o.customer_id
    cross join lateral (
        select count(*) as steps, count(*) filter (where state = 'done') as steps_done
        from bench_steps where job_id = j.id
    ) counted
    left join lateral (
        select * from bench_steps where job_id = j.id and state <> 'done'
        order by position limit 1
    ) s on true
    left join staff p on p.id = s.staff_id
    left join vendors v on v.id = s.vendor_id
    where j.store_id = ";

/// The open jobs of a store, rush first, then by the day they are due; of all, or those that are
/// at a step of one jeweler or of nobody yet.
pub(in crate::bench) async fn cards(
    db: &mut PgConnection,
    terms: &StoreTerms,
    jeweler: Option<StaffId>,
) -> Result<Vec<JobCard>, Error> {
    let mut sql = QueryBuilder::<Postgres>::new(CARDS);
    sql.push_bind(terms.store.uuid());
    sql.push(" and j.state in ('planned', 'in_work')");
    if let Some(jeweler) = jeweler {
        sql.push(" and s.id is not null and s.vendor_id is null and (s.staff_id is null or s.staff_id = ");
        sql.push_bind(jeweler.uuid()).push(")");
    }
    sql.push(" order by j.rush desc, j.due_on, j.id limit ");
    sql.push_bind(MOST_JOBS);
    let rows: Vec<CardRow> = sql.build_query_as().fetch_all(db).await?;
    rows.into_iter().map(|row| row.read(terms)).collect()
}

impl CardRow {
    fn position(&self) -> Result<Option<Position>, Error> {
        let (Some(kind), Some(state), Some(held)) =
            (&self.order_kind, &self.order_state, self.order_held)
        else {
            return Ok(None);
        };
        let kind: Kind = kind.parse()?;
        Ok(Some(Position {
            state: State::parse(kind, state)?,
            held,
        }))
    }

    fn blocked(&self) -> Result<Option<String>, Error> {
        let position = self.position()?;
        let number = self.order_number.as_deref().unwrap_or_default();
        Ok(position.and_then(|position| bench_refusal(number, position)))
    }

    fn step(&self, terms: &StoreTerms) -> Result<Option<CurrentStep>, Error> {
        let (Some(id), Some(kind), Some(state), Some(since)) =
            (self.step_id, &self.step_kind, &self.step_state, self.since)
        else {
            return Ok(None);
        };
        let since = since.with_timezone(&terms.zone).date_naive();
        Ok(Some(CurrentStep {
            id: id.into(),
            kind: kind.parse()?,
            state: state.parse()?,
            doer: doer(
                self.staff_id.zip(self.staff_name.clone()),
                self.vendor_id.zip(self.vendor_name.clone()),
            ),
            planned: hours(self.planned.unwrap_or_default()),
            due_on: self.step_due.unwrap_or(self.due_on),
            days_in_step: u32::try_from((terms.today - since).num_days()).unwrap_or_default(),
        }))
    }

    fn read(self, terms: &StoreTerms) -> Result<JobCard, Error> {
        let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
        let (step, blocked) = (self.step(terms)?, self.blocked()?);
        let state: domain::bench::JobState = self.state.parse()?;
        Ok(JobCard {
            id: self.id.into(),
            number: self.number,
            title: self.title,
            order: self.order_id.map(Into::into).zip(self.order_number),
            customer: self.customer,
            state,
            rush: self.rush,
            due_on: self.due_on,
            late: state.is_open() && self.due_on < terms.today,
            released: blocked.is_none(),
            step,
            steps_done: count(self.steps_done),
            steps: count(self.steps),
            version: self.version,
        })
    }
}

fn doer(jeweler: Option<(Uuid, String)>, vendor: Option<(Uuid, String)>) -> Doer {
    match (jeweler, vendor) {
        (Some((staff, name)), _) => Doer::Jeweler {
            staff: staff.into(),
            name,
        },
        (None, Some((vendor, name))) => Doer::Vendor {
            vendor: vendor.into(),
            name,
        },
        (None, None) => Doer::Anybody,
    }
}

#[derive(sqlx::FromRow)]
struct MoreRow {
    note: Option<String>,
    weight_grams: Option<Decimal>,
    result_note: Option<String>,
    created_at: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
    piece_id: Option<Uuid>,
    serial: Option<String>,
    ring_size: Option<i32>,
    metal: Option<serde_json::Value>,
    stone: Option<String>,
    engraving: Option<String>,
    photos: Vec<String>,
}

/// A store's job in full; `with_cost` decides whether cost leaves here at all.
pub(in crate::bench) async fn detail(
    db: &mut PgConnection,
    terms: &StoreTerms,
    id: BenchJobId,
    with_cost: bool,
) -> Result<JobDetail, Error> {
    let mut sql = QueryBuilder::<Postgres>::new(CARDS);
    sql.push_bind(terms.store.uuid());
    sql.push(" and j.id = ").push_bind(id.uuid());
    let card: Option<CardRow> = sql.build_query_as().fetch_optional(&mut *db).await?;
    let card = card.ok_or(Error::NotFound)?;
    let more: MoreRow = sqlx::query_as(
        "select j.note, j.weight_grams, j.result_note, j.created_at, j.ended_at, j.piece_id,
                made.serial, l.ring_size, l.metal, l.stone, l.engraving,
                array (
                    select url from bench_photos p where p.job_id = j.id order by p.added_at, url
                ) as photos
         from bench_jobs j
         left join order_lines l on l.id = j.order_line_id
         left join pieces made on made.id = j.piece_id
         where j.id = $1",
    )
    .bind(id.uuid())
    .fetch_one(&mut *db)
    .await?;
    let steps = steps(db, id).await?;
    let charges = charges(db, terms, id).await?;
    let all: Vec<_> = charges.iter().map(|told| told.charge).collect();
    let day = |at: DateTime<Utc>| at.with_timezone(&terms.zone).date_naive();
    let blocked = card.blocked()?;
    let card = card.read(terms)?;
    // Of a job that is over nothing is left to give back.
    let left = if card.state.is_open() { &all[..] } else { &[] };
    let remaining = Remaining::of(terms.currency, left).map_err(Error::internal)?;
    let ring_size = more
        .ring_size
        .map(|size| RingSize::from_hundredths_mm(size.into()))
        .transpose();
    Ok(JobDetail {
        card,
        store_name: terms.name.clone(),
        spec: PieceSpec {
            ring_size: ring_size.map_err(Error::internal)?,
            metal: more.metal.map(serde_json::from_value).transpose()?,
            stone: more.stone,
            engraving: more.engraving,
        },
        steps,
        materials: materials(&remaining, &charges),
        stones: stones(&remaining, &charges),
        charges: charges
            .into_iter()
            .map(|told| ChargeView {
                amount: told.view.amount.filter(|_| with_cost),
                ..told.view
            })
            .collect(),
        cost: with_cost
            .then(|| Cost::of(terms.currency, &all))
            .transpose()?,
        note: more.note,
        weight: more
            .weight_grams
            .map(|weight| Quantity::new(weight, Unit::Gram))
            .transpose()
            .map_err(Error::internal)?,
        result_note: more.result_note,
        photos: more.photos,
        piece: more.piece_id.map(PieceId::from).zip(more.serial),
        blocked,
        created_on: day(more.created_at),
        ended_on: more.ended_at.map(day),
    })
}

#[derive(sqlx::FromRow)]
struct StepRow {
    id: Uuid,
    kind: String,
    state: String,
    staff_id: Option<Uuid>,
    staff_name: Option<String>,
    vendor_id: Option<Uuid>,
    vendor_name: Option<String>,
    planned: i32,
    worked: i32,
    due_on: NaiveDate,
}

async fn steps(db: &mut PgConnection, job: BenchJobId) -> Result<Vec<StepView>, Error> {
    let rows: Vec<StepRow> = sqlx::query_as(
        "select s.id, s.kind, s.state, s.staff_id, p.name as staff_name, s.vendor_id,
                v.name as vendor_name, s.planned, s.worked, s.due_on
         from bench_steps s
         left join staff p on p.id = s.staff_id
         left join vendors v on v.id = s.vendor_id
         where s.job_id = $1 order by s.position",
    )
    .bind(job.uuid())
    .fetch_all(db)
    .await?;
    let read = |row: StepRow| {
        Ok(StepView {
            id: row.id.into(),
            kind: row.kind.parse()?,
            state: row.state.parse()?,
            doer: doer(
                row.staff_id.zip(row.staff_name),
                row.vendor_id.zip(row.vendor_name),
            ),
            planned: hours(row.planned),
            worked: hours(row.worked),
            due_on: row.due_on,
        })
    };
    rows.into_iter().map(read).collect()
}

#[derive(sqlx::FromRow)]
struct ChargeRow {
    id: Uuid,
    at: DateTime<Utc>,
    actor_name: String,
    kind: String,
    amount: Decimal,
    item_id: Option<Uuid>,
    item_name: Option<String>,
    unit: Option<String>,
    quantity: Option<Decimal>,
    piece_id: Option<Uuid>,
    serial: Option<String>,
    piece_name: Option<String>,
    step_kind: Option<String>,
    hours: i32,
}

/// A charge as it is reckoned with, and as it is shown.
struct Told {
    charge: Charge,
    view: ChargeView,
    /// Of what: a metal, a stone.
    name: String,
}

/// All charges in turn.
async fn charges(
    db: &mut PgConnection,
    terms: &StoreTerms,
    job: BenchJobId,
) -> Result<Vec<Told>, Error> {
    let rows: Vec<ChargeRow> = sqlx::query_as(
        "select c.id, c.at, c.actor_name, c.kind, c.amount, c.item_id, i.name as item_name, i.unit,
                c.quantity, c.piece_id, p.serial, p.name as piece_name, s.kind as step_kind, c.hours
         from bench_charges c
         left join bulk_items i on i.id = c.item_id
         left join pieces p on p.id = c.piece_id
         left join bench_steps s on s.id = c.step_id
         where c.job_id = $1 order by c.id",
    )
    .bind(job.uuid())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.read(terms)).collect()
}

impl ChargeRow {
    fn read(self, terms: &StoreTerms) -> Result<Told, Error> {
        let amount = Money::new(self.amount, terms.currency)?;
        let kind: ChargeKind = self.kind.parse()?;
        let quantity = match (&self.unit, self.quantity) {
            (Some(unit), Some(quantity)) => {
                Some(Quantity::new(quantity, unit.parse()?).map_err(Error::internal)?)
            }
            _ => None,
        };
        let step: Option<domain::bench::StepKind> =
            self.step_kind.as_deref().map(str::parse).transpose()?;
        let name = match (&self.item_name, &self.serial) {
            (Some(item), _) => item.clone(),
            (None, Some(serial)) => {
                format!(
                    "{serial} {}",
                    self.piece_name.as_deref().unwrap_or_default()
                )
            }
            (None, None) => step.map_or_else(String::new, |kind| kind.label().to_owned()),
        };
        let what = match quantity {
            Some(quantity) => format!("{quantity} of {name}"),
            None if hours(self.hours).is_none() => name.clone(),
            None => format!("{name}, {}", hours(self.hours)),
        };
        let charge = Charge {
            kind,
            amount,
            bulk: self.item_id.map(Into::into).zip(quantity),
            piece: self.piece_id.map(Into::into),
            hours: hours(self.hours),
        };
        let view = ChargeView {
            id: self.id.into(),
            at: self.at.with_timezone(&terms.zone).fixed_offset(),
            who: self.actor_name,
            kind,
            what,
            amount: Some(amount),
        };
        Ok(Told { charge, view, name })
    }
}

/// What is left in the job of each thing in bulk.
fn materials(remaining: &Remaining, told: &[Told]) -> Vec<MaterialView> {
    let left = remaining.bulk.iter();
    let left = left.filter(|(_, held)| !held.quantity.is_zero());
    left.map(|(item, held)| MaterialView {
        item: *item,
        name: named(told, |charge| {
            charge.bulk.is_some_and(|(known, _)| known == *item)
        }),
        quantity: held.quantity,
    })
    .collect()
}

fn stones(remaining: &Remaining, told: &[Told]) -> Vec<(PieceId, String)> {
    let name = |piece: &PieceId| (*piece, named(told, |charge| charge.piece == Some(*piece)));
    remaining.pieces.iter().map(name).collect()
}

fn named(told: &[Told], which: impl Fn(&Charge) -> bool) -> String {
    let found = told.iter().find(|told| which(&told.charge));
    found.map_or_else(String::new, |told| told.name.clone())
}

/// Adds a picture of what came of a job.
pub(in crate::bench) async fn add_photo(
    tx: &mut Tx<'_>,
    job: BenchJobId,
    url: &str,
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into bench_photos (job_id, url, added_at, added_by_name) values ($1, $2, $3, $4)
         on conflict do nothing",
    )
    .bind(job.uuid())
    .bind(url)
    .bind(now)
    .bind(by)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
