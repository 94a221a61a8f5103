//! Orders to vendors in a list, and one in full.

use super::{require_sight, store};
use crate::papers::{self, File};
use crate::{Caller, Error, Services, stores};
use domain::ids::PurchaseOrderId;
use domain::papers::Paper;
use domain::purchasing::{PurchaseDetail, PurchaseFilter, PurchasePage};
use domain::staff::Permission;

const PAGE: usize = 50;

/// The store's orders to vendors, for stock and for customers' orders, the newest first.
pub async fn list(
    services: &Services,
    caller: Caller<'_>,
    filter: &PurchaseFilter,
) -> Result<PurchasePage, Error> {
    long_list(services, caller, filter, PAGE).await
}

/// The same, so many to a page.
pub(super) async fn long_list(
    services: &Services,
    caller: Caller<'_>,
    filter: &PurchaseFilter,
    most: usize,
) -> Result<PurchasePage, Error> {
    require_sight(caller)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    // One more than is shown tells whether there is a next page.
    let mut items = store::page(&services.db, &terms, filter, most + 1).await?;
    let more = items.len() > most;
    items.truncate(most);
    let next = items.last().filter(|_| more).map(|last| last.id);
    Ok(PurchasePage { items, next })
}

/// An order to a vendor in full.
pub async fn show(
    services: &Services,
    caller: Caller<'_>,
    id: PurchaseOrderId,
) -> Result<PurchaseDetail, Error> {
    require_sight(caller)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let with_cost = caller.may(Permission::ViewCost);
    store::detail(&services.db, &terms, id, with_cost).await
}

/// An order for stock as a PDF, as it goes to the vendor.
pub async fn print(
    services: &Services,
    caller: Caller<'_>,
    id: PurchaseOrderId,
) -> Result<File, Error> {
    let order = show(services, caller, id).await?;
    papers::print(services, Paper::PurchaseOrder(order.into())).await
}
