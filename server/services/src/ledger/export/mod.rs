//! The journal as a file, for the bookkeeper's own program. Written page by page, so that the
//! books of ten years take no more memory than those of a day.

mod iif;
mod table;

pub use table::table;

use super::journal::place;
use super::store::{self, Direction, Query};
use crate::place::Place;
use crate::{Caller, Error, Services};
use domain::ids::StoreId;
use domain::ledger::view::{EntryView, JournalFilter};
use domain::staff::Permission;
use futures::{Stream, stream};
use sqlx::PgPool;

/// How many entries are held at once.
const PAGE: u16 = 500;

struct Export {
    db: PgPool,
    store: StoreId,
    filter: JournalFilter,
    next: Next,
}

enum Next {
    Head,
    After(Option<Place>),
    End,
}

/// Starts a file of general journal entries for QuickBooks Desktop. An entry that commits while
/// it is written may be left out, as it would be had the file been asked for a moment sooner;
/// none comes in half.
pub fn iif(
    services: &Services,
    caller: Caller<'_>,
    filter: JournalFilter,
) -> Result<impl Stream<Item = Result<Vec<u8>, Error>> + Send + use<>, Error> {
    caller.require(Permission::ViewLedger)?;
    filter.check()?;
    let export = Export {
        db: services.reports.clone(),
        store: caller.store(),
        filter,
        next: Next::Head,
    };
    Ok(stream::try_unfold(export, chunk))
}

async fn chunk(mut export: Export) -> Result<Option<(Vec<u8>, Export)>, Error> {
    let after = match export.next {
        Next::Head => {
            export.next = Next::After(None);
            return Ok(Some((iif::head(), export)));
        }
        Next::After(after) => after,
        Next::End => return Ok(None),
    };
    let (entries, next) = page(&export.db, export.store, &export.filter, after).await?;
    export.next = next.map_or(Next::End, |last| Next::After(Some(last)));
    Ok(Some((iif::body(&entries), export)))
}

/// A page of what a file holds, the oldest first, and where it ended, if there may be more.
async fn page(
    db: &PgPool,
    store: StoreId,
    filter: &JournalFilter,
    after: Option<Place>,
) -> Result<(Vec<EntryView>, Option<Place>), Error> {
    let query = Query {
        store,
        filter,
        after,
        direction: Direction::OldestFirst,
        limit: PAGE,
    };
    let entries = store::entries(db, &query).await?;
    let full = entries.len() == usize::from(PAGE);
    let last = entries.last().filter(|_| full).map(place);
    Ok((entries, last))
}
