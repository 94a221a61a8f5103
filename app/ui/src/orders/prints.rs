//! What is printed: order confirmation, claim check, purchase order.

mod claim_check;
mod confirmation;
mod purchase_order;
mod sheet;
mod vendor_sheet;

pub(super) use claim_check::ClaimCheck;
pub(super) use confirmation::Confirmation;
pub(super) use purchase_order::PurchaseOrder;
pub(crate) use sheet::{letterhead, order_of_address};
pub use vendor_sheet::vendor_sheet;
