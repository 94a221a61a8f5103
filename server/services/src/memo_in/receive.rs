//! Taking in what a vendor lends.

use super::store;
use crate::{Caller, Error, Services, idempotency, stock, stores};
use domain::catalogue::Saved;
use domain::ids::{IdempotencyKey, MemoInId, PieceId};
use domain::memo_in::MemoInDraft;
use domain::staff::Permission;

/// Takes in what a vendor lends: its pieces are here, to be sold, and stay the vendor's.
pub async fn receive(
    services: &Services,
    caller: Caller<'_>,
    draft: &MemoInDraft,
    key: IdempotencyKey,
) -> Result<Saved<MemoInId>, Error> {
    caller.require(Permission::KeepStock)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim =
        match idempotency::claim(&mut tx, "memo_in.receive", caller, key, draft, now).await? {
            idempotency::Claimed::Done(saved) => return Ok(saved),
            idempotency::Claimed::New(claim) => claim,
        };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let memo = draft.checked(terms.currency, terms.today)?;
    let pieces: Vec<_> = memo
        .pieces
        .iter()
        .map(|(piece, cost)| (PieceId::generate(), piece, *cost))
        .collect();
    let id = MemoInId::generate();
    let number = store::insert(&mut tx, caller, &terms, id, &memo, now).await?;
    let lent: Vec<_> = pieces.iter().map(|(id, piece, _)| (*id, *piece)).collect();
    stock::take_in_lent(&mut tx, caller, &terms, memo.location, &lent, &number, now).await?;
    let costs: Vec<_> = pieces.iter().map(|(id, _, cost)| (*id, *cost)).collect();
    store::insert_lines(&mut tx, id, &costs).await?;
    let saved = Saved { id, version: 1 };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    services.live.carried(caller.store());
    Ok(saved)
}
