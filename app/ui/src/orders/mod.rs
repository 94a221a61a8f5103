//! Orders at work: the board, the list, one order's page and its prints.

mod address;
mod api;
mod board;
mod list;
mod page;
mod parked;
mod prints;
mod routes;
mod words;

pub(crate) use address::somewhere;
pub use address::{AddressFields, AddressForm};
pub use api::*;
pub(crate) use page::methods;
pub use prints::vendor_sheet;
pub(crate) use prints::{letterhead, order_of_address};
pub use routes::OrderRoutes;
pub(crate) use words::{moment, phone};
