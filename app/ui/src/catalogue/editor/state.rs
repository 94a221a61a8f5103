//! A style while it is being written: what is typed, and what came of trying to save it.

use crate::error::UiError;
use domain::catalogue::{
    Facets, OptionDraft, PhotoDraft, StyleDetail, StyleDraft, VariantDraft, generate_variants,
};
use domain::ids::{IdempotencyKey, StyleId};
use domain::money::{Currency, Money};
use domain::tax::LineClass;
use leptos::prelude::*;

/// An option as typed: its name, and its values between commas.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct OptionRow {
    pub key: u32,
    pub name: RwSignal<String>,
    pub values: RwSignal<String>,
}

/// A variant as typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct VariantRow {
    pub key: u32,
    pub values: StoredValue<Vec<String>>,
    pub sku: RwSignal<String>,
    pub price: RwSignal<String>,
    pub cost: RwSignal<String>,
    pub active: RwSignal<bool>,
}

/// A picture with its words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct PhotoRow {
    pub key: u32,
    pub url: StoredValue<String>,
    pub alt: RwSignal<String>,
}

/// Everything on the screen. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Editor {
    /// What is being edited and from which version on; none for a new style.
    pub known: StoredValue<Option<(StyleId, i32)>>,
    pub currency: StoredValue<Currency>,
    pub shows_cost: bool,
    pub title: RwSignal<String>,
    pub style_number: RwSignal<String>,
    pub description: RwSignal<String>,
    pub category: RwSignal<String>,
    pub vendor: RwSignal<String>,
    pub lead_days: RwSignal<String>,
    pub route: RwSignal<String>,
    pub class: RwSignal<String>,
    pub options: RwSignal<Vec<OptionRow>>,
    pub variants: RwSignal<Vec<VariantRow>>,
    pub photos: RwSignal<Vec<PhotoRow>>,
    pub error: RwSignal<Option<UiError>>,
    pub busy: RwSignal<bool>,
    /// Stays the same until the saving comes about, so that a resend saves once.
    pub key: StoredValue<IdempotencyKey>,
    last_row: StoredValue<u32>,
}

impl Editor {
    /// A clean sheet.
    pub(super) fn new(facets: &Facets, shows_cost: bool) -> Self {
        let text = || RwSignal::new(String::new());
        let editor = Self {
            known: StoredValue::new(None),
            currency: StoredValue::new(facets.currency),
            shows_cost,
            title: text(),
            style_number: text(),
            description: text(),
            category: text(),
            vendor: text(),
            lead_days: text(),
            route: text(),
            class: RwSignal::new(LineClass::Goods.code().to_owned()),
            options: RwSignal::new(Vec::new()),
            variants: RwSignal::new(Vec::new()),
            photos: RwSignal::new(Vec::new()),
            error: RwSignal::new(None),
            busy: RwSignal::new(false),
            key: StoredValue::new(IdempotencyKey::generate()),
            last_row: StoredValue::new(0),
        };
        let only = VariantDraft {
            active: true,
            ..VariantDraft::default()
        };
        editor.variants.set(vec![editor.variant_row(only)]);
        editor
    }

    /// A style as it is stored.
    pub(super) fn of(style: StyleDetail, facets: &Facets) -> Self {
        let editor = Self::new(facets, style.shows_cost);
        editor.known.set_value(Some((style.id, style.version)));
        editor.options.set(editor.option_rows(&style));
        editor.title.set(style.title);
        editor.style_number.set(style.style_number);
        editor.description.set(style.description);
        editor.category.set(style.category);
        editor
            .vendor
            .set(style.vendor.map(|id| id.to_string()).unwrap_or_default());
        editor
            .route
            .set(style.route.map(|id| id.to_string()).unwrap_or_default());
        editor.lead_days.set(
            style
                .lead_days
                .map(|days| days.to_string())
                .unwrap_or_default(),
        );
        editor.class.set(style.class.code().to_owned());
        let plain = |money: Money| money.plain();
        // What was taken off offer comes back by its options, not by being shown here.
        let offered = style.variants.into_iter().filter(|variant| variant.active);
        let rows = offered.map(|variant| {
            editor.variant_row(VariantDraft {
                values: variant.values,
                sku: variant.sku.unwrap_or_default(),
                price: plain(variant.price),
                cost: Some(variant.cost.map(plain).unwrap_or_default()),
                active: true,
            })
        });
        editor.variants.set(rows.collect());
        for photo in style.photos {
            editor.add_photo(photo.url, photo.alt);
        }
        editor
    }

    fn option_rows(self, style: &StyleDetail) -> Vec<OptionRow> {
        let offered = || style.variants.iter().filter(|variant| variant.active);
        let row = |(index, name): (usize, &String)| {
            let mut values: Vec<&str> = Vec::new();
            for value in offered().filter_map(|variant| variant.values.get(index)) {
                if !values.contains(&value.as_str()) {
                    values.push(value);
                }
            }
            // A value that holds a comma is kept in one piece by semicolons.
            let commas = values.iter().any(|value| value.contains(','));
            let joined = values.join(if commas { "; " } else { ", " });
            self.option_row(name.clone(), joined)
        };
        style.options.iter().enumerate().map(row).collect()
    }

