//! Shopify's product CSV, read without touching the database.
//!
//! A product is one line with its title, followed by a line for each further variant or picture,
//! all under one handle. A product with an error anywhere stays out as a whole.

use super::cells::{Cells, LONGEST_BODY, LONGEST_NAME};
use super::columns::Column as C;
use super::products::Product;
use super::rows::{Row, each_row};
use domain::catalogue::{LineError, PreviewProduct, ProductFate};
use domain::money::Currency;
use std::collections::{HashMap, HashSet};

const MOST_VARIANTS: usize = 2_048;
const MOST_IMAGES: usize = 250;

/// What a file holds.
pub(super) struct Parsed {
    /// The products that can come in.
    pub products: Vec<Product>,
    /// Those that can't, because of errors.
    pub skipped: Vec<PreviewProduct>,
    pub errors: Vec<LineError>,
}

/// Reads a file; never fails, but complains line by line.
pub(super) fn parse(file: &[u8], currency: Currency) -> Parsed {
    let mut reading = Reading {
        currency,
        drafts: Vec::new(),
        by_handle: HashMap::new(),
        errors: Vec::new(),
    };
    if let Err(error) = each_row(file, |row| reading.take(row)) {
        reading.errors.push(error);
    }
    reading.finish()
}

/// The file as far as it has been read.
struct Reading {
    currency: Currency,
    drafts: Vec<Draft>,
    by_handle: HashMap<String, usize>,
    /// Complaints about lines that belong to no product.
    errors: Vec<LineError>,
}

impl Reading {
    fn take(&mut self, row: &Row<'_>) {
        let handle = row.cell(C::Handle);
        let shape = row.check_shape();
        if handle.is_empty() {
            let nameless = || row.error(C::Handle, "The handle is missing: whose line is this?");
            self.errors.push(shape.err().unwrap_or_else(nameless));
            return;
        }
        let index = match self.by_handle.get(handle) {
            Some(index) => *index,
            None => {
                self.by_handle.insert(handle.to_owned(), self.drafts.len());
                self.drafts.push(Draft::begin(row));
                self.drafts.len() - 1
            }
        };
        let draft = &mut self.drafts[index];
        match shape {
            Ok(()) => draft.take(row, self.currency),
            Err(error) => draft.errors.push(error),
        }
    }

    fn finish(self) -> Parsed {
        let mut parsed = Parsed {
            products: Vec::new(),
            skipped: Vec::new(),
            errors: self.errors,
        };
        for draft in self.drafts {
            let (product, errors) = draft.finish();
            if errors.is_empty() {
                parsed.products.push(product);
            } else {
                parsed.skipped.push(product.describe(ProductFate::Skipped));
                parsed.errors.extend(errors);
            }
        }
        parsed.errors.sort_by_key(|error| error.line);
        parsed
    }
}

/// A product whose lines are still coming in.
struct Draft {
    product: Product,
    option_names: [String; 3],
    /// The line and the three option cells of each variant, beside `product.variants`.
    given: Vec<(u32, [String; 3])>,
    errors: Vec<LineError>,
}

impl Draft {
    fn begin(row: &Row<'_>) -> Self {
        let mut cells = Cells::of(row);
        let tags = cells.text(C::Tags, LONGEST_BODY);
        let product = Product {
            line: row.line,
            handle: cells.text(C::Handle, LONGEST_NAME),
            title: cells.text(C::Title, LONGEST_NAME),
            description: cells.body(),
            vendor: cells.text(C::Vendor, 120),
            category: cells.text(C::Type, 80),
            tags: split_tags(&tags),
            published: cells.yes_or_no(C::Published, true),
            gift_card: cells.yes_or_no(C::GiftCard, false),
            options: Vec::new(),
            variants: Vec::new(),
            images: Vec::new(),
        };
        if row.cell(C::Title).is_empty() {
            cells.complain(C::Title, "The first line of a product needs its title.");
        }
        Self {
            product,
            option_names: Default::default(),
            given: Vec::new(),
            errors: cells.errors,
        }
    }

