//! Stock as tables: pieces, loose stones with what makes them what they are, goods in bulk.

mod bulk;
mod pieces;

pub use bulk::export_bulk;
pub use pieces::export;
