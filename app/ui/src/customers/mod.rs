//! Customers: the list, one customer's page, the picker at the counter.

mod addresses;
mod api;
mod detail;
mod form;
mod known;
mod list;
mod new_dialog;
mod orders;
mod picker;
mod routes;

pub use picker::CustomerPicker;
pub use routes::CustomerRoutes;
