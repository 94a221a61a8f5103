//! What is asked of the report, as it stands in the address.

use crate::href::href;
use domain::reports::Period;
use domain::reports::margin::{Grouping, MarginFilter};
use leptos_router::params::ParamsMap;

/// A period and a grouping. What can't be read is as if it were not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked {
    pub period: Option<Period>,
    pub grouping: Grouping,
}

impl Asked {
    pub(super) fn read(query: &ParamsMap) -> Self {
        let get = |name: &str| {
            query
                .get_str(name)
                .map(str::trim)
                .unwrap_or_default()
                .to_owned()
        };
        // The form sends two days, the links a period.
        let days = match (get("from").parse(), get("to").parse()) {
            (Ok(from), Ok(to)) => Period::days(from, to).ok(),
            _ => None,
        };
        Self {
            period: days.or_else(|| get("period").parse().ok()),
            grouping: get("by").parse().unwrap_or(Grouping::Kind),
        }
    }
}

impl Asked {
    /// The same, for a file.
    pub(super) fn filter(self) -> MarginFilter {
        MarginFilter {
            period: self.period,
            grouping: self.grouping,
        }
    }
}

/// The address of the report.
pub(super) fn report_href(period: Period, grouping: Grouping) -> String {
    let period = period.to_string();
    href("/margin", &[("period", &period), ("by", by(grouping))])
}

/// The address of the orders behind a row.
pub(super) fn orders_href(period: Period, grouping: Grouping, key: &str) -> String {
    let period = period.to_string();
    let query = [("period", &*period), ("by", by(grouping)), ("key", key)];
    href("/margin/orders", &query)
}

/// The grouping that one starts with needs no word.
const fn by(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Kind => "",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&'static str, &str)]) -> Asked {
        Asked::read(&pairs.iter().map(|(k, v)| (*k, (*v).to_owned())).collect())
    }

    #[test]
    fn two_days_or_a_period() {
        let days = read(&[
            ("from", "2026-11-01"),
            ("to", "2026-11-07"),
            ("period", "2025"),
        ]);
        assert_eq!(
            days.period.map(|p| p.to_string()).as_deref(),
            Some("2026-11-01..2026-11-07")
        );
        let quarter = read(&[
            ("from", ""),
            ("to", ""),
            ("period", "2026-Q4"),
            ("by", "style"),
        ]);
        assert_eq!(quarter.period, "2026-Q4".parse().ok());
        assert_eq!(quarter.grouping, Grouping::Style);
        assert_eq!(read(&[("period", "x"), ("by", "x")]).period, None);
    }

    #[test]
    fn an_address_names_what_it_shows() {
        let period = "2026-11".parse().unwrap();
        assert_eq!(
            report_href(period, Grouping::Kind),
            "/margin?period=2026-11"
        );
        assert_eq!(
            orders_href(period, Grouping::Style, "none"),
            "/margin/orders?period=2026-11&by=style&key=none"
        );
    }
}
