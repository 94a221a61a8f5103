//! Counts in a list, and one with how far it has come.

use super::rows;
use crate::{Caller, Error, Services, stores};
use domain::ids::CountId;
use domain::staff::Permission;
use domain::stock::{CountDetail, CountSummary};

/// The store's counts, the newest first; those of the last years, of which there are few.
pub async fn counts(services: &Services, caller: Caller<'_>) -> Result<Vec<CountSummary>, Error> {
    caller.require(Permission::WorkOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    rows::all(&services.db, &terms).await
}

/// A count: what is expected, found, missing, and what nobody expected.
pub async fn show_count(
    services: &Services,
    caller: Caller<'_>,
    id: CountId,
) -> Result<CountDetail, Error> {
    caller.require(Permission::WorkOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    // One snapshot, so that the parts belong together.
    let mut tx = services
        .db
        .begin_with("begin isolation level repeatable read read only")
        .await?;
    let detail = rows::detail(&mut tx, &terms, id).await?;
    tx.commit().await?;
    Ok(detail)
}
