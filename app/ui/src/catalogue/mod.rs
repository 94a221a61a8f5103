//! Styles, vendors and imports, and the picker by which other screens take a piece.

mod api;
mod detail;
mod editor;
mod import;
mod list;
mod mark;
mod picker;
mod routes;
mod vendors;

pub use picker::StylePicker;
pub use routes::CatalogueRoutes;
