//! Paying a vendor for what was sold.

use super::store;
use crate::ledger::{self, Context};
use crate::{Caller, Error, Services, idempotency, stores};
use domain::catalogue::Saved;
use domain::ids::{IdempotencyKey, MemoInId};
use domain::ledger::postings;
use domain::memo_in::{LentState, PayDraft};
use domain::money::Money;
use domain::staff::Permission;

/// Notes that a vendor was paid for pieces that were sold, at what the memo says, and books it.
pub async fn pay(
    services: &Services,
    caller: Caller<'_>,
    (id, version): (MemoInId, i32),
    draft: &PayDraft,
    key: IdempotencyKey,
) -> Result<Saved<MemoInId>, Error> {
    caller.require(Permission::ViewCost)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (id, version, draft);
    let claim = match idempotency::claim(&mut tx, "memo_in.pay", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let held = store::hold(&mut tx, caller.store(), id, version).await?;
    let (pieces, reference) = draft.checked()?;
    let mut costs = Vec::with_capacity(pieces.len());
    for piece in &pieces {
        let mut lines = held.lines.iter();
        let owed = lines.find(|line| line.piece == *piece && line.state == LentState::Owed);
        let owed =
            owed.ok_or_else(|| Error::field("/pieces", "Nothing is owed for some of these."))?;
        costs.push(owed.cost);
    }
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let amount = Money::sum(terms.currency, costs)?;
    store::paid(&mut tx, caller, id, (&pieces, &reference, amount), now).await?;
    let context = Context {
        store: terms.store,
        order: None,
        business_date: terms.today,
        currency: terms.currency,
        at: now,
    };
    let memo = format!("{} paid, {reference}", held.number);
    ledger::post(&mut tx, &context, &postings::vendor_paid(amount)?, &memo).await?;
    let saved = Saved {
        id,
        version: version + 1,
    };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}
