//! The price book.

use crate::Error;
use crate::db::Tx;
use crate::stores::StoreTerms;
use domain::bench::Hours;
use domain::catalogue::Saved;
use domain::ids::{BookTaskId, StoreId};
use domain::money::Money;
use domain::orders::repair::book::{BookTask, BookTerms, CheckedTask, PriceBook};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct TermsRow {
    material_factor: Decimal,
    labour_percent: Decimal,
    assessment_fee: Decimal,
    deposit_percent: Decimal,
    notice_days: i32,
    version: i32,
}

#[derive(sqlx::FromRow)]
struct TaskRow {
    id: Uuid,
    name: String,
    labour: Decimal,
    material_cost: Decimal,
    warranty_days: i32,
    step: String,
    hours: i32,
    active: bool,
    version: i32,
}

/// More than any shop's book holds; a bound, so that it stays one page.
const MOST_TASKS: i64 = 500;

/// A store's book, which it has since it was opened.
pub(in crate::orders::repair) async fn read(
    db: &mut PgConnection,
    terms: &StoreTerms,
) -> Result<PriceBook, Error> {
    let row: TermsRow = sqlx::query_as(
        "select material_factor, labour_percent, assessment_fee, deposit_percent, notice_days,
                version
         from repair_books where store_id = $1",
    )
    .bind(terms.store.uuid())
    .fetch_one(&mut *db)
    .await?;
    let tasks: Vec<TaskRow> = sqlx::query_as(
        "select id, name, labour, material_cost, warranty_days, step, hours, active, version
         from repair_book_tasks where store_id = $1 order by lower(name) limit $2",
    )
    .bind(terms.store.uuid())
    .bind(MOST_TASKS)
    .fetch_all(&mut *db)
    .await?;
    let tasks = tasks.into_iter().map(|row| row.read(terms));
    Ok(PriceBook {
        terms: BookTerms {
            material_factor: row.material_factor,
            labour_percent: row.labour_percent,
            assessment_fee: Money::new(row.assessment_fee, terms.currency)?,
            deposit_percent: row.deposit_percent,
            notice_days: days(row.notice_days),
            version: row.version,
        },
        tasks: tasks.collect::<Result<_, _>>()?,
    })
}

/// A stored number of days, which a check keeps from being below zero.
fn days(stored: i32) -> u16 {
    u16::try_from(stored).unwrap_or_default()
}

impl TaskRow {
    fn read(self, terms: &StoreTerms) -> Result<BookTask, Error> {
        Ok(BookTask {
            id: self.id.into(),
            name: self.name,
            labour: Money::new(self.labour, terms.currency)?,
            material_cost: Money::new(self.material_cost, terms.currency)?,
            warranty_days: days(self.warranty_days),
            step: self.step.parse()?,
            hours: Hours::of_quarters(u32::try_from(self.hours).unwrap_or_default()),
            active: self.active,
            version: self.version,
        })
    }
}

/// Writes a new task.
pub(in crate::orders::repair) async fn insert(
    tx: &mut Tx<'_>,
    store: StoreId,
    task: &CheckedTask,
) -> Result<Saved<BookTaskId>, Error> {
    let id = BookTaskId::generate();
    sqlx::query(
        "insert into repair_book_tasks (id, store_id, name, labour, material_cost, warranty_days,
            step, hours, active)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id.uuid())
    .bind(store.uuid())
    .bind(&task.name)
    .bind(task.labour.amount())
    .bind(task.material_cost.amount())
    .bind(i32::from(task.warranty_days))
    .bind(task.step.code())
    .bind(i32::try_from(task.hours.quarters()).unwrap_or(i32::MAX))
    .bind(task.active)
    .execute(&mut **tx)
    .await
    .map_err(known_already)?;
    Ok(Saved { id, version: 1 })
}

/// Writes a task anew, if it is as it was seen.
pub(in crate::orders::repair) async fn update(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: BookTaskId,
    version: i32,
    task: &CheckedTask,
) -> Result<Saved<BookTaskId>, Error> {
    let now: Option<i32> = sqlx::query_scalar(
        "select version from repair_book_tasks where id = $1 and store_id = $2 for update",
    )
    .bind(id.uuid())
    .bind(store.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    require(now, version)?;
    sqlx::query(
        "update repair_book_tasks set name = $2, labour = $3, material_cost = $4,
            warranty_days = $5, step = $6, hours = $7, active = $8, version = version + 1
         where id = $1",
    )
    .bind(id.uuid())
    .bind(&task.name)
    .bind(task.labour.amount())
    .bind(task.material_cost.amount())
    .bind(i32::from(task.warranty_days))
    .bind(task.step.code())
    .bind(i32::try_from(task.hours.quarters()).unwrap_or(i32::MAX))
    .bind(task.active)
    .execute(&mut **tx)
    .await
    .map_err(known_already)?;
    Ok(Saved {
        id,
        version: version + 1,
    })
}

/// Writes what holds for the whole book anew, if it is as it was seen.
pub(in crate::orders::repair) async fn set_terms(
    tx: &mut Tx<'_>,
    store: StoreId,
    version: i32,
    terms: &BookTerms,
) -> Result<i32, Error> {
    let now: Option<i32> =
        sqlx::query_scalar("select version from repair_books where store_id = $1 for update")
            .bind(store.uuid())
            .fetch_optional(&mut **tx)
            .await?;
    require(now, version)?;
    sqlx::query(
        "update repair_books set material_factor = $2, labour_percent = $3, assessment_fee = $4,
            deposit_percent = $5, notice_days = $6, version = version + 1
         where store_id = $1",
    )
    .bind(store.uuid())
    .bind(terms.material_factor)
    .bind(terms.labour_percent)
    .bind(terms.assessment_fee.amount())
    .bind(terms.deposit_percent)
    .bind(i32::from(terms.notice_days))
    .execute(&mut **tx)
    .await?;
    Ok(version + 1)
}

fn require(now: Option<i32>, seen: i32) -> Result<(), Error> {
    match now {
        None => Err(Error::NotFound),
        Some(now) if now == seen => Ok(()),
        Some(_) => Err(Error::Conflict(
            "Somebody else changed this in the meantime. Look at it again.".into(),
        )),
    }
}

fn known_already(error: sqlx::Error) -> Error {
    let inner = error.as_database_error();
    if inner.is_some_and(sqlx::error::DatabaseError::is_unique_violation) {
        Error::field("/name", "Another task has this name.")
    } else {
        error.into()
    }
}
