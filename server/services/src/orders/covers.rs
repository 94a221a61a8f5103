//! What follows from what covers an order's lines: the estimate, and word to the customer when it
//! slips past what was promised.

use super::history::History;
use super::record::Record;
use super::store;
use crate::db::Tx;
use crate::live::Change;
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::OrderId;
use domain::orders::Kind;
use domain::orders::covers::{estimate, slip};
use domain::orders::history::Happening;

/// Reckons anew when a locked order is expected. The first promise stays what it was. A slip is
/// told by the message of the step that brought it, where that says the date, else by its own.
pub(super) async fn follow(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    record: &mut Record,
    history: &mut History<'_>,
) -> Result<(), Error> {
    // A memo's date is the day on which its pieces are due back, whatever covers it.
    if record.kind == Kind::Memo || !record.position.state.phase().is_waited_for() {
        return Ok(());
    }
    let lines = store::covers::coverage(tx, record.id).await?;
    let expected = estimate(
        &lines,
        terms.house_days,
        record.first_promise,
        record.estimate,
    );
    let slip = slip(record.first_promise, record.slip_told, expected);
    record.slip_told = slip.told;
    if expected == record.estimate {
        return Ok(());
    }
    let told_already = history.tells_the_date();
    history.add(Happening::EstimateMoved {
        from: record.estimate,
        to: expected,
    });
    if slip.tell && !told_already {
        history.tell_last();
    }
    record.estimate = expected;
    Ok(())
}

/// Follows a change of covers that is no step of the order, and notes it in the order's history.
/// What others should hear of comes back, for after the commit.
pub(crate) async fn cover_changed(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    order: OrderId,
    what: String,
    now: DateTime<Utc>,
) -> Result<Change, Error> {
    let mut record = store::lock(tx, caller.store(), order).await?;
    let mut history = History::of(order, record.delivery, caller);
    history.add(Happening::Noted { text: what });
    follow(tx, terms, &mut record, &mut history).await?;
    store::update(tx, &record, now).await?;
    history.write(tx, now).await?;
    Ok(Change {
        store: record.store,
        order,
        version: record.version + 1,
    })
}
