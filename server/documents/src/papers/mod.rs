//! What the templates are given: the papers' data in words.

mod account;
mod packing_slip;
mod purchase_order;
mod sheet;

pub use account::account_paper;
pub use packing_slip::packing_slip;
pub use purchase_order::purchase_order;
