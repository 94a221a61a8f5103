//! The envelopes of an order: opened when its pieces are in the house, closed when they leave it.

use super::store::{envelopes, holders};
use crate::db::Tx;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{LocationId, OrderId, PieceId, StaffId};
use domain::stock::MoveKind;

/// Puts each piece of an order into an envelope, now that they are in the house. One that came from
/// stock lies where it lay; the others are in the hands of whoever took them in.
pub(crate) async fn enclose(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let hands = match caller {
        Caller::Staff(staff) => hands_of(tx, caller, staff.id, now).await?,
        Caller::Integrator(_) | Caller::Console(_) => None,
    };
    let opened = envelopes::open(tx, order, hands, now).await?;
    envelopes::note(tx, caller, &opened, MoveKind::Received, now).await
}

async fn hands_of(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    person: StaffId,
    now: DateTime<Utc>,
) -> Result<Option<LocationId>, Error> {
    let hands = holders::of_person(tx, caller.store(), person, now).await?;
    Ok(hands.map(|holder| holder.id))
}

/// Closes the envelopes of an order whose pieces have left the house, or went back.
pub(crate) async fn close(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    why: MoveKind,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let closed = envelopes::close(tx, order, now).await?;
    envelopes::note(tx, caller, &closed, why, now).await
}

/// A piece of stock was carried somewhere: the envelope that it is in goes along.
pub(crate) async fn follow(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    piece: PieceId,
    to: LocationId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let around = envelopes::around(tx, piece, to).await?;
    envelopes::carry(tx, caller, &around, to, MoveKind::Moved, now).await
}
