//! Taking an order at the counter.

mod api;
mod form;
mod line;
mod routes;
mod screen;
mod summary;

pub use api::*;
pub use routes::CaptureRoutes;
