//! Repairs: taken in at the tablet, priced from the book, shown on their order's page.

mod api;
mod book;
mod findings;
mod pieces;
mod prints;
mod routes;
mod steps;
mod take_in;
mod tasks;

pub use api::*;
pub(crate) use pieces::RepairPieces;
pub use routes::RepairRoutes;
pub(crate) use steps::{ApprovalFields, FindingsOfAll, RepairStep, WorkOfAll};
