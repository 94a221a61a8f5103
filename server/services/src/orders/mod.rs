//! Orders: taken, moved on, paid, shown.
//!
//! Each use case is one transaction: the order, its money, its history and its jobs commit
//! together. The rules are `domain::orders`'; here they meet the database.

mod act;
mod arrivals;
mod bench;
mod covers;
pub mod custom;
mod effects;
mod export;
mod history;
mod labels;
mod list;
pub mod memo;
mod packing;
mod pay;
mod place;
mod purchasing;
mod record;
pub mod repair;
mod show;
mod store;
mod web;
pub mod wholesale;
mod work;

pub use act::act;
pub(crate) use arrivals::Awaiting;
pub(crate) use bench::{BenchOrder, JobGone, PieceMade, hold_for_bench, job_gone, piece_made};
pub(crate) use covers::cover_changed;
pub use export::export;
pub use labels::envelopes;
pub use list::{board, list};
pub use packing::packing_slip;
pub(crate) use packing::packing_slip_of;
pub use pay::pay;
pub use place::{place, terms_for_capture};
pub use purchasing::{print_purchase_order, purchase_order};
pub use show::{note, show};
pub use web::{decide, import, parked, parked_count};
pub use work::work;

#[cfg(test)]
mod tests;
