//! The board of the shop, a jeweler's queue, and a job in full.

use super::store;
use crate::{Caller, Error, Services, Staff, stores};
use domain::bench::view::{BenchBoard, BenchTerms, JobDetail};
use domain::ids::{BenchJobId, StaffId};
use domain::staff::Permission;

/// All that is open at the store's bench.
pub async fn board(services: &Services, caller: Caller<'_>) -> Result<BenchBoard, Error> {
    cards(services, caller, None).await
}

/// What waits for somebody: their own steps, and those that are nobody's yet.
pub async fn queue(services: &Services, staff: &Staff) -> Result<BenchBoard, Error> {
    cards(services, staff.into(), Some(staff.id)).await
}

async fn cards(
    services: &Services,
    caller: Caller<'_>,
    whose: Option<StaffId>,
) -> Result<BenchBoard, Error> {
    caller.require(Permission::ViewOrders)?;
    let mut db = services.db.acquire().await?;
    let terms = stores::terms(&mut *db, caller.store(), services.clock.now()).await?;
    let bench = store::bench(&mut db, &terms).await?;
    Ok(BenchBoard {
        today: terms.today,
        jewelers: bench
            .queues
            .into_iter()
            .map(|queue| (queue.staff, queue.name))
            .collect(),
        jobs: store::cards(&mut db, &terms, whose).await?,
    })
}

/// What is needed to plan a job: how work is done, and how the bench is planned.
pub async fn terms_for_planning(
    services: &Services,
    caller: Caller<'_>,
) -> Result<BenchTerms, Error> {
    caller.require(Permission::WorkOrders)?;
    let mut db = services.db.acquire().await?;
    let terms = stores::terms(&mut *db, caller.store(), services.clock.now()).await?;
    super::terms(&mut db, &terms).await
}

/// A job of the caller's store. Cost is in it only for those who may see it.
pub async fn show(
    services: &Services,
    caller: Caller<'_>,
    job: BenchJobId,
) -> Result<JobDetail, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    // One snapshot, so that the parts belong together.
    let mut tx = services
        .db
        .begin_with("begin isolation level repeatable read read only")
        .await?;
    let with_cost = caller.may(Permission::ViewCost);
    let detail = store::detail(&mut tx, &terms, job, with_cost).await?;
    tx.commit().await?;
    Ok(detail)
}
