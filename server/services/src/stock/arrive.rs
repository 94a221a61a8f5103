//! Pieces that arrive many at a time: from a vendor, against our order.

use super::store::pieces::PieceRow;
use super::{Moved, post, store};
use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{LocationId, PieceId, VariantId, VendorId};
use domain::ledger::postings;
use domain::money::Money;
use domain::stock::{CheckedPiece, MoveKind, Ownership, Source};

/// A piece that was bought and has come.
pub(crate) struct Arrival {
    pub piece: PieceId,
    pub variant: Option<VariantId>,
    pub name: String,
    pub vendor: VendorId,
    pub vendor_style: Option<String>,
    pub cost: Money,
}

/// Takes pieces into stock, each with a number of its own, owed to the vendor at their cost.
pub(crate) async fn take_in(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    location: LocationId,
    arrivals: &[Arrival],
    memo: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let known = store::locations::kind(tx, terms.store, location).await?;
    known.ok_or_else(|| Error::field("/location", "Say where it is put."))?;
    let rows: Vec<_> = arrivals
        .iter()
        .map(|arrival| PieceRow::of(arrival.piece, &arrival.as_piece(location), None))
        .collect();
    store::pieces::insert(tx, terms.store, terms.currency, &rows, now).await?;
    let moves: Vec<_> = arrivals
        .iter()
        .map(|arrival| Moved {
            piece: arrival.piece,
            kind: MoveKind::Received,
            from: None,
            to: Some(location),
            line: None,
            reason: Some(memo),
        })
        .collect();
    store::moves::insert(tx, caller, &moves, now).await?;
    let cost = Money::sum(terms.currency, arrivals.iter().map(|arrival| arrival.cost))?;
    let entry = postings::stock_received(Source::Purchase, cost)?;
    post(tx, terms, None, &entry, memo, now).await
}

impl Arrival {
    fn as_piece(&self, location: LocationId) -> CheckedPiece {
        CheckedPiece {
            serial: None,
            ownership: Ownership::Owned,
            source: Source::Purchase,
            location,
            variant: self.variant,
            name: Some(self.name.clone()),
            vendor: Some(self.vendor),
            vendor_style: self.vendor_style.clone(),
            customer: None,
            cost: Some(self.cost),
            price: None,
            declared_value: None,
            weight: None,
            certificate: None,
            stone: None,
            note: None,
        }
    }
}
