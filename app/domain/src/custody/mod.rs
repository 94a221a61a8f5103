//! Custody: what a code names, where things are, and from whose hands to whose they go.
//!
//! - A [`Thing`] is what is handed over: a piece, or the envelope that a piece of an order travels in.
//! - A [`Holder`] is whoever has it: a place, or a person, who has a place of their own.
//! - [`readings`] is what a scanner may have meant, [`Named`] what it named.

mod envelope;
mod goods;
mod hand_over;
mod scan;

pub use envelope::envelope_code;
pub use goods::{CustomersPiece, GoodsPage, GoodsStanding, insured_amount};
pub use hand_over::{HandOverDraft, HandedOver, Holder, MOST_AT_ONCE, Passed, Thing};
pub use hand_over::{HandOverView, HolderView, ThingView};
pub use scan::{Named, readings};
