//! The SQL of accounts, by what it is for.

pub(crate) mod accounts;
pub(crate) mod blankets;
pub(crate) mod book;
pub(crate) mod invoices;
