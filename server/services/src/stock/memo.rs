//! Pieces that go out on memo, and what becomes of them there.

use super::store::memo as rows;
use super::{Moved, post, store};
use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{LineId, LocationId, OrderId, PieceId};
use domain::input::FieldErrors;
use domain::ledger::postings;
use domain::money::Money;
use domain::orders::memo::take_out::KnownPiece;
use domain::stock::{MoveKind, Ownership, PieceState};
use std::collections::HashMap;

/// A piece that is out, with the memo's line that it is of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OnMemo {
    pub piece: PieceId,
    pub line: LineId,
}

/// What is known of pieces of a store that are asked for, locked until the transaction ends.
pub(crate) async fn known_for_memo(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    pieces: &[PieceId],
) -> Result<HashMap<PieceId, KnownPiece>, Error> {
    rows::known(tx, caller.store(), pieces).await
}

/// Promises pieces to the lines of a memo. Somebody else may have been quicker.
pub(crate) async fn promise_to_memo(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    pieces: &[OnMemo],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let promised = rows::promise(tx, caller.name(), pieces, now).await?;
    let mut errors = FieldErrors::new();
    for (index, asked) in pieces.iter().enumerate() {
        if !promised.contains(&asked.piece) {
            let at = format!("/pieces/{index}/piece");
            errors.add(at, "This piece was just promised to somebody else.");
        }
    }
    Ok(errors.into_result()?)
}

/// Hands the pieces that are promised to a memo to the customer: nobody has a place for them, and
/// they stay ours, or whose they were.
pub(crate) async fn go_out(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let promised = store::reservations::of_order(tx, order).await?;
    let pieces: Vec<_> = promised.iter().map(|piece| piece.piece).collect();
    store::reservations::end(tx, &pieces, now).await?;
    rows::put_all(tx, &pieces, PieceState::OnMemo, None, now).await?;
    let moves: Vec<_> = promised
        .iter()
        .map(|piece| Moved {
            piece: piece.piece,
            kind: MoveKind::MemoOut,
            from: piece.location,
            to: None,
            line: Some(piece.line),
            reason: None,
        })
        .collect();
    store::moves::insert(tx, caller, &moves, now).await
}

/// Puts pieces that came back from a memo into a place.
pub(crate) async fn back_from_memo(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    pieces: &[OnMemo],
    to: LocationId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let known = store::locations::kind(tx, caller.store(), to).await?;
    known.ok_or_else(|| Error::field("/details/back_to", "Say where it is put."))?;
    let ids: Vec<_> = pieces.iter().map(|out| out.piece).collect();
    rows::put_all(tx, &ids, PieceState::Here, Some(to), now).await?;
    note_all(
        tx,
        caller,
        pieces,
        (MoveKind::TakenBack, Some(to), None),
        now,
    )
    .await
}

/// Writes pieces off that were lost on memo, and that nobody pays us for. What was lent to us
/// leaves no trace in the books until its owner asks for it.
pub(crate) async fn lost_on_memo(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    order: (OrderId, &str),
    (pieces, reason): (&[OnMemo], &str),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let ids: Vec<_> = pieces.iter().map(|out| out.piece).collect();
    let costs = rows::put_all(tx, &ids, PieceState::Missing, None, now).await?;
    let what = (MoveKind::Lost, None, Some(reason));
    note_all(tx, caller, pieces, what, now).await?;
    let ours = costs.iter().filter(|(whose, _)| whose.is_valued());
    let cost = Money::sum(terms.currency, ours.map(|(_, cost)| *cost))?;
    let entry = postings::stock_adjusted(cost.negated())?;
    let memo = format!("{} lost on memo", order.1);
    post(tx, terms, Some(order.0), &entry, &memo, now).await
}

/// Promises pieces that are out to the lines by which they are sold, so that they can be taken for
/// them like any others.
pub(crate) async fn promise_what_is_out(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    pieces: &[OnMemo],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let promised = rows::promise(tx, caller.name(), pieces, now).await?;
    if promised.len() == pieces.len() {
        Ok(())
    } else {
        Err(Error::internal("a piece that is out was promised"))
    }
}

async fn note_all(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    pieces: &[OnMemo],
    (kind, to, reason): (MoveKind, Option<LocationId>, Option<&str>),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let moves: Vec<_> = pieces
        .iter()
        .map(|out| Moved {
            piece: out.piece,
            kind,
            from: None,
            to,
            line: Some(out.line),
            reason,
        })
        .collect();
    store::moves::insert(tx, caller, &moves, now).await
}

/// Whose a piece is, and what it cost.
pub(in crate::stock) type Worth = (Ownership, Money);
