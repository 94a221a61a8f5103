//! Taking a repair in at the tablet: who, what, and one button.

mod form;
mod piece;
mod screen;
mod summary;

pub(super) use screen::TakeIn;
