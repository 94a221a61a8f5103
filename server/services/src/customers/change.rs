//! Changing a customer's details.

use super::store;
use crate::idempotency::{Claimed, claim};
use crate::{Caller, Error, Services, audit};
use domain::customers::{CheckedCustomer, CustomerChange, CustomerDetail};
use domain::ids::{CustomerId, IdempotencyKey};
use domain::staff::Permission;
use serde_json::json;

/// Changes a customer's details and says their new version.
pub async fn change(
    services: &Services,
    caller: Caller<'_>,
    id: CustomerId,
    change: &CustomerChange,
    key: IdempotencyKey,
) -> Result<i32, Error> {
    caller.require(Permission::TakeOrders)?;
    let customer = change.customer.checked()?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = match claim(&mut tx, "customers.change", caller, key, &(id, change), now).await? {
        Claimed::Done(version) => return Ok(version),
        Claimed::New(claim) => claim,
    };
    let before = store::detail(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let Some(version) = store::update(&mut tx, id, change.version, &customer, now).await? else {
        let now_there = store::detail(&mut tx, id).await?.ok_or(Error::NotFound)?;
        return Err(Error::Conflict(told(&now_there)));
    };
    let about = json!({ "changed": changed(&before, &customer) });
    audit::note(
        &mut tx,
        caller,
        "customers.changed",
        Some(id.uuid()),
        about,
        now,
    )
    .await?;
    claim.complete(&mut tx, &version).await?;
    tx.commit().await?;
    Ok(version)
}

fn told(now_there: &CustomerDetail) -> String {
    let phone = now_there.phone.as_ref().map(ToString::to_string);
    let email = now_there.email.as_ref().map(ToString::to_string);
    let there: Vec<_> = [Some(now_there.name.clone()), phone, email]
        .into_iter()
        .flatten()
        .collect();
    format!(
        "These details were changed in the meantime. Now: {}. Look at them and save again.",
        there.join(", ")
    )
}

/// The names of what changed. What was there before stays with the customer, not in the audit.
fn changed(before: &CustomerDetail, after: &CheckedCustomer) -> Vec<&'static str> {
    [
        ("name", before.name != after.name),
        ("phone", before.phone != after.phone),
        ("email", before.email != after.email),
        ("email_consent", before.email_consent != after.email_consent),
        ("sms_consent", before.sms_consent != after.sms_consent),
        ("note", before.note != after.note),
    ]
    .into_iter()
    .filter_map(|(name, is_other)| is_other.then_some(name))
    .collect()
}
