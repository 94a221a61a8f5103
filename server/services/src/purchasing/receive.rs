//! Taking a delivery in on the vendor's side. What a customer waits for moves their order on.

use super::deliver::{Delivered, take_in};
use super::{hold, store};
use crate::orders::Awaiting;
use crate::{Caller, Error, Services, idempotency, stores};
use domain::ids::{IdempotencyKey, PieceId, PurchaseOrderId};
use domain::purchasing::ReceiptDraft;
use domain::staff::Permission;

/// Takes a delivery in, as a whole. Of two who receive the same, one does, and the other is told
/// what came.
pub async fn receive(
    services: &Services,
    caller: Caller<'_>,
    id: PurchaseOrderId,
    version: i32,
    draft: &ReceiptDraft,
    key: IdempotencyKey,
) -> Result<Vec<PieceId>, Error> {
    caller.require(Permission::WorkOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (id, version, draft);
    let claim =
        match idempotency::claim(&mut tx, "purchasing.receive", caller, key, &asked, now).await? {
            idempotency::Claimed::Done(pieces) => return Ok(pieces),
            idempotency::Claimed::New(claim) => claim,
        };
    let awaiting = match store::order_of(&mut tx, caller.store(), id).await? {
        Some(order) => Some(Awaiting::lock(&mut tx, caller, order).await?),
        None => None,
    };
    let held = hold(&mut tx, caller, id, version).await?;
    held.require(|state| state.is_open() && held.kind.is_delivered())?;
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let lines = store::lines(&mut *tx, id).await?;
    let awaited: Vec<_> = lines.iter().map(|line| line.awaited).collect();
    let receipt = draft.check(&awaited, caller.may(Permission::Override))?;
    let delivered = Delivered {
        held: &held,
        lines: &lines,
        receipt: &receipt,
    };
    let came = take_in(&mut tx, caller, &terms, &delivered, now).await?;
    let change = match awaiting {
        Some(awaiting) => Some(
            awaiting
                .arrived(&mut tx, caller, &terms, &came, now)
                .await?,
        ),
        None => None,
    };
    claim.complete(&mut tx, &came.pieces).await?;
    tx.commit().await?;
    if let Some(change) = change {
        services.live.tell(change);
    }
    Ok(came.pieces)
}
