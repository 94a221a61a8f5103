//! What the screens of custody ask of the server.

use crate::error::UiError;
use domain::custody::{HandOverDraft, HandedOver, Named, Thing, ThingView};
use domain::ids::{IdempotencyKey, OrderId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// What a code names.
#[server(input = Json, output = Json)]
pub async fn scan_code(code: String) -> Result<Vec<Named>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::custody::scan(&services, (&staff).into(), &code).await?)
}

/// Where a thing is, and who has it.
#[server(input = Json, output = Json)]
pub async fn where_is(thing: Thing) -> Result<ThingView, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::custody::where_is(&services, (&staff).into(), thing).await?)
}

/// Where each envelope of an order is.
#[server(input = Json, output = Json)]
pub async fn envelopes_of(order: OrderId) -> Result<Vec<ThingView>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::custody::of_order(&services, (&staff).into(), order).await?)
}

/// Hands things over.
#[server(input = Json, output = Json)]
pub async fn hand_over(draft: HandOverDraft, key: IdempotencyKey) -> Result<HandedOver, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::custody::hand_over(&services, (&staff).into(), &draft, key).await?)
}
