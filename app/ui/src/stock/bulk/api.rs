//! What the screen of goods in bulk asks of the server.

use crate::error::UiError;
use domain::catalogue::Saved;
use domain::ids::{BulkItemId, IdempotencyKey};
use domain::stock::{BulkDraft, BulkMoveView, BulkStep, BulkView};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// All that is kept in bulk, by name, with where it lies.
#[server(input = Json, output = Json)]
pub async fn list_bulk() -> Result<Vec<BulkView>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::bulk(&services, (&staff).into()).await?)
}

/// What happened to something kept in bulk, the latest first.
#[server(input = Json, output = Json)]
pub async fn list_bulk_moves(item: BulkItemId) -> Result<Vec<BulkMoveView>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::bulk_moves(&services, (&staff).into(), item).await?)
}

/// Writes down something that is kept in bulk from now on.
#[server(input = Json, output = Json)]
pub async fn add_bulk(draft: BulkDraft, key: IdempotencyKey) -> Result<Saved<BulkItemId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::create_bulk(&services, (&staff).into(), &draft, key).await?)
}

/// Does something with goods in bulk.
#[server(input = Json, output = Json)]
pub async fn step_bulk(
    item: BulkItemId,
    step: BulkStep,
    key: IdempotencyKey,
) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::bulk_step(&services, (&staff).into(), item, &step, key).await?)
}