    fn take(&mut self, row: &Row<'_>, currency: Currency) {
        let mut cells = Cells::of(row);
        for (known, column) in self.option_names.iter_mut().zip(C::OPTION_NAMES) {
            if known.is_empty() {
                *known = cells.text(column, LONGEST_NAME);
            }
        }
        let values = C::OPTION_VALUES.map(|column| cells.text(column, LONGEST_NAME));
        let sells = values.iter().any(|value| !value.is_empty())
            || !row.cell(C::Price).is_empty()
            || !row.cell(C::Sku).is_empty();
        if sells && let Some(variant) = cells.variant(currency) {
            self.product.variants.push(variant);
            self.given.push((row.line, values));
        }
        if let Some(image) = cells.image(self.product.images.len()) {
            let known = self
                .product
                .images
                .iter()
                .any(|known| known.url == image.url);
            match self.product.images.len() {
                _ if known => {}
                0..MOST_IMAGES => self.product.images.push(image),
                _ => cells.complain(C::ImageSrc, "A product has at most 250 pictures."),
            }
        }
        self.errors.append(&mut cells.errors);
    }

    /// The product and what is wrong with it, now that all its lines are known.
    fn finish(mut self) -> (Product, Vec<LineError>) {
        if !self.has_no_options() {
            self.settle_options();
        }
        if self.product.variants.len() > MOST_VARIANTS {
            self.complain(
                self.product.line,
                "",
                "This product has more than 2,048 variants.",
            );
        }
        if self.product.variants.is_empty() && self.errors.is_empty() {
            self.complain(
                self.product.line,
                "Variant Price",
                "This product has no price.",
            );
        }
        self.refuse_duplicates();
        self.product.images.sort_by_key(|image| image.position);
        (self.product, self.errors)
    }

    /// Shopify writes a product without options as one named “Title” whose only value is
    /// “Default Title”.
    fn has_no_options(&self) -> bool {
        let [(_, [value, second, third])] = self.given.as_slice() else {
            return self.option_names.iter().all(String::is_empty)
                && self
                    .given
                    .iter()
                    .all(|(_, values)| values.iter().all(String::is_empty));
        };
        let unnamed = matches!(self.option_names[0].as_str(), "" | "Title");
        let default = value.is_empty() || value == "Default Title";
        unnamed && default && second.is_empty() && third.is_empty()
    }

    fn settle_options(&mut self) {
        let names = std::mem::take(&mut self.option_names);
        let given = std::mem::take(&mut self.given);
        for (variant, (line, values)) in self.product.variants.iter_mut().zip(&given) {
            for (position, (name, value)) in names.iter().zip(values).enumerate() {
                let column = super::columns::name(C::OPTION_VALUES[position]);
                match (name.is_empty(), value.is_empty()) {
                    (false, true) => self.errors.push(LineError {
                        line: *line,
                        column: column.to_owned(),
                        message: format!("This variant has no {}.", name.to_lowercase()),
                    }),
                    (true, false) => self.errors.push(LineError {
                        line: *line,
                        column: column.to_owned(),
                        message: "The option of this value has no name.".to_owned(),
                    }),
                    _ => {}
                }
                if !name.is_empty() {
                    variant.values.push(value.clone());
                }
            }
        }
        self.given = given;
        self.product.options = names.into_iter().filter(|name| !name.is_empty()).collect();
    }

    fn refuse_duplicates(&mut self) {
        let mut seen = HashSet::new();
        let doubled: Vec<u32> = self
            .product
            .variants
            .iter()
            .zip(&self.given)
            .filter(|(variant, _)| !seen.insert(&variant.values))
            .map(|(_, (line, _))| *line)
            .collect();
        for line in doubled {
            let message = "Another variant of this product has the same options.";
            self.complain(line, "Option1 Value", message);
        }
    }

    fn complain(&mut self, line: u32, column: &str, message: &str) {
        self.errors.push(LineError {
            line,
            column: column.to_owned(),
            message: message.to_owned(),
        });
    }
}

fn split_tags(tags: &str) -> Vec<String> {
    let tags = tags.split(',').map(str::trim);
    tags.filter(|tag| !tag.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests;
