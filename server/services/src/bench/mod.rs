//! The bench: jobs opened for orders and for stock, worked on, finished or stopped.
//!
//! All that goes into a job and comes out of it is a charge, written with its ledger entry in the
//! transaction that makes it; their sum is the work in progress. A job for an order is worked on
//! with the order locked, so that the two never disagree about what covers a line.

mod assign;
mod capacity;
mod finish;
mod issue;
mod open;
mod photos;
mod postpone;
mod repair;
mod routes;
mod show;
mod step;
mod stop;
mod store;
mod work;

pub use assign::assign;
pub use capacity::{capacity, save_jeweler};
pub use finish::finish;
pub use issue::{give_back, issue_metal, issue_stone};
pub use open::open;
pub(crate) use open::{Planned, open_for_order, terms};
pub use photos::add_photo;
pub use postpone::postpone;
pub(crate) use repair::{
    back_from_vendor, drop_planned, end_open, expect, give_to_vendor, plan_agreed,
};
pub use routes::{routes, save_route};
pub use show::{board, queue, show, terms_for_planning};
pub use step::step;
pub use stop::stop;
pub(crate) use stop::{End, end_of_order, reopen_all};

#[cfg(test)]
pub(crate) mod tests;
