//! Days on which the shop promises and works.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// The day that lies a number of working days ahead; Saturday and Sunday don't count.
///
/// Saturates at the calendar's end, which no promise reaches.
#[must_use]
pub fn add_working_days(from: NaiveDate, days: u16) -> NaiveDate {
    let mut day = from;
    let mut left = days;
    while left > 0 {
        let Some(next) = day.checked_add_days(Days::new(1)) else {
            return day;
        };
        day = next;
        if is_working_day(day) {
            left -= 1;
        }
    }
    day
}

fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Working days that a store takes for pieces before they are ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseDays {
    /// To check and finish what came from elsewhere.
    pub finishing: u16,
    /// To check what our own bench has finished.
    pub checking: u16,
}

impl Default for HouseDays {
    fn default() -> Self {
        Self {
            finishing: 2,
            checking: 1,
        }
    }
}

/// The promise date that capture proposes: the longest lead time among the lines, then the
/// working days in the house for checking and finishing.
#[must_use]
pub fn propose_promise(
    today: NaiveDate,
    lead_days: impl IntoIterator<Item = u16>,
    house: HouseDays,
) -> NaiveDate {
    let longest = lead_days.into_iter().max().unwrap_or_default();
    add_working_days(today, longest.saturating_add(house.finishing))
}

/// The day that a vendor's lead time leads to: what is proposed until the vendor says otherwise.
#[must_use]
pub fn propose_eta(today: NaiveDate, lead_days: u16) -> NaiveDate {
    add_working_days(today, lead_days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a fixture date")
    }

    #[test]
    fn skips_weekends() {
        assert_eq!(add_working_days(day("2026-11-20"), 1), day("2026-11-23"));
        assert_eq!(add_working_days(day("2026-11-20"), 0), day("2026-11-20"));
        assert_eq!(add_working_days(day("2026-11-23"), 10), day("2026-12-07"));
    }

    #[test]
    fn proposes_after_the_longest_lead_time() {
        let from =
            |lead: &[u16], house| propose_promise(day("2026-11-23"), lead.iter().copied(), house);
        let usual = HouseDays::default();
        assert_eq!(from(&[5, 10], usual), day("2026-12-09"));
        assert_eq!(from(&[], usual), day("2026-11-25"));
        let thorough = HouseDays {
            finishing: 4,
            ..usual
        };
        assert_eq!(from(&[], thorough), day("2026-11-27"));
    }
}
