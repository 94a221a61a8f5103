//! What the shop asks for and includes in custom work: read by everybody who takes orders, written
//! by who keeps prices.

use super::store;
use crate::{Caller, Error, Services, audit, idempotency, stores};
use domain::ids::IdempotencyKey;
use domain::orders::custom::policy::{Policy, PolicyDraft};
use domain::staff::Permission;

/// The caller's store's terms.
pub async fn policy(services: &Services, caller: Caller<'_>) -> Result<Policy, Error> {
    caller.require(Permission::TakeOrders)?;
    let mut db = services.db.acquire().await?;
    let terms = stores::terms(&mut *db, caller.store(), services.clock.now()).await?;
    store::policy::read(&mut db, &terms).await
}

/// Writes the terms anew, unless somebody else changed them since `version`. Orders that were told
/// a price keep the terms that they were told it by.
pub async fn save_policy(
    services: &Services,
    caller: Caller<'_>,
    version: i32,
    draft: &PolicyDraft,
    key: IdempotencyKey,
) -> Result<i32, Error> {
    caller.require(Permission::EditCatalogue)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (version, draft);
    let claim = match idempotency::claim(&mut tx, "custom.policy", caller, key, &asked, now).await?
    {
        idempotency::Claimed::Done(version) => return Ok(version),
        idempotency::Claimed::New(claim) => claim,
    };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let checked = draft.check(terms.currency)?;
    let saved = store::policy::save(&mut tx, terms.store, version, &checked).await?;
    let data = serde_json::json!({ "after": draft });
    let subject = Some(terms.store.uuid());
    audit::note(&mut tx, caller, "custom_policy_saved", subject, data, now).await?;
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}
