//! Blanket orders: a quantity at a price, agreed once, and called off in releases that are orders of
//! their own. What is called off never exceeds what was agreed.

use crate::catalogue::Sellable;
use crate::ids::{BlanketId, BlanketLineId, CustomerId, StyleId, VariantId};
use crate::input::{FieldErrors, optional_text, required_text};
use crate::money::{Currency, Money};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

const MOST_LINES: usize = 500;
const MOST_PIECES: u32 = 100_000;

/// A line of a blanket order, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewBlanketLine {
    pub variant: VariantId,
    pub quantity: u32,
    /// For one piece, in every release.
    pub unit_price: String,
}

/// A blanket order, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewBlanket {
    pub account: CustomerId,
    /// What the account calls it.
    pub reference: String,
    pub ends_on: Option<NaiveDate>,
    #[serde(default)]
    pub note: String,
    pub lines: Vec<NewBlanketLine>,
}

/// A line whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlanketLine {
    pub id: BlanketLineId,
    pub variant: VariantId,
    pub style: StyleId,
    pub sku: Option<String>,
    pub description: String,
    pub quantity: u32,
    pub unit_price: Money,
}

/// A blanket order whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blanket {
    pub account: CustomerId,
    pub reference: String,
    pub ends_on: Option<NaiveDate>,
    pub note: Option<String>,
    pub lines: Vec<BlanketLine>,
}

impl NewBlanket {
    /// Checks every field against what the store sells.
    pub fn checked(
        &self,
        catalogue: &HashMap<VariantId, Sellable>,
        currency: Currency,
        today: NaiveDate,
    ) -> Result<Blanket, FieldErrors> {
        let mut errors = FieldErrors::new();
        let reference =
            required_text(&self.reference, 60).map_err(|_| "Enter their number for it.");
        let reference = errors.check("/reference", reference);
        let note = errors
            .check("/note", optional_text(&self.note, 2_000))
            .flatten();
        if self.ends_on.is_some_and(|last| last < today) {
            errors.add("/ends_on", "This date is in the past.");
        }
        if self.lines.is_empty() {
            errors.add("/lines", "Add at least one style.");
        }
        if self.lines.len() > MOST_LINES {
            errors.add("/lines", "A blanket order has at most 500 lines.");
            return Err(errors);
        }
        let mut lines: Vec<BlanketLine> = Vec::with_capacity(self.lines.len());
        for (index, typed) in self.lines.iter().enumerate() {
            let line = typed.checked(index, catalogue, currency, &mut errors);
            let twice =
                |line: &BlanketLine| lines.iter().any(|known| known.variant == line.variant);
            if line.as_ref().is_some_and(twice) {
                errors.add(format!("/lines/{index}/variant"), "This is here twice.");
            }
            lines.extend(line);
        }
        match reference {
            Some(reference) if errors.is_empty() => Ok(Blanket {
                account: self.account,
                reference,
                ends_on: self.ends_on,
                note,
                lines,
            }),
            _ => Err(errors),
        }
    }
}

impl NewBlanketLine {
    fn checked(
        &self,
        index: usize,
        catalogue: &HashMap<VariantId, Sellable>,
        currency: Currency,
        errors: &mut FieldErrors,
    ) -> Option<BlanketLine> {
        let at = |field: &str| format!("/lines/{index}/{field}");
        let sold = catalogue.get(&self.variant);
        let sold = sold.ok_or("This piece is not in the catalogue any more.");
        let sold = errors.check(at("variant"), sold);
        if !(1..=MOST_PIECES).contains(&self.quantity) {
            errors.add(at("quantity"), "Enter a number of pieces from 1 on.");
        }
        let price = errors.check(at("unit_price"), Money::parse(&self.unit_price, currency));
        if price.is_some_and(Money::is_negative) {
            errors.add(at("unit_price"), "A price can't be below zero.");
        }
        let sold = sold?;
        Some(BlanketLine {
            id: BlanketLineId::generate(),
            variant: self.variant,
            style: sold.style,
            sku: sold.sku.clone(),
            description: sold.description(),
            quantity: self.quantity,
            unit_price: price?,
        })
    }
}

/// A line of a blanket order, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlanketLineView {
    pub id: BlanketLineId,
    pub variant: VariantId,
    pub sku: Option<String>,
    pub description: String,
    pub quantity: u32,
    pub released: u32,
    pub unit_price: Money,
}

impl BlanketLineView {
    /// How many can still be called off.
    #[must_use]
    pub const fn left(&self) -> u32 {
        self.quantity.saturating_sub(self.released)
    }
}

/// A blanket order, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlanketView {
    pub id: BlanketId,
    pub number: String,
    pub account: CustomerId,
    pub reference: String,
    pub ends_on: Option<NaiveDate>,
    pub note: Option<String>,
    pub lines: Vec<BlanketLineView>,
}

impl BlanketView {
    /// Why nothing can be called off any more; none where something can.
    #[must_use]
    pub fn refusal(&self, today: NaiveDate) -> Option<String> {
        if let Some(last) = self.ends_on.filter(|last| *last < today) {
            let last = crate::orders::history::day(last);
            return Some(format!("{} ended on {last}.", self.number));
        }
        let spent = self.lines.iter().all(|line| line.left() == 0);
        spent.then(|| format!("All of {} is called off.", self.number))
    }
}
