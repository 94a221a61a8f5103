//! Who makes or supplies pieces.

use super::store;
use crate::{Caller, Error, Services, audit, idempotency};
use domain::catalogue::{Saved, VendorDraft, VendorView};
use domain::ids::{IdempotencyKey, VendorId};
use domain::staff::Permission;

/// All vendors, by name.
pub async fn vendors(services: &Services, caller: Caller<'_>) -> Result<Vec<VendorView>, Error> {
    caller.require(Permission::ViewOrders)?;
    store::vendors(&services.db).await
}

/// Writes down a new vendor.
pub async fn create_vendor(
    services: &Services,
    caller: Caller<'_>,
    draft: &VendorDraft,
    key: IdempotencyKey,
) -> Result<Saved<VendorId>, Error> {
    caller.require(Permission::EditCatalogue)?;
    let vendor = draft.check()?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = match idempotency::claim(&mut tx, "create_vendor", caller, key, draft, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let id = VendorId::generate();
    store::create_vendor(&mut tx, id, &vendor, now).await?;
    let saved = Saved { id, version: 1 };
    let data = serde_json::json!({ "after": draft });
    audit::note(
        &mut tx,
        caller,
        "vendor_created",
        Some(id.uuid()),
        data,
        now,
    )
    .await?;
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}

/// Writes a vendor anew, unless somebody else changed it since `version`.
pub async fn edit_vendor(
    services: &Services,
    caller: Caller<'_>,
    id: VendorId,
    version: i32,
    draft: &VendorDraft,
    key: IdempotencyKey,
) -> Result<Saved<VendorId>, Error> {
    caller.require(Permission::EditCatalogue)?;
    let vendor = draft.check()?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let input = (id, version, draft);
    let claim = match idempotency::claim(&mut tx, "edit_vendor", caller, key, &input, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let Some(version) = store::update_vendor(&mut tx, id, version, &vendor, now).await? else {
        return Err(changed_or_gone(&mut tx, id).await?);
    };
    let saved = Saved { id, version };
    let data = serde_json::json!({ "after": draft });
    audit::note(&mut tx, caller, "vendor_edited", Some(id.uuid()), data, now).await?;
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn changed_or_gone(tx: &mut crate::db::Tx<'_>, id: VendorId) -> Result<Error, Error> {
    let known = store::vendors(&mut **tx).await?;
    Ok(match known.into_iter().find(|vendor| vendor.id == id) {
        Some(now) => Error::Conflict(format!(
            "Somebody else changed {} in the meantime. Reload the list to see how it is now.",
            now.name
        )),
        None => Error::NotFound,
    })
}
