//! A memo in with everything about it.

use super::store;
use crate::{Caller, Error, Services, stores};
use domain::ids::MemoInId;
use domain::memo_in::MemoInView;
use domain::staff::Permission;

/// A memo in of the caller's store. Cost is in it only for those who may see it.
pub async fn show(
    services: &Services,
    caller: Caller<'_>,
    id: MemoInId,
) -> Result<MemoInView, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let with_cost = caller.may(Permission::ViewCost);
    // One snapshot, so that the parts belong together.
    let mut tx = services
        .db
        .begin_with("begin isolation level repeatable read read only")
        .await?;
    let view = store::show::view(&mut tx, &terms, id, with_cost).await?;
    tx.commit().await?;
    Ok(view)
}
