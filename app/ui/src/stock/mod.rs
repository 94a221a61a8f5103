//! What is in the house: pieces, where they lie, whose they are and to whom they are promised.

mod api;
mod bulk;
mod counts;
mod editor;
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

pub use api::terms_for_stock;
pub use outline::StoneOutline;
pub use promise::LineStock;
pub use routes::StockRoutes;
