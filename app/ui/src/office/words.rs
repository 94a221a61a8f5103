//! What the office's screens write alike.

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A day as people write it: `23 Nov 2026`.
pub(super) fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// `58.3 %`, or a dash where there is nothing to divide by.
pub(super) fn percent(share: Option<Decimal>) -> String {
    share.map_or_else(
        || "–".into(),
        |share| format!("{} %", share.to_string().replace('-', "−")),
    )
}

/// `1 order`, `2 orders`.
pub(super) fn count(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_for_people() {
        assert_eq!(day("2026-11-03".parse().unwrap()), "3 Nov 2026");
        assert_eq!(percent("-50.1".parse().ok()), "−50.1 %");
        assert_eq!(percent(None), "–");
        assert_eq!(count(1, "order", "orders"), "1 order");
    }
}
