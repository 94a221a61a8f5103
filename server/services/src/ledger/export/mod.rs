//! The journal as a file, for the bookkeeper's own program. Written page by page, so that the
//! books of ten years take no more memory than those of a day.

mod csv;
mod iif;

use super::journal::place;
use super::store::{self, Direction, Query};
use crate::place::Place;
use crate::{Caller, Error, Services};
use domain::ids::StoreId;
use domain::ledger::view::JournalFilter;
use domain::staff::Permission;
use futures::{Stream, stream};
use sqlx::PgPool;

/// The kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A line for each posting, for spreadsheets.
    Csv,
    /// General journal entries for QuickBooks Desktop.
    Iif,
}

impl Format {
    /// What a name of such a file ends with.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Iif => "iif",
        }
    }
}

/// How many entries are held at once.
const PAGE: u16 = 500;

struct Export {
    db: PgPool,
    store: StoreId,
    filter: JournalFilter,
    format: Format,
    next: Next,
}

enum Next {
    Head,
    After(Option<Place>),
    End,
}

/// Starts an export. An entry that commits while it is written may be left out, as it would be
/// had the export been asked for a moment sooner; none comes in half.
pub fn export(
    services: &Services,
    caller: Caller<'_>,
    filter: JournalFilter,
    format: Format,
) -> Result<impl Stream<Item = Result<Vec<u8>, Error>> + Send + use<>, Error> {
    caller.require(Permission::ViewLedger)?;
    filter.check()?;
    let export = Export {
        db: services.reports.clone(),
        store: caller.store(),
        filter,
        format,
        next: Next::Head,
    };
    Ok(stream::try_unfold(export, chunk))
}

async fn chunk(mut export: Export) -> Result<Option<(Vec<u8>, Export)>, Error> {
    let after = match export.next {
        Next::Head => {
            export.next = Next::After(None);
            let head = match export.format {
                Format::Csv => csv::head()?,
                Format::Iif => iif::head(),
            };
            return Ok(Some((head, export)));
        }
        Next::After(after) => after,
        Next::End => return Ok(None),
    };
    let query = Query {
        store: export.store,
        filter: &export.filter,
        after,
        direction: Direction::OldestFirst,
        limit: PAGE,
    };
    let entries = store::entries(&export.db, &query).await?;
    let full = entries.len() == usize::from(PAGE);
    export.next = match entries.last() {
        Some(last) if full => Next::After(Some(place(last))),
        _ => Next::End,
    };
    let text = match export.format {
        Format::Csv => csv::body(&entries)?,
        Format::Iif => iif::body(&entries),
    };
    Ok(Some((text, export)))
}
