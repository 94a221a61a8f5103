//! Starting a count.

use super::rows;
use crate::stock::moves::refused;
use crate::{Caller, Error, Services, audit, idempotency};
use domain::ids::{CountId, IdempotencyKey};
use domain::staff::Permission;
use domain::stock::CountDraft;

/// Starts a count of some places, or of the whole store. A place is counted once at a time.
pub async fn start_count(
    services: &Services,
    caller: Caller<'_>,
    draft: &CountDraft,
    key: IdempotencyKey,
) -> Result<CountId, Error> {
    caller.require(Permission::KeepStock)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = match idempotency::claim(&mut tx, "stock.count", caller, key, draft, now).await? {
        idempotency::Claimed::Done(id) => return Ok(id),
        idempotency::Claimed::New(claim) => claim,
    };
    let id = CountId::generate();
    rows::insert(&mut tx, caller, id, draft.form, now).await?;
    let places = rows::insert_places(&mut tx, caller.store(), id, &draft.places).await;
    let places = places.map_err(|taken| match taken {
        rows::Taken::AlreadyCounted => {
            refused("One of these places is being counted already. Go on with that count.".into())
        }
        rows::Taken::Failed(error) => error,
    })?;
    if places == 0 || (!draft.places.is_empty() && places < draft.places.len()) {
        return Err(Error::field("/places", "Choose the places to count."));
    }
    let data = serde_json::json!({ "after": draft });
    audit::note(&mut tx, caller, "count_started", Some(id.uuid()), data, now).await?;
    claim.complete(&mut tx, &id).await?;
    tx.commit().await?;
    Ok(id)
}
