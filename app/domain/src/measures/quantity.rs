//! Quantities: how much of something that is counted, measured or weighed.

use crate::codes::coded;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// Beyond this a quantity is a slip of the finger.
const LIMIT: Decimal = Decimal::from_parts(100_000_000, 0, 0, false, 0);

coded! {
    /// What bulk goods are counted or measured in.
    pub enum Unit {
        Piece = "piece", "pieces";
        Centimetre = "cm", "cm";
        Gram = "g", "g";
        Carat = "ct", "ct";
    }
}

impl Unit {
    /// How finely it is measured, in decimal places.
    #[must_use]
    pub const fn places(self) -> u32 {
        match self {
            Self::Piece => 0,
            Self::Centimetre => 1,
            Self::Gram | Self::Carat => 3,
        }
    }
}

/// Why something is not a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum QuantityError {
    #[error("Enter a number such as 3 or 1.25.")]
    NotANumber,
    #[error("This is measured to {} decimal places at most.", .0.places())]
    TooFine(Unit),
    #[error("A quantity can't be below zero.")]
    Negative,
    #[error("That quantity is too large.")]
    TooLarge,
    #[error("{} can't be combined with {}.", .0.label(), .1.label())]
    MixedUnits(Unit, Unit),
    #[error("There are only {0} here.")]
    Short(Quantity),
}

/// An amount in a unit, never below zero and never finer than the unit is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Quantity {
    amount: Decimal,
    unit: Unit,
}

/// How a quantity travels: the amount as a string, so that no reader makes a float of it.
#[derive(Serialize, Deserialize)]
struct Wire {
    amount: Decimal,
    unit: Unit,
}

impl From<Quantity> for Wire {
    fn from(quantity: Quantity) -> Self {
        Self {
            amount: quantity.amount,
            unit: quantity.unit,
        }
    }
}

impl TryFrom<Wire> for Quantity {
    type Error = QuantityError;
    fn try_from(wire: Wire) -> Result<Self, QuantityError> {
        Self::new(wire.amount, wire.unit)
    }
}

impl Quantity {
    /// Takes an exact amount; finer than the unit is measured is refused, not rounded.
    pub fn new(amount: Decimal, unit: Unit) -> Result<Self, QuantityError> {
        if amount.is_sign_negative() && !amount.is_zero() {
            return Err(QuantityError::Negative);
        }
        if amount.normalize().scale() > unit.places() {
            return Err(QuantityError::TooFine(unit));
        }
        if amount > LIMIT {
            return Err(QuantityError::TooLarge);
        }
        let mut amount = amount.abs();
        amount.rescale(unit.places());
        Ok(Self { amount, unit })
    }

    /// Rounds a computed amount to what the unit is measured to, half away from zero.
    pub fn rounded(amount: Decimal, unit: Unit) -> Result<Self, QuantityError> {
        let strategy = RoundingStrategy::MidpointAwayFromZero;
        Self::new(amount.round_dp_with_strategy(unit.places(), strategy), unit)
    }

    /// None of it.
    #[must_use]
    pub fn zero(unit: Unit) -> Self {
        let mut amount = Decimal::ZERO;
        amount.rescale(unit.places());
        Self { amount, unit }
    }

    /// Reads what a person typed.
    pub fn parse(text: &str, unit: Unit) -> Result<Self, QuantityError> {
        Self::new(decimal(text)?, unit)
    }

    #[must_use]
    pub const fn amount(self) -> Decimal {
        self.amount
    }

    #[must_use]
    pub const fn unit(self) -> Unit {
        self.unit
    }

    #[must_use]
    pub fn is_zero(self) -> bool {
        self.amount.is_zero()
    }

    pub fn plus(self, other: Self) -> Result<Self, QuantityError> {
        self.same_unit(other)?;
        Self::new(self.amount + other.amount, self.unit)
    }

    /// What is left; more than there is can't be taken.
    pub fn minus(self, other: Self) -> Result<Self, QuantityError> {
        self.same_unit(other)?;
        Self::new(self.amount - other.amount, self.unit).map_err(|_| QuantityError::Short(self))
    }

    fn same_unit(self, other: Self) -> Result<(), QuantityError> {
        if self.unit == other.unit {
            Ok(())
        } else {
            Err(QuantityError::MixedUnits(self.unit, other.unit))
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount.normalize(), self.unit.label())
    }
}

/// Reads a plain decimal number as people type it: digits with at most one point, and commas only
/// where they part thousands.
pub fn decimal(text: &str) -> Result<Decimal, QuantityError> {
    let text = text.trim();
    let whole = text.split('.').next().unwrap_or_default();
    let mut groups = whole.trim_start_matches('-').split(',');
    let first = groups.next().map_or(0, str::len);
    let grouped = whole.contains(',');
    if grouped && !((1..=3).contains(&first) && groups.all(|group| group.len() == 3)) {
        return Err(QuantityError::NotANumber);
    }
    let bare: String = text.chars().filter(|c| *c != ',').collect();
    if !bare.bytes().any(|b| b.is_ascii_digit())
        || !bare.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-'))
    {
        return Err(QuantityError::NotANumber);
    }
    Decimal::from_str(&bare).map_err(|_| QuantityError::NotANumber)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grams(text: &str) -> Quantity {
        Quantity::parse(text, Unit::Gram).expect("a fixture quantity")
    }

    #[test]
    fn reads_what_people_type() {
        assert_eq!(grams("1,250.5").to_string(), "1250.5 g");
        assert_eq!(grams(".295"), grams("0.295"));
        assert_eq!(
            Quantity::parse("12", Unit::Piece).unwrap().to_string(),
            "12 pieces"
        );
    }

    #[test]
    fn refuses_what_is_no_quantity() {
        for (typed, unit) in [
            ("", Unit::Gram),
            ("-1", Unit::Gram),
            ("1.0001", Unit::Gram),
            ("1.5", Unit::Piece),
            ("1,25", Unit::Gram),
            ("1e3", Unit::Gram),
            ("1.2.3", Unit::Carat),
            ("three", Unit::Piece),
            ("1000000000", Unit::Piece),
        ] {
            assert!(Quantity::parse(typed, unit).is_err(), "{typed}");
        }
    }

    #[test]
    fn no_more_is_taken_than_there_is() {
        assert_eq!(grams("2").minus(grams("0.5")), Ok(grams("1.5")));
        assert_eq!(
            grams("2").minus(grams("2.001")),
            Err(QuantityError::Short(grams("2")))
        );
        let pieces = Quantity::parse("1", Unit::Piece).unwrap();
        assert!(matches!(
            grams("2").minus(pieces),
            Err(QuantityError::MixedUnits(..))
        ));
    }

    proptest! {
        #[test]
        fn parsing_never_panics(text in ".{0,20}") {
            for unit in Unit::ALL {
                let _ = Quantity::parse(&text, *unit);
            }
        }

        #[test]
        fn what_is_shown_reads_back(thousandths in 0i64..10_000_000) {
            let quantity = Quantity::new(Decimal::new(thousandths, 3), Unit::Carat).unwrap();
            let shown = quantity.to_string();
            let number = shown.split(' ').next().unwrap();
            prop_assert_eq!(Quantity::parse(number, Unit::Carat), Ok(quantity));
        }
    }
}
