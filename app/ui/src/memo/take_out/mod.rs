//! Taking pieces out on memo.

mod form;
mod screen;

pub(super) use screen::TakeOut;
