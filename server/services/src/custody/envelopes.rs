//! The envelopes of an order: opened when its pieces are in the house, closed when they leave it.

use super::hand_over::carry;
use super::store::{carried, envelopes, holders};
use crate::db::Tx;
use crate::stock::bench::some_place;
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::custody::{HandOverDraft, Holder, HolderView, Thing};
use domain::ids::{LocationId, OrderId, PieceId, StaffId, VendorId};
use domain::stock::MoveKind;

/// Where the open envelope of an order lies; none where it has none.
pub(crate) async fn place_of(tx: &mut Tx<'_>, order: OrderId) -> Result<Option<LocationId>, Error> {
    envelopes::place_of(tx, order).await
}

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
    open_for(tx, caller, order, hands, now).await
}

/// Opens an envelope for each piece of an order that has none.
pub(crate) async fn open_for(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    hands: Option<LocationId>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let opened = envelopes::open(tx, order, hands, now).await?;
    envelopes::note(tx, caller, &opened, MoveKind::Received, now).await
}

/// Where what a caller takes lies: in their hands, or else in some place of the store.
pub(crate) async fn at_hand(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    now: DateTime<Utc>,
) -> Result<LocationId, Error> {
    let hands = match caller {
        Caller::Staff(staff) => hands_of(tx, caller, staff.id, now).await?,
        Caller::Integrator(_) | Caller::Console(_) => None,
    };
    match hands {
        Some(hands) => Ok(hands),
        None => some_place(tx, terms).await,
    }
}

/// A vendor takes the pieces of an order, where their workshop is a place of the store's.
pub(crate) async fn carry_to_vendor(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    vendor: VendorId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    match holders::of_vendor(tx, caller.store(), vendor).await? {
        Some(workshop) => carry_order(tx, caller, order, &workshop, now).await,
        None => Ok(()),
    }
}

/// Whoever notes it takes the pieces of an order.
pub(crate) async fn carry_to_hand(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let place = at_hand(tx, caller, terms, now).await?;
    match holders::place(tx, caller.store(), place).await? {
        Some(hands) => carry_order(tx, caller, order, &hands, now).await,
        None => Ok(()),
    }
}

/// Carries the envelopes of an order, and what is in them, to one holder.
async fn carry_order(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    to: &HolderView,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let open = envelopes::open_of(tx, order).await?;
    let all = HandOverDraft {
        things: open.into_iter().map(Thing::Envelope).collect(),
        to: Holder::Place(to.id),
    };
    let held = carried::lock(tx, caller.store(), &all).await?;
    carry(tx, caller, &held, to, now).await
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
