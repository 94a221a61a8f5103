//! What the repair screens ask of the server.

use crate::error::UiError;
use domain::catalogue::Saved;
use domain::ids::{BookTaskId, IdempotencyKey, OrderId};
use domain::orders::repair::book::{PriceBook, TaskDraft, TermsDraft};
use domain::orders::repair::take_in::{NewRepair, TakeInTerms};
use domain::orders::requests::Placed;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// The store's rules, by which the screen checks and prices as one types.
#[server(input = Json, output = Json)]
pub async fn terms_for_take_in(redo_of: Option<OrderId>) -> Result<TakeInTerms, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::repair::take_in_terms(&services, &staff, redo_of).await?)
}

/// Takes a repair in.
#[server(input = Json, output = Json)]
pub async fn take_in_repair(repair: NewRepair, key: IdempotencyKey) -> Result<Placed, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::repair::take_in(&services, (&staff).into(), &repair, key).await?)
}

/// The store's price book.
#[server(input = Json, output = Json)]
pub async fn repair_price_book() -> Result<PriceBook, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::repair::price_book(&services, (&staff).into()).await?)
}

/// Writes a task of the book, a new one or one as it was seen.
#[server(input = Json, output = Json)]
pub async fn save_repair_task(
    task: Option<(BookTaskId, i32)>,
    draft: TaskDraft,
    key: IdempotencyKey,
) -> Result<Saved<BookTaskId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::orders::repair::save_book_task(&services, caller, task, &draft, key).await?)
}

/// Writes what holds for the whole book.
#[server(input = Json, output = Json)]
pub async fn save_repair_terms(
    version: i32,
    draft: TermsDraft,
    key: IdempotencyKey,
) -> Result<i32, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::orders::repair::save_book_terms(&services, caller, version, &draft, key).await?)
}
