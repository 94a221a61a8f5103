//! Links by which customers follow their orders without signing in.
//!
//! A link's token is derived from its id and the server's secret, so that every later message can
//! carry the same link; only the token's hash is kept, so that the database alone opens nothing.

mod store;
#[cfg(test)]
mod tests;
mod token;

use crate::db::Tx;
use crate::idempotency::{self, Claimed};
use crate::people::limits::Limit;
use crate::{Caller, Error, Secret, Services, audit};
use chrono::{DateTime, Months, Utc};
use domain::ids::{IdempotencyKey, OrderId, TrackingLinkId};
use domain::orders::tracking::TrackView;
use domain::staff::Permission;
use std::net::IpAddr;

/// Past the longest order, its hand-over and the questions after it.
const LIFETIME: Months = Months::new(18);

/// Opens a link to an order, in the transaction of the caller.
pub async fn open(
    tx: &mut Tx<'_>,
    secret: &Secret,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<TrackingLinkId, Error> {
    let link = TrackingLinkId::generate();
    let expires = now.checked_add_months(LIFETIME).unwrap_or(now);
    let hash = token::hash(&token::of(secret, link));
    store::insert(tx, link, order, &hash, now, expires).await?;
    Ok(link)
}

/// The address that a link opens.
#[must_use]
pub fn url(services: &Services, link: TrackingLinkId) -> String {
    let token = token::of(&services.secret, link);
    format!("{}/track/{token}", services.public_url)
}

/// The address of an order's link in force, for staff to pass on.
pub async fn current(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
) -> Result<Option<String>, Error> {
    caller.require(Permission::ViewOrders)?;
    let mut tx = services.db.begin().await?;
    store::owned(&mut tx, caller.store(), order).await?;
    let link = store::newest(&mut *tx, order, services.clock.now()).await?;
    Ok(link.map(|link| url(services, link)))
}

/// Opens a new link and shuts those before it; gives the new one's address.
pub async fn resend(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    key: IdempotencyKey,
) -> Result<String, Error> {
    let link = replace(services, caller, order, key, true).await?;
    link.map(|link| url(services, link))
        .ok_or_else(|| Error::internal("a link sent again without a link"))
}

/// Shuts every link to an order.
pub async fn revoke(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    key: IdempotencyKey,
) -> Result<(), Error> {
    replace(services, caller, order, key, false).await.map(drop)
}

async fn replace(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    key: IdempotencyKey,
    reopen: bool,
) -> Result<Option<TrackingLinkId>, Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    store::owned(&mut tx, caller.store(), order).await?;
    let input = (order, reopen);
    let claim = match idempotency::claim(&mut tx, "tracking", caller, key, &input, now).await? {
        Claimed::Done(link) => return Ok(link),
        Claimed::New(claim) => claim,
    };
    store::revoke_all(&mut tx, order, now).await?;
    let (link, action) = if reopen {
        let link = open(&mut tx, &services.secret, order, now).await?;
        (Some(link), "tracking_link.replaced")
    } else {
        (None, "tracking_link.revoked")
    };
    let about = serde_json::json!({ "link": link });
    audit::note(&mut tx, caller, action, Some(order.uuid()), about, now).await?;
    claim.complete(&mut tx, &link).await?;
    tx.commit().await?;
    Ok(link)
}

/// What the holder of a link may see of its order. A link that is unknown, expired or revoked is
/// not found, each with the same answer.
pub async fn show(
    services: &Services,
    token: &str,
    from: Option<IpAddr>,
) -> Result<TrackView, Error> {
    let limit = from.map(Limit::of_links);
    let now = services.clock.now();
    if let Some(limit) = &limit {
        limit.check(&services.db, now).await?;
    }
    let found = if token::is_well_formed(token) {
        store::view(&services.db, &token::hash(token), now).await?
    } else {
        None
    };
    // Only wrong links count, so that a right one costs no write.
    if let (None, Some(limit)) = (&found, &limit) {
        limit.count(&services.db, now).await?;
    }
    found.ok_or(Error::NotFound)
}

/// The address that messages carry: the newest link's in force; none once staff shut them all.
pub(crate) async fn for_message(
    services: &Services,
    order: OrderId,
) -> Result<Option<String>, Error> {
    let link = store::newest(&services.db, order, services.clock.now()).await?;
    Ok(link.map(|link| url(services, link)))
}
