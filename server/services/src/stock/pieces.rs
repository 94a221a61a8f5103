//! Writing pieces down, and showing one.

use super::store::pieces::PieceRow;
use super::{Moved, note, post, store};
use crate::db::Tx;
use crate::{Caller, Error, Services, audit, catalogue, idempotency, stores};
use domain::catalogue::Saved;
use domain::ids::{IdempotencyKey, PieceId};
use domain::ledger::postings;
use domain::staff::Permission;
use domain::stock::{CheckedPiece, MoveKind, PieceDetail, PieceDraft, StockTerms};

/// What a screen needs to write a piece down.
pub async fn terms(services: &Services, caller: Caller<'_>) -> Result<StockTerms, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let places = store::locations::all(&services.db, caller.store()).await?;
    let vendors = catalogue::vendors(services, caller).await?;
    Ok(StockTerms {
        today: terms.today,
        currency: terms.currency,
        locations: places
            .into_iter()
            .filter(|place| place.active)
            .map(|place| (place.id, place.name))
            .collect(),
        vendors: vendors.into_iter().map(|v| (v.id, v.name)).collect(),
        sees_cost: caller.may(Permission::ViewCost),
    })
}

/// Takes a piece into stock. What is ours enters the books at its cost.
pub async fn add(
    services: &Services,
    caller: Caller<'_>,
    draft: &PieceDraft,
    key: IdempotencyKey,
) -> Result<Saved<PieceId>, Error> {
    caller.require(Permission::KeepStock)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = match idempotency::claim(&mut tx, "stock.add", caller, key, draft, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let piece = draft.check(terms.currency)?;
    check_place(&mut tx, caller, &piece).await?;

    let id = PieceId::generate();
    let row = PieceRow::of(id, &piece, None);
    store::pieces::insert(&mut tx, terms.store, terms.currency, &[row], now).await?;
    let moved = Moved {
        piece: id,
        kind: MoveKind::Received,
        from: None,
        to: Some(piece.location),
        line: None,
        reason: None,
    };
    note(&mut tx, caller, &moved, now).await?;
    if let Some(cost) = piece.cost.filter(|_| piece.ownership.is_valued()) {
        let entry = postings::stock_received(piece.source, cost)?;
        post(&mut tx, &terms, None, &entry, "Piece taken into stock", now).await?;
    }
    let saved = Saved { id, version: 1 };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn check_place(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    piece: &CheckedPiece,
) -> Result<(), Error> {
    match store::locations::kind(tx, caller.store(), piece.location).await? {
        Some(_) => Ok(()),
        None => Err(Error::field("/location", "Choose where it lies.")),
    }
}

/// Writes what is known of a piece anew, unless somebody else changed it since `version`. Where it
/// lies, whose it is and what it cost are moves of their own.
pub async fn edit(
    services: &Services,
    caller: Caller<'_>,
    id: PieceId,
    version: i32,
    draft: &PieceDraft,
    key: IdempotencyKey,
) -> Result<Saved<PieceId>, Error> {
    caller.require(Permission::KeepStock)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (id, version, draft);
    let claim = match idempotency::claim(&mut tx, "stock.edit", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let held = store::pieces::lock(&mut tx, caller.store(), id).await?;
    if held.version != version {
        return Err(Error::Conflict(format!(
            "Somebody else changed {} in the meantime. Reload to see how it is now.",
            held.serial
        )));
    }
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let piece = draft.check(terms.currency)?;
    let row = PieceRow::of(id, &piece, None);
    let version = store::pieces::update(&mut tx, &row, now).await?;
    let data = serde_json::json!({ "after": draft });
    audit::note(&mut tx, caller, "piece_edited", Some(id.uuid()), data, now).await?;
    let saved = Saved { id, version };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}

/// A piece of the caller's store with everything about it.
pub async fn show(
    services: &Services,
    caller: Caller<'_>,
    id: PieceId,
) -> Result<PieceDetail, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let with_cost = caller.may(Permission::ViewCost);
    store::show::piece(&services.db, &terms, id, with_cost).await
}
