//! The store's rules for memos: read by who takes one out, written by who answers for stock.

use super::store;
use crate::{Caller, Error, Services, audit, idempotency, stores};
use domain::ids::IdempotencyKey;
use domain::orders::memo::terms::{MemoTerms, TermsDraft};
use domain::staff::Permission;

/// The rules of the caller's store.
pub async fn terms(services: &Services, caller: Caller<'_>) -> Result<MemoTerms, Error> {
    caller.require(Permission::ViewOrders)?;
    let mut db = services.db.acquire().await?;
    let terms = stores::terms(&mut *db, caller.store(), services.clock.now()).await?;
    store::terms::read(&mut db, &terms).await
}

/// Writes them anew, unless somebody else changed them since `version`; gives the new version.
pub async fn save_terms(
    services: &Services,
    caller: Caller<'_>,
    version: i32,
    draft: &TermsDraft,
    key: IdempotencyKey,
) -> Result<i32, Error> {
    caller.require(Permission::KeepStock)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (version, draft);
    let claim = match idempotency::claim(&mut tx, "memos.terms", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(version) => return Ok(version),
        idempotency::Claimed::New(claim) => claim,
    };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let rules = draft.checked(terms.currency, version)?;
    let saved = store::terms::set(&mut tx, terms.store, &rules).await?;
    let data = serde_json::json!({ "after": draft });
    let subject = Some(terms.store.uuid());
    audit::note(&mut tx, caller, "memo_terms_saved", subject, data, now).await?;
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}
