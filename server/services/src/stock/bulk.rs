//! Goods by count, length or weight: received, carried, counted, scrapped. The arithmetic is
//! `domain::stock::Holding`'s; here it meets the database, the holdings locked.

use super::moves::refused;
use super::store::bulk::{self as rows, BulkMove, Item};
use super::{post, store};
use crate::db::Tx;
use crate::stores::{self, StoreTerms};
use crate::{Caller, Error, Services, audit, idempotency};
use chrono::{DateTime, Utc};
use domain::catalogue::Saved;
use domain::ids::{BulkItemId, IdempotencyKey, LocationId};
use domain::input::FieldErrors;
use domain::ledger::postings;
use domain::measures::Quantity;
use domain::money::Money;
use domain::staff::Permission;
use domain::stock::{
    BulkDraft, BulkMoveView, BulkStep, BulkView, CheckedBulkStep, Holding, HoldingError, MoveKind,
    Ownership,
};
use rust_decimal::Decimal;

/// All that the caller's store keeps in bulk, by name, with where it lies.
pub async fn bulk(services: &Services, caller: Caller<'_>) -> Result<Vec<BulkView>, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    rows::all(&services.db, &terms, caller.may(Permission::ViewCost)).await
}

/// What happened to something kept in bulk, the latest first.
pub async fn bulk_moves(
    services: &Services,
    caller: Caller<'_>,
    item: BulkItemId,
) -> Result<Vec<BulkMoveView>, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let item = rows::item(&services.db, caller.store(), item).await?;
    rows::moves(&services.db, &terms, item.id).await
}

