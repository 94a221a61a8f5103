//! Customers' goods in the house, and how far they are insured.

use super::store;
use crate::{Caller, Error, Services, audit, idempotency, stores};
use domain::custody::{GoodsPage, GoodsStanding, insured_amount};
use domain::ids::{IdempotencyKey, PieceId};
use domain::staff::Permission;

const PAGE: usize = 50;

/// The customers' pieces that are in the house, the longest here first, page by page.
pub async fn customers_goods(
    services: &Services,
    caller: Caller<'_>,
    after: Option<PieceId>,
) -> Result<GoodsPage, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    // One more than is shown tells whether there is a next page.
    let mut pieces = store::goods::page(&services.db, &terms, after, PAGE + 1).await?;
    let more = pieces.len() > PAGE;
    pieces.truncate(PAGE);
    let next = pieces.last().filter(|_| more).map(|last| last.id);
    Ok(GoodsPage { pieces, next })
}

/// What customers' goods come to, and for how much they are insured.
pub async fn goods_standing(
    services: &Services,
    caller: Caller<'_>,
) -> Result<GoodsStanding, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    store::goods::standing(&services.db, &terms).await
}

/// Says up to how much customers' goods are insured from now on. What was said before stays known.
pub async fn insure_goods(
    services: &Services,
    caller: Caller<'_>,
    amount: &str,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(Permission::KeepStock)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = match idempotency::claim(&mut tx, "stock.insure", caller, key, &amount, now).await?
    {
        idempotency::Claimed::Done(()) => return Ok(()),
        idempotency::Claimed::New(claim) => claim,
    };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let limit =
        insured_amount(amount, terms.currency).map_err(|wrong| Error::field("/amount", wrong))?;
    store::goods::insert_limit(&mut tx, caller, limit, now).await?;
    let data = serde_json::json!({ "after": limit });
    let store = Some(caller.store().uuid());
    audit::note(&mut tx, caller, "goods_insured", store, data, now).await?;
    claim.complete(&mut tx, &()).await?;
    tx.commit().await?;
    services.live.carried(caller.store());
    Ok(())
}
