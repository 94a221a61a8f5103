//! Pieces that customers send back: in stock again, at what they cost.

use super::store::back::{self, Came};
use super::store::pieces::PieceRow;
use super::{Moved, post, store};
use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{LineId, LocationId, OrderId, PieceId};
use domain::ledger::postings;
use domain::money::Money;
use domain::stock::{CheckedPiece, MoveKind, Ownership, PieceState, Source};

/// Where what comes back goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BackTo {
    Place(LocationId),
    /// To the customer once more, on approval.
    Memo,
}

impl BackTo {
    const fn place(self) -> Option<LocationId> {
        match self {
            Self::Place(place) => Some(place),
            Self::Memo => None,
        }
    }

    const fn state(self) -> PieceState {
        match self {
            Self::Place(_) => PieceState::Here,
            Self::Memo => PieceState::OnMemo,
        }
    }
}

/// Puts what came back of an order's lines into stock. What was a piece of stock is that piece
/// again, and whose it was; what was bought or made for the order becomes one.
pub(crate) async fn take_back(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    order: (OrderId, &str),
    (lines, to): (&[(LineId, u32)], BackTo),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if let Some(place) = to.place() {
        let known = store::locations::kind(tx, terms.store, place).await?;
        known.ok_or_else(|| Error::field("/details/back_to", "Say where it is put."))?;
    }
    let came = back::of_lines(tx, order.0, lines).await?;
    let old: Vec<_> = came.iter().filter_map(|came| came.piece).collect();
    store::memo::put_all(tx, &old, to.state(), to.place(), now).await?;
    let fresh: Vec<_> = came
        .iter()
        .filter(|came| came.piece.is_none())
        .flat_map(|came| (0..came.quantity).map(move |_| (PieceId::generate(), came)))
        .collect();
    let rows: Vec<_> = fresh
        .iter()
        .filter_map(|(id, came)| {
            let piece = as_piece(came, to.place()?);
            Some(PieceRow::of(*id, &piece, None))
        })
        .collect();
    if !rows.is_empty() {
        store::pieces::insert(tx, terms.store, terms.currency, &rows, now).await?;
    }
    let kept = came
        .iter()
        .filter_map(|came| came.piece.map(|piece| (piece, came)));
    let moves: Vec<_> = kept
        .chain(fresh.iter().map(|(piece, came)| (*piece, *came)))
        .map(|(piece, came)| Moved {
            piece,
            kind: MoveKind::TakenBack,
            from: None,
            to: to.place(),
            line: Some(came.line),
            reason: None,
        })
        .collect();
    store::moves::insert(tx, caller, &moves, now).await?;
    let entry = postings::taken_back(worth(terms, &came, false)?, worth(terms, &came, true)?)?;
    let memo = format!("{} taken back", order.1);
    post(tx, terms, Some(order.0), &entry, &memo, now).await
}

/// What came back cost, of what is ours or of what was lent to us.
fn worth(terms: &StoreTerms, came: &[Came], lent: bool) -> Result<Money, Error> {
    let those = came.iter().filter(|came| came.lent == lent);
    let costs = those.map(|came| came.cost.times(came.quantity));
    let costs: Vec<_> = costs.collect::<Result<_, _>>()?;
    Ok(Money::sum(terms.currency, costs)?)
}

fn as_piece(came: &Came, location: LocationId) -> CheckedPiece {
    CheckedPiece {
        serial: None,
        ownership: Ownership::Owned,
        source: Source::Purchase,
        location,
        variant: came.variant,
        name: Some(came.words.clone()),
        vendor: came.vendor,
        vendor_style: None,
        customer: None,
        cost: Some(came.cost),
        price: None,
        declared_value: None,
        weight: None,
        certificate: None,
        stone: None,
        note: None,
    }
}
