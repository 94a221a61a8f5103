//! What the screens ask of the server.

use crate::error::UiError;
use domain::catalogue::VendorChoice;
use domain::channels::parked::Decision;
use domain::channels::view::ParkedView;
use domain::ids::{IdempotencyKey, OrderId, ParkedId, PurchaseOrderId};
use domain::orders::act::Request;
use domain::orders::requests::{Acted, Filter, Page, Paid, PaymentRequest};
use domain::orders::view::{Detail, PurchaseDocument, Summary};
use domain::orders::work::{WorkList, WorkView};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// All that is alive in the store.
#[server(input = Json, output = Json)]
pub async fn board() -> Result<Vec<Summary>, UiError> {
    let staff = crate::server::staff()?;
    Ok(services::orders::board(&crate::server::services()?, (&staff).into()).await?)
}

/// A work list, and how much is on each.
#[server(input = Json, output = Json)]
pub async fn show_work(list: WorkList) -> Result<WorkView, UiError> {
    let staff = crate::server::staff()?;
    Ok(services::orders::work(&crate::server::services()?, (&staff).into(), list).await?)
}

/// The newest orders that a filter lets through.
#[server(input = Json, output = Json)]
pub async fn list_orders(filter: Filter) -> Result<Page<Summary>, UiError> {
    let staff = crate::server::staff()?;
    Ok(services::orders::list(&crate::server::services()?, (&staff).into(), &filter).await?)
}

/// An order in full.
#[server(input = Json, output = Json)]
pub async fn show_order(order: OrderId) -> Result<Detail, UiError> {
    let staff = crate::server::staff()?;
    Ok(services::orders::show(&crate::server::services()?, (&staff).into(), order).await?)
}

/// Takes a step.
#[server(input = Json, output = Json)]
pub async fn act_on_order(
    order: OrderId,
    request: Request,
    key: IdempotencyKey,
) -> Result<Acted, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::act(&services, (&staff).into(), order, &request, key).await?)
}

/// Takes money.
#[server(input = Json, output = Json)]
pub async fn pay_order(
    order: OrderId,
    request: PaymentRequest,
    key: IdempotencyKey,
) -> Result<Paid, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::pay(&services, (&staff).into(), order, &request, key).await?)
}

/// Writes something down for the staff.
#[server(input = Json, output = Json)]
pub async fn note_on_order(
    order: OrderId,
    text: String,
    key: IdempotencyKey,
) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::note(&services, (&staff).into(), order, &text, key).await?)
}

/// What came from channels and waits for a person.
#[server(input = Json, output = Json)]
pub async fn list_parked(after: Option<ParkedId>) -> Result<Page<ParkedView>, UiError> {
    let staff = crate::server::staff()?;
    Ok(services::orders::parked(&crate::server::services()?, (&staff).into(), after).await?)
}

/// How much of it there is.
#[server(input = Json, output = Json)]
pub async fn count_parked() -> Result<u32, UiError> {
    let staff = crate::server::staff()?;
    Ok(services::orders::parked_count(&crate::server::services()?, (&staff).into()).await?)
}

/// Decides one thing of it.
#[server(input = Json, output = Json)]
pub async fn decide_parked(
    id: ParkedId,
    decision: Decision,
    key: IdempotencyKey,
) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::decide(&services, (&staff).into(), id, &decision, key).await?)
}

/// A purchase order for its printed page.
#[server(input = Json, output = Json)]
pub async fn show_purchase_order(id: PurchaseOrderId) -> Result<PurchaseDocument, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::purchase_order(&services, (&staff).into(), id).await?)
}

/// The vendors to order from, for a choice.
#[server(input = Json, output = Json)]
pub async fn vendor_choices() -> Result<Vec<VendorChoice>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let vendors = services::catalogue::vendors(&services, (&staff).into()).await?;
    Ok(vendors
        .into_iter()
        .map(|vendor| VendorChoice {
            id: vendor.id,
            name: vendor.name,
            lead_days: vendor.lead_days,
        })
        .collect())
}
