//! Money: a decimal amount with its currency.
//!
//! The one rounding rule of the house: half away from zero, to the currency's minor unit.

mod split;

pub use iso_currency::Currency;
pub use split::{allocate, split_even};

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, fmt, str::FromStr};
use thiserror::Error;

/// The largest amount that the house handles; anything above is a slip of the finger.
const LIMIT: Decimal = Decimal::from_parts(1_410_065_407, 2, 0, false, 0); // 9,999,999,999

/// Why an amount is not money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MoneyError {
    #[error("Enter an amount such as 1250 or 1250.00.")]
    NotANumber,
    #[error("{currency} has no smaller part than {places} decimal places.", currency = .0.code(), places = minor_places(*.0))]
    TooPrecise(Currency),
    #[error("That amount is too large.")]
    TooLarge,
    #[error("An amount in {} can't be combined with one in {}.", .0.code(), .1.code())]
    MixedCurrencies(Currency, Currency),
}

/// An amount in a currency, never finer than the currency's minor unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

/// How money travels: the amount as a string, so that no reader makes a float of it.
#[derive(Serialize, Deserialize)]
struct Wire {
    amount: Decimal,
    currency: Currency,
}

impl From<Money> for Wire {
    fn from(money: Money) -> Self {
        Self {
            amount: money.amount,
            currency: money.currency,
        }
    }
}

impl TryFrom<Wire> for Money {
    type Error = MoneyError;
    fn try_from(wire: Wire) -> Result<Self, MoneyError> {
        Self::new(wire.amount, wire.currency)
    }
}

/// How many decimal places the currency's minor unit has: 2 for USD, 0 for JPY, 3 for KWD.
#[must_use]
pub fn minor_places(currency: Currency) -> u32 {
    currency.exponent().map_or(2, u32::from)
}

impl Money {
    /// Takes an exact amount; finer than the minor unit is refused, not rounded.
    pub fn new(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let places = minor_places(currency);
        if amount.normalize().scale() > places {
            return Err(MoneyError::TooPrecise(currency));
        }
        if amount.abs() > LIMIT {
            return Err(MoneyError::TooLarge);
        }
        let mut amount = amount;
        amount.rescale(places);
        Ok(Self { amount, currency })
    }

    /// Rounds a computed amount by the house's rule.
    pub fn rounded(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let places = minor_places(currency);
        Self::new(
            amount.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero),
            currency,
        )
    }

    /// Nothing, in a currency.
    #[must_use]
    pub fn zero(currency: Currency) -> Self {
        let mut amount = Decimal::ZERO;
        amount.rescale(minor_places(currency));
        Self { amount, currency }
    }

    /// Reads what a person typed: `1250`, `1,250.00`, `$1,250`.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let bare: String = text
            .chars()
            .filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '$' | '€' | '£'))
            .collect();
        let plain = !bare.is_empty() && bare.chars().all(|c| matches!(c, '0'..='9' | '.' | '-'));
        if !plain || !thousands_in_place(text) {
            return Err(MoneyError::NotANumber);
        }
        let amount = Decimal::from_str(&bare).map_err(|_| MoneyError::NotANumber)?;
        Self::new(amount, currency)
    }

    #[must_use]
    pub const fn amount(self) -> Decimal {
        self.amount
    }

    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The amount in the currency's smallest unit: 12.50 USD is 1250.
    #[must_use]
    pub const fn minor_units(self) -> i128 {
        // The scale equals the currency's places by construction, so the mantissa is the count.
        self.amount.mantissa()
    }

    /// The inverse of [`Money::minor_units`].
    pub fn from_minor_units(units: i128, currency: Currency) -> Result<Self, MoneyError> {
        Decimal::try_from_i128_with_scale(units, minor_places(currency))
            .map_err(|_| MoneyError::TooLarge)
            .and_then(|amount| Self::new(amount, currency))
    }

    #[must_use]
    pub fn is_zero(self) -> bool {
        self.amount.is_zero()
    }

    /// Strictly more than nothing.
    #[must_use]
    pub fn is_positive(self) -> bool {
        self.amount > Decimal::ZERO
    }

    #[must_use]
    pub fn is_negative(self) -> bool {
        self.amount < Decimal::ZERO
    }

    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let sum = self
            .amount
            .checked_add(other.amount)
            .ok_or(MoneyError::TooLarge)?;
        Self::new(sum, self.currency)
    }

    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.plus(other.negated())
    }

    /// The same amount on the other side of zero.
    #[must_use]
    pub fn negated(self) -> Self {
        Self {
            amount: -self.amount,
            currency: self.currency,
        }
    }

    /// A whole number of times the amount.
    pub fn times(self, count: u32) -> Result<Self, MoneyError> {
        let product = self
            .amount
            .checked_mul(count.into())
            .ok_or(MoneyError::TooLarge)?;
        Self::new(product, self.currency)
    }

    /// The amount times a rate, rounded.
    pub fn scaled(self, rate: Decimal) -> Result<Self, MoneyError> {
        let product = self.amount.checked_mul(rate).ok_or(MoneyError::TooLarge)?;
        Self::rounded(product, self.currency)
    }

    /// The sum of amounts, all of which must be in `currency`.
    pub fn sum(
        currency: Currency,
        amounts: impl IntoIterator<Item = Self>,
    ) -> Result<Self, MoneyError> {
        amounts
            .into_iter()
            .try_fold(Self::zero(currency), Self::plus)
    }

    /// The smaller of two amounts in one currency.
    pub fn min(self, other: Self) -> Result<Self, MoneyError> {
        Ok(if self.compare(other)? == Ordering::Greater {
            other
        } else {
            self
        })
    }

    /// Compares amounts, which have an order only within one currency.
    pub fn compare(self, other: Self) -> Result<Ordering, MoneyError> {
        self.same_currency(other)?;
        Ok(self.amount.cmp(&other.amount))
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::MixedCurrencies(self.currency, other.currency))
        }
    }

    /// The amount with thousands parted and no symbol: `1,250.00`.
    #[must_use]
    pub fn plain(self) -> String {
        group_thousands(&self.amount.to_string())
    }
}

impl fmt::Display for Money {
    /// With the symbol where the currency's own is unmistakable, else with its code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "−" } else { "" };
        let digits = group_thousands(&self.amount.abs().to_string());
        match self.currency {
            Currency::USD => write!(f, "{sign}${digits}"),
            Currency::EUR => write!(f, "{sign}€{digits}"),
            Currency::GBP => write!(f, "{sign}£{digits}"),
            other => write!(f, "{sign}{} {digits}", other.code()),
        }
    }
}

fn group_thousands(number: &str) -> String {
    let (whole, rest) = number
        .split_once('.')
        .map_or((number, None), |(w, r)| (w, Some(r)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("-", d));
    let mut grouped = String::with_capacity(number.len() + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    rest.map_or_else(
        || format!("{sign}{grouped}"),
        |rest| format!("{sign}{grouped}.{rest}"),
    )
}

/// Whether the commas, where there are any, part thousands. `1,25` is a decimal comma, which
/// must not be read as a hundred and twenty-five.
fn thousands_in_place(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or(text);
    let comma_after_point = text.split('.').skip(1).any(|part| part.contains(','));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<_> = groups.collect();
    let first_digits = first.chars().filter(char::is_ascii_digit).count();
    !comma_after_point
        && (rest.is_empty() || (1..=3).contains(&first_digits))
        && rest.iter().all(|group| group.trim().len() == 3)
}

#[cfg(test)]
mod tests;
