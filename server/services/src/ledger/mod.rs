//! Keeping the books: entries are written in the transaction of what they record, and read as
//! the journal, the trial balance and the exports for the bookkeeper's own program.

pub mod export;
mod journal;
mod store;

pub use journal::{journal, trial_balance};

use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{OrderId, StoreId};
use domain::ledger::Entry;
use domain::money::Currency;

/// Where and when an entry counts.
#[derive(Debug, Clone)]
pub struct Context {
    pub store: StoreId,
    /// The order that it concerns; none where it concerns stock alone.
    pub order: Option<OrderId>,
    pub business_date: NaiveDate,
    pub currency: Currency,
    pub at: DateTime<Utc>,
}

/// Writes an entry. One of nothing is not written.
pub async fn post(
    tx: &mut Tx<'_>,
    context: &Context,
    entry: &Entry,
    memo: &str,
) -> Result<(), Error> {
    if entry.is_empty() {
        return Ok(());
    }
    store::insert(tx, context, entry, memo).await
}

/// Writes several entries, each with where it counts and what it is called. One of nothing is not
/// written.
pub async fn post_all(tx: &mut Tx<'_>, entries: &[(Context, Entry, String)]) -> Result<(), Error> {
    let some: Vec<_> = entries
        .iter()
        .filter(|(_, entry, _)| !entry.is_empty())
        .collect();
    store::insert_all(tx, &some).await
}

#[cfg(test)]
mod tests;
