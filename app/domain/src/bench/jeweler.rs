//! Who works at the bench: how many hours on each day of the week, which days off, at what rate.

use super::Hours;
use crate::ids::StaffId;
use crate::input::FieldErrors;
use crate::money::{Currency, Money};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// More days off than anybody plans ahead.
const MOST_DAYS_OFF: usize = 400;

const DAY: Hours = Hours::of_quarters(4 * 24);

/// A jeweler's hours as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JewelerDraft {
    /// Hours at the bench from Monday to Sunday; empty is none.
    pub week: [String; 7],
    /// What an hour costs.
    pub rate: String,
    pub days_off: Vec<NaiveDate>,
}

/// A jeweler's hours, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedJeweler {
    pub week: [Hours; 7],
    pub rate: Money,
    pub days_off: Vec<NaiveDate>,
}

/// A jeweler's hours as kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JewelerView {
    pub staff: StaffId,
    pub name: String,
    pub week: [Hours; 7],
    /// Only for those who may see cost.
    pub rate: Option<Money>,
    pub days_off: Vec<NaiveDate>,
    /// None for somebody who has no hours yet.
    pub version: Option<i32>,
}

impl JewelerDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn check(&self, currency: Currency) -> Result<CheckedJeweler, FieldErrors> {
        let mut errors = FieldErrors::new();
        let mut week = [Hours::NONE; 7];
        for (day, typed) in self.week.iter().enumerate() {
            if typed.trim().is_empty() {
                continue;
            }
            let pointer = format!("/week/{day}");
            match errors.check(pointer.clone(), Hours::parse(typed)) {
                Some(hours) if hours > DAY => errors.add(pointer, "A day has 24 hours."),
                Some(hours) => week[day] = hours,
                None => {}
            }
        }
        let rate = errors.check("/rate", Money::parse(&self.rate, currency));
        if rate.is_some_and(Money::is_negative) {
            errors.add("/rate", "A rate can't be below zero.");
        }
        if self.days_off.len() > MOST_DAYS_OFF {
            errors.add("/days_off", "These are too many days.");
        }
        let mut days_off = self.days_off.clone();
        days_off.sort_unstable();
        days_off.dedup();
        match rate {
            Some(rate) if errors.is_empty() => Ok(CheckedJeweler {
                week,
                rate,
                days_off,
            }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_checked_day_by_day() {
        let mut draft = JewelerDraft {
            rate: "45".into(),
            ..JewelerDraft::default()
        };
        draft.week[0] = "8".into();
        let checked = draft.check(Currency::USD).unwrap();
        assert_eq!(checked.week[0], Hours::of_quarters(32));
        assert_eq!(checked.week[6], Hours::NONE);
        draft.week[1] = "25".into();
        draft.week[2] = "-1".into();
        draft.rate = "-45".into();
        let wrong = draft.check(Currency::USD).unwrap_err();
        let fields: Vec<_> = wrong.iter().map(|(at, _)| at).collect();
        assert_eq!(fields, ["/rate", "/week/1", "/week/2"]);
    }
}
