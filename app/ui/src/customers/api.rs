//! What the screens of customers ask of the server.

use crate::error::UiError;
use domain::customers::{
    Added, CustomerCard, CustomerChange, CustomerDetail, NewAddress, NewCustomer,
};
use domain::ids::{AddressId, CustomerId, IdempotencyKey};
use domain::orders::requests::Page;
use domain::orders::view::Summary;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// The customers that match what was typed so far.
#[server(input = Json, output = Json)]
pub async fn search_customers(typed: String) -> Result<Vec<CustomerCard>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::customers::search(&services, (&staff).into(), &typed).await?)
}

/// All customers by name, or those that match, page by page.
#[server(input = Json, output = Json)]
pub async fn list_customers(
    typed: String,
    after: Option<String>,
) -> Result<Page<CustomerCard>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::customers::list(&services, (&staff).into(), &typed, after.as_deref()).await?)
}

/// A customer in full.
#[server(input = Json, output = Json)]
pub async fn show_customer(id: CustomerId) -> Result<CustomerDetail, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::customers::show(&services, (&staff).into(), id).await?)
}

/// The orders of a customer in this store, the newest first.
#[server(input = Json, output = Json)]
pub async fn customer_orders(id: CustomerId) -> Result<Page<Summary>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let filter = domain::orders::requests::Filter {
        customer: Some(id),
        ..Default::default()
    };
    Ok(services::orders::list(&services, (&staff).into(), &filter).await?)
}

/// Adds a customer, unless they are known already.
#[server(input = Json, output = Json)]
pub async fn add_customer(new: NewCustomer, key: IdempotencyKey) -> Result<Added, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::customers::add(&services, (&staff).into(), &new, key).await?)
}

/// Changes a customer's details.
#[server(input = Json, output = Json)]
pub async fn change_customer(
    id: CustomerId,
    change: CustomerChange,
    key: IdempotencyKey,
) -> Result<i32, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::customers::change(&services, (&staff).into(), id, &change, key).await?)
}

/// Adds an address to a customer, or changes one of theirs.
#[server(input = Json, output = Json)]
pub async fn save_address(
    customer: CustomerId,
    id: Option<AddressId>,
    address: NewAddress,
    key: IdempotencyKey,
) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    match id {
        None => {
            services::customers::add_address(&services, caller, customer, &address, key).await?;
        }
        Some(id) => {
            services::customers::change_address(&services, caller, customer, id, &address, key)
                .await?;
        }
    }
    Ok(())
}

/// Removes an address of a customer.
#[server(input = Json, output = Json)]
pub async fn remove_address(
    customer: CustomerId,
    id: AddressId,
    key: IdempotencyKey,
) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::customers::remove_address(&services, (&staff).into(), customer, id, key).await?)
}
