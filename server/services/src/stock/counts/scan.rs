//! What those who count bring in: serials by scanner, quantities by hand.

use super::rows::{self, Lock};
use crate::stock::store;
use crate::{Caller, Error, Services, stores};
use domain::ids::{BulkItemId, CountId, LocationId};
use domain::measures::Quantity;
use domain::staff::Permission;
use domain::stock::{MOST_SCANS, Scanned, scan_code};

/// Longer than any serial is: what else a scanner reads is kept as far as this.
const LONGEST: usize = 60;

/// Notes what was scanned, and tells what each is. A code that was scanned before stands once,
/// whoever scans it and however often, so that what was sent twice does no harm.
pub async fn scan_count(
    services: &Services,
    caller: Caller<'_>,
    id: CountId,
    codes: &[String],
) -> Result<Vec<Scanned>, Error> {
    caller.require(Permission::WorkOrders)?;
    if codes.len() > MOST_SCANS {
        return Err(Error::field("/codes", "Send fewer codes at once."));
    }
    let codes: Vec<_> = codes.iter().filter_map(|code| tidy(code)).collect();
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let count = rows::lock(&mut tx, caller.store(), id, Lock::Shared).await?;
    count.require_open()?;
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let new = rows::insert_scans(&mut tx, caller, id, &codes, now).await?;
    let mut scans = rows::scans_of(&mut tx, &terms, &count, &codes).await?;
    for scan in &mut scans {
        scan.again = !new.contains(&scan.code);
    }
    tx.commit().await?;
    Ok(scans)
}

/// A code as serials are written; what is none is kept as it was read.
fn tidy(code: &str) -> Option<String> {
    let read: String = code.trim().chars().filter(|c| !c.is_control()).collect();
    let read: String = read.chars().take(LONGEST).collect();
    if read.is_empty() {
        return None;
    }
    Some(scan_code(&read).unwrap_or(read))
}

/// Notes how much of goods in bulk somebody counted. The latest counts.
pub async fn count_quantity(
    services: &Services,
    caller: Caller<'_>,
    id: CountId,
    (item, at): (BulkItemId, LocationId),
    quantity: &str,
) -> Result<(), Error> {
    caller.require(Permission::WorkOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let count = rows::lock(&mut tx, caller.store(), id, Lock::Shared).await?;
    count.require_open()?;
    let item = store::bulk::item(&mut *tx, caller.store(), item).await?;
    let quantity = Quantity::parse(quantity, item.unit)
        .map_err(|wrong| Error::field("/quantity", wrong.to_string()))?;
    rows::insert_quantity(&mut tx, caller, (id, item.id, at), quantity, now).await?;
    tx.commit().await?;
    Ok(())
}
