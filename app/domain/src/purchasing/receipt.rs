//! What came of an order, in one delivery.

use super::{MOST_LINES, MOST_PIECES, cost};
use crate::ids::{LocationId, PurchaseLineId};
use crate::input::{FieldErrors, optional_text, required_text};
use crate::money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};

/// What came of a line, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedDraft {
    pub line: PurchaseLineId,
    /// How many are kept.
    pub quantity: u32,
    /// What one really cost; empty takes what was ordered at.
    #[serde(default)]
    pub unit_cost: String,
    /// How many failed their check and go back.
    #[serde(default)]
    pub failed: u32,
    /// What is wrong with them.
    #[serde(default)]
    pub failure: String,
}

/// A delivery as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReceiptDraft {
    /// Where the pieces for stock are put.
    pub location: Option<LocationId>,
    pub lines: Vec<ReceivedDraft>,
    /// More came than was ordered, and it is kept: why.
    pub surplus_reason: String,
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
    /// Whether a customer waits for it.
    pub for_customer: bool,
}

/// What came of a line, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    pub line: PurchaseLineId,
    pub quantity: u32,
    pub unit_cost: Money,
    /// What goes back, and why.
    pub failed: Option<(u32, String)>,
}

/// A delivery whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Where the pieces for stock are put; there is one where such came.
    pub location: Option<LocationId>,
    pub lines: Vec<Received>,
    /// Why more is kept than was ordered.
    pub surplus_reason: Option<String>,
    /// Whether nothing more will come.
    pub complete: bool,
}

impl Awaited {
    /// How many are still to come.
    #[must_use]
    pub const fn open(&self) -> u32 {
        self.ordered.saturating_sub(self.received)
    }
}

impl ReceiptDraft {
    /// Checks a delivery against what is awaited. Who `may_keep_more` decides what becomes of more
    /// than was ordered.
    pub fn check(&self, awaited: &[Awaited], may_keep_more: bool) -> Result<Receipt, FieldErrors> {
        let mut errors = FieldErrors::new();
        let reason = optional_text(&self.surplus_reason, 500);
        let surplus_reason = errors.check("/surplus_reason", reason).flatten();
        if surplus_reason.is_some() && !may_keep_more {
            errors.add(
                "/surplus_reason",
                "Only a manager can keep more than was ordered.",
            );
        }
        let mut lines = Vec::with_capacity(self.lines.len());
        for (index, came) in self.lines.iter().enumerate().take(MOST_LINES) {
            if came.quantity == 0 && came.failed == 0 {
                continue;
            }
            match came.check(awaited, &lines, surplus_reason.is_some()) {
                Ok(line) => lines.push(line),
                Err(wrong) => errors.nest(&format!("/lines/{index}"), wrong),
            }
        }
        if lines.is_empty() && errors.is_empty() && !self.last {
            errors.add("/lines", "Say what came.");
        }
        if self.location.is_none() && some_for_stock(awaited, &lines) {
            errors.add("/location", "Say where it is put.");
        }
        if self.last && customer_waits(awaited, &lines) {
            errors.add(
                "/last",
                "A customer waits for the rest. Cancel the customer's order, or order it anew.",
            );
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Receipt {
            location: self.location,
            surplus_reason,
            complete: self.last || awaited.iter().all(|line| line.left_after(&lines) == 0),
            lines,
        })
    }
}

impl ReceivedDraft {
    /// So many of a line, for what was agreed, and nothing wrong with them.
    #[must_use]
    pub const fn of(line: PurchaseLineId, quantity: u32) -> Self {
        Self {
            line,
            quantity,
            unit_cost: String::new(),
            failed: 0,
            failure: String::new(),
        }
    }

    fn check(
        &self,
        awaited: &[Awaited],
        before: &[Received],
        keeps_more: bool,
    ) -> Result<Received, FieldErrors> {
        let mut errors = FieldErrors::new();
        let Some(line) = awaited.iter().find(|line| line.line == self.line) else {
            return Err(FieldErrors::one("/line", "This is not on the order."));
        };
        if before.iter().any(|received| received.line == self.line) {
            errors.add("/line", "This line is named twice.");
        }
        if let Some(wrong) = self.too_many(line, keeps_more) {
            errors.add("/quantity", wrong);
        }
        let failed = self.failed(&mut errors);
        let currency = line.unit_cost.currency();
        let unit_cost = cost(&self.unit_cost, Some(line.unit_cost), currency);
        let unit_cost = errors.check("/unit_cost", unit_cost);
        // A line of a customer's order has one cost.
        let settled = line.for_customer && line.received > 0;
        if settled && unit_cost.is_some_and(|cost| cost != line.unit_cost) {
            let first = format!(
                "The first of them came at {}. Match any difference with the bill.",
                line.unit_cost
            );
            errors.add("/unit_cost", first);
        }
        match unit_cost {
            Some(unit_cost) if errors.is_empty() => Ok(Received {
                line: self.line,
                quantity: self.quantity,
                unit_cost,
                failed,
            }),
            _ => Err(errors),
        }
    }

    fn too_many(&self, line: &Awaited, keeps_more: bool) -> Option<String> {
        let open = line.open();
        if self.quantity > MOST_PIECES {
            return Some("Enter a number of pieces up to 999.".to_owned());
        }
        if self.quantity <= open || (keeps_more && !line.for_customer) {
            return None;
        }
        Some(match (open, line.for_customer) {
            (0, _) => "All of it is here already.".to_owned(),
            (1, true) => "It is for a customer: only one is still to come.".to_owned(),
            (open, true) => format!("It is for a customer: only {open} are still to come."),
            (1, false) => "Only one is still to come.".to_owned(),
            (open, false) => format!("Only {open} are still to come."),
        })
    }

    fn failed(&self, errors: &mut FieldErrors) -> Option<(u32, String)> {
        match self.failed {
            0 => None,
            1..=MOST_PIECES => {
                let why = required_text(&self.failure, 500);
                let why = why.map_err(|_| "Say what is wrong with it.");
                errors.check("/failure", why).map(|why| (self.failed, why))
            }
            _ => {
                errors.add("/failed", "Enter a number of pieces up to 999.");
                None
            }
        }
    }
}

impl Awaited {
    fn left_after(&self, now: &[Received]) -> u32 {
        let came = now.iter().find(|received| received.line == self.line);
        self.open()
            .saturating_sub(came.map_or(0, |received| received.quantity))
    }
}

fn some_for_stock(awaited: &[Awaited], now: &[Received]) -> bool {
    let kept = |line: &&Awaited| {
        let came = now.iter().find(|received| received.line == line.line);
        came.is_some_and(|received| received.quantity > 0)
    };
    let mut for_stock = awaited.iter().filter(|line| !line.for_customer);
    for_stock.any(|line| kept(&line))
}

fn customer_waits(awaited: &[Awaited], now: &[Received]) -> bool {
    let mut theirs = awaited.iter().filter(|line| line.for_customer);
    theirs.any(|line| line.left_after(now) > 0)
}

impl Receipt {
    /// What all that is kept cost.
    pub fn cost(&self, currency: Currency) -> Result<Money, MoneyError> {
        let each = self
            .lines
            .iter()
            .map(|line| line.unit_cost.times(line.quantity));
        let costs: Vec<_> = each.collect::<Result<_, _>>()?;
        Money::sum(currency, costs)
    }
}
