//! Custody: what a code names, where things are, and who hands them to whom.
//!
//! Where a piece is and who has it is one fact: its location. A person's location is their bench,
//! or a place of their own that is made when something is first handed to them. Envelopes lie in
//! locations, too; an envelope and the piece of stock that was taken for it go together.

mod envelopes;
mod hand_over;
mod scan;
mod store;
mod whereabouts;

pub(crate) use envelopes::{at_hand, carry_to_hand, carry_to_vendor};
pub(crate) use envelopes::{close, enclose, follow, open_for, place_of};
pub use hand_over::hand_over;
pub use scan::scan;
pub use whereabouts::{of_order, where_is};

#[cfg(test)]
mod tests;
