//! Routes: how kinds of work are done.

use super::store;
use crate::{Caller, Error, Services, audit, idempotency};
use domain::bench::{Route, RouteDraft};
use domain::catalogue::Saved;
use domain::ids::{IdempotencyKey, RouteId};
use domain::staff::Permission;

/// All routes, by name.
pub async fn routes(services: &Services, caller: Caller<'_>) -> Result<Vec<Route>, Error> {
    caller.require(Permission::ViewOrders)?;
    store::all_routes(&services.db).await
}

/// Writes a new route, or one anew that was last seen at a version. Jobs that are open keep their
/// steps.
pub async fn save_route(
    services: &Services,
    caller: Caller<'_>,
    known: Option<(RouteId, i32)>,
    draft: &RouteDraft,
    key: IdempotencyKey,
) -> Result<Saved<RouteId>, Error> {
    caller.require(Permission::PlanBench)?;
    let route = draft.check()?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (known, draft);
    let claim = match idempotency::claim(&mut tx, "bench.route", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let saved = match known {
        Some((id, version)) => Saved {
            id,
            version: store::update_route(&mut tx, id, version, &route, now).await?,
        },
        None => {
            let id = RouteId::generate();
            store::insert_route(&mut tx, id, &route, now).await?;
            Saved { id, version: 1 }
        }
    };
    let data = serde_json::json!({ "after": draft });
    audit::note(
        &mut tx,
        caller,
        "bench_route_saved",
        Some(saved.id.uuid()),
        data,
        now,
    )
    .await?;
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}
