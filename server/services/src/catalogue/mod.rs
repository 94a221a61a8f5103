//! The catalogue: vendors, styles with their variants and photos, bringing them in from files,
//! and finding what to sell.

pub mod demo;
mod export;
mod find;
pub mod import;
mod list;
mod store;
mod styles;
mod vendors;

pub use export::export;
pub use find::{by_code, find};
pub use list::{facets, list};
pub use styles::{create, edit, show};
pub use vendors::{create_vendor, edit_vendor, vendors};

use crate::Error;
use domain::catalogue::Sellable;
use domain::ids::VariantId;
use std::collections::HashMap;

/// The variants of these ids that can be sold. What is missing from the answer is unknown or no
/// longer offered.
pub async fn sellables(
    db: impl sqlx::PgExecutor<'_>,
    ids: &[VariantId],
    with_cost: bool,
) -> Result<HashMap<VariantId, Sellable>, Error> {
    store::sellables(db, ids, with_cost).await
}

#[cfg(test)]
mod tests;

/// The variants that can be sold under these SKUs, with what they cost, by the SKU in lower case.
pub(crate) async fn by_skus(
    tx: &mut crate::db::Tx<'_>,
    skus: &[String],
) -> Result<std::collections::HashMap<String, Vec<Sellable>>, Error> {
    store::by_skus(&mut **tx, skus).await
}
