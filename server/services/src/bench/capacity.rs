//! Who works at the bench and when, and what of it is free.

use super::store;
use crate::{Caller, Error, Services, audit, idempotency, stores};
use domain::bench::JewelerDraft;
use domain::bench::view::CapacityView;
use domain::catalogue::Saved;
use domain::ids::{IdempotencyKey, StaffId};
use domain::staff::Permission;

/// The bench as it is planned, and everybody's hours.
pub async fn capacity(services: &Services, caller: Caller<'_>) -> Result<CapacityView, Error> {
    caller.require(Permission::ViewOrders)?;
    let mut db = services.db.acquire().await?;
    let terms = stores::terms(&mut *db, caller.store(), services.clock.now()).await?;
    let with_cost = caller.may(Permission::ViewCost);
    Ok(CapacityView {
        bench: store::bench(&mut db, &terms).await?,
        jewelers: store::jewelers(&mut db, &terms, with_cost).await?,
    })
}

/// Writes somebody's hours, days off and rate. `version` is none for who had no hours before.
pub async fn save_jeweler(
    services: &Services,
    caller: Caller<'_>,
    staff: StaffId,
    version: Option<i32>,
    draft: &JewelerDraft,
    key: IdempotencyKey,
) -> Result<Saved<StaffId>, Error> {
    caller.require(Permission::PlanBench)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (staff, version, draft);
    let claim = match idempotency::claim(&mut tx, "bench.hours", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let checked = draft.check(terms.currency)?;
    let version = store::save_jeweler(&mut tx, terms.store, staff, version, &checked, now).await?;
    store::save_days_off(&mut tx, staff, terms.today, &checked.days_off).await?;
    let data = serde_json::json!({ "after": draft });
    audit::note(
        &mut tx,
        caller,
        "bench_hours_saved",
        Some(staff.uuid()),
        data,
        now,
    )
    .await?;
    let saved = Saved { id: staff, version };
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}
