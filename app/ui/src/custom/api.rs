//! What the screens of custom work ask of the server.

use crate::error::UiError;
use domain::ids::{IdempotencyKey, OrderId, PieceId};
use domain::orders::custom::goods::{GoodsFate, NewGoods};
use domain::orders::custom::inquiry::{InquiryTerms, NewBrief, NewInquiry};
use domain::orders::custom::policy::PolicyDraft;
use domain::orders::requests::Placed;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// The store's rules, by which the screens check and reckon as one types.
#[server(input = Json, output = Json)]
pub async fn terms_for_custom() -> Result<InquiryTerms, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::custom::inquiry_terms(&services, (&staff).into()).await?)
}

/// Writes an inquiry down.
#[server(input = Json, output = Json)]
pub async fn take_inquiry(inquiry: NewInquiry, key: IdempotencyKey) -> Result<Placed, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::orders::custom::take_inquiry(&services, caller, &inquiry, key).await?)
}

/// Writes what the shop asks for and includes.
#[server(input = Json, output = Json)]
pub async fn save_custom_policy(
    version: i32,
    draft: PolicyDraft,
    key: IdempotencyKey,
) -> Result<i32, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::orders::custom::save_policy(&services, caller, version, &draft, key).await?)
}

/// Writes what the customer has in mind.
#[server(input = Json, output = Json)]
pub async fn save_custom_brief(
    order: OrderId,
    brief: NewBrief,
    key: IdempotencyKey,
) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::orders::custom::save_brief(&services, caller, order, &brief, key).await?)
}

/// Adds a photo of the finished piece.
#[server(input = Json, output = Json)]
pub async fn add_final_photo(
    order: OrderId,
    url: String,
    key: IdempotencyKey,
) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::orders::custom::add_final_photo(&services, caller, order, &url, key).await?)
}

/// Takes a photo of the finished piece off.
#[server(input = Json, output = Json)]
pub async fn remove_final_photo(
    order: OrderId,
    url: String,
    key: IdempotencyKey,
) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::orders::custom::remove_final_photo(&services, caller, order, &url, key).await?)
}

/// Takes something of the customer's into the house.
#[server(input = Json, output = Json)]
pub async fn take_custom_goods(
    order: OrderId,
    goods: NewGoods,
    key: IdempotencyKey,
) -> Result<PieceId, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::orders::custom::take_goods(&services, caller, order, &goods, key).await?)
}

/// Says what became of something of the customer's.
#[server(input = Json, output = Json)]
pub async fn settle_custom_goods(
    order: OrderId,
    piece: PieceId,
    fate: GoodsFate,
    key: IdempotencyKey,
) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::orders::custom::settle_goods(&services, caller, order, piece, fate, key).await?)
}
