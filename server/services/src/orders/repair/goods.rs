//! Customers' own pieces: taken into custody with the repair, and given back with its end.

use super::store::{self, pieces::Kept};
use crate::db::Tx;
use crate::orders::effects::Work;
use crate::stock::{self, OwnPiece};
use crate::stores::StoreTerms;
use crate::{Caller, Error, custody};
use chrono::{DateTime, Utc};
use domain::ids::CustomerId;
use domain::stock::MoveKind;

/// Takes the pieces of a repair into the hands of who takes them in.
pub(super) async fn receive(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    customer: CustomerId,
    kept: &[Kept<'_>],
    words: &[String],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let hands = custody::at_hand(tx, caller, terms, now).await?;
    let pieces: Vec<_> = kept
        .iter()
        .zip(words)
        .map(|(kept, words)| OwnPiece {
            piece: kept.piece,
            line: kept.line,
            name: words,
            declared_value: kept.what.declared_value,
            weight: kept.what.findings.weight.map(|weight| weight.amount()),
            photos: &kept.what.photos,
        })
        .collect();
    stock::take_custody(tx, caller, terms, customer, hands, &pieces, now).await
}

/// Gives the pieces of a repair back to their owner: nothing of theirs stays in the house.
pub(in crate::orders) async fn give_back(work: &mut Work<'_, '_>) -> Result<(), Error> {
    let order = work.record.id;
    let own = store::pieces::of_order(work.tx, order).await?;
    let pieces: Vec<_> = own.iter().map(|own| (own.piece, own.line)).collect();
    stock::end_custody(work.tx, work.caller, &pieces, work.now).await?;
    custody::close(work.tx, work.caller, order, MoveKind::Returned, work.now).await
}
