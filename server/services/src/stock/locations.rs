//! The places where things lie.

use super::store;
use crate::{Caller, Error, Services, audit, idempotency};
use domain::catalogue::Saved;
use domain::ids::{IdempotencyKey, LocationId};
use domain::staff::Permission;
use domain::stock::{LocationDraft, LocationView};

/// All places of the caller's store, by name, each with how many pieces lie there.
pub async fn locations(
    services: &Services,
    caller: Caller<'_>,
) -> Result<Vec<LocationView>, Error> {
    caller.require(Permission::ViewOrders)?;
    store::locations::all(&services.db, caller.store()).await
}

/// Writes down a new place.
pub async fn create_location(
    services: &Services,
    caller: Caller<'_>,
    draft: &LocationDraft,
    key: IdempotencyKey,
) -> Result<Saved<LocationId>, Error> {
    caller.require(Permission::KeepStock)?;
    let place = draft.check()?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = match idempotency::claim(&mut tx, "stock.location", caller, key, draft, now).await?
    {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let id = LocationId::generate();
    store::locations::insert(&mut tx, caller.store(), id, &place, now).await?;
    let saved = Saved { id, version: 1 };
    let data = serde_json::json!({ "after": draft });
    audit::note(
        &mut tx,
        caller,
        "location_created",
        Some(id.uuid()),
        data,
        now,
    )
    .await?;
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}
