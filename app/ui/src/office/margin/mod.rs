//! Margin: what was handed over in a period, what it cost and what was left.

pub mod api;
mod asked;
mod bar;
mod orders;
mod period_picker;
mod screen;

pub use orders::MarginOrdersScreen;
pub use screen::MarginScreen;
