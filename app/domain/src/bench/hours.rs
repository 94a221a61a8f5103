//! Time at the bench, in quarters of an hour.

use crate::measures::decimal;
use crate::money::{Money, MoneyError};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Sum;

/// Beyond this it is a slip of the finger.
const MOST_QUARTERS: u32 = 4 * 400;

/// So many quarters of an hour.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Hours(u32);

impl Hours {
    pub const NONE: Self = Self(0);

    #[must_use]
    pub const fn of_quarters(quarters: u32) -> Self {
        Self(quarters)
    }

    #[must_use]
    pub const fn quarters(self) -> u32 {
        self.0
    }

    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Reads what a person typed: `2`, `1.5`, `.25`.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let hours = decimal(text).map_err(|_| "Enter hours such as 1.5 or 0.25.")?;
        if hours.is_sign_negative() && !hours.is_zero() {
            return Err("Hours can't be below zero.");
        }
        let quarters = hours
            .checked_mul(Decimal::from(4))
            .filter(|quarters| *quarters <= Decimal::from(MOST_QUARTERS))
            .ok_or("That is more than 400 hours.")?;
        if !quarters.fract().is_zero() {
            return Err("Enter quarters of an hour: 0.25, 0.5, 0.75 or 1.");
        }
        quarters
            .to_u32()
            .map(Self)
            .ok_or("Enter hours such as 1.5 or 0.25.")
    }

    #[must_use]
    pub const fn plus(self, more: Self) -> Self {
        Self(self.0.saturating_add(more.0))
    }

    /// What is left, and nothing where there was less.
    #[must_use]
    pub const fn less(self, taken: Self) -> Self {
        Self(self.0.saturating_sub(taken.0))
    }

    /// What they cost at so much an hour.
    pub fn cost(self, rate: Money) -> Result<Money, MoneyError> {
        rate.scaled(self.amount())
    }

    /// As a number of hours.
    #[must_use]
    pub fn amount(self) -> Decimal {
        Decimal::new(i64::from(self.0) * 25, 2).normalize()
    }
}

impl Sum for Hours {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::NONE, Self::plus)
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} h", self.amount())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    #[test]
    fn only_quarters_are_hours() {
        assert_eq!(Hours::parse(" 1.5 "), Ok(Hours(6)));
        assert_eq!(Hours::parse(".25"), Ok(Hours(1)));
        assert_eq!(Hours::parse("0"), Ok(Hours::NONE));
        for wrong in ["", "-1", "1.1", "1h", "401", "99999999999999999999999999"] {
            assert!(Hours::parse(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(quarters in 0u32..=MOST_QUARTERS) {
            let hours = Hours(quarters);
            let shown = hours.to_string();
            prop_assert_eq!(Hours::parse(shown.trim_end_matches(" h")), Ok(hours));
        }

        #[test]
        fn four_quarters_cost_the_rate(cents in 0i64..100_000, whole in 0u32..100) {
            let rate = Money::from_minor_units(cents.into(), Currency::USD).unwrap();
            prop_assert_eq!(Hours(whole * 4).cost(rate), rate.times(whole));
        }
    }
}
