//! Memos in: what vendors lent to us.

mod list;
mod new;
mod page;
mod steps;

pub(super) use list::MemosIn;
pub(super) use new::NewMemoIn;
pub(super) use page::MemoInPage;
