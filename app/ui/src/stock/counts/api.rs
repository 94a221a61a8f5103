//! What the screens of counting ask of the server.

use crate::error::UiError;
use domain::ids::{BulkItemId, CountId, IdempotencyKey, LocationId};
use domain::stock::{CountDetail, CountDraft, CountSummary, FinishDraft, Scanned, Tally};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// The store's counts, the newest first.
#[server(input = Json, output = Json)]
pub async fn list_counts() -> Result<Vec<CountSummary>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::counts(&services, (&staff).into()).await?)
}

/// Starts a count.
#[server(input = Json, output = Json)]
pub async fn start_count(draft: CountDraft, key: IdempotencyKey) -> Result<CountId, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::start_count(&services, (&staff).into(), &draft, key).await?)
}

/// A count with how far it has come.
#[server(input = Json, output = Json)]
pub async fn show_count(id: CountId) -> Result<CountDetail, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::show_count(&services, (&staff).into(), id).await?)
}

/// Notes what was scanned, and tells what each is.
#[server(input = Json, output = Json)]
pub async fn scan_count(id: CountId, codes: Vec<String>) -> Result<Vec<Scanned>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::scan_count(&services, (&staff).into(), id, &codes).await?)
}

/// Notes how much of goods in bulk was counted.
#[server(input = Json, output = Json)]
pub async fn count_quantity(
    id: CountId,
    item: BulkItemId,
    at: LocationId,
    quantity: String,
) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let place = (item, at);
    Ok(services::stock::count_quantity(&services, (&staff).into(), id, place, &quantity).await?)
}

/// Finishes a count: writes off what is missing, and adjusts what was counted differently.
#[server(input = Json, output = Json)]
pub async fn finish_count(
    id: CountId,
    draft: FinishDraft,
    key: IdempotencyKey,
) -> Result<Tally, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::finish_count(&services, (&staff).into(), id, &draft, key).await?)
}

/// Ends a count that nobody goes on with.
#[server(input = Json, output = Json)]
pub async fn give_up_count(id: CountId) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::give_up_count(&services, (&staff).into(), id).await?)
}
