//! Memos: pieces that customers have on approval, and what vendors lent to us.

mod api;
mod incoming;
mod list;
mod pieces;
mod routes;
mod steps;
mod take_out;
mod terms;
mod words;

pub use api::*;
pub(crate) use pieces::{FromMemo, MemoPieces, MemoWorth};
pub use routes::MemoRoutes;
pub(crate) use steps::{ChosenFields, MemoStep, ReversalFields, SellFields};
pub(crate) use words::named;
