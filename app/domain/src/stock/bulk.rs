//! Goods by count, length or weight: how they are written down, asked for and shown.

use super::holding::HoldingError;
use super::piece::{MoveKind, Source};
use super::place::{Ownership, scan_code};
use crate::ids::{BulkItemId, LocationId, VendorId};
use crate::input::{FieldErrors, required_text};
use crate::measures::{Metal, Quantity, Unit};
use crate::money::{Currency, Money};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// Something that is kept in bulk, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkDraft {
    /// What its label says and a scanner reads.
    pub code: String,
    pub name: String,
    pub unit: Unit,
    #[serde(default)]
    pub metal: Option<Metal>,
}

/// Something that is kept in bulk, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedBulk {
    pub code: String,
    pub name: String,
    pub unit: Unit,
    pub metal: Option<Metal>,
}

impl BulkDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn check(&self) -> Result<CheckedBulk, FieldErrors> {
        let mut errors = FieldErrors::new();
        let code = errors.check("/code", scan_code(&self.code));
        let name = errors.check("/name", required_text(&self.name, 120));
        match (code, name) {
            (Some(code), Some(name)) => Ok(CheckedBulk {
                code,
                name,
                unit: self.unit,
                metal: self.metal,
            }),
            _ => Err(errors),
        }
    }
}

/// What somebody does with goods in bulk, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum BulkStep {
    /// It came in.
    Receive {
        to: Option<LocationId>,
        quantity: String,
        /// What all of it cost.
        cost: String,
        source: Source,
        #[serde(default)]
        vendor: Option<VendorId>,
    },
    /// Some of it lies somewhere else now.
    Move {
        from: Option<LocationId>,
        to: Option<LocationId>,
        quantity: String,
    },
    /// It was counted or weighed, and this much is there.
    Count {
        at: Option<LocationId>,
        quantity: String,
        reason: String,
    },
    /// Some of it goes to the refiner.
    Scrap {
        from: Option<LocationId>,
        quantity: String,
        reason: String,
    },
}

/// A step whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckedBulkStep {
    Receive {
        to: LocationId,
        quantity: Quantity,
        cost: Money,
        source: Source,
        /// Who delivered it.
        vendor: Option<VendorId>,
    },
    Move {
        from: LocationId,
        to: LocationId,
        quantity: Quantity,
    },
    Count {
        at: LocationId,
        quantity: Quantity,
        reason: String,
    },
    Scrap {
        from: LocationId,
        quantity: Quantity,
        reason: String,
    },
}

impl BulkStep {
    /// Checks every field of the step and complains about each by its pointer.
    pub fn check(&self, unit: Unit, currency: Currency) -> Result<CheckedBulkStep, FieldErrors> {
        let mut errors = FieldErrors::new();
        let checked = match self {
            Self::Receive {
                to,
                quantity,
                cost,
                source,
                vendor,
            } => {
                let to = place(&mut errors, "/to", *to);
                let quantity = some(&mut errors, quantity, unit);
                let cost = worth(&mut errors, cost, currency);
                if *source == Source::Purchase && vendor.is_none() {
                    errors.add("/vendor", "Choose the vendor who is owed.");
                }
                let (source, vendor) = (*source, *vendor);
                to.zip(quantity)
                    .zip(cost)
                    .map(|((to, quantity), cost)| CheckedBulkStep::Receive {
                        to,
                        quantity,
                        cost,
                        source,
                        vendor,
                    })
            }
            Self::Move { from, to, quantity } => {
                let from = place(&mut errors, "/from", *from);
                let to = place(&mut errors, "/to", *to);
                if from.is_some() && from == to {
                    errors.add("/to", "It lies there already.");
                }
                let quantity = some(&mut errors, quantity, unit);
                from.zip(to)
                    .zip(quantity)
                    .map(|((from, to), quantity)| CheckedBulkStep::Move { from, to, quantity })
            }
            Self::Count {
                at,
                quantity,
                reason,
            } => {
                let at = place(&mut errors, "/at", *at);
                let quantity = errors.check("/quantity", Quantity::parse(quantity, unit));
                let reason = why(&mut errors, reason);
                at.zip(quantity)
                    .zip(reason)
                    .map(|((at, quantity), reason)| CheckedBulkStep::Count {
                        at,
                        quantity,
                        reason,
                    })
            }
            Self::Scrap {
                from,
                quantity,
                reason,
            } => {
                let from = place(&mut errors, "/from", *from);
                let quantity = some(&mut errors, quantity, unit);
                let reason = why(&mut errors, reason);
                from.zip(quantity)
                    .zip(reason)
                    .map(|((from, quantity), reason)| CheckedBulkStep::Scrap {
                        from,
                        quantity,
                        reason,
                    })
            }
        };
        match checked {
            Some(step) if errors.is_empty() => Ok(step),
            _ => Err(errors),
        }
    }
}

