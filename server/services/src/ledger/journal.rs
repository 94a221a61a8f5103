//! Reading the books on a screen.

use super::store::{self, Direction, Query};
use crate::place::Place;
use crate::{Caller, Error, Services, stores};
use chrono::NaiveDate;
use domain::ledger::view::{EntryView, JournalFilter, JournalPage, TrialBalance};
use domain::staff::Permission;

const PAGE: u16 = 50;

/// A page of the store's journal, the newest first.
pub async fn journal(
    services: &Services,
    caller: Caller<'_>,
    filter: &JournalFilter,
) -> Result<JournalPage, Error> {
    caller.require(Permission::ViewLedger)?;
    filter.check()?;
    let after = Place::read(filter.after.as_deref())?;
    let query = Query {
        store: caller.store(),
        filter,
        after,
        direction: Direction::NewestFirst,
        // One more than is shown tells whether there are more.
        limit: PAGE + 1,
    };
    let mut entries = store::entries(&services.reports, &query).await?;
    let more = entries.len() > usize::from(PAGE);
    entries.truncate(usize::from(PAGE));
    let next = entries
        .last()
        .filter(|_| more)
        .map(|last| place(last).to_string());
    let totals = match after {
        Some(_) => None,
        None => {
            let terms = terms(services, caller).await?;
            Some(store::totals(&services.reports, &query, terms.currency).await?)
        }
    };
    Ok(JournalPage {
        entries,
        next,
        totals,
    })
}

/// Where every account of the store stands at the end of a day; today's where none is given.
pub async fn trial_balance(
    services: &Services,
    caller: Caller<'_>,
    on: Option<NaiveDate>,
) -> Result<TrialBalance, Error> {
    caller.require(Permission::ViewLedger)?;
    let terms = terms(services, caller).await?;
    let on = on.unwrap_or(terms.today);
    let lines = store::balances(&services.reports, caller.store(), on, terms.currency).await?;
    Ok(TrialBalance::of(on, terms.currency, lines)?)
}

async fn terms(services: &Services, caller: Caller<'_>) -> Result<stores::StoreTerms, Error> {
    stores::terms(&services.reports, caller.store(), services.clock.now()).await
}

/// Where an entry stands in the journal.
pub(super) fn place(entry: &EntryView) -> Place {
    Place {
        date: entry.date,
        id: entry.id.uuid(),
    }
}
