//! What an order line takes from the catalogue.

use crate::ids::{RouteId, StyleId, VariantId, VendorId};
use crate::money::Money;
use crate::tax::LineClass;
use serde::{Deserialize, Serialize};

/// A variant with all that an order line takes from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sellable {
    pub variant: VariantId,
    pub style: StyleId,
    /// The style's title.
    pub title: String,
    /// The options that make the variant, such as `6 / 14K white`; empty where the style has none.
    pub options: String,
    pub sku: Option<String>,
    pub price: Money,
    /// What the vendor charges. Only those who may see cost are given it.
    pub cost: Option<Money>,
    pub class: LineClass,
    pub vendor: Option<VendorId>,
    pub vendor_name: Option<String>,
    /// Working days from the vendor's order to our door.
    pub lead_days: u16,
    /// How it is made in the house, if it is.
    #[serde(default)]
    pub route: Option<RouteId>,
    /// Path of the picture to show, where there is one.
    pub photo: Option<String>,
}

impl Sellable {
    /// How a line calls it: `Solitaire ring, 6 / 14K white`.
    #[must_use]
    pub fn description(&self) -> String {
        if self.options.is_empty() {
            self.title.clone()
        } else {
            format!("{}, {}", self.title, self.options)
        }
    }
}
