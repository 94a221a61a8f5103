//! How the catalogue is shown.

use crate::ids::{RouteId, StyleId, VariantId, VendorId};
use crate::money::{Currency, Money};
use crate::tax::LineClass;
use serde::{Deserialize, Serialize};

/// Which styles to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StyleFilter {
    /// Words of the title, number, options or codes; slips are forgiven.
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub category: Option<String>,
    #[serde(default)]
    pub vendor: Option<VendorId>,
    /// Where the last page ended.
    #[serde(default)]
    pub cursor: Option<String>,
}

/// A style in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StyleSummary {
    pub id: StyleId,
    pub title: String,
    pub style_number: String,
    pub category: String,
    pub vendor: Option<String>,
    /// The lowest and the highest price; none while it has no variant on offer.
    pub prices: Option<(Money, Money)>,
    pub variants: u32,
    pub photo: Option<String>,
}

impl StyleSummary {
    /// `$1,200.00`, or `$1,200.00 – $1,950.00`.
    #[must_use]
    pub fn price_range(&self) -> String {
        match self.prices {
            None => "No price".into(),
            Some((from, to)) if from == to => from.to_string(),
            Some((from, to)) => format!("{from} – {to}"),
        }
    }
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StylePage {
    pub styles: Vec<StyleSummary>,
    /// Hand it back for the next page; none at the end.
    pub next: Option<String>,
}

/// What the list can be narrowed by and a style written with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// The currency of the store's prices.
    pub currency: Currency,
    pub categories: Vec<String>,
    pub vendors: Vec<(VendorId, String)>,
    /// How pieces are made in the house.
    pub routes: Vec<(RouteId, String)>,
}

/// A style with everything about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StyleDetail {
    pub id: StyleId,
    pub version: i32,
    /// `house` for what was written here, else where it was brought in from.
    pub source: String,
    pub title: String,
    pub style_number: String,
    pub description: String,
    pub category: String,
    pub tags: Vec<String>,
    pub vendor: Option<VendorId>,
    pub vendor_name: Option<String>,
    /// The style's own lead time, where it differs from the vendor's.
    pub lead_days: Option<u16>,
    /// The lead time that counts.
    pub effective_lead_days: u16,
    /// How it is made in the house, if it is, and what that is called.
    pub route: Option<RouteId>,
    pub route_name: Option<String>,
    pub class: LineClass,
    pub options: Vec<String>,
    pub variants: Vec<VariantView>,
    pub photos: Vec<PhotoView>,
    /// Whether cost was shown; without it an edit leaves cost as it is.
    pub shows_cost: bool,
}

/// A variant of a style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantView {
    pub id: VariantId,
    pub values: Vec<String>,
    pub sku: Option<String>,
    pub barcode: Option<String>,
    pub price: Money,
    pub compare_at: Option<Money>,
    pub cost: Option<Money>,
    /// Whether it is on offer.
    pub active: bool,
}

/// A picture of a style: a file of ours, or the address that an import gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoView {
    pub url: String,
    pub alt: String,
}

/// What was saved, and as which version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved<Id> {
    pub id: Id,
    pub version: i32,
}

const OURS: &str = "/photos/";

/// Whether a picture is kept by us. Others are shown as a link and never loaded.
#[must_use]
pub fn is_ours(url: &str) -> bool {
    url.strip_prefix(OURS)
        .and_then(|file| file.strip_suffix(".jpg"))
        .is_some_and(|hash| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The small rendering of a picture of ours.
#[must_use]
pub fn thumbnail(url: &str) -> String {
    url.strip_suffix(".jpg")
        .map_or_else(|| url.to_owned(), |stem| format!("{stem}-480.jpg"))
}

/// One or two letters that stand for a style without a picture.
#[must_use]
pub fn monogram(title: &str) -> String {
    title
        .split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_files_count_as_ours() {
        let ours = format!("/photos/{}.jpg", "a".repeat(64));
        assert!(is_ours(&ours));
        assert_eq!(
            thumbnail(&ours),
            format!("/photos/{}-480.jpg", "a".repeat(64))
        );
        for other in [
            "https://example.com/photos/a.jpg",
            "/photos/../secret.jpg",
            "/photos/x.jpg",
            "javascript:alert(1)",
        ] {
            assert!(!is_ours(other), "{other}");
        }
    }

    #[test]
    fn monograms_are_short() {
        assert_eq!(monogram("Halo engagement ring"), "HE");
        assert_eq!(monogram("“Éclat”"), "É");
        assert_eq!(monogram("7 Shakra Bracelet"), "7S");
        assert_eq!(monogram(" – "), "");
    }
}
