//! An order to a vendor, as it is written.

use super::{MOST_LINES, MOST_PIECES, PurchaseKind, cost};
use crate::ids::{PurchaseLineId, VariantId, VendorId};
use crate::input::{FieldErrors, optional_text};
use crate::money::{Currency, Money};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A line as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PurchaseLineDraft {
    /// The catalogue's variant; none for something described in words.
    pub variant: Option<VariantId>,
    /// Empty takes the catalogue's words.
    pub description: String,
    /// What the vendor calls it.
    pub vendor_style: String,
    pub quantity: u32,
    /// Cost of one as typed; empty takes the catalogue's.
    pub unit_cost: String,
}

/// An order to a vendor as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PurchaseDraft {
    /// Finished goods where nothing is said.
    pub kind: Option<PurchaseKind>,
    pub vendor: Option<VendorId>,
    pub lines: Vec<PurchaseLineDraft>,
    pub eta: Option<NaiveDate>,
    /// For the vendor.
    pub note: String,
}

/// What the catalogue says of a variant that is bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bought {
    pub variant: VariantId,
    pub description: String,
    pub cost: Option<Money>,
}

/// A line checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseLine {
    pub id: PurchaseLineId,
    pub variant: Option<VariantId>,
    pub description: String,
    pub vendor_style: Option<String>,
    pub quantity: u32,
    pub unit_cost: Money,
}

/// An order to a vendor whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchase {
    pub kind: PurchaseKind,
    pub vendor: VendorId,
    pub lines: Vec<PurchaseLine>,
    pub eta: Option<NaiveDate>,
    pub note: Option<String>,
}

impl PurchaseDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn check(
        &self,
        currency: Currency,
        today: NaiveDate,
        catalogue: &[Bought],
    ) -> Result<Purchase, FieldErrors> {
        let mut errors = FieldErrors::new();
        let vendor = errors.check("/vendor", self.vendor.ok_or("Choose the vendor."));
        let kind = self.kind.unwrap_or(PurchaseKind::Stock);
        if !PurchaseKind::FOR_STOCK.contains(&kind) {
            errors.add("/kind", "Choose what the vendor is asked for.");
        }
        if self.lines.is_empty() {
            errors.add("/lines", "Add at least one line.");
        }
        if self.lines.len() > MOST_LINES {
            errors.add("/lines", "An order to a vendor has at most 200 lines.");
        }
        if self.eta.is_some_and(|eta| eta < today) {
            errors.add("/eta", "This date is in the past.");
        }
        let note = errors
            .check("/note", optional_text(&self.note, 2_000))
            .flatten();
        let each = self.lines.iter().enumerate().take(MOST_LINES);
        let lines: Vec<_> = each
            .filter_map(|(index, line)| match line.check(currency, catalogue) {
                Ok(line) => Some(line),
                Err(wrong) => {
                    errors.nest(&format!("/lines/{index}"), wrong);
                    None
                }
            })
            .collect();
        match vendor {
            Some(vendor) if errors.is_empty() => Ok(Purchase {
                kind,
                vendor,
                lines,
                eta: self.eta,
                note,
            }),
            _ => Err(errors),
        }
    }
}

impl PurchaseLineDraft {
    fn check(&self, currency: Currency, catalogue: &[Bought]) -> Result<PurchaseLine, FieldErrors> {
        let mut errors = FieldErrors::new();
        let known = self
            .variant
            .and_then(|variant| catalogue.iter().find(|known| known.variant == variant));
        if self.variant.is_some() && known.is_none() {
            errors.add("/variant", "This piece is not in the catalogue any more.");
        }
        let typed = errors
            .check("/description", optional_text(&self.description, 200))
            .flatten();
        let description = typed.or_else(|| known.map(|known| known.description.clone()));
        let description = errors.check(
            "/description",
            description.ok_or("Choose a style or say what it is."),
        );
        let vendor_style = errors
            .check("/vendor_style", optional_text(&self.vendor_style, 60))
            .flatten();
        if !(1..=MOST_PIECES).contains(&self.quantity) {
            errors.add("/quantity", "Enter a number of pieces from 1 to 999.");
        }
        let expected = known.and_then(|known| known.cost);
        let unit_cost = errors.check("/unit_cost", cost(&self.unit_cost, expected, currency));
        match (description, unit_cost) {
            (Some(description), Some(unit_cost)) if errors.is_empty() => Ok(PurchaseLine {
                id: PurchaseLineId::generate(),
                variant: self.variant,
                description,
                vendor_style,
                quantity: self.quantity,
                unit_cost,
            }),
            _ => Err(errors),
        }
    }
}