/// Writes down something that is kept in bulk from now on.
pub async fn create_bulk(
    services: &Services,
    caller: Caller<'_>,
    draft: &BulkDraft,
    key: IdempotencyKey,
) -> Result<Saved<BulkItemId>, Error> {
    caller.require(Permission::KeepStock)?;
    let item = draft.check()?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = match idempotency::claim(&mut tx, "stock.bulk", caller, key, draft, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let id = BulkItemId::generate();
    rows::insert(&mut tx, caller.store(), id, &item, now).await?;
    let data = serde_json::json!({ "after": draft });
    audit::note(&mut tx, caller, "bulk_created", Some(id.uuid()), data, now).await?;
    let saved = Saved { id, version: 1 };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}

/// Takes a step with goods in bulk, if there is enough of them.
pub async fn bulk_step(
    services: &Services,
    caller: Caller<'_>,
    item: BulkItemId,
    step: &BulkStep,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(match step {
        BulkStep::Move { .. } => Permission::WorkOrders,
        BulkStep::Receive { .. } | BulkStep::Count { .. } | BulkStep::Scrap { .. } => {
            Permission::KeepStock
        }
    })?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (item, step);
    let claim =
        match idempotency::claim(&mut tx, "stock.bulk_step", caller, key, &asked, now).await? {
            idempotency::Claimed::Done(()) => return Ok(()),
            idempotency::Claimed::New(claim) => claim,
        };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let known = rows::item(&mut *tx, caller.store(), item).await?;
    let step = step.check(known.unit, terms.currency)?;
    let mut work = Work {
        tx: &mut tx,
        caller,
        terms: &terms,
        item: &known,
        now,
    };
    work.carry_out(step).await?;
    claim.complete(&mut tx, &()).await?;
    Ok(tx.commit().await?)
}

/// Sets what lies in a place by what a count of the stock found, and tells how much the books said
/// before and say now. `counted` reckons the one from the other; none, where it can't be.
pub(super) async fn set_counted(
    tx: &mut Tx<'_>,
    (caller, terms): (Caller<'_>, &StoreTerms),
    (item, at): (&Item, LocationId),
    counted: impl FnOnce(Quantity) -> Option<Quantity>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(Quantity, Quantity), Error> {
    let mut work = Work {
        tx,
        caller,
        terms,
        item,
        now,
    };
    let held = work.holding(at, "/at").await?.quantity;
    let counted = counted(held).ok_or_else(|| {
        let left = format!("Only {held} of {} are left there.", item.code);
        refused(format!("{left} Count it again before you finish."))
    })?;
    work.count(at, counted, reason).await?;
    Ok((held, counted))
}

/// A step at work on an item.
struct Work<'a, 'tx> {
    tx: &'a mut Tx<'tx>,
    caller: Caller<'a>,
    terms: &'a StoreTerms,
    item: &'a Item,
    now: DateTime<Utc>,
}

impl Work<'_, '_> {
    async fn carry_out(&mut self, step: CheckedBulkStep) -> Result<(), Error> {
        match step {
            CheckedBulkStep::Receive {
                to,
                quantity,
                cost,
                source,
                vendor,
            } => {
                let held = self.holding(to, "/to").await?;
                self.keep(to, held.put(quantity, cost).map_err(beside)?)
                    .await?;
                let places = (None, Some(to));
                let moved = self.moved(MoveKind::Received, places, (quantity, cost), None);
                let moved = BulkMove { vendor, ..moved };
                rows::note(self.tx, self.caller, &moved, self.now).await?;
                self.post(&postings::stock_received(source, cost)?, "received")
                    .await
            }
            CheckedBulkStep::Move { from, to, quantity } => self.carry(from, to, quantity).await,
            CheckedBulkStep::Scrap {
                from,
                quantity,
                reason,
            } => {
                let held = self.holding(from, "/from").await?;
                let (rest, worth) = held.take(quantity).map_err(beside)?;
                self.keep(from, rest).await?;
                let places = (Some(from), None);
                self.note(MoveKind::Scrapped, places, (quantity, worth), Some(&reason))
                    .await?;
                self.post(&postings::stock_adjusted(worth.negated())?, "scrapped")
                    .await
            }
            CheckedBulkStep::Count {
                at,
                quantity,
                reason,
            } => self.count(at, quantity, &reason).await,
        }
    }

    /// Both holdings are locked in the order of their places, so that two who carry things to and
    /// fro never wait for each other.
    async fn carry(
        &mut self,
        from: LocationId,
        to: LocationId,
        quantity: Quantity,
    ) -> Result<(), Error> {
        let (source, target) = if from < to {
            let source = self.holding(from, "/from").await?;
            (source, self.holding(to, "/to").await?)
        } else {
            let target = self.holding(to, "/to").await?;
            (self.holding(from, "/from").await?, target)
        };
        let (rest, worth) = source.take(quantity).map_err(beside)?;
        self.keep(from, rest).await?;
        self.keep(to, target.put(quantity, worth).map_err(beside)?)
            .await?;
        let places = (Some(from), Some(to));
        self.note(MoveKind::Moved, places, (quantity, worth), None)
            .await
    }

    /// What is there counts; the books follow, at the average that the rest cost.
    async fn count(
        &mut self,
        at: LocationId,
        counted: Quantity,
        reason: &str,
    ) -> Result<(), Error> {
        let held = self.holding(at, "/at").await?;
        if counted == held.quantity {
            return Ok(());
        }
        if let Ok(missing) = held.quantity.minus(counted) {
            let (rest, worth) = held.take(missing).map_err(beside)?;
            self.keep(at, rest).await?;
            let places = (Some(at), None);
            self.note(MoveKind::Lost, places, (missing, worth), Some(reason))
                .await?;
            return self
                .post(&postings::stock_adjusted(worth.negated())?, "counted")
                .await;
        }
        let more = counted.minus(held.quantity).map_err(HoldingError::from);
        let more = more.map_err(beside)?;
        let worth = average(&held, more)?;
        self.keep(at, held.put(more, worth).map_err(beside)?)
            .await?;
        let places = (None, Some(at));
        self.note(MoveKind::Found, places, (more, worth), Some(reason))
            .await?;
        self.post(&postings::stock_adjusted(worth)?, "counted")
            .await
    }

    async fn holding(&mut self, at: LocationId, field: &str) -> Result<Holding, Error> {
        let place = store::locations::kind(self.tx, self.terms.store, at).await?;
        place.ok_or_else(|| Error::field(field, "Choose the place."))?;
        rows::lock(self.tx, self.item, at, self.terms.currency).await
    }

    async fn keep(&mut self, at: LocationId, held: Holding) -> Result<(), Error> {
        rows::put(self.tx, self.item.id, at, &held).await
    }

    async fn note(
        &mut self,
        kind: MoveKind,
        places: (Option<LocationId>, Option<LocationId>),
        amount: (Quantity, Money),
        reason: Option<&str>,
    ) -> Result<(), Error> {
        let moved = self.moved(kind, places, amount, reason);
        rows::note(self.tx, self.caller, &moved, self.now).await
    }

    fn moved<'r>(
        &self,
        kind: MoveKind,
        (from, to): (Option<LocationId>, Option<LocationId>),
        (quantity, value): (Quantity, Money),
        reason: Option<&'r str>,
    ) -> BulkMove<'r> {
        BulkMove {
            item: self.item.id,
            kind,
            from,
            to,
            ownership: Ownership::Owned,
            quantity,
            value,
            vendor: None,
            reason,
        }
    }

    async fn post(&mut self, entry: &domain::ledger::Entry, what: &str) -> Result<(), Error> {
        let memo = format!("{} {what}", self.item.code);
        post(self.tx, self.terms, None, entry, &memo, self.now).await
    }
}

/// What so much costs at the average of what is held; nothing, where nothing is.
fn average(held: &Holding, quantity: Quantity) -> Result<Money, Error> {
    if held.quantity.is_zero() {
        return Ok(Money::zero(held.value.currency()));
    }
    let share: Decimal = quantity.amount() / held.quantity.amount();
    Ok(held.value.scaled(share)?)
}

fn beside(error: HoldingError) -> Error {
    Error::Invalid(FieldErrors::from(error))
}
