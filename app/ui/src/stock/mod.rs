//! What is in the house: pieces, where they lie, whose they are and to whom they are promised.

mod api;
mod bulk;
mod counts;
mod editor;
mod goods;
mod import;
mod known;
mod list;
mod outline;
mod picker;
mod piece;
mod places;
mod promise;
mod routes;
mod scan;
mod words;

pub(crate) use api::list_places;
pub use api::{show_piece, terms_for_stock};
pub use bulk::api::list_bulk;
pub(crate) use known::place_options;
pub use outline::StoneOutline;
pub(crate) use picker::PiecePicker;
pub use promise::LineStock;
pub use routes::StockRoutes;
