//! An order in full, with what its reader can do now; and notes on it.

use super::history::History;
use super::store;
use crate::idempotency::{self, Claimed};
use crate::live::Change;
use crate::{Caller, Error, Services, stores};
use domain::ids::{IdempotencyKey, OrderId};
use domain::input::required_text;
use domain::orders::history::Happening;
use domain::orders::view::Detail;
use domain::orders::{Action, cancellation, lifecycle};
use domain::staff::Permission;

/// An order of the caller's store. Cost is in it only for those who may see it.
pub async fn show(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
) -> Result<Detail, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    // One snapshot, so that the parts belong together.
    let mut tx = services
        .db
        .begin_with("begin isolation level repeatable read read only")
        .await?;
    let with_cost = caller.may(Permission::ViewCost);
    let read = store::detail(&mut tx, caller.store(), order, &terms, with_cost).await?;
    tx.commit().await?;

    let mut detail = read.detail;
    detail.offers = lifecycle::offers(detail.position, caller.grants(), &read.facts);
    if detail
        .offers
        .iter()
        .any(|offer| offer.action == Action::Cancel)
    {
        let state = detail.position.state;
        detail.if_cancelled = Some(cancellation::settle(
            state,
            detail.paid,
            read.stakes,
            terms.cancellation,
        )?);
    }
    Ok(detail)
}

/// Writes something down for the staff.
pub async fn note(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    text: &str,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(Permission::ViewOrders)?;
    let text = required_text(text, 2_000).map_err(|wrong| Error::field("/text", wrong))?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (order, &text);
    let claim = match idempotency::claim(&mut tx, "orders.note", caller, key, &asked, now).await? {
        Claimed::Done(()) => return Ok(()),
        Claimed::New(claim) => claim,
    };
    let record = store::lock(&mut tx, caller.store(), order).await?;
    let mut history = History::of(order, record.delivery, caller);
    history.add(Happening::Noted { text });
    history.write(&mut tx, now).await?;
    claim.complete(&mut tx, &()).await?;
    tx.commit().await?;
    services.live.tell(Change {
        store: record.store,
        order,
        version: record.version,
    });
    Ok(())
}
