//! The import's SQL.

mod read;
mod write;

pub(super) use read::known;
pub(super) use write::write;
