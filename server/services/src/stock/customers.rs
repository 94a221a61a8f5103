//! Customers' own pieces that come to be worked on, and go again.

use super::store::pieces::PieceRow;
use super::{Moved, store};
use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{CustomerId, LineId, LocationId, PieceId};
use domain::money::Money;
use domain::stock::{CheckedPiece, MoveKind, Ownership, PieceState, Source};
use rust_decimal::Decimal;

/// A customer's piece, in words that may be promised.
pub(crate) struct OwnPiece<'a> {
    pub piece: PieceId,
    pub line: LineId,
    pub name: &'a str,
    pub declared_value: Option<Money>,
    /// Grams.
    pub weight: Option<Decimal>,
    pub photos: &'a [String],
}

/// Takes a customer's pieces into custody. The books say nothing of them: they are not ours.
pub(crate) async fn take_custody(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    customer: CustomerId,
    location: LocationId,
    pieces: &[OwnPiece<'_>],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let rows: Vec<_> = pieces
        .iter()
        .map(|own| PieceRow::of(own.piece, &own.as_piece(customer, location), None))
        .collect();
    store::pieces::insert(tx, terms.store, terms.currency, &rows, now).await?;
    let moves: Vec<_> = pieces
        .iter()
        .map(|own| Moved {
            piece: own.piece,
            kind: MoveKind::Received,
            from: None,
            to: Some(location),
            line: Some(own.line),
            reason: None,
        })
        .collect();
    store::moves::insert(tx, caller, &moves, now).await?;
    let photos: Vec<_> = pieces
        .iter()
        .flat_map(|own| own.photos.iter().map(|url| (own.piece, url.as_str())))
        .collect();
    store::photos::insert_all(tx, &photos, now).await
}

/// What was found of a customer's piece.
pub(crate) struct Found {
    pub piece: PieceId,
    pub name: String,
    pub weight: Option<Decimal>,
}

/// Calls customers' pieces by what was found.
pub(crate) async fn call_by_findings(
    tx: &mut Tx<'_>,
    found: &[Found],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    store::customers::call(tx, found, now).await
}

/// Gives customers' pieces back to whom they belong.
pub(crate) async fn end_custody(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    pieces: &[(PieceId, LineId)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    end(
        tx,
        caller,
        pieces,
        (PieceState::Returned, MoveKind::Returned),
        now,
    )
    .await
}

/// Customers' own stones and metal become a part of a piece that is made for them.
pub(crate) async fn set_into_piece(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    pieces: &[(PieceId, LineId)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    end(tx, caller, pieces, (PieceState::Set, MoveKind::Issued), now).await
}

async fn end(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    pieces: &[(PieceId, LineId)],
    (to, kind): (PieceState, MoveKind),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let gone = store::customers::end(tx, pieces, to, now).await?;
    let moves: Vec<_> = gone
        .iter()
        .map(|(piece, from)| Moved {
            piece: *piece,
            kind,
            from: *from,
            to: None,
            line: pieces
                .iter()
                .find(|(own, _)| own == piece)
                .map(|(_, line)| *line),
            reason: None,
        })
        .collect();
    store::moves::insert(tx, caller, &moves, now).await
}

impl OwnPiece<'_> {
    fn as_piece(&self, customer: CustomerId, location: LocationId) -> CheckedPiece {
        CheckedPiece {
            serial: None,
            ownership: Ownership::Customer,
            source: Source::Opening,
            location,
            variant: None,
            name: Some(self.name.to_owned()),
            vendor: None,
            vendor_style: None,
            customer: Some(customer),
            cost: None,
            price: None,
            declared_value: self.declared_value,
            weight: self.weight,
            certificate: None,
            stone: None,
            note: None,
        }
    }
}
