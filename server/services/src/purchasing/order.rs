//! Writing an order to a vendor, sending it, and hearing back.

use super::{hold, store};
use crate::{Caller, Error, Services, audit, catalogue, idempotency, stores};
use chrono::NaiveDate;
use domain::catalogue::Saved;
use domain::ids::{IdempotencyKey, PurchaseOrderId};
use domain::purchasing::{Bought, PurchaseDraft, PurchaseState};
use domain::staff::Permission;

/// Writes an order to a vendor, as a draft.
pub async fn create(
    services: &Services,
    caller: Caller<'_>,
    draft: &PurchaseDraft,
    key: IdempotencyKey,
) -> Result<Saved<PurchaseOrderId>, Error> {
    caller.require(Permission::KeepStock)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = match idempotency::claim(&mut tx, "purchasing.new", caller, key, draft, now).await?
    {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let variants: Vec<_> = draft.lines.iter().filter_map(|line| line.variant).collect();
    let known = catalogue::sellables(&mut *tx, &variants, true).await?;
    let known: Vec<_> = known
        .into_values()
        .map(|piece| Bought {
            variant: piece.variant,
            description: piece.description(),
            cost: piece.cost,
        })
        .collect();
    let purchase = draft.check(terms.currency, terms.today, &known)?;
    let id = PurchaseOrderId::generate();
    store::insert(&mut tx, &terms, id, &purchase, now).await?;
    let data = serde_json::json!({ "after": draft });
    audit::note(
        &mut tx,
        caller,
        "purchase_written",
        Some(id.uuid()),
        data,
        now,
    )
    .await?;
    let saved = Saved { id, version: 1 };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}

/// What an order goes through, save for what comes of it.
enum Turn {
    Send,
    Confirm(NaiveDate),
    Cancel,
}

/// Notes that the order went to the vendor.
pub async fn send(
    services: &Services,
    caller: Caller<'_>,
    id: PurchaseOrderId,
    version: i32,
    key: IdempotencyKey,
) -> Result<Saved<PurchaseOrderId>, Error> {
    turn(services, caller, id, version, &Turn::Send, key).await
}

/// Notes the vendor's date.
pub async fn confirm(
    services: &Services,
    caller: Caller<'_>,
    id: PurchaseOrderId,
    version: i32,
    eta: NaiveDate,
    key: IdempotencyKey,
) -> Result<Saved<PurchaseOrderId>, Error> {
    turn(services, caller, id, version, &Turn::Confirm(eta), key).await
}

/// Calls an order off of which nothing has come.
pub async fn cancel(
    services: &Services,
    caller: Caller<'_>,
    id: PurchaseOrderId,
    version: i32,
    key: IdempotencyKey,
) -> Result<Saved<PurchaseOrderId>, Error> {
    turn(services, caller, id, version, &Turn::Cancel, key).await
}

async fn turn(
    services: &Services,
    caller: Caller<'_>,
    id: PurchaseOrderId,
    version: i32,
    turn: &Turn,
    key: IdempotencyKey,
) -> Result<Saved<PurchaseOrderId>, Error> {
    caller.require(Permission::KeepStock)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let (what, eta) = match turn {
        Turn::Send => ("purchase_sent", None),
        Turn::Confirm(eta) => ("purchase_confirmed", Some(*eta)),
        Turn::Cancel => ("purchase_cancelled", None),
    };
    let asked = (id, version, what, eta);
    let claim =
        match idempotency::claim(&mut tx, "purchasing.turn", caller, key, &asked, now).await? {
            idempotency::Claimed::Done(saved) => return Ok(saved),
            idempotency::Claimed::New(claim) => claim,
        };
    let held = hold(&mut tx, caller, id, version).await?;
    match turn {
        Turn::Send => {
            held.require(|state| state == PurchaseState::Draft)?;
            store::set_sent(&mut tx, id, now).await?;
        }
        Turn::Confirm(eta) => {
            held.require(PurchaseState::is_open)?;
            let terms = stores::terms(&mut *tx, caller.store(), now).await?;
            if *eta < terms.today {
                return Err(Error::field("/eta", "This date is in the past."));
            }
            store::set_confirmed(&mut tx, id, *eta, now).await?;
        }
        Turn::Cancel => {
            held.require(|state| {
                matches!(
                    state,
                    PurchaseState::Draft | PurchaseState::Sent | PurchaseState::Confirmed
                )
            })?;
            store::set_cancelled(&mut tx, id, now).await?;
        }
    }
    let data = serde_json::json!({ "eta": eta });
    audit::note(&mut tx, caller, what, Some(id.uuid()), data, now).await?;
    let saved = Saved {
        id,
        version: held.version + 1,
    };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}
