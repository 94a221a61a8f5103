//! Stock: pieces with serials, where they lie, whose they are, and to whom they are promised.
//!
//! What happens to a piece is a move, written in the transaction that makes it, with its ledger
//! entry where the books change. A promise is a reservation; the database holds a piece to one.

mod arrive;
mod back;
pub(crate) mod bench;
mod bulk;
mod counts;
mod customers;
mod export;
mod find;
mod goods;
pub mod import;
mod labels;
mod locations;
mod many;
mod moves;
mod photos;
mod pieces;
mod reserve;
mod store;

pub(crate) use arrive::{Arrival, take_in};
pub(crate) use back::take_back;
pub use bulk::{bulk, bulk_moves, bulk_step, create_bulk};
pub use counts::{count_quantity, counts, finish_count, give_up_count, scan_count};
pub use counts::{show_count, start_count};
pub(crate) use customers::{Found, OwnPiece, call_by_findings, end_custody, take_custody};
pub use export::{export, export_bulk};
pub use find::{facets, list, with_serial};
pub use goods::{customers_goods, goods_standing, insure_goods};
pub use labels::{piece_label, piece_labels, place_labels};
pub use locations::{create_location, locations};
pub(crate) use many::{Wanted, promise_many, send};
pub(crate) use moves::carry;
pub use moves::step;
pub use photos::{add_photo, remove_photo};
pub use pieces::{add, edit, show, terms};
pub(crate) use reserve::{keep_promises, release_all, release_expired, sold, take_all};
pub use reserve::{release, reserve, reserve_any};

use crate::db::Tx;
use crate::ledger::{self, Context};
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{LineId, LocationId, OrderId, PieceId};
use domain::ledger::Entry;
use domain::stock::MoveKind;

/// What happened to a piece.
struct Moved<'a> {
    piece: PieceId,
    kind: MoveKind,
    from: Option<LocationId>,
    to: Option<LocationId>,
    line: Option<LineId>,
    reason: Option<&'a str>,
}

/// Posts an entry on stock in a store's books.
async fn post(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    order: Option<OrderId>,
    entry: &Entry,
    memo: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let context = Context {
        store: terms.store,
        order,
        business_date: terms.today,
        currency: terms.currency,
        at: now,
    };
    ledger::post(tx, &context, entry, memo).await
}

/// Writes a move by a caller.
async fn note(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    moved: &Moved<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    store::moves::insert(tx, caller, std::slice::from_ref(moved), now).await
}

#[cfg(test)]
mod tests;
