//! What the stock's screens ask of the server. A list's file goes another way: see
//! [`crate::upload`].

use crate::error::UiError;
use domain::catalogue::Saved;
use domain::custody::{GoodsPage, GoodsStanding};
use domain::ids::{IdempotencyKey, LineId, LocationId, OrderId, PhotoId, PieceId, StockImportId};
use domain::stock::{
    LocationDraft, LocationView, PieceDetail, PieceDraft, Step, StockFile, StockFilter,
    StockImportView, StockMapping, StockPage, StockPreview, StockTerms, StoneFacets,
};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// A page of pieces.
#[server(input = Json, output = Json)]
pub async fn list_stock(filter: StockFilter) -> Result<StockPage, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::list(&services, (&staff).into(), &filter).await?)
}

/// How many loose stones each filter would leave.
#[server(input = Json, output = Json)]
pub async fn count_stones(filter: StockFilter) -> Result<StoneFacets, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::facets(&services, (&staff).into(), &filter).await?)
}

/// The piece that carries a serial: what a scanner reads.
#[server(input = Json, output = Json)]
pub async fn scan_serial(serial: String) -> Result<Option<PieceId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::with_serial(&services, (&staff).into(), &serial).await?)
}

/// A piece with everything about it.
#[server(input = Json, output = Json)]
pub async fn show_piece(id: PieceId) -> Result<PieceDetail, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::show(&services, (&staff).into(), id).await?)
}

/// What a screen needs to write a piece down.
#[server(input = Json, output = Json)]
pub async fn terms_for_stock() -> Result<StockTerms, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::terms(&services, (&staff).into()).await?)
}

/// Takes a piece into stock.
#[server(input = Json, output = Json)]
pub async fn add_piece(draft: PieceDraft, key: IdempotencyKey) -> Result<Saved<PieceId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::add(&services, (&staff).into(), &draft, key).await?)
}

/// Writes what is known of a piece anew.
#[server(input = Json, output = Json)]
pub async fn edit_piece(
    id: PieceId,
    version: i32,
    draft: PieceDraft,
    key: IdempotencyKey,
) -> Result<Saved<PieceId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::edit(&services, (&staff).into(), id, version, &draft, key).await?)
}

/// Does something with a piece.
#[server(input = Json, output = Json)]
pub async fn step_piece(
    id: PieceId,
    step: Step,
    key: IdempotencyKey,
) -> Result<Saved<PieceId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::step(&services, (&staff).into(), id, &step, key).await?)
}

/// The customers' pieces that are in the house.
#[server(input = Json, output = Json)]
pub async fn list_customers_goods(after: Option<PieceId>) -> Result<GoodsPage, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::customers_goods(&services, (&staff).into(), after).await?)
}

/// What they come to, and for how much they are insured.
#[server(input = Json, output = Json)]
pub async fn how_insured() -> Result<GoodsStanding, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::goods_standing(&services, (&staff).into()).await?)
}

/// Says up to how much they are insured.
#[server(input = Json, output = Json)]
pub async fn insure_goods(amount: String, key: IdempotencyKey) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::insure_goods(&services, (&staff).into(), &amount, key).await?)
}

/// Adds a picture that was sent to a piece.
#[server(input = Json, output = Json)]
pub async fn add_piece_photo(
    id: PieceId,
    path: String,
    key: IdempotencyKey,
) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::add_photo(&services, (&staff).into(), id, &path, key).await?)
}

/// Takes a picture off a piece.
#[server(input = Json, output = Json)]
pub async fn remove_piece_photo(
    id: PieceId,
    photo: PhotoId,
    key: IdempotencyKey,
) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::remove_photo(&services, (&staff).into(), id, photo, key).await?)
}

/// All places, by name.
#[server(input = Json, output = Json)]
pub async fn list_places() -> Result<Vec<LocationView>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::locations(&services, (&staff).into()).await?)
}

/// Writes down a new place.
#[server(input = Json, output = Json)]
pub async fn add_place(
    draft: LocationDraft,
    key: IdempotencyKey,
) -> Result<Saved<LocationId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::create_location(&services, (&staff).into(), &draft, key).await?)
}

/// Promises a piece to a line of an order.
#[server(input = Json, output = Json)]
pub async fn reserve_piece(
    order: OrderId,
    line: LineId,
    piece: PieceId,
    key: IdempotencyKey,
) -> Result<PieceId, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::reserve(&services, (&staff).into(), order, line, piece, key).await?)
}

/// Promises any free piece of a line's own style and options.
#[server(input = Json, output = Json)]
pub async fn reserve_any_piece(
    order: OrderId,
    line: LineId,
    key: IdempotencyKey,
) -> Result<PieceId, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::reserve_any(&services, (&staff).into(), order, line, key).await?)
}

/// Lets a piece go that was promised.
#[server(input = Json, output = Json)]
pub async fn release_piece(
    order: OrderId,
    piece: PieceId,
    key: IdempotencyKey,
) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::release(&services, (&staff).into(), order, piece, key).await?)
}

/// A list that was sent and not brought in yet.
#[server(input = Json, output = Json)]
pub async fn open_import(id: StockImportId) -> Result<StockFile, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::import::reopen(&services, (&staff).into(), id).await?)
}

/// What bringing a list in would do.
#[server(input = Json, output = Json)]
pub async fn preview_import(
    id: StockImportId,
    mapping: StockMapping,
) -> Result<StockPreview, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::import::preview(&services, (&staff).into(), id, &mapping).await?)
}

/// Has a list worked off.
#[server(input = Json, output = Json)]
pub async fn confirm_import(
    id: StockImportId,
    mapping: StockMapping,
    skip_errors: bool,
    key: IdempotencyKey,
) -> Result<(), UiError> {
    use services::stock::import;
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(import::confirm(&services, (&staff).into(), id, &mapping, skip_errors, key).await?)
}

/// How far an import has come.
#[server(input = Json, output = Json)]
pub async fn import_status(id: StockImportId) -> Result<StockImportView, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::stock::import::status(&services, (&staff).into(), id).await?)
}
