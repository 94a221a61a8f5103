//! Promising pieces to orders: a piece is promised once, whoever asks at the same time.

use super::moves::refused;
use super::store::reservations::{self, Line, Promise, Promised};
use super::{Moved, post, store};
use crate::db::Tx;
use crate::stores::{self, StoreTerms};
use crate::{Caller, Error, Services, idempotency, orders};
use chrono::{DateTime, NaiveTime, TimeZone, Utc};
use domain::ids::{IdempotencyKey, LineId, OrderId, PieceId};
use domain::ledger::postings;
use domain::money::Money;
use domain::orders::lifecycle::Position;
use domain::orders::{Kind, State};
use domain::staff::Permission;
use domain::stock::{MoveKind, PieceState, promise_refusal};

/// Promises a piece to a line of an order.
pub async fn reserve(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    line: LineId,
    piece: PieceId,
    key: IdempotencyKey,
) -> Result<PieceId, Error> {
    promise(services, caller, order, line, Some(piece), key).await
}

/// Promises any free piece of the line's own variant, the longest in stock first.
pub async fn reserve_any(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    line: LineId,
    key: IdempotencyKey,
) -> Result<PieceId, Error> {
    promise(services, caller, order, line, None, key).await
}

async fn promise(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    line: LineId,
    piece: Option<PieceId>,
    key: IdempotencyKey,
) -> Result<PieceId, Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (order, line, piece);
    let claim = match idempotency::claim(&mut tx, "stock.reserve", caller, key, &asked, now).await?
    {
        idempotency::Claimed::Done(piece) => return Ok(piece),
        idempotency::Claimed::New(claim) => claim,
    };
    let wanted = reservations::lock_line(&mut tx, caller.store(), order, line).await?;
    refuse_line(&wanted)?;
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let expires = expiry(&wanted, &terms);
    reservations::end_expired(&mut tx, now).await?;
    let promise = |piece| Promise {
        piece,
        line,
        by: caller.name(),
        expires,
    };
    let (piece, serial) = match piece {
        Some(piece) => named(&mut tx, caller, promise(piece), now).await?,
        None => any(&mut tx, caller, &wanted, promise, now).await?,
    };
    let what = format!("{serial} was promised from stock.");
    let change = orders::cover_changed(&mut tx, caller, &terms, order, what, now).await?;
    claim.complete(&mut tx, &piece).await?;
    tx.commit().await?;
    services.live.tell(change);
    Ok(piece)
}

/// Whether the line can be promised anything more.
fn refuse_line(line: &Line) -> Result<(), Error> {
    let kind: Kind = line.kind.parse()?;
    let position = Position {
        state: State::parse(kind, &line.state)?,
        held: line.held,
    };
    let quantity = u32::try_from(line.quantity).unwrap_or_default();
    if let Some(why) = promise_refusal(&line.number, position, quantity) {
        return Err(refused(why));
    }
    if line.made {
        return Err(refused(
            "This line is made at the bench. Stop its job first.".into(),
        ));
    }
    if line.cost_is_real || line.promised {
        return Err(refused("This line has all its pieces.".into()));
    }
    Ok(())
}

/// A quote's promise ends with the quote, at the end of its last day in the store.
fn expiry(line: &Line, terms: &StoreTerms) -> Option<DateTime<Utc>> {
    let last = line.quote_expires.filter(|_| line.state == "quoted")?;
    let end = last.succ_opt()?.and_time(NaiveTime::MIN);
    terms
        .zone
        .from_local_datetime(&end)
        .earliest()
        .map(|end| end.with_timezone(&Utc))
}

async fn named(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    promise: Promise<'_>,
    now: DateTime<Utc>,
) -> Result<(PieceId, String), Error> {
    let piece = store::pieces::lock(tx, caller.store(), promise.piece).await?;
    if piece.state != PieceState::Here {
        return Err(refused(format!(
            "{} is {}.",
            piece.serial,
            piece.state.label().to_lowercase()
        )));
    }
    if !piece.ownership.is_sellable() {
        return Err(refused(format!(
            "{} is a customer's own. It can't be sold.",
            piece.serial
        )));
    }
    if let Some(order) = piece.promised_to {
        return Err(refused(format!("{} is promised to {order}.", piece.serial)));
    }
    if !reservations::insert(tx, &promise, now).await? {
        return Err(refused(format!(
            "{} was just promised to somebody else.",
            piece.serial
        )));
    }
    Ok((piece.id, piece.serial))
}

/// Promises the first piece that can be had. One that was promised while we waited for it is
/// passed over; each such round means that somebody else got a piece, so that they come to an end.
async fn any<'a>(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    line: &Line,
    promise: impl Fn(PieceId) -> Promise<'a>,
    now: DateTime<Utc>,
) -> Result<(PieceId, String), Error> {
    const MOST_ROUNDS: usize = 100;
    let Some(variant) = line.variant_id else {
        return Err(refused(
            "This line is described in words. Choose the piece by its serial.".into(),
        ));
    };
    for _ in 0..MOST_ROUNDS {
        let found = reservations::free_of_variant(tx, caller.store(), variant.into()).await?;
        let Some((piece, serial)) = found else { break };
        if reservations::insert(tx, &promise(piece), now).await? {
            return Ok((piece, serial));
        }
    }
    Err(refused("None of these is free.".into()))
}

