//! What the templates are given: the papers' data in words.

mod purchase_order;
mod sheet;

pub use purchase_order::purchase_order;
