//! Orders that come in from web shops and marketplaces.
//!
//! [`import()`] takes word from a channel: an order, a change of one, a cancellation, a refund, in
//! whatever order they come. What can't be done by itself is [parked](decide) for a person, and
//! never stands in the way of anything else.

mod back;
mod cancel;
mod captured;
mod decide;
mod import;
mod lines;
mod park;
mod refunds;
mod rewrite;
mod take;

pub(super) use back::take_back;
pub use decide::{decide, parked, parked_count};
pub use import::import;
