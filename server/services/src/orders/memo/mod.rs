//! Memos: pieces that customers have on approval, and the sales that come of them.
//!
//! What all orders have is kept and moved as it is; here is what only a memo has: what each piece
//! is worth and until when it is out, the store's rules, who is reminded, and the order by which
//! what is kept is sold.

mod export;
mod list;
mod paper;
mod remind;
mod reverse;
mod sell;
mod show;
mod steps;
mod store;
mod take_out;
mod terms;

pub use export::export;
pub use list::{list, standing};
pub use paper::paper;
pub(crate) use remind::remind;
pub(super) use show::{facts, sale_of, view};
pub(super) use steps::{carry_out, out, takes};
pub(super) use store::facts::locked as locked_facts;
pub use take_out::{take_out, take_out_terms};
pub use terms::{save_terms, terms};

#[cfg(test)]
mod tests;
