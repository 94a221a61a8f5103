//! Writing an order to a vendor, changing it while it is a draft, sending it, and hearing back.

use super::{Held, hold, refused, store};
use crate::db::Tx;
use crate::jobs::{self, Job};
use crate::live::Change;
use crate::orders::Awaiting;
use crate::stores::StoreTerms;
use crate::{Caller, Error, Services, audit, bench, catalogue, idempotency, stores};
use chrono::{DateTime, NaiveDate, Utc};
use domain::catalogue::Saved;
use domain::ids::{IdempotencyKey, PurchaseOrderId};
use domain::messages::VendorLetter;
use domain::purchasing::{Bought, Purchase, PurchaseDraft, PurchaseKind, PurchaseState};
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
    let purchase = check(&mut tx, &terms, draft).await?;
    let id = PurchaseOrderId::generate();
    store::insert(&mut tx, &terms, id, &purchase, now).await?;
    note(&mut tx, caller, "purchase_written", id, draft, now).await?;
    let saved = Saved { id, version: 1 };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}

/// Writes a draft anew. What was sent stays what the vendor has.
pub async fn edit(
    services: &Services,
    caller: Caller<'_>,
    id: PurchaseOrderId,
    version: i32,
    draft: &PurchaseDraft,
    key: IdempotencyKey,
) -> Result<Saved<PurchaseOrderId>, Error> {
    caller.require(Permission::KeepStock)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (id, version, draft);
    let claim =
        match idempotency::claim(&mut tx, "purchasing.edit", caller, key, &asked, now).await? {
            idempotency::Claimed::Done(saved) => return Ok(saved),
            idempotency::Claimed::New(claim) => claim,
        };
    let held = hold(&mut tx, caller, id, version).await?;
    held.require(|state| state == PurchaseState::Draft)?;
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let purchase = check(&mut tx, &terms, draft).await?;
    store::replace(&mut tx, id, &purchase).await?;
    note(&mut tx, caller, "purchase_changed", id, draft, now).await?;
    let saved = Saved {
        id,
        version: version + 1,
    };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn check(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    draft: &PurchaseDraft,
) -> Result<Purchase, Error> {
    let variants: Vec<_> = draft.lines.iter().filter_map(|line| line.variant).collect();
    let known = catalogue::sellables(&mut **tx, &variants, true).await?;
    let known: Vec<_> = known
        .into_values()
        .map(|piece| Bought {
            variant: piece.variant,
            description: piece.description(),
            cost: piece.cost,
        })
        .collect();
    Ok(draft.check(terms.currency, terms.today, &known)?)
}

async fn note(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    what: &str,
    id: PurchaseOrderId,
    draft: &PurchaseDraft,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let data = serde_json::json!({ "after": draft });
    audit::note(tx, caller, what, Some(id.uuid()), data, now).await
}

/// What an order goes through, save for what comes of it.
enum Turn {
    Send,
    Confirm(NaiveDate),
    Cancel,
}

/// Sends the order to the vendor: by e-mail, where there is an address; else somebody else does.
pub async fn send(
    services: &Services,
    caller: Caller<'_>,
    id: PurchaseOrderId,
    version: i32,
    key: IdempotencyKey,
) -> Result<Saved<PurchaseOrderId>, Error> {
    turn(services, caller, id, version, &Turn::Send, key).await
}

/// Notes the vendor's date. What covers a customer's order moves that order on.
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
    // What is for a customer's order is the business of those who work on that.
    caller.require(Permission::WorkOrders)?;
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
    let awaiting = match store::order_of(&mut tx, caller.store(), id).await? {
        Some(order) => Some(Awaiting::lock(&mut tx, caller, order).await?),
        None => {
            caller.require(Permission::KeepStock)?;
            None
        }
    };
    let held = hold(&mut tx, caller, id, version).await?;
    let change = take(&mut tx, caller, &held, awaiting, turn, now).await?;
    let data = serde_json::json!({ "eta": eta });
    audit::note(&mut tx, caller, what, Some(id.uuid()), data, now).await?;
    let saved = Saved {
        id,
        version: held.version + 1,
    };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    if let Some(change) = change {
        services.live.tell(change);
    }
    Ok(saved)
}

async fn take(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    held: &Held,
    awaiting: Option<Awaiting>,
    turn: &Turn,
    now: DateTime<Utc>,
) -> Result<Option<Change>, Error> {
    match turn {
        Turn::Send => {
            held.require(|state| state == PurchaseState::Draft)?;
            store::set_sent(tx, held.id, now).await?;
            let letter = Job::WriteToVendor {
                purchase: held.id,
                letter: VendorLetter::Order,
            };
            let by_mail = !held.vendor_email.is_empty();
            jobs::enqueue(tx, by_mail.then_some(letter).as_slice(), now).await?;
            Ok(None)
        }
        Turn::Confirm(eta) => {
            held.require(PurchaseState::is_open)?;
            let terms = stores::terms(&mut **tx, caller.store(), now).await?;
            if *eta < terms.today {
                return Err(Error::field("/eta", "This date is in the past."));
            }
            store::set_confirmed(tx, held.id, *eta, now).await?;
            match awaiting {
                // The work is a job of the bench's, whose day it is from now on.
                Some(awaiting) if held.kind == PurchaseKind::Repair => {
                    bench::expect(tx, awaiting.order(), *eta).await?;
                    Ok(Some(awaiting.confirmed(tx, caller, &terms, now).await?))
                }
                Some(awaiting) => Ok(Some(awaiting.confirmed(tx, caller, &terms, now).await?)),
                None => Ok(None),
            }
        }
        Turn::Cancel => {
            if let Some(awaiting) = awaiting {
                let order = awaiting.number();
                return Err(refused(format!("It is for {order}. Cancel that order.")));
            }
            held.require(|state| {
                matches!(
                    state,
                    PurchaseState::Draft | PurchaseState::Sent | PurchaseState::Confirmed
                )
            })?;
            store::set_cancelled(tx, held.id, now).await?;
            Ok(None)
        }
    }
}
