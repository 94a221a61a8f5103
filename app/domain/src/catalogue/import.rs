//! Bringing products in from a file: what would happen, what happened, what is wrong where.

use serde::{Deserialize, Serialize};

/// Something wrong on a line of the file, in words that help to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineError {
    /// The line of the file, from 1, as a text editor counts.
    pub line: u32,
    /// The column's heading; empty when it is about the whole line.
    pub column: String,
    pub message: String,
}

/// What an import does with a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductFate {
    New,
    Changed,
    Unchanged,
    /// It has errors and stays out.
    Skipped,
}

/// A product of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewProduct {
    /// The line on which it begins.
    pub line: u32,
    pub handle: String,
    pub title: String,
    pub variants: u32,
    pub images: u32,
    pub prices: String,
    pub fate: ProductFate,
}

/// How many of each there are in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    pub products: u32,
    pub variants: u32,
    pub images: u32,
}

/// What importing the file would do. Nothing has been written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPreview {
    /// In the products that can come in.
    pub count: Count,
    pub new: u32,
    pub changed: u32,
    pub unchanged: u32,
    /// Products that stay out because of errors.
    pub skipped: u32,
    pub errors: Vec<LineError>,
    /// How many errors there are; the list above ends at a few hundred.
    pub error_count: u32,
    /// The first few hundred products.
    pub products: Vec<PreviewProduct>,
}

impl ImportPreview {
    /// How many products would be written.
    #[must_use]
    pub const fn to_write(&self) -> u32 {
        self.new + self.changed
    }

    /// How many products can come in.
    #[must_use]
    pub const fn good(&self) -> u32 {
        self.new + self.changed + self.unchanged
    }
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportResult {
    pub new: u32,
    pub changed: u32,
    pub unchanged: u32,
    pub skipped: u32,
    pub variants: u32,
    pub images: u32,
    pub vendors_created: u32,
}
