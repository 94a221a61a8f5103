//! A customer's addresses.

use super::store;
use crate::db::Tx;
use crate::idempotency::{Claimed, claim};
use crate::{Caller, Error, Services, audit};
use chrono::{DateTime, Utc};
use domain::customers::NewAddress;
use domain::ids::{AddressId, CustomerId, IdempotencyKey};
use domain::staff::Permission;
use serde_json::json;

/// Nobody has more; a program gone wild might.
const MOST: i64 = 20;

/// Adds an address to a customer.
pub async fn add_address(
    services: &Services,
    caller: Caller<'_>,
    customer: CustomerId,
    new: &NewAddress,
    key: IdempotencyKey,
) -> Result<AddressId, Error> {
    caller.require(Permission::TakeOrders)?;
    let address = new.checked()?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let input = (customer, &address);
    let claim = match claim(&mut tx, "customers.add_address", caller, key, &input, now).await? {
        Claimed::Done(id) => return Ok(id),
        Claimed::New(claim) => claim,
    };
    let present = store::lock_and_count_addresses(&mut tx, customer).await?;
    if present.ok_or(Error::NotFound)? >= MOST {
        return Err(Error::field(
            "",
            "This customer has twenty addresses. Remove one first.",
        ));
    }
    let id = AddressId::generate();
    store::insert_address(&mut tx, id, customer, &address, now).await?;
    note(
        &mut tx,
        caller,
        "customers.address_added",
        customer,
        id,
        now,
    )
    .await?;
    claim.complete(&mut tx, &id).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes an address of a customer.
pub async fn change_address(
    services: &Services,
    caller: Caller<'_>,
    customer: CustomerId,
    id: AddressId,
    new: &NewAddress,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(Permission::TakeOrders)?;
    let address = new.checked()?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let input = (customer, id, &address);
    let claim = match claim(
        &mut tx,
        "customers.change_address",
        caller,
        key,
        &input,
        now,
    )
    .await?
    {
        Claimed::Done(()) => return Ok(()),
        Claimed::New(claim) => claim,
    };
    if !store::update_address(&mut tx, id, customer, &address).await? {
        return Err(Error::NotFound);
    }
    note(
        &mut tx,
        caller,
        "customers.address_changed",
        customer,
        id,
        now,
    )
    .await?;
    claim.complete(&mut tx, &()).await?;
    tx.commit().await?;
    Ok(())
}

/// Removes an address of a customer. Orders keep the address that they are shipped to.
pub async fn remove_address(
    services: &Services,
    caller: Caller<'_>,
    customer: CustomerId,
    id: AddressId,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let input = (customer, id);
    let claim = match claim(
        &mut tx,
        "customers.remove_address",
        caller,
        key,
        &input,
        now,
    )
    .await?
    {
        Claimed::Done(()) => return Ok(()),
        Claimed::New(claim) => claim,
    };
    if !store::delete_address(&mut tx, id, customer).await? {
        return Err(Error::NotFound);
    }
    note(
        &mut tx,
        caller,
        "customers.address_removed",
        customer,
        id,
        now,
    )
    .await?;
    claim.complete(&mut tx, &()).await?;
    tx.commit().await?;
    Ok(())
}

async fn note(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    action: &str,
    customer: CustomerId,
    address: AddressId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let about = json!({ "address": address });
    audit::note(tx, caller, action, Some(customer.uuid()), about, now).await
}
