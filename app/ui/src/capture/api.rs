//! What the capture screen asks of the server.

use crate::error::UiError;
use domain::ids::IdempotencyKey;
use domain::orders::draft::NewOrder;
use domain::orders::requests::{CaptureTerms, Placed};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// The store's rules, by which the screen checks and prices as one types.
#[server(input = Json, output = Json)]
pub async fn terms_for_capture() -> Result<CaptureTerms, UiError> {
    let staff = crate::server::staff()?;
    Ok(services::orders::terms_for_capture(&crate::server::services()?, &staff).await?)
}

/// Takes the order.
#[server(input = Json, output = Json)]
pub async fn place_order(order: NewOrder, key: IdempotencyKey) -> Result<Placed, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::place(&services, (&staff).into(), &order, key).await?)
}
