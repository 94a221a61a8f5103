//! Blanket orders: agreed once, called off in releases.

use super::store;
use crate::{Caller, Error, Services, audit, catalogue, idempotency, stores};
use domain::ids::{BlanketId, IdempotencyKey};
use domain::staff::Permission;
use domain::wholesale::blanket::NewBlanket;

/// Writes a blanket order down. Asked twice with one key, it is written once.
pub async fn place_blanket(
    services: &Services,
    caller: Caller<'_>,
    input: &NewBlanket,
    key: IdempotencyKey,
) -> Result<BlanketId, Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim =
        match idempotency::claim(&mut tx, "wholesale.blanket", caller, key, input, now).await? {
            idempotency::Claimed::Done(id) => return Ok(id),
            idempotency::Claimed::New(claim) => claim,
        };
    if store::accounts::lock(&mut tx, input.account).await? != caller.store() {
        return Err(Error::NotFound);
    }
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let variants: Vec<_> = input.lines.iter().map(|line| line.variant).collect();
    let sold = catalogue::sellables(&mut *tx, &variants, true).await?;
    let checked = input.checked(&sold, terms.currency, terms.today)?;
    let id = store::blankets::insert(&mut tx, caller, &checked, now).await?;
    let subject = Some(id.uuid());
    let data = serde_json::json!({ "after": input });
    audit::note(&mut tx, caller, "blanket_placed", subject, data, now).await?;
    claim.complete(&mut tx, &id).await?;
    tx.commit().await?;
    Ok(id)
}
