//! Custody: one place to scan anything, and who has what.

mod api;
mod by_code;
mod routes;
mod scan;
mod whereabouts;
mod words;

pub(crate) use by_code::{job_with, place_with};
pub use routes::CustodyRoutes;
pub use whereabouts::{OrderEnvelopes, PieceWhereabouts};
