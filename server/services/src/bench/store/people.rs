//! Who works at the bench, and what is planned for whom.

use super::jobs::{hours, quarters};
use crate::Error;
use crate::db::Tx;
use crate::stores::StoreTerms;
use chrono::{DateTime, NaiveDate, Utc};
use domain::bench::capacity::{Bench, Queue};
use domain::bench::{CheckedJeweler, Hours, JewelerView};
use domain::ids::{StaffId, StoreId};
use domain::money::Money;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct QueueRow {
    staff_id: Uuid,
    name: String,
    week: Vec<i32>,
    days_off: Vec<NaiveDate>,
    planned: i64,
}

/// What is left to do of a step, in quarters of an hour.
const LEFT: &str = "greatest(s.planned - s.worked, 0)";

/// The store's bench as it is planned: everybody's hours, and what is left to do for each.
pub(in crate::bench) async fn bench(
    db: &mut PgConnection,
    terms: &StoreTerms,
) -> Result<Bench, Error> {
    let sql = format!(
        "select b.staff_id, p.name, b.week,
                array (
                    select day from bench_days_off d
                    where d.staff_id = b.staff_id and d.day >= $2 order by day
                ) as days_off,
                (
                    select coalesce(sum({LEFT}), 0) from bench_steps s
                    join bench_jobs j on j.id = s.job_id
                    where s.staff_id = b.staff_id and s.state <> 'done'
                        and j.state in ('planned', 'in_work')
                ) as planned
         from bench_jewelers b join staff p on p.id = b.staff_id
         where b.store_id = $1 and p.active order by lower(p.name), p.id limit 200"
    );
    let rows: Vec<QueueRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(terms.store.uuid())
        .bind(terms.today)
        .fetch_all(&mut *db)
        .await?;
    let sql = format!(
        "select coalesce(sum({LEFT}), 0) from bench_steps s
         join bench_jobs j on j.id = s.job_id
         where j.store_id = $1 and j.state in ('planned', 'in_work') and s.state <> 'done'
            and s.staff_id is null and s.vendor_id is null"
    );
    let unassigned: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(terms.store.uuid())
        .fetch_one(db)
        .await?;
    Ok(Bench {
        today: terms.today,
        house: terms.house_days,
        queues: rows.into_iter().map(QueueRow::read).collect(),
        unassigned: many(unassigned),
    })
}

/// Reads a sum of stored hours.
fn many(quarters: i64) -> Hours {
    Hours::of_quarters(u32::try_from(quarters).unwrap_or(u32::MAX))
}

/// Reads a stored week, which a check keeps at seven days.
fn week(stored: &[i32]) -> [Hours; 7] {
    std::array::from_fn(|day| hours(stored.get(day).copied().unwrap_or_default()))
}

impl QueueRow {
    fn read(self) -> Queue {
        Queue {
            staff: self.staff_id.into(),
            name: self.name,
            week: week(&self.week),
            days_off: self.days_off,
            planned: many(self.planned),
        }
    }
}

#[derive(sqlx::FromRow)]
struct JewelerRow {
    id: Uuid,
    name: String,
    week: Option<Vec<i32>>,
    rate: Option<Decimal>,
    days_off: Vec<NaiveDate>,
    version: Option<i32>,
}

/// All who have hours at the store's bench, and all jewelers of the store who have none yet.
pub(in crate::bench) async fn jewelers(
    db: &mut PgConnection,
    terms: &StoreTerms,
    with_cost: bool,
) -> Result<Vec<JewelerView>, Error> {
    let rows: Vec<JewelerRow> = sqlx::query_as(
        "select p.id, p.name, b.week, b.rate, b.version,
                array (
                    select day from bench_days_off d
                    where d.staff_id = p.id and d.day >= $2 order by day
                ) as days_off
         from staff p left join bench_jewelers b on b.staff_id = p.id
         where p.store_id = $1 and p.active and (b.staff_id is not null or p.role = 'jeweler')
         order by lower(p.name), p.id limit 200",
    )
    .bind(terms.store.uuid())
    .bind(terms.today)
    .fetch_all(db)
    .await?;
    let read = |row: JewelerRow| {
        let rate = row.rate.filter(|_| with_cost);
        Ok(JewelerView {
            staff: row.id.into(),
            name: row.name,
            week: week(row.week.as_deref().unwrap_or_default()),
            rate: rate
                .map(|rate| Money::new(rate, terms.currency))
                .transpose()?,
            days_off: row.days_off,
            version: row.version,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Writes somebody's hours, unless they were changed since `version`; gives the new one.
pub(in crate::bench) async fn save_jeweler(
    tx: &mut Tx<'_>,
    store: StoreId,
    staff: StaffId,
    version: Option<i32>,
    jeweler: &CheckedJeweler,
    now: DateTime<Utc>,
) -> Result<i32, Error> {
    let theirs: Option<String> = sqlx::query_scalar(
        "select name from staff where id = $1 and store_id = $2 and active for share",
    )
    .bind(staff.uuid())
    .bind(store.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    let name = theirs.ok_or(Error::NotFound)?;
    let week: Vec<i32> = jeweler.week.iter().map(|hours| quarters(*hours)).collect();
    let saved: Option<i32> = sqlx::query_scalar(
        "insert into bench_jewelers (staff_id, store_id, week, rate, updated_at)
         values ($1, $2, $3, $4, $5)
         on conflict (staff_id) do update set week = excluded.week, rate = excluded.rate,
            updated_at = excluded.updated_at, version = bench_jewelers.version + 1
            where bench_jewelers.version = $6
         returning version",
    )
    .bind(staff.uuid())
    .bind(store.uuid())
    .bind(week)
    .bind(jeweler.rate.amount())
    .bind(now)
    .bind(version)
    .fetch_optional(&mut **tx)
    .await?;
    saved.ok_or_else(|| {
        Error::Conflict(format!(
            "Somebody else changed the hours of {name} in the meantime. Look at them again before you go on."
        ))
    })
}

/// Writes the days on which somebody is away, from today on.
pub(in crate::bench) async fn save_days_off(
    tx: &mut Tx<'_>,
    staff: StaffId,
    today: NaiveDate,
    days: &[NaiveDate],
) -> Result<(), Error> {
    sqlx::query("delete from bench_days_off where staff_id = $1 and day >= $2")
        .bind(staff.uuid())
        .bind(today)
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "insert into bench_days_off (staff_id, day)
         select $1, day from unnest($2::date[]) as day on conflict do nothing",
    )
    .bind(staff.uuid())
    .bind(days)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