fn place(errors: &mut FieldErrors, at: &str, place: Option<LocationId>) -> Option<LocationId> {
    errors.check(at, place.ok_or("Choose the place."))
}

fn some(errors: &mut FieldErrors, typed: &str, unit: Unit) -> Option<Quantity> {
    let quantity = errors.check("/quantity", Quantity::parse(typed, unit))?;
    if quantity.is_zero() {
        errors.add("/quantity", "Enter how much.");
        return None;
    }
    Some(quantity)
}

fn worth(errors: &mut FieldErrors, typed: &str, currency: Currency) -> Option<Money> {
    let cost = errors.check("/cost", Money::parse(typed, currency))?;
    if cost.is_negative() {
        errors.add("/cost", "This can't be below zero.");
        return None;
    }
    Some(cost)
}

fn why(errors: &mut FieldErrors, typed: &str) -> Option<String> {
    let reason = required_text(typed, 500).map_err(|_| "Give a reason.");
    errors.check("/reason", reason)
}

/// What the holding complains about, beside the field that is wrong.
impl From<HoldingError> for FieldErrors {
    fn from(error: HoldingError) -> Self {
        Self::one("/quantity", error.to_string())
    }
}

/// How much of something lies in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldingView {
    pub location: LocationId,
    pub name: String,
    pub ownership: Ownership,
    pub quantity: Quantity,
    /// Only for those who may see cost.
    pub value: Option<Money>,
}

/// Something kept in bulk, with where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkView {
    pub id: BulkItemId,
    pub code: String,
    pub name: String,
    pub metal: Option<Metal>,
    pub total: Quantity,
    /// What all of it cost. Only for those who may see it.
    pub value: Option<Money>,
    pub holdings: Vec<HoldingView>,
}

/// Something that happened to goods in bulk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkMoveView {
    pub at: DateTime<FixedOffset>,
    pub who: String,
    pub kind: MoveKind,
    pub quantity: Quantity,
    pub from: Option<String>,
    pub to: Option<String>,
    /// Who delivered it.
    pub vendor: Option<String>,
    pub reason: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_says_what_it_lacks() {
        let nothing = String::new;
        let complaints = |step: BulkStep| -> Vec<String> {
            let wrong = step.check(Unit::Gram, Currency::USD).unwrap_err();
            wrong.iter().map(|(at, _)| at.to_owned()).collect()
        };
        let receive = BulkStep::Receive {
            to: None,
            quantity: nothing(),
            cost: nothing(),
            source: Source::Purchase,
            vendor: None,
        };
        assert_eq!(
            complaints(receive),
            ["/cost", "/quantity", "/to", "/vendor"]
        );
        let count = BulkStep::Count {
            at: None,
            quantity: "-1".into(),
            reason: nothing(),
        };
        assert_eq!(complaints(count), ["/at", "/quantity", "/reason"]);
        let here = Some(LocationId::generate());
        let nowhere = BulkStep::Move {
            from: here,
            to: here,
            quantity: "0".into(),
        };
        assert_eq!(complaints(nowhere), ["/quantity", "/to"]);
    }

    #[test]
    fn nothing_can_be_counted() {
        let step = BulkStep::Count {
            at: Some(LocationId::generate()),
            quantity: "0".into(),
            reason: "Empty bin".into(),
        };
        assert!(step.check(Unit::Centimetre, Currency::USD).is_ok());
    }
}
