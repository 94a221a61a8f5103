//! What a code names.

use super::store;
use crate::{Caller, Error, Services};
use domain::custody::{Named, readings};
use domain::staff::Permission;

/// What the store has by the code that was read: a piece by its serial or its report, an envelope,
/// an order, an order to a vendor, a job of the bench, a place. Nothing where it is unknown; several where two
/// laboratories gave one number.
pub async fn scan(
    services: &Services,
    caller: Caller<'_>,
    text: &str,
) -> Result<Vec<Named>, Error> {
    caller.require(Permission::ViewOrders)?;
    let codes = readings(text);
    let with_purchases = caller.may(Permission::WorkOrders);
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    store::scan::named(&services.db, caller.store(), &codes, with_purchases).await
}
