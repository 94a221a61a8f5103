//! What wants somebody's attention now.

use super::store;
use crate::{Caller, Error, Services, stores};
use domain::orders::work::{WorkList, WorkView};
use domain::staff::Permission;

/// A work list of the caller's store, and how much is on each.
pub async fn work(
    services: &Services,
    caller: Caller<'_>,
    list: WorkList,
) -> Result<WorkView, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    Ok(WorkView {
        counts: store::work_counts(&services.db, caller, &terms).await?,
        orders: store::work_list(&services.db, caller, &terms, list).await?,
    })
}
