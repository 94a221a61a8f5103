//! Giving pieces back to whom they belong.

use super::store;
use crate::{Caller, Error, Services, idempotency, stock};
use domain::catalogue::Saved;
use domain::ids::{IdempotencyKey, MemoInId};
use domain::memo_in::{GiveBackDraft, LentState};
use domain::staff::Permission;

/// Gives pieces back, signed for by who takes them. What is promised, out or sold stays.
pub async fn give_back(
    services: &Services,
    caller: Caller<'_>,
    (id, version): (MemoInId, i32),
    draft: &GiveBackDraft,
    key: IdempotencyKey,
) -> Result<Saved<MemoInId>, Error> {
    caller.require(Permission::KeepStock)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (id, version, draft);
    let claim =
        match idempotency::claim(&mut tx, "memo_in.give_back", caller, key, &asked, now).await? {
            idempotency::Claimed::Done(saved) => return Ok(saved),
            idempotency::Claimed::New(claim) => claim,
        };
    let held = store::hold(&mut tx, caller.store(), id, version).await?;
    let back = draft.checked()?;
    let theirs = |piece| {
        let mut lines = held.lines.iter();
        lines.any(|line| line.piece == piece && line.state == LentState::Here)
    };
    if !back.pieces.iter().all(|piece| theirs(*piece)) {
        return Err(Error::field(
            "/pieces",
            "Some of these are not here to give back.",
        ));
    }
    let why = format!("{}, to {}", held.number, back.received_by);
    stock::give_back_lent(&mut tx, caller, &back.pieces, &why, now).await?;
    store::returned(&mut tx, caller, id, &back, now).await?;
    let saved = Saved {
        id,
        version: version + 1,
    };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    services.live.carried(caller.store());
    Ok(saved)
}
