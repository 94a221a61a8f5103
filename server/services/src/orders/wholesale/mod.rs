//! Wholesale orders: entered against credit, acknowledged, filled, shipped in parcels with an invoice
//! each, and paid by their invoices.
//!
//! What all orders have is kept and moved as they are; here is what only a wholesale order has. The
//! accounts themselves are [`crate::wholesale`]'s.

mod enter;
mod fill;
mod paper;
mod pay;
mod review;
mod ship;
mod show;
mod steps;
pub(in crate::orders) mod store;

pub use enter::{enter, read_lines, terms_for_entry};
pub use paper::print_acknowledgement;
pub use pay::pay;
pub(crate) use review::review;
pub(super) use show::view;
pub(super) use steps::{called_off, carry_out};
pub(super) use store::lines::{Po, facts};

#[cfg(test)]
pub(crate) mod tests;
