//! Buying: orders to vendors, what comes of them, and the vendor's bill.

mod api;
mod editor;
mod list;
mod page;
mod print;
mod routes;
mod vendor;
mod words;

pub use routes::PurchasingRoutes;
pub(crate) use vendor::{kinds, named, propose_eta};
