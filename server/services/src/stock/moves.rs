//! What happens to a piece that stands in stock: moved, lost, found, scrapped, given back.

use super::store::pieces::Piece;
use super::{Moved, note, post, store};
use crate::db::Tx;
use crate::{Caller, Error, Services, custody, idempotency, stores};
use chrono::{DateTime, Utc};
use domain::catalogue::Saved;
use domain::ids::{IdempotencyKey, LocationId, PieceId};
use domain::input::required_text;
use domain::ledger::{Entry, postings};
use domain::stock::{MoveKind, PieceState, Step};

/// Takes a step with a piece, if it stands so that this can be done.
pub async fn step(
    services: &Services,
    caller: Caller<'_>,
    id: PieceId,
    step: &Step,
    key: IdempotencyKey,
) -> Result<Saved<PieceId>, Error> {
    caller.require(step.deed().permission())?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (id, step);
    let claim = match idempotency::claim(&mut tx, "stock.step", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let piece = store::pieces::lock(&mut tx, caller.store(), id).await?;
    let planned = plan(&piece, step)?;
    if let Some(to) = planned.to {
        let known = store::locations::kind(&mut tx, caller.store(), to).await?;
        known.ok_or_else(|| Error::field("/to", "Choose where it goes."))?;
    }
    let version = carry_out(&mut tx, caller, &piece, &planned, now).await?;
    if let Some(to) = planned.to {
        custody::follow(&mut tx, caller, id, to, now).await?;
    }
    let saved = Saved { id, version };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    services.live.carried(caller.store());
    Ok(saved)
}

/// Carries pieces that are here, each from where it lies, into one place.
pub(crate) async fn carry(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    pieces: &[(PieceId, Option<LocationId>)],
    to: LocationId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if pieces.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = pieces.iter().map(|(id, _)| *id).collect();
    store::pieces::put_all(tx, &ids, to, now).await?;
    let moves: Vec<_> = pieces
        .iter()
        .map(|(piece, from)| Moved {
            piece: *piece,
            kind: MoveKind::Moved,
            from: *from,
            to: Some(to),
            line: None,
            reason: None,
        })
        .collect();
    store::moves::insert(tx, caller, &moves, now).await
}

/// What a step comes to.
struct Planned {
    kind: MoveKind,
    state: PieceState,
    to: Option<LocationId>,
    reason: Option<String>,
}

fn plan(piece: &Piece, step: &Step) -> Result<Planned, Error> {
    let reason = |text: &str| {
        let reason =
            required_text(text, 500).map_err(|_| Error::field("/reason", "Give a reason."));
        reason.map(Some)
    };
    let (kind, state, to, reason) = match step {
        Step::Move { to } => (MoveKind::Moved, PieceState::Here, Some(*to), None),
        Step::Find { to } => (MoveKind::Found, PieceState::Here, Some(*to), None),
        Step::Lose { reason: why } => (MoveKind::Lost, PieceState::Missing, None, reason(why)?),
        Step::Scrap { reason: why } => {
            (MoveKind::Scrapped, PieceState::Scrapped, None, reason(why)?)
        }
        Step::GiveBack { reason: why } => {
            (MoveKind::Returned, PieceState::Returned, None, reason(why)?)
        }
    };
    match (step.deed()).refusal(&piece.serial, piece.state, piece.promised_to.as_deref()) {
        Some(why) => Err(refused(why)),
        None => Ok(Planned {
            kind,
            state,
            to,
            reason,
        }),
    }
}

async fn carry_out(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    piece: &Piece,
    planned: &Planned,
    now: DateTime<Utc>,
) -> Result<i32, Error> {
    let version = store::pieces::put(tx, piece.id, planned.state, planned.to, now).await?;
    let moved = Moved {
        piece: piece.id,
        kind: planned.kind,
        from: piece.location,
        to: planned.to,
        line: None,
        reason: planned.reason.as_deref(),
    };
    note(tx, caller, &moved, now).await?;
    if let Some(entry) = entry(piece, planned.kind)? {
        let terms = stores::terms(&mut **tx, caller.store(), now).await?;
        let memo = format!("{} {}", piece.serial, planned.kind.label().to_lowercase());
        post(tx, &terms, None, &entry, &memo, now).await?;
    }
    Ok(version)
}

/// What the books say of it: nothing, where the piece isn't ours.
fn entry(piece: &Piece, kind: MoveKind) -> Result<Option<Entry>, Error> {
    let Some(cost) = piece.cost.filter(|_| piece.ownership.is_valued()) else {
        return Ok(None);
    };
    Ok(match kind {
        MoveKind::Lost | MoveKind::Scrapped => Some(postings::stock_adjusted(cost.negated())?),
        MoveKind::Found => Some(postings::stock_adjusted(cost)?),
        MoveKind::Returned => Some(postings::stock_returned(cost)?),
        _ => None,
    })
}

pub(super) fn refused(message: String) -> Error {
    Error::Refused {
        message,
        blockers: Vec::new(),
    }
}
