//! Invoices, as lists show them.

use super::store;
use crate::{Caller, Error, Services, stores};
use domain::staff::Permission;
use domain::wholesale::invoice::{InvoiceFilter, InvoiceView};

/// The caller's store's invoices, those that are due first at the top, page by page.
pub async fn invoices(
    services: &Services,
    caller: Caller<'_>,
    filter: &InvoiceFilter,
) -> Result<(Vec<InvoiceView>, Option<InvoiceFilter>), Error> {
    const PAGE: usize = 50;
    long_list(services, caller, filter, PAGE).await
}

/// The same, so many to a page; with what to ask for next.
pub(super) async fn long_list(
    services: &Services,
    caller: Caller<'_>,
    filter: &InvoiceFilter,
    most: usize,
) -> Result<(Vec<InvoiceView>, Option<InvoiceFilter>), Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let mut items = store::invoices::page(&services.db, &terms, filter, most + 1).await?;
    let more = items.len() > most;
    items.truncate(most);
    let next = items.last().filter(|_| more).map(|last| InvoiceFilter {
        after: Some((last.due_on, last.id)),
        ..filter.clone()
    });
    Ok((items, next))
}
