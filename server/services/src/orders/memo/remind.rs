//! Reminding customers of what they have had for long.

use super::store;
use crate::jobs::{self, Job};
use crate::{Error, Services};

/// More than fall due at once in any house; what is left over is reminded in the next round.
const MOST_AT_ONCE: i64 = 200;

/// Writes to the customers of memos that have been out for as long as the store's terms say, each
/// time once. For the house's own upkeep.
pub(crate) async fn remind(services: &Services) -> Result<(), Error> {
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let due = store::remind::due(&mut tx, now, MOST_AT_ONCE).await?;
    if due.is_empty() {
        return Ok(());
    }
    let events = store::remind::note(&mut tx, &due, now).await?;
    let notices = events.into_iter().map(|event| Job::Notify { event });
    let notices: Vec<_> = notices.collect();
    jobs::enqueue(&mut tx, &notices, now).await?;
    Ok(tx.commit().await?)
}
