//! Custody: one place to scan anything, and who has what.

mod api;
mod places;
mod routes;
mod scan;
mod whereabouts;
mod words;

pub(crate) use places::place_with;
pub use routes::CustodyRoutes;
pub use whereabouts::{OrderEnvelopes, PieceWhereabouts};
