//! A product as a file describes it, whatever the file's dialect.

use domain::catalogue::{PreviewProduct, ProductFate};
use domain::money::Money;
use rust_decimal::Decimal;

/// A product, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Product {
    /// Where it begins in the file.
    pub line: u32,
    pub handle: String,
    pub title: String,
    pub description: String,
    pub vendor: String,
    pub category: String,
    pub tags: Vec<String>,
    pub published: bool,
    pub gift_card: bool,
    pub options: Vec<String>,
    pub variants: Vec<Variant>,
    pub images: Vec<Image>,
}

/// A variant, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Variant {
    pub values: Vec<String>,
    pub sku: Option<String>,
    pub barcode: Option<String>,
    pub price: Money,
    pub compare_at: Option<Money>,
    /// None leaves what we know: most files keep silent about cost.
    pub cost: Option<Money>,
    pub grams: Option<Decimal>,
    pub quantity: Option<i32>,
    pub image: Option<String>,
}

/// A picture, by its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Image {
    pub url: String,
    pub alt: String,
    pub position: i32,
}

impl Product {
    /// The product's line in a preview.
    pub(super) fn describe(&self, fate: ProductFate) -> PreviewProduct {
        PreviewProduct {
            line: self.line,
            handle: self.handle.clone(),
            title: self.title.clone(),
            variants: super::number(self.variants.len()),
            images: super::number(self.images.len()),
            prices: self.prices(),
            fate,
        }
    }

    fn prices(&self) -> String {
        let prices = || self.variants.iter().map(|variant| variant.price);
        let least = prices().min_by_key(|price| price.amount());
        let most = prices().max_by_key(|price| price.amount());
        match (least, most) {
            (Some(least), Some(most)) if least == most => least.to_string(),
            (Some(least), Some(most)) => format!("{least} – {most}"),
            _ => String::new(),
        }
    }
}
