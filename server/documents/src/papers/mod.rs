//! What the templates are given: the papers' data in words.

mod account;
mod custom_piece;
mod memo;
mod packing_slip;
mod purchase_order;
mod sheet;

pub use account::account_paper;
pub use custom_piece::custom_piece;
pub use memo::memo;
pub use packing_slip::packing_slip;
pub use purchase_order::purchase_order;
