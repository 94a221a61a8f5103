//! The catalogue as programs see it.

use domain::catalogue::{self, Sellable, StyleDetail, VariantView, VendorView};
use domain::ids::{StyleId, VariantId, VendorId};
use domain::money::Money;
use domain::tax::LineClass;
use serde::Serialize;

/// A style in a list.
#[derive(Debug, Serialize)]
pub(super) struct StyleSummary {
    id: StyleId,
    title: String,
    style_number: String,
    category: String,
    vendor_name: Option<String>,
    price_from: Option<Money>,
    price_to: Option<Money>,
    variants: u32,
}

impl From<catalogue::StyleSummary> for StyleSummary {
    fn from(style: catalogue::StyleSummary) -> Self {
        Self {
            id: style.id,
            title: style.title,
            style_number: style.style_number,
            category: style.category,
            vendor_name: style.vendor,
            price_from: style.prices.map(|(from, _)| from),
            price_to: style.prices.map(|(_, to)| to),
            variants: style.variants,
        }
    }
}

/// A style in full.
#[derive(Debug, Serialize)]
pub(super) struct Style {
    id: StyleId,
    version: i32,
    title: String,
    style_number: String,
    description: String,
    category: String,
    tags: Vec<String>,
    vendor: Option<VendorId>,
    vendor_name: Option<String>,
    lead_days: u16,
    class: LineClass,
    options: Vec<String>,
    variants: Vec<Variant>,
}

impl From<StyleDetail> for Style {
    fn from(style: StyleDetail) -> Self {
        Self {
            id: style.id,
            version: style.version,
            title: style.title,
            style_number: style.style_number,
            description: style.description,
            category: style.category,
            tags: style.tags,
            vendor: style.vendor,
            vendor_name: style.vendor_name,
            lead_days: style.effective_lead_days,
            class: style.class,
            options: style.options,
            variants: style.variants.into_iter().map(Into::into).collect(),
        }
    }
}

/// A combination of a style's options.
#[derive(Debug, Serialize)]
struct Variant {
    id: VariantId,
    values: Vec<String>,
    sku: Option<String>,
    barcode: Option<String>,
    price: Money,
    compare_at: Option<Money>,
    active: bool,
}

impl From<VariantView> for Variant {
    fn from(variant: VariantView) -> Self {
        Self {
            id: variant.id,
            values: variant.values,
            sku: variant.sku,
            barcode: variant.barcode,
            price: variant.price,
            compare_at: variant.compare_at,
            active: variant.active,
        }
    }
}

/// A variant with all that an order line takes from it.
#[derive(Debug, Serialize)]
pub(super) struct Offer {
    variant: VariantId,
    style: StyleId,
    title: String,
    options: String,
    sku: Option<String>,
    price: Money,
    class: LineClass,
    vendor: Option<VendorId>,
    vendor_name: Option<String>,
    lead_days: u16,
}

impl From<Sellable> for Offer {
    fn from(sellable: Sellable) -> Self {
        Self {
            variant: sellable.variant,
            style: sellable.style,
            title: sellable.title,
            options: sellable.options,
            sku: sellable.sku,
            price: sellable.price,
            class: sellable.class,
            vendor: sellable.vendor,
            vendor_name: sellable.vendor_name,
            lead_days: sellable.lead_days,
        }
    }
}

/// Who makes or supplies pieces.
#[derive(Debug, Serialize)]
pub(super) struct Vendor {
    id: VendorId,
    name: String,
    lead_days: u16,
}

impl From<VendorView> for Vendor {
    fn from(vendor: VendorView) -> Self {
        Self {
            id: vendor.id,
            name: vendor.name,
            lead_days: vendor.lead_days,
        }
    }
}
