//! What the templates are given: the papers' data in words.

mod memo;
mod custom_piece;
mod packing_slip;
mod purchase_order;
mod sheet;

pub use memo::memo;
pub use custom_piece::custom_piece;
pub use packing_slip::packing_slip;
pub use purchase_order::purchase_order;
