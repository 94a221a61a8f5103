//! Pictures of what came of a job.

use super::store;
use super::work::tell;
use crate::live::Change;
use crate::{Caller, Error, Services, idempotency};
use domain::catalogue::is_ours;
use domain::ids::{BenchJobId, IdempotencyKey};
use domain::staff::Permission;

/// Adds a picture that is kept to a job.
pub async fn add_photo(
    services: &Services,
    caller: Caller<'_>,
    job: BenchJobId,
    url: &str,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(Permission::WorkOrders)?;
    if !is_ours(url) {
        return Err(Error::field("/url", "Choose a picture."));
    }
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (job, url);
    let claim = match idempotency::claim(&mut tx, "bench.photo", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(()) => return Ok(()),
        idempotency::Claimed::New(claim) => claim,
    };
    let order = store::order_of(&mut tx, caller.store(), job).await?;
    store::add_photo(&mut tx, job, url, caller.name(), now).await?;
    claim.complete(&mut tx, &()).await?;
    tx.commit().await?;
    tell(
        services,
        Change {
            store: caller.store(),
            order: order.unwrap_or(job.uuid().into()),
            version: 0,
        },
    );
    Ok(())
}
