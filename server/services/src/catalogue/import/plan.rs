//! What an import would do to each product, by comparing the file with what is stored.

use super::products::Product;
use super::store;
use crate::{Error, db::Tx};
use domain::catalogue::{PreviewProduct, ProductFate};
use domain::money::Currency;
use domain::tax::LineClass;
use uuid::Uuid;

/// The products of a file, each with what will be done with it.
pub(super) struct Plan {
    pub products: Vec<Planned>,
}

/// A product and what will be done with it.
pub(super) struct Planned {
    pub product: Product,
    /// The style that it already is, else the one that it will become.
    pub style: Uuid,
    pub fate: ProductFate,
}

impl Plan {
    pub(super) fn count(&self, fate: ProductFate) -> u32 {
        super::number(self.products.iter().filter(|p| p.fate == fate).count())
    }

    /// Those that have to be written.
    pub(super) fn to_write(&self) -> impl Iterator<Item = &Planned> {
        self.products
            .iter()
            .filter(|planned| planned.fate != ProductFate::Unchanged)
    }
}

impl Planned {
    pub(super) fn describe(&self) -> PreviewProduct {
        self.product.describe(self.fate)
    }
}

/// Looks up what the products already are and compares.
pub(super) async fn plan(
    tx: &mut Tx<'_>,
    products: Vec<Product>,
    currency: Currency,
) -> Result<Plan, Error> {
    let handles: Vec<&str> = products.iter().map(|p| p.handle.as_str()).collect();
    let mut known = store::known(tx, &handles).await?;
    let products = products
        .into_iter()
        .map(|product| match known.remove(&product.handle) {
            None => Planned {
                product,
                style: Uuid::now_v7(),
                fate: ProductFate::New,
            },
            Some(known) => Planned {
                fate: if known.is(&product, currency) {
                    ProductFate::Unchanged
                } else {
                    ProductFate::Changed
                },
                style: known.id(),
                product,
            },
        })
        .collect();
    Ok(Plan { products })
}

/// The class of a product: gift cards are not taxed when they are sold.
pub(super) const fn class(product: &Product) -> LineClass {
    if product.gift_card {
        LineClass::Untaxed
    } else {
        LineClass::Goods
    }
}
