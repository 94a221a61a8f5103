//! Repairs: customers' own pieces, taken in, quoted, worked on and given back.
//!
//! What all orders have is kept and moved as they are; here is what only a repair has: its pieces
//! and what was found of them, the price book, each revision of the quote and who agreed to it.

mod book;
mod goods;
mod quote;
mod show;
mod steps;
mod store;
mod take_in;

pub use book::{price_book, save_book_task, save_book_terms};
pub(super) use goods::give_back;
pub(super) use quote::{Prices, pricing};
pub(super) use show::view;
pub(super) use steps::carry_out;
pub use take_in::{take_in, take_in_terms};

#[cfg(test)]
pub(in crate::orders) mod tests;
