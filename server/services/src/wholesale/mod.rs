//! Selling to other shops: what a store offers its accounts, the accounts themselves, their blanket
//! orders and their invoices. Their orders are [`crate::orders::wholesale`]'s.

mod accounts;
mod blankets;
mod book;
pub(crate) mod credit;
mod export;
mod invoices;
mod print;
pub(crate) mod store;

pub use accounts::{list, save, show};
pub use blankets::place_blanket;
pub use book::{book, save_book};
pub use export::{export, export_invoices};
pub use invoices::invoices;
pub use print::print_invoice;
