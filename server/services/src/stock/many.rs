//! Lines of several pieces: promised what is free, and sent piece by piece.

use super::reserve::{Taken, let_go, take};
use super::store::reservations::{self, Need};
use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{LineId, OrderId, PieceId, VariantId};
use std::collections::HashMap;

/// How many pieces of a variant a line wants.
pub(crate) struct Wanted {
    pub line: LineId,
    pub variant: VariantId,
    pub pieces: u32,
}

/// Promises free pieces to the lines of a locked order, the longest in stock first, as far as there
/// are any; gives how many. What others hold at this moment is passed over.
pub(crate) async fn promise_many(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    wanted: &[Wanted],
    now: DateTime<Utc>,
) -> Result<usize, Error> {
    reservations::end_expired(tx, now).await?;
    let mut needs: HashMap<VariantId, u32> = HashMap::new();
    for line in wanted {
        *needs.entry(line.variant).or_default() += line.pieces;
    }
    let needs: Vec<_> = needs
        .into_iter()
        .map(|(variant, pieces)| Need { variant, pieces })
        .collect();
    let found = reservations::free_of_variants(tx, caller.store(), &needs).await?;
    let mut free: HashMap<VariantId, std::vec::IntoIter<PieceId>> = HashMap::new();
    for (variant, pieces) in found {
        free.insert(variant, pieces.into_iter());
    }
    let mut promises = Vec::new();
    for line in wanted {
        let Some(pieces) = free.get_mut(&line.variant) else {
            continue;
        };
        let most = usize::try_from(line.pieces).unwrap_or(usize::MAX);
        promises.extend(pieces.by_ref().take(most).map(|piece| (piece, line.line)));
    }
    reservations::insert_all(tx, &promises, caller.name(), now).await
}

/// Sends some of the pieces that are promised to the lines of a locked order, those that were taken
/// in first before the others: they are taken out of stock, and sold.
pub(crate) async fn send(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    order: (OrderId, &str),
    wanted: &[(LineId, u32)],
    now: DateTime<Utc>,
) -> Result<Vec<Taken>, Error> {
    let mut left: HashMap<LineId, u32> = wanted.iter().copied().collect();
    let mut sent = reservations::of_order(tx, order.0).await?;
    sent.retain(|piece| match left.get_mut(&piece.line) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    });
    if left.values().any(|count| *count > 0) {
        let gone = "A piece that was promised is no longer here. Look at the order again.";
        return Err(Error::Conflict(gone.into()));
    }
    if sent.is_empty() {
        return Ok(Vec::new());
    }
    let taken = take(tx, caller, terms, order, &sent, now).await?;
    let_go(tx, caller, &sent, now).await?;
    Ok(taken)
}
