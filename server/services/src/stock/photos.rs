//! Pictures of pieces. The files themselves are kept by [`crate::photos`].

use super::store;
use crate::{Caller, Error, Services, audit, idempotency};
use domain::catalogue::is_ours;
use domain::ids::{IdempotencyKey, PhotoId, PieceId};
use domain::staff::Permission;

/// More of one piece nobody looks at; as many as a style has.
const MOST: i64 = 24;

/// Adds a picture that was kept to a piece. The same picture twice is there once.
pub async fn add_photo(
    services: &Services,
    caller: Caller<'_>,
    piece: PieceId,
    url: &str,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(Permission::WorkOrders)?;
    if !is_ours(url) {
        return Err(Error::field("/file", "This is not a picture."));
    }
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (piece, url);
    let claim = match idempotency::claim(&mut tx, "stock.photo", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(()) => return Ok(()),
        idempotency::Claimed::New(claim) => claim,
    };
    // Locked, so that two at the same time can't both be the last that fits.
    store::pieces::lock(&mut tx, caller.store(), piece).await?;
    if store::photos::count(&mut tx, piece).await? >= MOST {
        return Err(Error::field("/file", "A piece has at most 24 photos."));
    }
    store::photos::insert(&mut tx, piece, url, now).await?;
    let (data, subject) = (serde_json::json!({ "url": url }), Some(piece.uuid()));
    audit::note(&mut tx, caller, "piece_photo_added", subject, data, now).await?;
    claim.complete(&mut tx, &()).await?;
    tx.commit().await?;
    services.live.carried(caller.store());
    Ok(())
}

/// Takes a picture off a piece. The file stays: other things may show it.
pub async fn remove_photo(
    services: &Services,
    caller: Caller<'_>,
    piece: PieceId,
    photo: PhotoId,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(Permission::KeepStock)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (piece, photo);
    let claim =
        match idempotency::claim(&mut tx, "stock.photo_off", caller, key, &asked, now).await? {
            idempotency::Claimed::Done(()) => return Ok(()),
            idempotency::Claimed::New(claim) => claim,
        };
    store::pieces::lock(&mut tx, caller.store(), piece).await?;
    let url = store::photos::delete(&mut tx, piece, photo).await?;
    let url = url.ok_or(Error::NotFound)?;
    let (data, subject) = (serde_json::json!({ "url": url }), Some(piece.uuid()));
    audit::note(&mut tx, caller, "piece_photo_removed", subject, data, now).await?;
    claim.complete(&mut tx, &()).await?;
    tx.commit().await?;
    services.live.carried(caller.store());
    Ok(())
}
