//! What happens on a vendor's side of an order: pieces that come, and dates that are confirmed.

use super::effects::{self, Work};
use super::history::History;
use super::record::Record;
use super::{act, covers, store};
use crate::db::Tx;
use crate::live::Change;
use crate::purchasing::Came;
use crate::stores::StoreTerms;
use crate::{Caller, Error, custody};
use chrono::{DateTime, Utc};
use domain::ids::OrderId;
use domain::orders::history::Happening;
use domain::orders::lifecycle::{self, Attempt};
use domain::orders::{Action, Kind};

/// A customer's order that waits for a vendor: locked, before the order to the vendor is.
pub(crate) struct Awaiting {
    record: Record,
}

impl Awaiting {
    pub(crate) async fn lock(
        tx: &mut Tx<'_>,
        caller: Caller<'_>,
        order: OrderId,
    ) -> Result<Self, Error> {
        let record = store::lock(tx, caller.store(), order).await?;
        Ok(Self { record })
    }

    /// What people call the order.
    pub(crate) fn number(&self) -> &str {
        &self.record.number
    }

    /// Pieces came. When the last of them is here, the order moves on by itself.
    pub(crate) async fn arrived(
        mut self,
        tx: &mut Tx<'_>,
        caller: Caller<'_>,
        terms: &StoreTerms,
        came: &Came,
        now: DateTime<Utc>,
    ) -> Result<Change, Error> {
        let mut history = History::of(self.record.id, self.record.delivery, caller);
        for text in &came.notes {
            history.add(Happening::Noted { text: text.clone() });
        }
        let mut work = Work {
            tx,
            caller,
            terms,
            record: &mut self.record,
            now,
        };
        effects::book(&mut work, came).await?;
        if work.record.kind == Kind::Wholesale {
            // Its pieces are many, and packed by line: they need no envelopes.
            work.refill().await?;
        } else if work
            .record
            .lines
            .iter()
            .all(|line| line.real || line.promised || line.made)
        {
            step(work.record, caller, terms, Action::Receive, &mut history)?;
            effects::take_in(&mut work).await?;
        } else {
            custody::enclose(work.tx, caller, work.record.id, now).await?;
        }
        self.keep(tx, terms, history, now).await
    }

    /// The vendor gave a date for what is to come.
    pub(crate) async fn confirmed(
        mut self,
        tx: &mut Tx<'_>,
        caller: Caller<'_>,
        terms: &StoreTerms,
        now: DateTime<Utc>,
    ) -> Result<Change, Error> {
        let mut history = History::of(self.record.id, self.record.delivery, caller);
        let waits = lifecycle::knows(self.record.position.state, Action::VendorConfirms);
        if waits {
            step(
                &mut self.record,
                caller,
                terms,
                Action::VendorConfirms,
                &mut history,
            )?;
        }
        self.keep(tx, terms, history, now).await
    }

    async fn keep(
        mut self,
        tx: &mut Tx<'_>,
        terms: &StoreTerms,
        mut history: History<'_>,
        now: DateTime<Utc>,
    ) -> Result<Change, Error> {
        covers::follow(tx, terms, &mut self.record, &mut history).await?;
        act::settle(&mut self.record, terms.today, &mut history)?;
        store::update(tx, &self.record, now).await?;
        history.write(tx, now).await?;
        Ok(Change {
            store: self.record.store,
            order: self.record.id,
            version: self.record.version + 1,
        })
    }
}

fn step(
    record: &mut Record,
    caller: Caller<'_>,
    terms: &StoreTerms,
    action: Action,
    history: &mut History<'_>,
) -> Result<(), Error> {
    let attempt = Attempt {
        action,
        grants: caller.grants(),
        overriding: false,
    };
    let step = lifecycle::apply(record.position, attempt, &record.facts(terms.today)?)?;
    history.add(Happening::Moved {
        action: step.action,
        from: step.from.state,
        to: step.to.state,
        note: None,
        overridden: None,
        told: step.told,
    });
    record.position = step.to;
    Ok(())
}
