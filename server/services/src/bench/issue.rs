//! Metal and stones: issued to a job, and given back.

use super::store::{self, NewCharge};
use super::work::{Work, tell};
use crate::stock::bench::unit_of;
use crate::{Caller, Error, Services, idempotency};
use domain::bench::{ChargeKind, CheckedReturn, JobDeed, MetalIssue, ReturnDraft, StoneIssue};
use domain::catalogue::Saved;
use domain::ids::{BenchJobId, BulkItemId, IdempotencyKey, LocationId, PieceId};
use domain::measures::Quantity;
use domain::money::Money;
use domain::staff::Permission;
use domain::stock::Holding;

/// Issues metal, findings or other goods in bulk to a job.
pub async fn issue_metal(
    services: &Services,
    caller: Caller<'_>,
    job: BenchJobId,
    issue: &MetalIssue,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, Error> {
    caller.require(Permission::WorkOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (job, issue);
    let claim = match idempotency::claim(&mut tx, "bench.metal", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let mut work = Work::on(&mut tx, caller, job, now).await?;
    work.require(JobDeed::Begin, issue.version)?;
    work.require_released()?;
    let out = work.hand().issue_bulk(issue).await?;
    let charge = NewCharge {
        bulk: Some((out.item, out.quantity)),
        location: Some(out.from),
        ..NewCharge::of(ChargeKind::Metal, out.worth)
    };
    work.charge(charge).await?;
    work.keep(JobDeed::Begin).await?;
    let (change, version) = (work.change(), work.job.version);
    let saved = Saved { id: job, version };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    tell(services, change);
    Ok(saved)
}

/// Issues a stone to a job, by what its label says.
pub async fn issue_stone(
    services: &Services,
    caller: Caller<'_>,
    job: BenchJobId,
    issue: &StoneIssue,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, Error> {
    caller.require(Permission::WorkOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (job, issue);
    let claim = match idempotency::claim(&mut tx, "bench.stone", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let mut work = Work::on(&mut tx, caller, job, now).await?;
    work.require(JobDeed::Begin, issue.version)?;
    work.require_released()?;
    let customer = match work.job.order {
        Some(order) => Some(store::customer_of(work.tx, order).await?),
        None => None,
    };
    let out = work.hand().issue_stone(issue, customer).await?;
    let charge = NewCharge {
        piece: Some(out.piece),
        location: out.from,
        ..NewCharge::of(ChargeKind::Stone, out.worth)
    };
    work.charge(charge).await?;
    work.keep(JobDeed::Begin).await?;
    let (change, version) = (work.change(), work.job.version);
    let saved = Saved { id: job, version };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    tell(services, change);
    Ok(saved)
}

/// Gives back what is left over: metal by weight, as what it was or as scrap, or a stone.
pub async fn give_back(
    services: &Services,
    caller: Caller<'_>,
    job: BenchJobId,
    version: i32,
    draft: &ReturnDraft,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, Error> {
    caller.require(Permission::WorkOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (job, version, draft);
    let claim = match idempotency::claim(&mut tx, "bench.return", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let mut work = Work::on(&mut tx, caller, job, now).await?;
    work.require(JobDeed::Begin, version)?;
    match draft.check()? {
        CheckedReturn::Metal {
            item,
            into,
            to,
            quantity,
        } => {
            let unit = unit_of(work.tx, &work.terms, item).await?;
            let quantity = CheckedReturn::quantity_of(&quantity, unit)?;
            let worth = part(&work, item, quantity, "/quantity")?;
            return_metal(&mut work, item, into, to, (quantity, worth)).await?;
        }
        CheckedReturn::Stone { piece, to } => {
            let stones = work.stones()?;
            let found = stones.iter().find(|(known, _)| *known == piece);
            let (_, worth) = found
                .ok_or_else(|| Error::field("/piece", "This stone is not in the job any more."))?;
            return_stone(&mut work, piece, to, *worth).await?;
        }
    }
    work.keep(JobDeed::Begin).await?;
    let (change, version) = (work.change(), work.job.version);
    let saved = Saved { id: job, version };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    tell(services, change);
    Ok(saved)
}

/// What so much of something in the job is worth; no more than there is of it.
pub(super) fn part(
    work: &Work<'_, '_>,
    item: BulkItemId,
    quantity: Quantity,
    pointer: &str,
) -> Result<Money, Error> {
    let remaining = work.remaining()?;
    let held = remaining
        .of_item(item)
        .ok_or_else(|| Error::field(pointer, "None of this is in the job."))?;
    let taken = held.take(quantity);
    taken.map(|(_, worth)| worth).map_err(|_| {
        let message = format!("Only {} of it is in the job.", held.quantity);
        Error::field(pointer, message)
    })
}

pub(super) async fn return_metal(
    work: &mut Work<'_, '_>,
    item: BulkItemId,
    into: BulkItemId,
    to: LocationId,
    (quantity, worth): (Quantity, Money),
) -> Result<(), Error> {
    work.hand().put_back_bulk(into, to, quantity, worth).await?;
    let charge = NewCharge {
        bulk: Some((item, quantity)),
        location: Some(to),
        ..NewCharge::of(ChargeKind::Returned, worth.negated())
    };
    work.charge(charge).await
}

pub(super) async fn return_stone(
    work: &mut Work<'_, '_>,
    piece: PieceId,
    to: LocationId,
    worth: Money,
) -> Result<(), Error> {
    work.hand().put_back_stone(piece, to, worth).await?;
    let charge = NewCharge {
        piece: Some(piece),
        location: Some(to),
        ..NewCharge::of(ChargeKind::Returned, worth.negated())
    };
    work.charge(charge).await
}

/// All that is left of each thing in bulk, for who gives back the whole.
pub(super) fn all_metal(work: &Work<'_, '_>) -> Result<Vec<(BulkItemId, Holding)>, Error> {
    let left = work.remaining()?.bulk.into_iter();
    Ok(left.filter(|(_, held)| !held.quantity.is_zero()).collect())
}
