//! Lists of orders and the board.

use super::store::{self, Cursor};
use crate::{Caller, Error, Services, stores};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::DateTime;
use domain::orders::requests::{Filter, Page};
use domain::orders::view::Summary;
use domain::staff::Permission;
use uuid::Uuid;

/// The newest orders of the caller's store that a filter lets through.
pub async fn list(
    services: &Services,
    caller: Caller<'_>,
    filter: &Filter,
) -> Result<Page<Summary>, Error> {
    const USUAL: u8 = 50;
    const MOST: u8 = 100;
    let limit = filter.limit.unwrap_or(USUAL).clamp(1, MOST);
    long_list(services, caller, filter, usize::from(limit)).await
}

/// The same, so many to a page.
pub(super) async fn long_list(
    services: &Services,
    caller: Caller<'_>,
    filter: &Filter,
    limit: usize,
) -> Result<Page<Summary>, Error> {
    caller.require(Permission::ViewOrders)?;
    let after = filter.after.as_deref().map(read_cursor).transpose()?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let mut items = store::page(
        &services.db,
        &terms,
        filter,
        after,
        i64::try_from(limit).unwrap_or(50),
    )
    .await?;
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(write_cursor);
    Ok(Page { items, next })
}

/// All that is alive in the caller's store.
pub async fn board(services: &Services, caller: Caller<'_>) -> Result<Vec<Summary>, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    store::alive(&services.db, &terms).await
}

fn write_cursor(last: &Summary) -> String {
    let mut bytes = last.created_at.timestamp_micros().to_be_bytes().to_vec();
    bytes.extend(last.id.uuid().as_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

fn read_cursor(text: &str) -> Result<Cursor, Error> {
    let wrong = || {
        Error::field(
            "/after",
            "This page does not exist any more. Start from the first.",
        )
    };
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| wrong())?;
    let (at, id) = bytes.split_first_chunk::<8>().ok_or_else(wrong)?;
    let created_at = DateTime::from_timestamp_micros(i64::from_be_bytes(*at)).ok_or_else(wrong)?;
    Ok(Cursor {
        created_at,
        id: Uuid::from_slice(id).map_err(|_| wrong())?,
    })
}