/// Lets a piece go that was promised to an order and not yet taken for it.
pub async fn release(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    piece: PieceId,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (order, piece);
    let claim = match idempotency::claim(&mut tx, "stock.release", caller, key, &asked, now).await?
    {
        idempotency::Claimed::Done(()) => return Ok(()),
        idempotency::Claimed::New(claim) => claim,
    };
    reservations::lock_order(&mut tx, caller.store(), order).await?;
    store::pieces::lock(&mut tx, caller.store(), piece).await?;
    let promised = reservations::of_order(&mut tx, order).await?;
    let Some(mine) = promised.iter().find(|promised| promised.piece == piece) else {
        return Err(refused("This piece is not promised to this order.".into()));
    };
    if mine.taken {
        return Err(refused(format!(
            "{} was taken for the order already.",
            mine.serial
        )));
    }
    reservations::end(&mut tx, &[piece], now).await?;
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let what = format!("{} is no longer promised.", mine.serial);
    let change = orders::cover_changed(&mut tx, caller, &terms, order, what, now).await?;
    claim.complete(&mut tx, &()).await?;
    tx.commit().await?;
    services.live.tell(change);
    Ok(())
}

/// Ends the promises whose time is over. For the house's own upkeep.
pub(crate) async fn release_expired(services: &Services) -> Result<(), Error> {
    let mut tx = services.db.begin().await?;
    reservations::end_expired(&mut tx, services.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// A quote was accepted: what was promised for its time is promised for good.
pub(crate) async fn keep_promises(tx: &mut Tx<'_>, order: OrderId) -> Result<(), Error> {
    reservations::never_expire(tx, order).await
}

/// A piece that was taken for a line, at what it cost.
pub(crate) struct Taken {
    pub line: LineId,
    pub cost: Money,
}

/// Takes all that is promised to an order out of stock for it. What isn't ours becomes owed to
/// whose it is.
pub(crate) async fn take_all(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    order: (OrderId, &str),
    now: DateTime<Utc>,
) -> Result<Vec<Taken>, Error> {
    let all = reservations::of_order(tx, order.0).await?;
    let fresh: Vec<_> = all.into_iter().filter(|piece| !piece.taken).collect();
    if fresh.is_empty() {
        return Ok(Vec::new());
    }
    take(tx, caller, terms, order, &fresh, now).await
}

/// Takes promised pieces out of stock for an order.
pub(super) async fn take(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    order: (OrderId, &str),
    fresh: &[Promised],
    now: DateTime<Utc>,
) -> Result<Vec<Taken>, Error> {
    let costs: Vec<_> = fresh.iter().map(|p| (p.piece, p.cost)).collect();
    reservations::set_taken(tx, &costs).await?;
    write_moves(tx, caller, fresh, MoveKind::Taken, now).await?;
    let (owned, lent) = worth(terms, fresh)?;
    let memo = format!("{} taken from stock", order.1);
    post(
        tx,
        terms,
        Some(order.0),
        &postings::stock_taken(owned)?,
        &memo,
        now,
    )
    .await?;
    post(
        tx,
        terms,
        Some(order.0),
        &postings::goods_received(lent)?,
        &memo,
        now,
    )
    .await?;
    let taken = fresh.iter().map(|piece| Taken {
        line: piece.line,
        cost: piece.cost,
    });
    Ok(taken.collect())
}

/// Lets go of all that is promised to an order, and puts back what was taken for it.
pub(crate) async fn release_all(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    order: (OrderId, &str),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let all = reservations::of_order(tx, order.0).await?;
    let pieces: Vec<_> = all.iter().map(|piece| piece.piece).collect();
    reservations::forget_taken(tx, &pieces).await?;
    reservations::end(tx, &pieces, now).await?;
    let back: Vec<_> = all.into_iter().filter(|piece| piece.taken).collect();
    if back.is_empty() {
        return Ok(());
    }
    write_moves(tx, caller, &back, MoveKind::PutBack, now).await?;
    let (owned, lent) = worth(terms, &back)?;
    let memo = format!("{} put back into stock", order.1);
    post(
        tx,
        terms,
        Some(order.0),
        &postings::stock_put_back(owned)?,
        &memo,
        now,
    )
    .await?;
    post(
        tx,
        terms,
        Some(order.0),
        &postings::goods_returned(lent)?,
        &memo,
        now,
    )
    .await
}

/// The pieces of an order have left the house.
pub(crate) async fn sold(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let all = reservations::of_order(tx, order).await?;
    if all.is_empty() {
        return Ok(());
    }
    let_go(tx, caller, &all, now).await
}

/// Pieces have left the house for good.
pub(super) async fn let_go(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    sold: &[Promised],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let pieces: Vec<_> = sold.iter().map(|piece| piece.piece).collect();
    write_moves(tx, caller, sold, MoveKind::Sold, now).await?;
    reservations::end(tx, &pieces, now).await?;
    reservations::sell(tx, &pieces, now).await
}

/// What pieces of ours cost, and what is owed for those of others.
fn worth(terms: &StoreTerms, pieces: &[Promised]) -> Result<(Money, Money), Error> {
    let sum = |valued: bool| {
        let those = pieces.iter().filter(|p| p.ownership.is_valued() == valued);
        Money::sum(terms.currency, those.map(|piece| piece.cost))
    };
    Ok((sum(true)?, sum(false)?))
}

async fn write_moves(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    pieces: &[Promised],
    kind: MoveKind,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let to = |piece: &Promised| piece.location.filter(|_| kind != MoveKind::Sold);
    let moves: Vec<_> = pieces
        .iter()
        .map(|piece| Moved {
            piece: piece.piece,
            kind,
            from: piece.location,
            to: to(piece),
            line: Some(piece.line),
            reason: None,
        })
        .collect();
    store::moves::insert(tx, caller, &moves, now).await
}
