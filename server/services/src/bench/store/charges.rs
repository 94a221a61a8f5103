//! What went into jobs and came out of them.

use super::jobs::{hours, quarters};
use crate::bench::stop::Came;
use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::bench::{Charge, ChargeKind, Hours};
use domain::ids::{BenchJobId, BenchStepId, BulkItemId, ChargeId, LocationId, PieceId, StaffId};
use domain::measures::Quantity;
use domain::money::{Currency, Money};
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// A charge to write down.
pub(in crate::bench) struct NewCharge {
    pub kind: ChargeKind,
    pub amount: Money,
    pub step: Option<BenchStepId>,
    pub bulk: Option<(BulkItemId, Quantity)>,
    pub piece: Option<PieceId>,
    pub location: Option<LocationId>,
    pub hours: Hours,
}

impl NewCharge {
    /// A charge of nothing in particular.
    pub(in crate::bench) const fn of(kind: ChargeKind, amount: Money) -> Self {
        Self {
            kind,
            amount,
            step: None,
            bulk: None,
            piece: None,
            location: None,
            hours: Hours::NONE,
        }
    }

    pub(in crate::bench) const fn as_charge(&self) -> Charge {
        Charge {
            kind: self.kind,
            amount: self.amount,
            bulk: self.bulk,
            piece: self.piece,
            hours: self.hours,
        }
    }
}

/// Writes a charge.
pub(in crate::bench) async fn insert_charge(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    job: BenchJobId,
    charge: &NewCharge,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into bench_charges (id, job_id, step_id, kind, amount, item_id, quantity, piece_id,
            location_id, hours, at, actor_kind, actor_id, actor_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(ChargeId::generate().uuid())
    .bind(job.uuid())
    .bind(charge.step.map(|step| step.uuid()))
    .bind(charge.kind.code())
    .bind(charge.amount.amount())
    .bind(charge.bulk.map(|(item, _)| item.uuid()))
    .bind(charge.bulk.map(|(_, quantity)| quantity.amount()))
    .bind(charge.piece.map(|piece| piece.uuid()))
    .bind(charge.location.map(|place| place.uuid()))
    .bind(quarters(charge.hours))
    .bind(now)
    .bind(caller.kind())
    .bind(caller.id())
    .bind(caller.name())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What happened to a job, as it is stored.
#[derive(sqlx::FromRow)]
pub(super) struct Row {
    job_id: Uuid,
    kind: String,
    amount: Decimal,
    item_id: Option<Uuid>,
    unit: Option<String>,
    quantity: Option<Decimal>,
    piece_id: Option<Uuid>,
    hours: i32,
}

/// All that happened to each of some jobs, in turn.
pub(super) async fn of_jobs(
    tx: &mut Tx<'_>,
    jobs: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Row>>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select c.job_id, c.kind, c.amount, c.item_id, i.unit, c.quantity, c.piece_id, c.hours
         from bench_charges c left join bulk_items i on i.id = c.item_id
         where c.job_id = any($1) order by c.id",
    )
    .bind(jobs)
    .fetch_all(&mut **tx)
    .await?;
    let mut charges: HashMap<_, Vec<_>> = HashMap::new();
    for row in rows {
        charges.entry(row.job_id).or_default().push(row);
    }
    Ok(charges)
}

impl Row {
    pub(super) fn read(self, currency: Currency) -> Result<Charge, Error> {
        let bulk = match (self.item_id, self.unit, self.quantity) {
            (Some(item), Some(unit), Some(quantity)) => {
                let quantity = Quantity::new(quantity, unit.parse()?).map_err(Error::internal)?;
                Some((item.into(), quantity))
            }
            _ => None,
        };
        Ok(Charge {
            kind: self.kind.parse()?,
            amount: Money::new(self.amount, currency)?,
            bulk,
            piece: self.piece_id.map(Into::into),
            hours: hours(self.hours),
        })
    }
}

/// What an hour of somebody costs; none for who has no hours at the store's bench.
pub(in crate::bench) async fn rate_of(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    staff: StaffId,
) -> Result<Option<Money>, Error> {
    let rate: Option<Decimal> =
        sqlx::query_scalar("select rate from bench_jewelers where staff_id = $1 and store_id = $2")
            .bind(staff.uuid())
            .bind(terms.store.uuid())
            .fetch_optional(&mut **tx)
            .await?;
    Ok(rate
        .map(|rate| Money::new(rate, terms.currency))
        .transpose()?)
}

/// From where each thing came into a job, the latest first.
pub(in crate::bench) async fn where_from(
    tx: &mut Tx<'_>,
    job: BenchJobId,
) -> Result<Vec<Came>, Error> {
    let rows: Vec<(Option<Uuid>, Option<Uuid>, Uuid)> = sqlx::query_as(
        "select c.item_id, c.piece_id, c.location_id
         from bench_charges c join locations l on l.id = c.location_id
         where c.job_id = $1 and c.kind in ('metal', 'stone') and l.active order by c.id desc",
    )
    .bind(job.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let read = |(item, piece, from): (Option<Uuid>, Option<Uuid>, Uuid)| Came {
        item: item.map(Into::into),
        piece: piece.map(Into::into),
        from: from.into(),
    };
    Ok(rows.into_iter().map(read).collect())
}