    fn next_key(self) -> u32 {
        self.last_row.update_value(|key| *key = key.wrapping_add(1));
        self.last_row.get_value()
    }

    fn option_row(self, name: String, values: String) -> OptionRow {
        OptionRow {
            key: self.next_key(),
            name: RwSignal::new(name),
            values: RwSignal::new(values),
        }
    }

    fn variant_row(self, variant: VariantDraft) -> VariantRow {
        VariantRow {
            key: self.next_key(),
            values: StoredValue::new(variant.values),
            sku: RwSignal::new(variant.sku),
            price: RwSignal::new(variant.price),
            cost: RwSignal::new(variant.cost.unwrap_or_default()),
            active: RwSignal::new(variant.active),
        }
    }

    pub(super) fn add_option(self, name: &str) {
        let row = self.option_row(name.to_owned(), String::new());
        self.options.update(|options| options.push(row));
    }

    pub(super) fn add_photo(self, url: String, alt: String) {
        let known = |photo: &PhotoRow| photo.url.with_value(|known| *known == url);
        if self
            .photos
            .with_untracked(|photos| photos.iter().any(known))
        {
            return;
        }
        let row = PhotoRow {
            key: self.next_key(),
            url: StoredValue::new(url),
            alt: RwSignal::new(alt),
        };
        self.photos.update(|photos| photos.push(row));
    }

    /// The options that have values, as typed.
    pub(super) fn options_typed(self) -> Vec<OptionDraft> {
        let options = self.options.get();
        let drafts = options.into_iter().map(|row| OptionDraft {
            name: row.name.get(),
            values: row.values.with(|values| split(values)),
        });
        drafts.filter(|option| !option.values.is_empty()).collect()
    }

    /// Makes the variants anew from the options; what was typed for those that stay is kept.
    pub(super) fn regenerate(self, options: &[OptionDraft]) -> Result<(), &'static str> {
        let rows = self.variants.get_untracked();
        let typed: Vec<VariantDraft> =
            untrack(|| rows.iter().map(|row| self.typed(*row)).collect());
        let made = generate_variants(options, &typed)?;
        let next = made.into_iter().map(|draft| {
            let kept = typed.iter().position(|typed| typed.values == draft.values);
            kept.map_or_else(|| self.variant_row(draft), |index| rows[index])
        });
        self.variants.set(next.collect());
        Ok(())
    }

    fn typed(self, row: VariantRow) -> VariantDraft {
        VariantDraft {
            values: row.values.get_value(),
            sku: row.sku.get(),
            price: row.price.get(),
            cost: self.shows_cost.then(|| row.cost.get()),
            active: row.active.get(),
        }
    }

    /// All that was typed. Follows every field.
    pub(super) fn draft(self) -> StyleDraft {
        let photos = self.photos.get();
        StyleDraft {
            title: self.title.get(),
            style_number: self.style_number.get(),
            description: self.description.get(),
            category: self.category.get(),
            vendor: self.vendor.with(|vendor| vendor.parse().ok()),
            lead_days: self.lead_days.get(),
            route: self.route.with(|route| route.parse().ok()),
            class: self
                .class
                .with(|class| class.parse().unwrap_or(LineClass::Goods)),
            options: self
                .options_typed()
                .into_iter()
                .map(|option| option.name)
                .collect(),
            variants: self
                .variants
                .get()
                .into_iter()
                .map(|row| self.typed(row))
                .collect(),
            photos: photos
                .into_iter()
                .map(|row| PhotoDraft {
                    url: row.url.get_value(),
                    alt: row.alt.get(),
                })
                .collect(),
        }
    }

    /// The complaint about a field.
    pub(super) fn error_at(self, pointer: impl Into<String>) -> Signal<Option<String>> {
        let pointer = pointer.into();
        Signal::derive(move || {
            self.error
                .with(|error| error.as_ref().and_then(|error| error.field(&pointer)))
        })
    }

    /// The complaint about a part of a variant, wherever in the list the variant now stands.
    pub(super) fn error_of(self, row: VariantRow, part: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.error.with(|error| {
                let error = error.as_ref()?;
                let place = |rows: &Vec<VariantRow>| rows.iter().position(|known| *known == row);
                let index = self.variants.with_untracked(place)?;
                error.field(&format!("/variants/{index}/{part}"))
            })
        })
    }
}

/// The values between commas, or between semicolons where there are any.
fn split(values: &str) -> Vec<String> {
    let separator = if values.contains(';') { ';' } else { ',' };
    let mut split: Vec<String> = Vec::new();
    for value in values
        .split(separator)
        .map(str::trim)
        .filter(|value| !value.is_empty())
    {
        if !split.iter().any(|known| known == value) {
            split.push(value.to_owned());
        }
    }
    split
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn values_stand_between_commas_or_semicolons() {
        assert_eq!(split("6, 6.5,7 ,, 6"), ["6", "6.5", "7"]);
        assert_eq!(
            split("Gold, brushed; Gold, polished"),
            ["Gold, brushed", "Gold, polished"]
        );
        assert!(split(" , ").is_empty());
    }
}
