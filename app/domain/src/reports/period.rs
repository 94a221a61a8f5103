//! The time that a report spans.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A month, a quarter, a year, or the days from one to another. Written `2026-11`, `2026-Q4`,
/// `2026` and `2026-11-01..2026-11-23`, which is how it stands in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    span: Span,
    first: NaiveDate,
    last: NaiveDate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    Month,
    Quarter,
    Year,
    Days,
}

/// Not a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Enter a period such as 2026-11, 2026-Q4, 2026 or 2026-11-01..2026-11-23.")]
pub struct NotAPeriod;

impl Period {
    /// The month of a day.
    #[must_use]
    pub fn month_of(day: NaiveDate) -> Self {
        Self::whole(Span::Month, day)
    }

    /// The quarter of a day.
    #[must_use]
    pub fn quarter_of(day: NaiveDate) -> Self {
        Self::whole(Span::Quarter, day)
    }

    /// The year of a day.
    #[must_use]
    pub fn year_of(day: NaiveDate) -> Self {
        Self::whole(Span::Year, day)
    }

    /// From a day to a day, both included.
    pub fn days(first: NaiveDate, last: NaiveDate) -> Result<Self, NotAPeriod> {
        if !YEARS.contains(&first.year()) || !YEARS.contains(&last.year()) || last < first {
            return Err(NotAPeriod);
        }
        Ok(Self {
            span: Span::Days,
            first,
            last,
        })
    }

    #[must_use]
    pub const fn first(&self) -> NaiveDate {
        self.first
    }

    #[must_use]
    pub const fn last(&self) -> NaiveDate {
        self.last
    }

    /// The one before, of the same length.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        let before = self.first.pred_opt()?;
        match self.span {
            Span::Days => {
                let first = before.checked_sub_days(Days::new(self.length()))?;
                Self::days(first, before).ok()
            }
            span => in_years(Self::whole(span, before)),
        }
    }

    /// The one after, of the same length.
    #[must_use]
    pub fn next(&self) -> Option<Self> {
        let after = self.last.succ_opt()?;
        match self.span {
            Span::Days => {
                let last = after.checked_add_days(Days::new(self.length()))?;
                Self::days(after, last).ok()
            }
            span => in_years(Self::whole(span, after)),
        }
    }

    /// How many days lie between the first and the last.
    fn length(&self) -> u64 {
        u64::try_from((self.last - self.first).num_days()).unwrap_or_default()
    }

    fn whole(span: Span, day: NaiveDate) -> Self {
        let (month, months) = match span {
            Span::Month => (day.month(), 1),
            Span::Quarter => (day.month() - day.month0() % 3, 3),
            Span::Year => (1, 12),
            Span::Days => (day.month(), 0),
        };
        // The first of a month of a year that has the day exists; the fallback is never taken.
        let first = NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
        let next = first.checked_add_months(Months::new(months));
        let last = next.and_then(|next| next.pred_opt()).unwrap_or(day);
        Self { span, first, last }
    }
}

fn in_years(period: Period) -> Option<Period> {
    YEARS.contains(&period.first.year()).then_some(period)
}

/// The years that books are kept for; outside of them is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        if let Some((first, last)) = text.split_once("..") {
            let day = |text: &str| text.parse().map_err(|_| NotAPeriod);
            return Self::days(day(first)?, day(last)?);
        }
        let (year, part) = text
            .split_once('-')
            .map_or((text, None), |(year, part)| (year, Some(part)));
        let year = number(year, 4).ok_or(NotAPeriod)?;
        let (span, month) = match part {
            None => (Span::Year, 1),
            Some(part) => match part.strip_prefix('Q') {
                Some(quarter) => {
                    let quarter = number(quarter, 1).filter(|q| (1..=4).contains(q));
                    (Span::Quarter, quarter.ok_or(NotAPeriod)? * 3 - 2)
                }
                None => (Span::Month, number(part, 2).ok_or(NotAPeriod)?),
            },
        };
        let day = i32::try_from(year)
            .ok()
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, 1));
        day.and_then(|day| in_years(Self::whole(span, day)))
            .ok_or(NotAPeriod)
    }
}

/// Digits alone, and exactly so many.
fn number(text: &str, digits: usize) -> Option<u32> {
    let plain = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// As it stands in an address.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.span {
            Span::Month => write!(f, "{}", self.first.format("%Y-%m")),
            Span::Quarter => write!(f, "{}-Q{}", self.first.year(), self.quarter()),
            Span::Year => write!(f, "{}", self.first.year()),
            Span::Days => write!(f, "{}..{}", self.first, self.last),
        }
    }
}

impl Period {
    /// In words: "November 2026".
    #[must_use]
    pub fn label(&self) -> String {
        let day = |day: NaiveDate| day.format("%-d %b %Y").to_string();
        match self.span {
            Span::Month => self.first.format("%B %Y").to_string(),
            Span::Quarter => format!("Quarter {} of {}", self.quarter(), self.first.year()),
            Span::Year => self.first.year().to_string(),
            Span::Days if self.first == self.last => day(self.first),
            Span::Days => format!("{} to {}", day(self.first), day(self.last)),
        }
    }

    fn quarter(&self) -> u32 {
        self.first.month0() / 3 + 1
    }
}

impl TryFrom<String> for Period {
    type Error = NotAPeriod;
    fn try_from(text: String) -> Result<Self, NotAPeriod> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().expect("a fixture period")
    }

    #[test]
    fn reads_what_it_writes() {
        for (text, first, last, label) in [
            ("2026-11", "2026-11-01", "2026-11-30", "November 2026"),
            ("2026-Q4", "2026-10-01", "2026-12-31", "Quarter 4 of 2026"),
            ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
            ("2026", "2026-01-01", "2026-12-31", "2026"),
            (
                "2026-11-01..2026-11-23",
                "2026-11-01",
                "2026-11-23",
                "1 Nov 2026 to 23 Nov 2026",
            ),
        ] {
            let read = period(text);
            assert_eq!(read.to_string(), text);
            assert_eq!(read.first().to_string(), first);
            assert_eq!(read.last().to_string(), last);
            assert_eq!(read.label(), label);
        }
    }

    #[test]
    fn goes_back_and_forth() {
        for text in [
            "2026-01",
            "2026-Q1",
            "2026",
            "2026-11-01..2026-11-07",
            "2026-03-01..2026-03-01",
        ] {
            let here = period(text);
            let before = here.previous().expect("there is one before");
            assert_eq!(before.next(), Some(here), "{text}");
            assert_eq!(before.last().succ_opt(), Some(here.first()), "{text}");
        }
        assert_eq!(period("2026-01").previous(), Some(period("2025-12")));
        assert_eq!(period("2999").next(), None);
    }

    #[test]
    fn refuses_what_is_no_period() {
        for text in [
            "",
            "2026-13",
            "2026-0",
            "2026-Q5",
            "26-11",
            "0001",
            "2026-11-02..2026-11-01",
            "+262142-01-01..+262142-12-31",
            "2026-11-01..",
            "x",
        ] {
            assert_eq!(text.parse::<Period>(), Err(NotAPeriod), "{text}");
        }
    }

    #[test]
    fn finds_the_period_of_a_day() {
        let day = "2026-11-23".parse().expect("a fixture date");
        assert_eq!(Period::month_of(day).to_string(), "2026-11");
        assert_eq!(Period::quarter_of(day).to_string(), "2026-Q4");
        assert_eq!(Period::year_of(day).to_string(), "2026");
    }
}
