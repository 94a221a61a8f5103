//! What the screens of purchasing ask of the server.

use crate::error::UiError;
use chrono::NaiveDate;
use domain::catalogue::Saved;
use domain::ids::{IdempotencyKey, PieceId, PurchaseOrderId};
use domain::purchasing::scan::Scanned;
use domain::purchasing::{
    BillDraft, BillView, PurchaseDetail, PurchaseDraft, PurchaseFilter, PurchasePage, ReceiptDraft,
};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// A page of orders to vendors.
#[server(input = Json, output = Json)]
pub async fn list_purchases(filter: PurchaseFilter) -> Result<PurchasePage, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::purchasing::list(&services, (&staff).into(), &filter).await?)
}

/// An order to a vendor in full.
#[server(input = Json, output = Json)]
pub async fn show_purchase(id: PurchaseOrderId) -> Result<PurchaseDetail, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::purchasing::show(&services, (&staff).into(), id).await?)
}

/// Writes an order to a vendor.
#[server(input = Json, output = Json)]
pub async fn write_purchase(
    draft: PurchaseDraft,
    key: IdempotencyKey,
) -> Result<Saved<PurchaseOrderId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::purchasing::create(&services, (&staff).into(), &draft, key).await?)
}

/// Writes a draft anew.
#[server(input = Json, output = Json)]
pub async fn edit_purchase(
    id: PurchaseOrderId,
    version: i32,
    draft: PurchaseDraft,
    key: IdempotencyKey,
) -> Result<Saved<PurchaseOrderId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::purchasing::edit(&services, caller, id, version, &draft, key).await?)
}

/// The line of an order that a scanner read, or what it read instead.
#[server(input = Json, output = Json)]
pub async fn scan_purchase(id: PurchaseOrderId, code: String) -> Result<Scanned, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::purchasing::scan(&services, (&staff).into(), id, &code).await?)
}

/// Sends an order to the vendor, by e-mail where there is an address.
#[server(input = Json, output = Json)]
pub async fn send_purchase(
    id: PurchaseOrderId,
    version: i32,
    key: IdempotencyKey,
) -> Result<Saved<PurchaseOrderId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::purchasing::send(&services, (&staff).into(), id, version, key).await?)
}

/// Sends an order that is under way to the vendor by e-mail.
#[server(input = Json, output = Json)]
pub async fn mail_purchase(
    id: PurchaseOrderId,
    version: i32,
    key: IdempotencyKey,
) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::purchasing::mail(&services, (&staff).into(), id, version, key).await?)
}

/// Notes the vendor's date.
#[server(input = Json, output = Json)]
pub async fn confirm_purchase(
    id: PurchaseOrderId,
    version: i32,
    eta: NaiveDate,
    key: IdempotencyKey,
) -> Result<Saved<PurchaseOrderId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::purchasing::confirm(&services, caller, id, version, eta, key).await?)
}

/// Calls an order off.
#[server(input = Json, output = Json)]
pub async fn cancel_purchase(
    id: PurchaseOrderId,
    version: i32,
    key: IdempotencyKey,
) -> Result<Saved<PurchaseOrderId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::purchasing::cancel(&services, (&staff).into(), id, version, key).await?)
}

/// Takes a delivery in, and says which pieces it became.
#[server(input = Json, output = Json)]
pub async fn receive_purchase(
    id: PurchaseOrderId,
    version: i32,
    draft: ReceiptDraft,
    key: IdempotencyKey,
) -> Result<Vec<PieceId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::purchasing::receive(&services, caller, id, version, &draft, key).await?)
}

/// Holds the vendor's bill against what came, and keeps it.
#[server(input = Json, output = Json)]
pub async fn match_vendor_bill(
    id: PurchaseOrderId,
    version: i32,
    draft: BillDraft,
    key: IdempotencyKey,
) -> Result<BillView, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::purchasing::match_bill(&services, caller, id, version, &draft, key).await?)
}
