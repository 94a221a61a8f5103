//! A vendor's bill.

use super::cost;
use crate::input::{FieldErrors, required_text};
use crate::money::{Currency, Money};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A vendor's bill as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BillDraft {
    pub number: String,
    pub date: Option<NaiveDate>,
    pub total: String,
}

/// A vendor's bill, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    pub number: String,
    pub date: NaiveDate,
    pub total: Money,
}

impl BillDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn check(&self, currency: Currency, today: NaiveDate) -> Result<Bill, FieldErrors> {
        let mut errors = FieldErrors::new();
        let number = required_text(&self.number, 60).map_err(|_| "Enter the bill's number.");
        let number = errors.check("/number", number);
        let date = errors.check("/date", self.date.ok_or("Enter the bill's date."));
        if date.is_some_and(|date| date > today) {
            errors.add("/date", "This date lies ahead.");
        }
        let total = errors.check("/total", cost(&self.total, None, currency));
        match (number, date, total) {
            (Some(number), Some(date), Some(total)) if errors.is_empty() => Ok(Bill {
                number,
                date,
                total,
            }),
            _ => Err(errors),
        }
    }
}
