//! A job at work: locked, with its order, its steps and all that went into it.

use super::store::{self, Job, NewCharge, Which};
use crate::db::Tx;
use crate::ledger::{self, Context};
use crate::live::Change;
use crate::orders::{self, BenchOrder};
use crate::stock::bench::Hand;
use crate::stores::{self, StoreTerms};
use crate::{Caller, Error, Services};
use chrono::{DateTime, Utc};
use domain::bench::{ChargeKind, Hours, JobDeed, Remaining, bench_refusal};
use domain::ids::{BenchJobId, BenchStepId, BulkItemId, OrderId, PieceId};
use domain::ledger::{Entry, postings};
use domain::measures::Quantity;
use domain::money::Money;

pub(super) struct Work<'a, 'tx> {
    pub tx: &'a mut Tx<'tx>,
    pub caller: Caller<'a>,
    pub terms: StoreTerms,
    /// The order that the job is for, where nobody else holds it.
    pub order: Option<BenchOrder>,
    pub job: Job,
    pub now: DateTime<Utc>,
}

impl<'a, 'tx> Work<'a, 'tx> {
    /// Locks a store's job, its order first: whoever works on both takes them in this turn.
    pub(super) async fn on(
        tx: &'a mut Tx<'tx>,
        caller: Caller<'a>,
        id: BenchJobId,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let order = match store::order_of(tx, caller.store(), id).await? {
            Some(order) => Some(orders::hold_for_bench(tx, caller.store(), order).await?),
            None => None,
        };
        let terms = stores::terms(&mut **tx, caller.store(), now).await?;
        let job = store::lock(tx, caller.store(), id).await?;
        Ok(Self {
            tx,
            caller,
            terms,
            order,
            job,
            now,
        })
    }

    /// Refuses what can't be done with a job that stands so, and then a caller who saw another
    /// version of it: of two who do the same, the second is told that it is done.
    pub(super) fn require(&self, deed: JobDeed, seen: i32) -> Result<(), Error> {
        let number = &self.job.number;
        if self.job.state.after(deed).is_none() {
            let state = self.job.state.label().to_lowercase();
            let already = if self.job.state.is_open() {
                ""
            } else {
                " already"
            };
            return Err(refused(format!("{number} is {state}{already}.")));
        }
        if seen != self.job.version {
            return Err(Error::Conflict(format!(
                "Somebody else changed {number} in the meantime. Look at it again before you go on."
            )));
        }
        Ok(())
    }

    /// Refuses work for an order that is not at the bench.
    pub(super) fn require_released(&self) -> Result<(), Error> {
        let order = self.order.as_ref();
        let why = order.and_then(|order| bench_refusal(order.number(), order.position()));
        why.map_or(Ok(()), |why| Err(refused(why)))
    }

    pub(super) fn remaining(&self) -> Result<Remaining, Error> {
        Remaining::of(self.terms.currency, &self.job.charges).map_err(Error::internal)
    }

    pub(super) fn hand(&mut self) -> Hand<'_, 'tx> {
        Hand {
            tx: self.tx,
            caller: self.caller,
            terms: &self.terms,
            job: &self.job.number,
            now: self.now,
        }
    }

    /// Posts an entry on the job; one that moves a piece of an order's names the order.
    pub(super) async fn post(
        &mut self,
        order: Option<OrderId>,
        entry: &Entry,
        what: &str,
    ) -> Result<(), Error> {
        let context = Context {
            store: self.terms.store,
            order,
            business_date: self.terms.today,
            currency: self.terms.currency,
            at: self.now,
        };
        let memo = format!("{} {what}", self.job.number);
        ledger::post(self.tx, &context, entry, &memo).await
    }

    /// Writes what went in or came out, and keeps it in sight for the rest of the use case.
    pub(super) async fn charge(&mut self, charge: NewCharge) -> Result<(), Error> {
        store::insert_charge(self.tx, self.caller, self.job.id, &charge, self.now).await?;
        self.job.charges.push(charge.as_charge());
        Ok(())
    }

    /// Hours at the bench, at a rate.
    pub(super) async fn labour(
        &mut self,
        step: BenchStepId,
        hours: Hours,
        rate: Money,
    ) -> Result<(), Error> {
        let cost = hours.cost(rate)?;
        let charge = NewCharge {
            step: Some(step),
            hours,
            ..NewCharge::of(ChargeKind::Labour, cost)
        };
        self.charge(charge).await?;
        self.post(None, &postings::bench_labour(cost)?, "labour")
            .await
    }

    /// Some of a metal is gone; it was worth its share of what was issued.
    pub(super) async fn lose(
        &mut self,
        item: BulkItemId,
        quantity: Quantity,
        worth: Money,
    ) -> Result<(), Error> {
        let charge = NewCharge {
            bulk: Some((item, quantity)),
            ..NewCharge::of(ChargeKind::Lost, worth.negated())
        };
        self.charge(charge).await?;
        self.post(None, &postings::metal_lost(worth)?, "lost in work")
            .await
    }

    /// Writes the job back as one version more, and tells what to tell open screens of.
    pub(super) async fn keep(&mut self, deed: JobDeed) -> Result<(), Error> {
        let state = self.job.state;
        self.job.state = state.after(deed).unwrap_or(state);
        self.job.version += 1;
        store::update(self.tx, &self.job, self.now).await
    }

    /// What open screens are told.
    pub(super) fn change(&self) -> Change {
        Change {
            store: self.terms.store,
            order: self.job.order.unwrap_or(self.job.id.uuid().into()),
            version: self.job.version,
        }
    }

    /// The stones that are still in the job, each at what it was issued at.
    pub(super) fn stones(&self) -> Result<Vec<(PieceId, Money)>, Error> {
        let pieces = self.remaining()?.pieces;
        let worth = |piece: &PieceId| {
            let issued = self.job.charges.iter().rev();
            let mut issued = issued.filter(|charge| charge.kind == ChargeKind::Stone);
            let charge = issued.find(|charge| charge.piece == Some(*piece))?;
            Some((*piece, charge.amount))
        };
        Ok(pieces.iter().filter_map(worth).collect())
    }
}

/// The jobs of an order that its caller holds, locked together in their one turn.
pub(super) struct JobsOfOrder {
    terms: StoreTerms,
    jobs: std::vec::IntoIter<Job>,
}

impl JobsOfOrder {
    pub(super) async fn lock(
        tx: &mut Tx<'_>,
        caller: Caller<'_>,
        order: OrderId,
        which: Which,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let terms = stores::terms(&mut **tx, caller.store(), now).await?;
        let jobs = store::lock_of_order(tx, caller.store(), order, which).await?;
        let jobs = jobs.into_iter();
        Ok(Self { terms, jobs })
    }

    /// The next of them at work.
    pub(super) fn next<'a, 'tx>(
        &mut self,
        tx: &'a mut Tx<'tx>,
        caller: Caller<'a>,
        now: DateTime<Utc>,
    ) -> Option<Work<'a, 'tx>> {
        let job = self.jobs.next()?;
        Some(Work {
            tx,
            caller,
            terms: self.terms.clone(),
            order: None,
            job,
            now,
        })
    }
}

/// Tells open screens of a change, once it is kept.
pub(super) fn tell(services: &Services, change: Change) {
    services.live.tell(change);
}

pub(super) fn refused(message: String) -> Error {
    Error::Refused {
        message,
        blockers: Vec::new(),
    }
}
