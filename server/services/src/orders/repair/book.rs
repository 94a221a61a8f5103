//! The price book: read by everybody who takes work in, written by who keeps prices.

use super::store;
use crate::{Caller, Error, Services, audit, idempotency, stores};
use domain::catalogue::Saved;
use domain::ids::{BookTaskId, IdempotencyKey};
use domain::orders::repair::book::{PriceBook, TaskDraft, TermsDraft};
use domain::staff::Permission;

/// The caller's store's price book.
pub async fn price_book(services: &Services, caller: Caller<'_>) -> Result<PriceBook, Error> {
    caller.require(Permission::ViewOrders)?;
    let mut db = services.db.acquire().await?;
    let terms = stores::terms(&mut *db, caller.store(), services.clock.now()).await?;
    store::book::read(&mut db, &terms).await
}

/// Writes a task down, or anew unless somebody else changed it since `version`.
pub async fn save_book_task(
    services: &Services,
    caller: Caller<'_>,
    task: Option<(BookTaskId, i32)>,
    draft: &TaskDraft,
    key: IdempotencyKey,
) -> Result<Saved<BookTaskId>, Error> {
    caller.require(Permission::EditCatalogue)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (task, draft);
    let claim =
        match idempotency::claim(&mut tx, "repairs.book_task", caller, key, &asked, now).await? {
            idempotency::Claimed::Done(saved) => return Ok(saved),
            idempotency::Claimed::New(claim) => claim,
        };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let checked = draft.check(terms.currency)?;
    let saved = match task {
        None => store::book::insert(&mut tx, terms.store, &checked).await?,
        Some((id, version)) => {
            store::book::update(&mut tx, terms.store, id, version, &checked).await?
        }
    };
    let data = serde_json::json!({ "after": draft });
    let subject = Some(saved.id.uuid());
    audit::note(&mut tx, caller, "repair_task_saved", subject, data, now).await?;
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}

/// Writes what holds for the whole book anew, unless somebody else changed it since `version`.
pub async fn save_book_terms(
    services: &Services,
    caller: Caller<'_>,
    version: i32,
    draft: &TermsDraft,
    key: IdempotencyKey,
) -> Result<i32, Error> {
    caller.require(Permission::EditCatalogue)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (version, draft);
    let claim =
        match idempotency::claim(&mut tx, "repairs.book_terms", caller, key, &asked, now).await? {
            idempotency::Claimed::Done(version) => return Ok(version),
            idempotency::Claimed::New(claim) => claim,
        };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let checked = draft.check(terms.currency)?;
    let saved = store::book::set_terms(&mut tx, terms.store, version, &checked).await?;
    let data = serde_json::json!({ "after": draft });
    let subject = Some(terms.store.uuid());
    audit::note(&mut tx, caller, "repair_terms_saved", subject, data, now).await?;
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}
