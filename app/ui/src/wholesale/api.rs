//! What the wholesale screens ask of the server.

use crate::error::UiError;
use domain::catalogue::Sellable;
use domain::ids::{BlanketId, CustomerId, IdempotencyKey, InvoiceId};
use domain::orders::requests::Placed;
use domain::orders::wholesale::draft::{NewPo, PoTerms};
use domain::orders::wholesale::paste::Pasted;
use domain::payments::NewPayment;
use domain::wholesale::account::{AccountDraft, AccountFilter, AccountSummary, AccountView};
use domain::wholesale::blanket::NewBlanket;
use domain::wholesale::book::{BookDraft, WholesaleBook};
use domain::wholesale::invoice::{InvoiceFilter, InvoiceView};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// The store's accounts by name, page by page.
#[server(input = Json, output = Json)]
pub async fn list_accounts(
    filter: AccountFilter,
) -> Result<(Vec<AccountSummary>, Option<AccountFilter>), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::wholesale::list(&services, (&staff).into(), &filter).await?)
}

/// An account in full.
#[server(input = Json, output = Json)]
pub async fn show_account(account: CustomerId) -> Result<AccountView, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::wholesale::show(&services, (&staff).into(), account).await?)
}

/// Opens an account for a customer, or changes one as it was seen.
#[server(input = Json, output = Json)]
pub async fn save_account(
    account: CustomerId,
    version: Option<i32>,
    draft: AccountDraft,
    key: IdempotencyKey,
) -> Result<i32, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::wholesale::save(&services, caller, account, version, &draft, key).await?)
}

/// What the store offers its accounts.
#[server(input = Json, output = Json)]
pub async fn load_wholesale_book() -> Result<WholesaleBook, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::wholesale::book(&services, (&staff).into()).await?)
}

/// Writes what the store offers its accounts.
#[server(input = Json, output = Json)]
pub async fn save_wholesale_book(
    version: i32,
    draft: BookDraft,
    key: IdempotencyKey,
) -> Result<i32, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::wholesale::save_book(&services, (&staff).into(), version, &draft, key).await?)
}

/// What the screen needs to check and price an order as one types.
#[server(input = Json, output = Json)]
pub async fn terms_for_po(
    account: CustomerId,
    blanket: Option<BlanketId>,
) -> Result<PoTerms, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::wholesale::terms_for_entry(&services, &staff, account, blanket).await?)
}

/// A line that was pasted, with what is sold under its SKU, or why it is nothing.
pub type ReadLine = (Pasted, Result<Sellable, String>);

/// Reads lines that were pasted.
#[server(input = Json, output = Json)]
pub async fn read_po_lines(text: String) -> Result<Vec<ReadLine>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::wholesale::read_lines(&services, (&staff).into(), &text).await?)
}

/// Enters an order.
#[server(input = Json, output = Json)]
pub async fn enter_po(po: NewPo, key: IdempotencyKey) -> Result<Placed, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::orders::wholesale::enter(&services, (&staff).into(), &po, key).await?)
}

/// Writes a blanket order down.
#[server(input = Json, output = Json)]
pub async fn place_blanket(blanket: NewBlanket, key: IdempotencyKey) -> Result<BlanketId, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::wholesale::place_blanket(&services, (&staff).into(), &blanket, key).await?)
}

/// The store's invoices, page by page.
#[server(input = Json, output = Json)]
pub async fn list_invoices(
    filter: InvoiceFilter,
) -> Result<(Vec<InvoiceView>, Option<InvoiceFilter>), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::wholesale::invoices(&services, (&staff).into(), &filter).await?)
}

/// Takes money from an account for its invoices; of all that are open where none is named.
#[server(input = Json, output = Json)]
pub async fn pay_invoices(
    account: CustomerId,
    invoices: Vec<InvoiceId>,
    payment: NewPayment,
    key: IdempotencyKey,
) -> Result<u32, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(
        services::orders::wholesale::pay(&services, caller, account, &invoices, &payment, key)
            .await?,
    )
}
