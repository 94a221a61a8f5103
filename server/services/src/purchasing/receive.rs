//! Taking a delivery in: every piece gets a serial and a place, and enters the books at what it
//! really cost.

use super::hold;
use super::store::{self, Arrived};
use crate::stock::{self, Arrival};
use crate::{Caller, Error, Services, idempotency, stores};
use domain::ids::{IdempotencyKey, PieceId, PurchaseOrderId, ReceiptId};
use domain::purchasing::{PurchaseState, ReceiptDraft};
use domain::staff::Permission;

/// Takes a delivery in, as a whole. Of two who receive the same, one does.
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
    let held = hold(&mut tx, caller, id, version).await?;
    held.require(PurchaseState::is_open)?;
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let lines = store::lines(&mut tx, id, terms.currency).await?;
    let awaited: Vec<_> = lines.iter().map(|line| line.awaited).collect();
    let receipt = draft.check(&awaited)?;

    let mut arrivals = Vec::new();
    let mut arrived = Vec::new();
    for came in &receipt.lines {
        let Some(line) = lines.iter().find(|line| line.awaited.line == came.line) else {
            continue;
        };
        for _ in 0..came.quantity {
            let piece = PieceId::generate();
            arrivals.push(Arrival {
                piece,
                variant: line.variant,
                name: line.description.clone(),
                vendor: line.vendor,
                vendor_style: line.vendor_style.clone(),
                cost: came.unit_cost,
            });
            arrived.push(Arrived {
                piece,
                line: came.line,
            });
        }
    }
    let memo = format!("{} received", held.number);
    stock::take_in(
        &mut tx,
        caller,
        &terms,
        receipt.location,
        &arrivals,
        &memo,
        now,
    )
    .await?;
    let delivery = store::Delivery {
        id: ReceiptId::generate(),
        purchase: id,
        cost: receipt.cost(terms.currency)?,
        arrived: &arrived,
        complete: receipt.complete,
    };
    store::insert_receipt(&mut tx, caller, &delivery, now).await?;
    let pieces: Vec<_> = arrived.iter().map(|came| came.piece).collect();
    claim.complete(&mut tx, &pieces).await?;
    tx.commit().await?;
    Ok(pieces)
}
