//! Another day on which a job will be through.

use crate::input::{FieldErrors, required_text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// When a job will be through, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostponeDraft {
    pub version: i32,
    pub due_on: Option<NaiveDate>,
    pub reason: String,
}

impl PostponeDraft {
    /// The day, and why it is another one, which the order's history says.
    pub fn check(&self, today: NaiveDate) -> Result<(NaiveDate, String), FieldErrors> {
        let mut errors = FieldErrors::new();
        let due_on = self.due_on.ok_or("Enter the new date.");
        let due_on = errors.check("/due_on", due_on);
        if due_on.is_some_and(|day| day < today) {
            errors.add("/due_on", "This date is in the past.");
        }
        let reason = required_text(&self.reason, 500).map_err(|_| "Say why it is another date.");
        let reason = errors.check("/reason", reason);
        match (due_on, reason) {
            (Some(due_on), Some(reason)) if errors.is_empty() => Ok((due_on, reason)),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_lies_ahead_and_a_reason_are_needed() {
        let today = "2026-11-30".parse().unwrap();
        let draft = |due_on: &str, reason: &str| PostponeDraft {
            version: 1,
            due_on: due_on.parse().ok(),
            reason: reason.into(),
        };
        let wrong = draft("", " ").check(today).unwrap_err();
        assert!(wrong.get("/due_on").is_some() && wrong.get("/reason").is_some());
        let past = draft("2026-11-29", "Casting failed").check(today);
        assert!(past.unwrap_err().get("/due_on").is_some());
        let (day, reason) = draft("2026-11-30", "Casting failed").check(today).unwrap();
        assert_eq!((day, reason.as_str()), (today, "Casting failed"));
    }
}
