//! The catalogue's SQL.

mod find;
mod list;
mod sellable;
mod style;
mod style_write;
mod vendor;

pub(super) use find::{Match, best, forgive};
pub(super) use list::{After, Wanted, facets, page};
pub(super) use sellable::{by_code, by_skus, sellables};
pub(super) use style::{detail, version};
pub(super) use style_write::{
    Written, create_style, refresh_search, update_style, write_photos, write_variants,
};
pub(super) use vendor::{create_vendor, update_vendor, vendors};
