//! The books: double entry, append-only. One function per thing that is posted, each in
//! [`postings`]; every entry balances before it leaves here, and the database checks it again.
//! [`view`] is how they are shown.

mod accounts;
mod entry;
pub mod postings;
pub mod view;

pub use accounts::{Account, Nature};
pub use entry::{Entry, EntryKind, Posting, Unbalanced};
