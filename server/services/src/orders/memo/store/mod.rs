//! The SQL of memos, by what it is for.

pub(in crate::orders) mod facts;
pub(super) mod lines;
pub(super) mod list;
pub(super) mod remind;
pub(super) mod sales;
pub(super) mod show;
pub(super) mod terms;
