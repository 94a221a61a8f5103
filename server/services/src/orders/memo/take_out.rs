//! Asking for a memo: its pieces are put aside for the customer at once.

use super::store::{self, facts};
use crate::idempotency::{self, Claimed};
use crate::live::Change;
use crate::orders::place;
use crate::stock::{self, OnMemo};
use crate::{Caller, Error, Services, stores};
use domain::ids::{CustomerId, IdempotencyKey};
use domain::orders::memo::take_out::{NewMemo, TakeOutTerms, Terms};
use domain::orders::requests::Placed;
use domain::staff::Permission;

/// Writes a memo and promises its pieces to it. Asked twice with one key, it is written once.
pub async fn take_out(
    services: &Services,
    caller: Caller<'_>,
    input: &NewMemo,
    key: IdempotencyKey,
) -> Result<Placed, Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = match idempotency::claim(&mut tx, "memos.take_out", caller, key, input, now).await?
    {
        Claimed::Done(placed) => return Ok(placed),
        Claimed::New(claim) => claim,
    };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let rules = store::terms::read(&mut tx, &terms).await?;
    let asked: Vec<_> = input.pieces.iter().map(|piece| piece.piece).collect();
    let known = stock::known_for_memo(&mut tx, caller, &asked).await?;
    let memo = input.checked(Terms {
        currency: terms.currency,
        today: terms.today,
        memo: &rules,
        known: &known,
    })?;
    let placed = place::keep(&mut tx, services, caller, &terms, &memo.order, now).await?;
    store::lines::insert(&mut tx, placed.id, &memo).await?;
    let promised: Vec<_> = memo
        .pieces
        .iter()
        .map(|taken| OnMemo {
            piece: taken.piece,
            line: taken.line,
        })
        .collect();
    stock::promise_to_memo(&mut tx, caller, &promised, now).await?;
    claim.complete(&mut tx, &placed).await?;
    tx.commit().await?;
    services.live.tell(Change {
        store: caller.store(),
        order: placed.id,
        version: placed.version,
    });
    Ok(placed)
}

/// What a screen needs to check a memo by itself, and what a customer has out already.
pub async fn take_out_terms(
    services: &Services,
    caller: Caller<'_>,
    customer: Option<CustomerId>,
) -> Result<TakeOutTerms, Error> {
    caller.require(Permission::TakeOrders)?;
    let mut db = services.db.acquire().await?;
    let terms = stores::terms(&mut *db, caller.store(), services.clock.now()).await?;
    let standing = match customer {
        Some(who) => Some(facts::standing(&mut db, terms.store, who, terms.currency).await?),
        None => None,
    };
    Ok(TakeOutTerms {
        currency: terms.currency,
        today: terms.today,
        memo: store::terms::read(&mut db, &terms).await?,
        standing,
    })
}
