//! What the customer has in mind, as it grows; and the photos of the finished piece.

use super::store;
use crate::db::Tx;
use crate::idempotency::{self, Claimed};
use crate::live::Change;
use crate::orders::history::History;
use crate::orders::record::Record;
use crate::orders::store as orders_store;
use crate::{Caller, Error, Services};
use chrono::{DateTime, Utc};
use domain::catalogue::is_ours;
use domain::ids::{IdempotencyKey, OrderId};
use domain::orders::Kind;
use domain::orders::custom::inquiry::NewBrief;
use domain::orders::history::Happening;
use domain::staff::Permission;

/// Writes what the customer has in mind anew.
pub async fn save_brief(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    brief: &NewBrief,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (order, brief);
    let claim = match idempotency::claim(&mut tx, "custom.brief", caller, key, &asked, now).await? {
        Claimed::Done(()) => return Ok(()),
        Claimed::New(claim) => claim,
    };
    let record = lock(&mut tx, caller, order).await?;
    let checked = brief.checked(record.currency())?;
    store::briefs::update(&mut tx, order, &checked, now).await?;
    let text = "What the customer has in mind was written anew.";
    let change = note(&mut tx, caller, &record, text, now).await?;
    claim.complete(&mut tx, &()).await?;
    tx.commit().await?;
    services.live.tell(change);
    Ok(())
}

/// Adds a photo of the finished piece. The same one twice is there once.
pub async fn add_final_photo(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    url: &str,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(Permission::WorkOrders)?;
    if !is_ours(url) {
        return Err(Error::field("/file", "This is not a picture."));
    }
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (order, url);
    let claim = match idempotency::claim(&mut tx, "custom.photo", caller, key, &asked, now).await? {
        Claimed::Done(()) => return Ok(()),
        Claimed::New(claim) => claim,
    };
    let record = lock(&mut tx, caller, order).await?;
    if store::briefs::final_photos(&mut tx, order).await? >= 24 {
        return Err(Error::field("/file", "A piece has at most 24 photos."));
    }
    store::briefs::add_final(&mut tx, order, url, now).await?;
    let text = "A photo of the finished piece was added.";
    let change = note(&mut tx, caller, &record, text, now).await?;
    claim.complete(&mut tx, &()).await?;
    tx.commit().await?;
    services.live.tell(change);
    Ok(())
}

/// Takes a photo of the finished piece off. The file stays: other things may show it.
pub async fn remove_final_photo(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    url: &str,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(Permission::WorkOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (order, url);
    let claim =
        match idempotency::claim(&mut tx, "custom.photo_off", caller, key, &asked, now).await? {
            Claimed::Done(()) => return Ok(()),
            Claimed::New(claim) => claim,
        };
    let record = lock(&mut tx, caller, order).await?;
    store::briefs::remove_final(&mut tx, order, url).await?;
    let text = "A photo of the finished piece was taken off.";
    let change = note(&mut tx, caller, &record, text, now).await?;
    claim.complete(&mut tx, &()).await?;
    tx.commit().await?;
    services.live.tell(change);
    Ok(())
}

/// Locks a custom order of the caller's store; any other is not found.
pub(super) async fn lock(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
) -> Result<Record, Error> {
    let record = orders_store::lock(tx, caller.store(), order).await?;
    if record.kind == Kind::Custom {
        Ok(record)
    } else {
        Err(Error::NotFound)
    }
}

/// Notes something that is no step of the order; gives what others should hear of.
pub(super) async fn note(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    record: &Record,
    text: &str,
    now: DateTime<Utc>,
) -> Result<Change, Error> {
    let mut history = History::of(record.id, record.delivery, caller);
    history.add(Happening::Noted { text: text.into() });
    history.write(tx, now).await?;
    Ok(Change {
        store: record.store,
        order: record.id,
        version: record.version,
    })
}
