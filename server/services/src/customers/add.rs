//! Adding a customer.

use super::store;
use crate::db::Tx;
use crate::idempotency::{Claimed, claim};
use crate::{Caller, Error, Services, audit};
use chrono::{DateTime, Utc};
use domain::customers::{Added, CheckedCustomer, CustomerCard, NewCustomer};
use domain::ids::{CustomerId, IdempotencyKey};
use domain::staff::Permission;
use serde_json::json;

/// Adds a customer, unless somebody with the same phone number or e-mail address is known:
/// then says who.
pub async fn add(
    services: &Services,
    caller: Caller<'_>,
    new: &NewCustomer,
    key: IdempotencyKey,
) -> Result<Added, Error> {
    caller.require(Permission::TakeOrders)?;
    let customer = new.checked()?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = match claim(&mut tx, "customers.add", caller, key, new, now).await? {
        Claimed::Done(card) => return Ok(Added::Created(card)),
        Claimed::New(claim) => claim,
    };
    if !new.even_if_known {
        // Two tablets that add the same person at once: the second sees the first.
        store::hold_contacts(&mut tx, &customer).await?;
        let known = store::same_contacts(&mut tx, &customer).await?;
        if !known.is_empty() {
            // Nothing was done, so the key stays free for the next answer.
            return Ok(Added::Known(known));
        }
    }
    let id = CustomerId::generate();
    store::insert(&mut tx, id, &customer, now).await?;
    let about = json!({ "name": customer.name });
    audit::note(
        &mut tx,
        caller,
        "customers.added",
        Some(id.uuid()),
        about,
        now,
    )
    .await?;
    let card = CustomerCard {
        id,
        name: customer.name,
        phone: customer.phone,
        email: customer.email,
    };
    claim.complete(&mut tx, &card).await?;
    tx.commit().await?;
    Ok(Added::Created(card))
}

/// The customer with this e-mail address or phone number, else a new one. Whoever orders in a web
/// shop is known in the store.
pub(crate) async fn known_or_new(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    customer: &CheckedCustomer,
    now: DateTime<Utc>,
) -> Result<CustomerId, Error> {
    store::hold_contacts(tx, customer).await?;
    if let Some(known) = store::same_contacts(tx, customer).await?.first() {
        return Ok(known.id);
    }
    let id = CustomerId::generate();
    store::insert(tx, id, customer, now).await?;
    let about = json!({ "name": customer.name });
    audit::note(tx, caller, "customers.added", Some(id.uuid()), about, now).await?;
    Ok(id)
}
