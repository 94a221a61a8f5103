//! What the journal's screens ask of the server.

use crate::error::UiError;
use chrono::NaiveDate;
use domain::ledger::view::{JournalFilter, JournalPage, TrialBalance};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// A page of the journal, the newest first.
#[server(input = Json, output = Json)]
pub async fn load_journal(filter: JournalFilter) -> Result<JournalPage, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::ledger::journal(&services, (&staff).into(), &filter).await?)
}

/// Where every account stands at the end of a day, today's where none is given.
#[server(input = Json, output = Json)]
pub async fn load_trial_balance(on: Option<NaiveDate>) -> Result<TrialBalance, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::ledger::trial_balance(&services, (&staff).into(), on).await?)
}
