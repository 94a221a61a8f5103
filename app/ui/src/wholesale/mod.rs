//! Wholesale: accounts, what they pay, their orders as they are entered, and their invoices.

mod account;
mod accounts;
mod api;
mod entry;
mod invoices;
mod order;
mod routes;
mod steps;
mod terms;

pub use api::*;
pub(crate) use order::{PoFacts, PoLines};
pub use routes::WholesaleRoutes;
pub(crate) use steps::{AnswerFields, ParcelFields, PoStep};
