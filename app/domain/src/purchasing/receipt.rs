//! What came of an order, in one delivery.

use super::{MOST_LINES, MOST_PIECES, cost};
use crate::ids::{LocationId, PurchaseLineId};
use crate::input::FieldErrors;
use crate::money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};

/// What came of a line, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedDraft {
    pub line: PurchaseLineId,
    pub quantity: u32,
    /// What one really cost; empty takes what was ordered at.
    #[serde(default)]
    pub unit_cost: String,
}

/// A delivery as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReceiptDraft {
    /// Where the pieces are put.
    pub location: Option<LocationId>,
    pub lines: Vec<ReceivedDraft>,
    /// More came than was ordered, and it is kept.
    pub keep_surplus: bool,
    /// The vendor sends no more of this order.
    pub last: bool,
}

/// A line of an order, as far as a receipt needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Awaited {
    pub line: PurchaseLineId,
    pub ordered: u32,
    pub received: u32,
    pub unit_cost: Money,
}

/// What came of a line, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    pub line: PurchaseLineId,
    pub quantity: u32,
    pub unit_cost: Money,
}

/// A delivery whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub location: LocationId,
    pub lines: Vec<Received>,
    /// Whether nothing more will come.
    pub complete: bool,
}

impl ReceiptDraft {
    /// Checks a delivery against what is awaited.
    pub fn check(&self, awaited: &[Awaited]) -> Result<Receipt, FieldErrors> {
        let mut errors = FieldErrors::new();
        let location = errors.check("/location", self.location.ok_or("Say where it is put."));
        let mut lines = Vec::with_capacity(self.lines.len());
        for (index, came) in self.lines.iter().enumerate().take(MOST_LINES) {
            if came.quantity == 0 {
                continue;
            }
            match self.line(came, awaited, &lines) {
                Ok(line) => lines.push(line),
                Err(wrong) => errors.nest(&format!("/lines/{index}"), wrong),
            }
        }
        if lines.is_empty() && errors.is_empty() && !self.last {
            errors.add("/lines", "Say what came.");
        }
        match location {
            Some(location) if errors.is_empty() => Ok(Receipt {
                location,
                complete: self.last || all_here(awaited, &lines),
                lines,
            }),
            _ => Err(errors),
        }
    }

    fn line(
        &self,
        came: &ReceivedDraft,
        awaited: &[Awaited],
        before: &[Received],
    ) -> Result<Received, FieldErrors> {
        let mut errors = FieldErrors::new();
        let Some(line) = awaited.iter().find(|line| line.line == came.line) else {
            return Err(FieldErrors::one("/line", "This is not on the order."));
        };
        if before.iter().any(|received| received.line == came.line) {
            errors.add("/line", "This line is named twice.");
        }
        let open = line.ordered.saturating_sub(line.received);
        if came.quantity > MOST_PIECES {
            errors.add("/quantity", "Enter a number of pieces up to 999.");
        } else if came.quantity > open && !self.keep_surplus {
            errors.add(
                "/quantity",
                match open {
                    0 => "All of it is here already.".to_owned(),
                    1 => "Only one is still to come.".to_owned(),
                    open => format!("Only {open} are still to come."),
                },
            );
        }
        let currency = line.unit_cost.currency();
        let unit_cost = cost(&came.unit_cost, Some(line.unit_cost), currency);
        let unit_cost = errors.check("/unit_cost", unit_cost);
        match unit_cost {
            Some(unit_cost) if errors.is_empty() => Ok(Received {
                line: came.line,
                quantity: came.quantity,
                unit_cost,
            }),
            _ => Err(errors),
        }
    }
}

fn all_here(awaited: &[Awaited], now: &[Received]) -> bool {
    awaited.iter().all(|line| {
        let came = now.iter().filter(|received| received.line == line.line);
        let came: u32 = came.map(|received| received.quantity).sum();
        line.received + came >= line.ordered
    })
}

impl Receipt {
    /// What all of it cost.
    pub fn cost(&self, currency: Currency) -> Result<Money, MoneyError> {
        let each = self
            .lines
            .iter()
            .map(|line| line.unit_cost.times(line.quantity));
        let costs: Vec<_> = each.collect::<Result<_, _>>()?;
        Money::sum(currency, costs)
    }
}
