//! Pieces that vendors lend to us, and that go back to them.

use super::moves::refused;
use super::store::pieces::PieceRow;
use super::{Moved, store};
use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{LocationId, PieceId};
use domain::stock::{CheckedPiece, Deed, MoveKind, PieceState};

/// Takes in pieces that a vendor lends. The books say nothing of them: they are not ours.
pub(crate) async fn take_in_lent(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    location: LocationId,
    pieces: &[(PieceId, &CheckedPiece)],
    why: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let known = store::locations::kind(tx, terms.store, location).await?;
    known.ok_or_else(|| Error::field("/location", "Say where it is put."))?;
    let rows: Vec<_> = pieces
        .iter()
        .map(|(id, piece)| PieceRow::of(*id, piece, None))
        .collect();
    store::pieces::insert(tx, terms.store, terms.currency, &rows, now).await?;
    let moves: Vec<_> = pieces
        .iter()
        .map(|(piece, _)| Moved {
            piece: *piece,
            kind: MoveKind::Received,
            from: None,
            to: Some(location),
            line: None,
            reason: Some(why),
        })
        .collect();
    store::moves::insert(tx, caller, &moves, now).await
}

/// Gives pieces back to their vendor, none of which somebody waits for.
pub(crate) async fn give_back_lent(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    pieces: &[PieceId],
    why: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let standing = store::memo::standing(tx, caller.store(), pieces).await?;
    for piece in &standing {
        let promised_to = piece.promised_to.as_deref();
        if let Some(why) = Deed::GiveBack.refusal(&piece.serial, piece.state, promised_to) {
            return Err(refused(why));
        }
    }
    store::memo::put_all(tx, pieces, PieceState::Returned, None, now).await?;
    let moves: Vec<_> = standing
        .iter()
        .map(|piece| Moved {
            piece: piece.id,
            kind: MoveKind::Returned,
            from: piece.location,
            to: None,
            line: None,
            reason: Some(why),
        })
        .collect();
    store::moves::insert(tx, caller, &moves, now).await
}
