//! Taking back the sale of what was on memo.

use super::steps::look_again;
use super::store::sales;
use crate::Error;
use crate::live::Change;
use crate::orders::effects::{self, Work};
use crate::orders::history::History;
use crate::orders::store::web::{charges, lines};
use crate::orders::{act, store};
use crate::stock::{self, BackTo};
use domain::ids::{LineId, LocationId, OrderId};
use domain::ledger::postings;
use domain::money::Money;
use domain::orders::Action;
use domain::orders::history::Happening;
use domain::orders::lifecycle::{self, Attempt};
use domain::orders::memo;
use domain::orders::memo::view::LineState;
use domain::orders::{Delivery, State};

/// Takes a sale back whole: money, books and pieces, which are out on memo again or lie in a place.
/// Gives the memo, which changes with it.
pub(super) async fn reverse(
    work: &mut Work<'_, '_>,
    to: Option<LocationId>,
    history: &mut History<'_>,
) -> Result<Change, Error> {
    let sale = work.record.id;
    let from = sales::memo_of(work.tx, sale).await?;
    let from = from.ok_or_else(|| Error::internal("a sale without its memo"))?;
    if from.lost && to.is_none() {
        return Err(Error::field(
            "/details/back_to",
            "What was lost is found: say where it is put.",
        ));
    }
    give_back_the_money(work, history).await?;
    let back = to.map_or(BackTo::Memo, BackTo::Place);
    let all: Vec<(LineId, u32)> = work
        .record
        .lines
        .iter()
        .map(|line| (line.id, line.quantity))
        .collect();
    let number = work.record.number.clone();
    stock::take_back(
        work.tx,
        work.caller,
        work.terms,
        (sale, &number),
        (&all, back),
        work.now,
    )
    .await?;
    lines::returned(work.tx, &all).await?;
    let state = match to {
        Some(_) => LineState::Returned,
        None => LineState::Out,
    };
    sales::unsell(work.tx, sale, state, work.now).await?;
    follow(work, from.memo, &number).await
}

/// What was sold is not, what was paid goes back the way it came, and nothing is owed.
async fn give_back_the_money(
    work: &mut Work<'_, '_>,
    history: &mut History<'_>,
) -> Result<(), Error> {
    let (net, tax) = (work.record.net, work.record.tax);
    let sold = work.record.sold()?;
    let refunds = effects::refund(work, work.record.paid).await?;
    sales::insert_reversal(work.tx, work.record.id, (net, tax), work.now).await?;
    work.post(&postings::sale_reversed(&sold, tax, &refunds)?, "reversed")
        .await?;
    let nothing = Money::zero(work.record.currency());
    let record = &mut *work.record;
    (record.net, record.tax) = (nothing, nothing);
    (record.total, record.paid) = (nothing, nothing);
    for milestone in &mut record.milestones {
        milestone.amount = nothing;
    }
    let sums = (nothing, nothing, nothing);
    charges::set_totals(work.tx, work.record.id, sums).await?;
    for (method, amount) in refunds {
        history.add(Happening::Refunded { amount, method });
    }
    Ok(())
}

/// The memo has its pieces again, and is open again where it was closed.
async fn follow(work: &mut Work<'_, '_>, memo: OrderId, sale: &str) -> Result<Change, Error> {
    let mut record = store::lock(work.tx, work.caller.store(), memo).await?;
    let mut history = History::of(memo, Delivery::PickUp, work.caller);
    history.add(Happening::Noted {
        text: format!("{sale} was reversed."),
    });
    let mut of_memo = Work {
        tx: work.tx,
        caller: work.caller,
        terms: work.terms,
        record: &mut record,
        now: work.now,
    };
    look_again(&mut of_memo).await?;
    let closed = State::Memo(memo::State::Closed);
    if record.position.state == closed && record.memo.pieces_out > 0 {
        let attempt = Attempt {
            action: Action::Reopen,
            grants: work.caller.grants(),
            overriding: false,
        };
        let facts = record.facts(work.terms.today)?;
        let step = lifecycle::apply(record.position, attempt, &facts)?;
        history.add(Happening::Moved {
            action: step.action,
            from: step.from.state,
            to: step.to.state,
            note: None,
            overridden: None,
            told: step.told,
        });
        record.position = step.to;
    }
    act::settle(&mut record, work.terms.today, &mut history)?;
    store::update(work.tx, &record, work.now).await?;
    history.write(work.tx, work.now).await?;
    Ok(Change {
        store: record.store,
        order: memo,
        version: record.version + 1,
    })
}
