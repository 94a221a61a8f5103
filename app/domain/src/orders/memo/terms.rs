//! A store's rules for memos: for how long pieces go out, how much a customer may have, how much is
//! insured, and after how many days somebody is reminded.

use crate::input::{FieldErrors, required_text};
use crate::money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};

/// A year is longer than anybody keeps a piece to look at it.
const LONGEST_DAYS: u16 = 365;
const MOST_REMINDERS: usize = 12;

/// The rules in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoTerms {
    /// For how many days a piece goes out where nothing else is said.
    pub days: u16,
    /// What one customer may have out.
    pub limit: Money,
    /// Up to how much the insurance pays for what is out in all; none where nobody has said.
    pub insured: Option<Money>,
    /// After how many days with the customer they are reminded, the fewest first.
    pub reminders: Vec<u16>,
    /// What stands on the paper above the signature.
    pub conditions: String,
    pub version: i32,
}

/// The rules as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TermsDraft {
    pub days: String,
    pub limit: String,
    /// Empty where nobody has said.
    pub insured: String,
    /// Days, parted by commas.
    pub reminders: String,
    pub conditions: String,
}

impl MemoTerms {
    /// The rules as one would type them.
    #[must_use]
    pub fn typed(&self) -> TermsDraft {
        let days: Vec<_> = self.reminders.iter().map(u16::to_string).collect();
        TermsDraft {
            days: self.days.to_string(),
            limit: self.limit.plain(),
            insured: self.insured.map(Money::plain).unwrap_or_default(),
            reminders: days.join(", "),
            conditions: self.conditions.clone(),
        }
    }

    /// Which reminder is due after so many days: the highest that was reached.
    #[must_use]
    pub fn reminder(&self, days_out: u32) -> Option<u16> {
        let reached = |days: &&u16| u32::from(**days) <= days_out;
        self.reminders.iter().rev().find(reached).copied()
    }
}

impl TermsDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn checked(&self, currency: Currency, version: i32) -> Result<MemoTerms, FieldErrors> {
        let mut errors = FieldErrors::new();
        let days = errors.check("/days", days(&self.days));
        let limit = errors.check("/limit", amount(&self.limit, currency));
        let insured = if self.insured.trim().is_empty() {
            Some(None)
        } else {
            errors
                .check("/insured", amount(&self.insured, currency))
                .map(Some)
        };
        let reminders = errors.check("/reminders", reminders(&self.reminders));
        let conditions = required_text(&self.conditions, 4_000)
            .map_err(|_| "Say on what terms pieces go out, in at most 4,000 letters.");
        let conditions = errors.check("/conditions", conditions);
        match (days, limit, insured, reminders, conditions) {
            (Some(days), Some(limit), Some(insured), Some(reminders), Some(conditions)) => {
                Ok(MemoTerms {
                    days,
                    limit,
                    insured,
                    reminders,
                    conditions,
                    version,
                })
            }
            _ => Err(errors),
        }
    }
}

fn days(typed: &str) -> Result<u16, &'static str> {
    match typed.trim().parse() {
        Ok(days) if (1..=LONGEST_DAYS).contains(&days) => Ok(days),
        _ => Err("Enter a number of days from 1 to 365."),
    }
}

fn amount(typed: &str, currency: Currency) -> Result<Money, String> {
    match Money::parse(typed, currency) {
        Ok(amount) if amount.is_negative() => Err("This can't be below zero.".to_owned()),
        Ok(amount) => Ok(amount),
        Err(wrong) => Err(wrong.to_string()),
    }
}

fn reminders(typed: &str) -> Result<Vec<u16>, &'static str> {
    let each = typed.split(',').filter(|part| !part.trim().is_empty());
    let mut all = each
        .map(days)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| "Enter days from 1 to 365, parted by commas.")?;
    all.sort_unstable();
    all.dedup();
    if all.len() > MOST_REMINDERS {
        return Err("That is more often than anybody wants to be reminded.");
    }
    Ok(all)
}

/// What is out, and what would go out beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What the customer has out, and what they may have.
    pub with_customer: Money,
    pub limit: Money,
    /// What is out in all, and how much of it is insured.
    pub out: Money,
    pub insured: Option<Money>,
}

impl Standing {
    /// By how much the customer would have more than they may, with so much more.
    pub fn over_limit(&self, more: Money) -> Result<Option<Money>, MoneyError> {
        above(self.with_customer.plus(more)?, self.limit)
    }

    /// By how much more would be out than is insured, with so much more.
    pub fn over_insured(&self, more: Money) -> Result<Option<Money>, MoneyError> {
        match self.insured {
            Some(insured) => above(self.out.plus(more)?, insured),
            None => Ok(None),
        }
    }
}

fn above(total: Money, limit: Money) -> Result<Option<Money>, MoneyError> {
    let over = total.minus(limit)?;
    Ok(over.is_positive().then_some(over))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(text: &str) -> Money {
        Money::parse(text, Currency::USD).unwrap()
    }

    fn typed() -> TermsDraft {
        TermsDraft {
            days: "90".into(),
            limit: "25,000".into(),
            insured: String::new(),
            reminders: "85, 60,75, 60".into(),
            conditions: "Ours until paid.".into(),
        }
    }

    #[test]
    fn what_is_typed_is_read_back_the_same() {
        let terms = typed().checked(Currency::USD, 3).unwrap();
        assert_eq!(terms.reminders, [60, 75, 85]);
        assert_eq!((terms.days, terms.version, terms.insured), (90, 3, None));
        assert_eq!(terms.typed().checked(Currency::USD, 3), Ok(terms));
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let nothing = TermsDraft {
            insured: "much".into(),
            reminders: "60, soon".into(),
            ..TermsDraft::default()
        };
        let wrong = nothing.checked(Currency::USD, 1).unwrap_err();
        for field in ["/days", "/limit", "/insured", "/reminders", "/conditions"] {
            assert!(wrong.get(field).is_some(), "{field}");
        }
        for days in ["0", "366", "-1", "1.5"] {
            let draft = TermsDraft {
                days: days.into(),
                ..typed()
            };
            assert!(draft.checked(Currency::USD, 1).is_err(), "{days}");
        }
    }

    #[test]
    fn the_last_reminder_that_was_reached_counts() {
        let terms = typed().checked(Currency::USD, 1).unwrap();
        for (days, due) in [(59, None), (60, Some(60)), (80, Some(75)), (400, Some(85))] {
            assert_eq!(terms.reminder(days), due, "{days}");
        }
    }

    #[test]
    fn a_limit_may_be_reached_and_not_exceeded() {
        let standing = Standing {
            with_customer: usd("20000"),
            limit: usd("25000"),
            out: usd("90000"),
            insured: Some(usd("100000")),
        };
        assert_eq!(standing.over_limit(usd("5000")), Ok(None));
        assert_eq!(standing.over_limit(usd("5000.01")), Ok(Some(usd("0.01"))));
        assert_eq!(standing.over_insured(usd("10000")), Ok(None));
        assert_eq!(standing.over_insured(usd("10001")), Ok(Some(usd("1"))));
        let unsaid = Standing {
            insured: None,
            ..standing
        };
        assert_eq!(unsaid.over_insured(usd("900000")), Ok(None));
    }
}
