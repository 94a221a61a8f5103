//! Files of designs: sent before they are shown, and taken away by staff.

use super::store;
use crate::{Caller, Error, Services, files};
use domain::ids::OrderId;
use domain::orders::custom::files::DesignFile;
use domain::staff::Permission;

/// Keeps a file. Nothing shows it until a round names it, which asks for a right of its own.
pub async fn keep_file(
    services: &Services,
    caller: Caller<'_>,
    file: Vec<u8>,
) -> Result<DesignFile, Error> {
    caller.require(Permission::WorkOrders)?;
    let kept = files::keep(services, file).await?;
    let mut tx = services.db.begin().await?;
    store::rounds::keep_file(&mut tx, &kept, services.clock.now()).await?;
    tx.commit().await?;
    Ok(kept)
}

/// A file of an order's design: what it is called, its media type, and what it holds. A file that
/// this order does not show is not found, whoever else's it is.
pub async fn read_file(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    hash: &str,
) -> Result<(String, &'static str, Vec<u8>), Error> {
    caller.require(Permission::ViewOrders)?;
    let mut db = services.db.acquire().await?;
    let shown = store::rounds::file(&mut db, caller.store(), order, hash).await?;
    let (name, kind) = shown.ok_or(Error::NotFound)?;
    let bytes = services.files.read(hash).await?;
    Ok((name, kind.media_type(), bytes))
}
