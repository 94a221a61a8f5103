//! What the bench does to an order: a piece is finished, or no longer made.

use super::act::settle;
use super::effects::{self, Work};
use super::history::History;
use super::record::Record;
use super::{covers, store, wholesale};
use crate::db::Tx;
use crate::live::Change;
use crate::stores::StoreTerms;
use crate::{Caller, Error, custody};
use chrono::{DateTime, Utc};
use domain::ids::{LineId, OrderId, StoreId};
use domain::money::Money;
use domain::orders::Kind;
use domain::orders::history::Happening;
use domain::orders::lifecycle::Position;

/// An order as the bench works on it: locked until the transaction ends.
pub(crate) struct BenchOrder(Record);

impl BenchOrder {
    pub(crate) fn number(&self) -> &str {
        &self.0.number
    }

    pub(crate) const fn position(&self) -> Position {
        self.0.position
    }
}

/// Locks a store's order for work at the bench.
pub(crate) async fn hold_for_bench(
    tx: &mut Tx<'_>,
    store: StoreId,
    order: OrderId,
) -> Result<BenchOrder, Error> {
    store::lock(tx, store, order).await.map(BenchOrder)
}

/// A piece that was finished at the bench.
pub(crate) struct PieceMade<'a> {
    pub line: LineId,
    pub cost: Money,
    pub job: &'a str,
}

/// A piece of the order is finished, at what it really cost. The order moves on by itself once
/// the bench is through with all of it.
pub(crate) async fn piece_made(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    order: BenchOrder,
    made: &PieceMade<'_>,
    now: DateTime<Utc>,
) -> Result<Change, Error> {
    let mut record = order.0;
    store::set_real_costs(tx, record.id, &[(made.line, made.cost)]).await?;
    if let Some(line) = record.lines.iter_mut().find(|line| line.id == made.line) {
        line.unit_cost = Some(made.cost);
        line.real = true;
        line.in_work = false;
    }
    if record.kind == Kind::Wholesale {
        let lines = wholesale::store::lines::of_order(tx, record.id, record.currency().code());
        let lines = lines.await?;
        if let Some(po) = &mut record.po {
            po.lines = lines;
        }
    } else {
        custody::enclose(tx, caller, record.id, now).await?;
    }
    let said = Happening::Noted {
        text: format!("{} is finished at the bench.", made.job),
    };
    move_on(tx, caller, terms, record, said, now).await
}

/// A job that was stopped.
pub(crate) struct JobGone<'a> {
    pub line: LineId,
    pub job: &'a str,
    pub reason: &'a str,
}

/// A piece of the order is no longer made at the bench, and has to be had in another way.
pub(crate) async fn job_gone(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    order: BenchOrder,
    gone: &JobGone<'_>,
    now: DateTime<Utc>,
) -> Result<Change, Error> {
    let mut record = order.0;
    if let Some(line) = record.lines.iter_mut().find(|line| line.id == gone.line) {
        line.made = false;
        line.in_work = false;
    }
    let said = Happening::Noted {
        text: format!("{} was stopped: {}", gone.job, gone.reason),
    };
    move_on(tx, caller, terms, record, said, now).await
}

async fn move_on(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    mut record: Record,
    said: Happening,
    now: DateTime<Utc>,
) -> Result<Change, Error> {
    let mut history = History::of(record.id, record.delivery, caller);
    history.add(said);
    covers::follow(tx, terms, &mut record, &mut history).await?;
    let steps = settle(&mut record, terms.today, &mut history)?;
    let mut work = Work {
        tx,
        caller,
        terms,
        record: &mut record,
        now,
    };
    effects::after_own_steps(&mut work, &steps).await?;
    store::update(tx, &record, now).await?;
    let order = record.id;
    history.write(tx, now).await?;
    Ok(Change {
        store: record.store,
        order,
        version: record.version + 1,
    })
}
