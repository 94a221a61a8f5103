//! What the screens of memos ask of the server.

use crate::error::UiError;
use domain::catalogue::Saved;
use domain::ids::{CustomerId, IdempotencyKey, MemoInId};
use domain::memo_in::{
    GiveBackDraft, MemoInDraft, MemoInFilter, MemoInSummary, MemoInView, PayDraft,
};
use domain::orders::memo::take_out::{NewMemo, TakeOutTerms};
use domain::orders::memo::terms::{MemoTerms, TermsDraft};
use domain::orders::memo::view::{MemoFilter, MemoStanding, MemoSummary};
use domain::orders::requests::{Page, Placed};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// The memos that a filter lets through.
#[server(input = Json, output = Json)]
pub async fn list_memos(filter: MemoFilter) -> Result<Page<MemoSummary>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::memo::list(&services, (&staff).into(), &filter).await?)
}

/// What is out in all.
#[server(input = Json, output = Json)]
pub async fn memos_out() -> Result<MemoStanding, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::memo::standing(&services, (&staff).into()).await?)
}

/// The store's rules, by which the screen checks as one types, and what a customer has out.
#[server(input = Json, output = Json)]
pub async fn terms_for_memo(customer: Option<CustomerId>) -> Result<TakeOutTerms, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::orders::memo::take_out_terms(&services, caller, customer).await?)
}

/// Writes a memo and puts its pieces aside.
#[server(input = Json, output = Json)]
pub async fn take_out_memo(memo: NewMemo, key: IdempotencyKey) -> Result<Placed, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::memo::take_out(&services, (&staff).into(), &memo, key).await?)
}

/// The store's rules for memos.
#[server(input = Json, output = Json)]
pub async fn rules_for_memos() -> Result<MemoTerms, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::memo::terms(&services, (&staff).into()).await?)
}

/// Writes them anew.
#[server(input = Json, output = Json)]
pub async fn save_memo_terms(
    version: i32,
    draft: TermsDraft,
    key: IdempotencyKey,
) -> Result<i32, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::orders::memo::save_terms(&services, caller, version, &draft, key).await?)
}

/// What vendors lent to us, as a filter lets it through.
#[server(input = Json, output = Json)]
pub async fn list_memos_in(filter: MemoInFilter) -> Result<Page<MemoInSummary>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::memo_in::list(&services, (&staff).into(), &filter).await?)
}

/// One paper of it with everything about it.
#[server(input = Json, output = Json)]
pub async fn show_memo_in(id: MemoInId) -> Result<MemoInView, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::memo_in::show(&services, (&staff).into(), id).await?)
}

/// Takes in what a vendor lends.
#[server(input = Json, output = Json)]
pub async fn receive_memo_in(
    draft: MemoInDraft,
    key: IdempotencyKey,
) -> Result<Saved<MemoInId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::memo_in::receive(&services, (&staff).into(), &draft, key).await?)
}

/// Gives pieces back to their vendor.
#[server(input = Json, output = Json)]
pub async fn give_back_memo_in(
    id: MemoInId,
    version: i32,
    draft: GiveBackDraft,
    key: IdempotencyKey,
) -> Result<Saved<MemoInId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::memo_in::give_back(&services, caller, (id, version), &draft, key).await?)
}

/// Notes that a vendor was paid.
#[server(input = Json, output = Json)]
pub async fn pay_memo_in(
    id: MemoInId,
    version: i32,
    draft: PayDraft,
    key: IdempotencyKey,
) -> Result<Saved<MemoInId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::memo_in::pay(&services, caller, (id, version), &draft, key).await?)
}
