//! What a store offers its accounts: read by everybody who takes orders, written by who keeps prices.

use super::store;
use crate::{Caller, Error, Services, audit, idempotency};
use domain::ids::IdempotencyKey;
use domain::staff::Permission;
use domain::wholesale::book::{BookDraft, WholesaleBook};

/// The caller's store's terms, tiers and quantity breaks.
pub async fn book(services: &Services, caller: Caller<'_>) -> Result<WholesaleBook, Error> {
    caller.require(Permission::ViewOrders)?;
    let mut db = services.db.acquire().await?;
    store::book::read(&mut db, caller.store()).await
}

/// Writes the whole book anew, unless somebody else changed it since `version`.
pub async fn save_book(
    services: &Services,
    caller: Caller<'_>,
    version: i32,
    draft: &BookDraft,
    key: IdempotencyKey,
) -> Result<i32, Error> {
    caller.require(Permission::EditCatalogue)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (version, draft);
    let claim =
        match idempotency::claim(&mut tx, "wholesale.book", caller, key, &asked, now).await? {
            idempotency::Claimed::Done(version) => return Ok(version),
            idempotency::Claimed::New(claim) => claim,
        };
    let book = draft.checked(version)?;
    let saved = store::book::write(&mut tx, caller.store(), &book).await?;
    let data = serde_json::json!({ "after": draft });
    let subject = Some(caller.store().uuid());
    audit::note(&mut tx, caller, "wholesale_book_saved", subject, data, now).await?;
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}
