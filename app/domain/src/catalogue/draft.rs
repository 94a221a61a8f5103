//! A style as it is written down by hand, and what is checked before it is kept.

use super::vendor::lead_days;
use crate::ids::{RouteId, VendorId};
use crate::input::{FieldErrors, optional_text, required_text};
use crate::money::{Currency, Money};
use crate::tax::LineClass;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const MOST_OPTIONS: usize = 6;
const MOST_VARIANTS: usize = 500;
const MOST_PHOTOS: usize = 24;

/// A style as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StyleDraft {
    pub title: String,
    #[serde(default)]
    pub style_number: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub category: String,
    #[serde(default)]
    pub vendor: Option<VendorId>,
    /// Empty takes the vendor's.
    #[serde(default)]
    pub lead_days: String,
    /// How it is made in the house, if it is.
    #[serde(default)]
    pub route: Option<RouteId>,
    pub class: LineClass,
    /// The names of its options: size, metal, stone.
    #[serde(default)]
    pub options: Vec<String>,
    pub variants: Vec<VariantDraft>,
    #[serde(default)]
    pub photos: Vec<PhotoDraft>,
}

/// A variant as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantDraft {
    /// A value for each option of the style, in their order.
    #[serde(default)]
    pub values: Vec<String>,
    #[serde(default)]
    pub sku: String,
    pub price: String,
    /// Left out by those who don't see cost; an edit then leaves it as it is.
    #[serde(default)]
    pub cost: Option<String>,
    #[serde(default = "on_offer")]
    pub active: bool,
}

const fn on_offer() -> bool {
    true
}

/// A picture, kept by us or named by its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoDraft {
    pub url: String,
    #[serde(default)]
    pub alt: String,
}

/// An option with its values, from which variants are made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionDraft {
    pub name: String,
    pub values: Vec<String>,
}

/// A style whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedStyle {
    pub title: String,
    pub style_number: String,
    pub description: String,
    pub category: String,
    pub vendor: Option<VendorId>,
    pub lead_days: Option<u16>,
    pub route: Option<RouteId>,
    pub class: LineClass,
    pub options: Vec<String>,
    pub variants: Vec<CheckedVariant>,
    pub photos: Vec<PhotoDraft>,
}

/// A variant whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedVariant {
    pub values: Vec<String>,
    pub sku: Option<String>,
    pub price: Money,
    /// `None` leaves the cost as it is, `Some(None)` takes it away.
    pub cost: Option<Option<Money>>,
    pub active: bool,
}

/// Every combination of the options' values, the last option changing fastest. A style without
/// options has one variant.
pub fn combinations(options: &[OptionDraft]) -> Result<Vec<Vec<String>>, &'static str> {
    let count = options.iter().try_fold(1_usize, |count, option| {
        count.checked_mul(option.values.len())
    });
    if count.is_none_or(|count| count > MOST_VARIANTS) {
        return Err("These options make more than 500 variants. Leave some values out.");
    }
    let start = vec![Vec::with_capacity(options.len())];
    Ok(options.iter().fold(start, |made, option| {
        made.iter()
            .flat_map(|head| option.values.iter().map(|value| extended(head, value)))
            .collect()
    }))
}

fn extended(head: &[String], value: &str) -> Vec<String> {
    let mut values = head.to_vec();
    values.push(value.to_owned());
    values
}

/// The variants that the options make. Those that exist already stay as they are; new ones take
/// the price and cost of the one they branch off, else of the first.
pub fn generate_variants(
    options: &[OptionDraft],
    existing: &[VariantDraft],
) -> Result<Vec<VariantDraft>, &'static str> {
    let made = combinations(options)?.into_iter();
    Ok(made.map(|values| variant_of(values, existing)).collect())
}

fn variant_of(values: Vec<String>, existing: &[VariantDraft]) -> VariantDraft {
    if let Some(kept) = existing.iter().find(|variant| variant.values == values) {
        return kept.clone();
    }
    let root = existing
        .iter()
        .find(|variant| values.starts_with(&variant.values));
    let model = root.or(existing.first());
    VariantDraft {
        values,
        sku: String::new(),
        price: model.map(|model| model.price.clone()).unwrap_or_default(),
        cost: model.and_then(|model| model.cost.clone()),
        active: true,
    }
}

