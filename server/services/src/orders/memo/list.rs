//! Lists of memos, and what is out in all.

use super::store::{self, list as rows};
use crate::place::Place;
use crate::{Caller, Error, Services, stores};
use domain::orders::memo::view::{MemoFilter, MemoStanding, MemoSummary};
use domain::orders::requests::Page;
use domain::staff::Permission;

const PAGE: usize = 50;

/// The memos of the caller's store that a filter lets through, page by page.
pub async fn list(
    services: &Services,
    caller: Caller<'_>,
    filter: &MemoFilter,
) -> Result<Page<MemoSummary>, Error> {
    long_list(services, caller, filter, PAGE).await
}

/// The same, so many to a page.
pub(super) async fn long_list(
    services: &Services,
    caller: Caller<'_>,
    filter: &MemoFilter,
    most: usize,
) -> Result<Page<MemoSummary>, Error> {
    caller.require(Permission::ViewOrders)?;
    let after = Place::read(filter.after.as_deref())?;
    let mut db = services.db.acquire().await?;
    let terms = stores::terms(&mut *db, caller.store(), services.clock.now()).await?;
    let rules = store::terms::read(&mut db, &terms).await?;
    drop(db);
    // One more than is shown tells whether there is a next page.
    let page = (after, most + 1);
    let mut items = rows::page(&services.db, &terms, &rules, filter, page).await?;
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

/// What is out of the caller's store.
pub async fn standing(services: &Services, caller: Caller<'_>) -> Result<MemoStanding, Error> {
    caller.require(Permission::ViewOrders)?;
    let mut db = services.db.acquire().await?;
    let terms = stores::terms(&mut *db, caller.store(), services.clock.now()).await?;
    let rules = store::terms::read(&mut db, &terms).await?;
    rows::standing(&mut db, &terms, &rules).await
}
