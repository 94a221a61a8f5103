//! Custom orders: thought up with the customer, designed round after round, agreed to, and made.
//!
//! What all orders have is kept and moved as they are; here is what only a custom order has: the
//! wish, each estimate and round for good, what was said of each revision, and the customer's own
//! stones and metal.

mod answers;
mod brief;
mod estimate;
mod files;
mod goods;
mod inquiry;
mod papers;
mod policy;
mod production;
mod rounds;
mod show;
mod steps;
mod store;

pub use brief::{add_final_photo, remove_final_photo, save_brief};
pub use files::{keep_file, read_file};
pub(super) use goods::give_back_rest;
pub use goods::{settle_goods, take_goods};
pub use inquiry::{inquiry_terms, take_inquiry};
pub use papers::{approval_sheet, estimate_paper};
pub use policy::{policy, save_policy};
pub(super) use show::view;
pub(super) use steps::{Known, carry_out, known};
pub(super) use store::stand::stand;

#[cfg(test)]
mod tests;
