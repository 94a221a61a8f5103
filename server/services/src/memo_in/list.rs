//! Lists of memos in.

use super::store::list as rows;
use crate::place::Place;
use crate::{Caller, Error, Services, stores};
use domain::memo_in::{MemoInFilter, MemoInSummary};
use domain::orders::requests::Page;
use domain::staff::Permission;

const PAGE: usize = 50;

/// The memos in of the caller's store that a filter lets through, the first due first.
pub async fn list(
    services: &Services,
    caller: Caller<'_>,
    filter: &MemoInFilter,
) -> Result<Page<MemoInSummary>, Error> {
    long_list(services, caller, filter, PAGE).await
}

/// The same, so many to a page.
pub(super) async fn long_list(
    services: &Services,
    caller: Caller<'_>,
    filter: &MemoInFilter,
    most: usize,
) -> Result<Page<MemoInSummary>, Error> {
    caller.require(Permission::ViewOrders)?;
    let after = Place::read(filter.after.as_deref())?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let with_cost = caller.may(Permission::ViewCost);
    // One more than is shown tells whether there is a next page.
    let page = (after, most + 1);
    let mut items = rows::page(&services.db, &terms, filter, page, with_cost).await?;
    let more = items.len() > most;
    items.truncate(most);
    let next = items.last().filter(|_| more).map(|last| {
        let place = Place {
            date: last.due,
            id: last.id.uuid(),
        };
        place.to_string()
    });
    Ok(Page { items, next })
}
