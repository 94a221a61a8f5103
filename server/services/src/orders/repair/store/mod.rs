//! The SQL of repairs.

pub(super) mod book;
pub(super) mod pieces;
pub(super) mod quotes;
pub(super) mod show;
