//! What the screen asks of the server.

use crate::error::UiError;
use domain::ids::{IdempotencyKey, JobId, MessageId, OrderId};
use domain::messages::{Filter, GivenUp, MessageRow, MessageText};
use domain::orders::requests::Page;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// The newest messages that a filter lets through.
#[server(input = Json, output = Json)]
pub async fn list_messages(filter: Filter) -> Result<Page<MessageRow>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::messages::list(&services, (&staff).into(), &filter).await?)
}

/// A message with its words.
#[server(input = Json, output = Json)]
pub async fn show_message(message: MessageId) -> Result<MessageText, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::messages::show(&services, (&staff).into(), message).await?)
}

/// Has a message sent after all.
#[server(input = Json, output = Json)]
pub async fn retry_message(message: MessageId) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::messages::retry(&services, (&staff).into(), message).await?)
}

/// Has every message sent that was kept for want of a mail server.
#[server(input = Json, output = Json)]
pub async fn retry_all_messages() -> Result<u32, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::messages::retry_all(&services, (&staff).into()).await?)
}

/// Work for customers that was given up.
#[server(input = Json, output = Json)]
pub async fn list_given_up() -> Result<Vec<GivenUp>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::jobs::given_up(&services, (&staff).into()).await?)
}

/// Has given-up work tried again.
#[server(input = Json, output = Json)]
pub async fn retry_job(job: JobId) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::jobs::bring_back(&services, (&staff).into(), job).await?)
}

/// The address by which a customer follows an order; none where every link was shut.
#[server(input = Json, output = Json)]
pub async fn tracking_link(order: OrderId) -> Result<Option<String>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::tracking::current(&services, (&staff).into(), order).await?)
}

/// Gives an order a new link and shuts the ones before it.
#[server(input = Json, output = Json)]
pub async fn renew_tracking_link(order: OrderId, key: IdempotencyKey) -> Result<String, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::tracking::resend(&services, (&staff).into(), order, key).await?)
}

/// Shuts every link to an order.
#[server(input = Json, output = Json)]
pub async fn shut_tracking_links(order: OrderId, key: IdempotencyKey) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::tracking::revoke(&services, (&staff).into(), order, key).await?)
}