impl StyleDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn check(&self, currency: Currency) -> Result<CheckedStyle, FieldErrors> {
        let mut errors = FieldErrors::new();
        let mut line = |pointer: &str, text: &str, most| {
            errors
                .check(pointer, optional_text(text, most))
                .flatten()
                .unwrap_or_default()
        };
        let style_number = line("/style_number", &self.style_number, 60);
        let description = line("/description", &self.description, 50_000);
        let category = line("/category", &self.category, 80);
        let title = errors.check("/title", required_text(&self.title, 255));
        let lead_days = match self.lead_days.trim() {
            "" => None,
            typed => errors.check("/lead_days", lead_days(typed)),
        };
        let options = self.check_options(&mut errors);
        let variants = self.check_variants(currency, &mut errors);
        let photos = self.check_photos(&mut errors);
        let (Some(title), true) = (title, errors.is_empty()) else {
            return Err(errors);
        };
        Ok(CheckedStyle {
            title,
            style_number,
            description,
            category,
            vendor: self.vendor,
            lead_days,
            route: self.route,
            class: self.class,
            options,
            variants,
            photos,
        })
    }

    fn check_options(&self, errors: &mut FieldErrors) -> Vec<String> {
        if self.options.len() > MOST_OPTIONS {
            errors.add("/options", "A style has at most six options.");
        }
        let mut seen = BTreeSet::new();
        let mut names = Vec::new();
        for (index, name) in self.options.iter().enumerate() {
            let pointer = format!("/options/{index}");
            if let Some(name) = errors.check(pointer.clone(), required_text(name, 255)) {
                if !seen.insert(name.to_lowercase()) {
                    errors.add(pointer, "Another option has this name.");
                }
                names.push(name);
            }
        }
        names
    }

    fn check_variants(&self, currency: Currency, errors: &mut FieldErrors) -> Vec<CheckedVariant> {
        if self.variants.is_empty() {
            errors.add("/variants", "Give each option at least one value.");
        }
        if self.variants.len() > MOST_VARIANTS {
            errors.add("/variants", "A style has at most 500 variants.");
        }
        let mut seen = Seen::default();
        let mut checked = Vec::new();
        for (index, variant) in self.variants.iter().enumerate().take(MOST_VARIANTS) {
            let mut own = FieldErrors::new();
            let variant = variant.check(self.options.len(), currency, &mut own);
            if let Some(variant) = variant {
                seen.note(&variant, &mut own);
                checked.push(variant);
            }
            errors.nest(&format!("/variants/{index}"), own);
        }
        checked
    }

    fn check_photos(&self, errors: &mut FieldErrors) -> Vec<PhotoDraft> {
        if self.photos.len() > MOST_PHOTOS {
            errors.add("/photos", "A style has at most 24 photos.");
        }
        let mut seen = BTreeSet::new();
        let mut photos = Vec::new();
        for (index, photo) in self.photos.iter().enumerate() {
            let known = super::is_ours(&photo.url)
                || photo.url.starts_with("https://")
                || photo.url.starts_with("http://");
            if !known || photo.url.len() > 2_000 {
                errors.add(format!("/photos/{index}/url"), "This is not a picture.");
            }
            let alt = errors.check(
                format!("/photos/{index}/alt"),
                optional_text(&photo.alt, 512),
            );
            if seen.insert(photo.url.clone()) {
                photos.push(PhotoDraft {
                    url: photo.url.clone(),
                    alt: alt.flatten().unwrap_or_default(),
                });
            }
        }
        photos
    }
}

/// What no two variants of a style may share.
#[derive(Default)]
struct Seen {
    values: BTreeSet<Vec<String>>,
    skus: BTreeSet<String>,
}

impl Seen {
    fn note(&mut self, variant: &CheckedVariant, errors: &mut FieldErrors) {
        if !self.values.insert(variant.values.clone()) {
            errors.add("/values", "Another variant has the same options.");
        }
        if let Some(sku) = &variant.sku
            && !self.skus.insert(sku.to_lowercase())
        {
            errors.add("/sku", "Another variant has this SKU.");
        }
    }
}

impl VariantDraft {
    fn check(
        &self,
        options: usize,
        currency: Currency,
        errors: &mut FieldErrors,
    ) -> Option<CheckedVariant> {
        if self.values.len() != options {
            errors.add("/values", "A variant has one value for each option.");
        }
        let values = self
            .values
            .iter()
            .enumerate()
            .filter_map(|(index, value)| {
                errors.check(format!("/values/{index}"), required_text(value, 255))
            })
            .collect();
        let sku = errors.check("/sku", optional_text(&self.sku, 100));
        let sale = errors.check("/price", amount(&self.price, currency));
        let cost = match self.cost.as_deref().map(str::trim) {
            None => Some(None),
            Some("") => Some(Some(None)),
            Some(typed) => errors
                .check("/cost", amount(typed, currency))
                .map(|cost| Some(Some(cost))),
        };
        Some(CheckedVariant {
            values,
            sku: sku?,
            price: sale?,
            cost: cost?,
            active: self.active,
        })
    }
}

fn amount(text: &str, currency: Currency) -> Result<Money, String> {
    let amount = Money::parse(text.trim(), currency).map_err(|error| error.to_string())?;
    if amount.is_negative() {
        return Err("This can't be less than nothing.".into());
    }
    Ok(amount)
}

#[cfg(test)]
mod tests;
