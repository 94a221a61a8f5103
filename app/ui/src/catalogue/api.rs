//! What the catalogue's screens ask of the server. Files go another way: see [`crate::upload`].

use crate::error::UiError;
use domain::catalogue::{
    Facets, Saved, Sellable, StyleDetail, StyleDraft, StyleFilter, StylePage, VendorDraft,
    VendorView,
};
use domain::ids::{IdempotencyKey, StyleId, VendorId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// What can be sold that matches what is typed, the best first.
#[server(input = Json, output = Json)]
pub async fn find_sellables(text: String) -> Result<Vec<Sellable>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::catalogue::find(&services, (&staff).into(), &text).await?)
}

/// A page of styles.
#[server(input = Json, output = Json)]
pub async fn list_styles(filter: StyleFilter) -> Result<StylePage, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::catalogue::list(&services, (&staff).into(), &filter).await?)
}

/// What the list can be narrowed by and a style written with.
#[server(input = Json, output = Json)]
pub async fn catalogue_facets() -> Result<Facets, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::catalogue::facets(&services, (&staff).into()).await?)
}

/// A style with everything about it.
#[server(input = Json, output = Json)]
pub async fn show_style(id: StyleId) -> Result<StyleDetail, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::catalogue::show(&services, (&staff).into(), id).await?)
}

/// Writes down a new style.
#[server(input = Json, output = Json)]
pub async fn create_style(
    draft: StyleDraft,
    key: IdempotencyKey,
) -> Result<Saved<StyleId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::catalogue::create(&services, (&staff).into(), &draft, key).await?)
}

/// Writes a style anew.
#[server(input = Json, output = Json)]
pub async fn edit_style(
    id: StyleId,
    version: i32,
    draft: StyleDraft,
    key: IdempotencyKey,
) -> Result<Saved<StyleId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::catalogue::edit(&services, caller, id, version, &draft, key).await?)
}

/// All vendors, by name.
#[server(input = Json, output = Json)]
pub async fn list_vendors() -> Result<Vec<VendorView>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::catalogue::vendors(&services, (&staff).into()).await?)
}

/// Writes down a new vendor.
#[server(input = Json, output = Json)]
pub async fn create_vendor(
    draft: VendorDraft,
    key: IdempotencyKey,
) -> Result<Saved<VendorId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::catalogue::create_vendor(&services, (&staff).into(), &draft, key).await?)
}

/// Writes a vendor anew.
#[server(input = Json, output = Json)]
pub async fn edit_vendor(
    id: VendorId,
    version: i32,
    draft: VendorDraft,
    key: IdempotencyKey,
) -> Result<Saved<VendorId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::catalogue::edit_vendor(&services, caller, id, version, &draft, key).await?)
}
