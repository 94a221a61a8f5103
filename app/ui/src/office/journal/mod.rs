//! The journal: every entry of the books, and where the accounts stand.

pub mod api;
mod entries;
mod filter;
mod filter_form;
mod screen;
mod trial_balance;

pub use screen::JournalScreen;
pub use trial_balance::TrialBalanceScreen;

use crate::components::Tab;

/// The two views of the books.
fn tabs(entries: bool) -> Vec<Tab> {
    vec![
        Tab::new("/journal", "Entries", entries),
        Tab::new("/journal/trial-balance", "Trial balance", !entries),
    ]
}
