//! Ring sizes: kept as the inner circumference, shown in every scale that customers know.
//!
//! US sizes are 11.63 mm of diameter at size 0 and 0.8128 mm (0.032 in) more for each size; UK
//! letters are 1.25 mm of circumference apart with C at 40 mm (BS 6820:1987); EU sizes are the
//! circumference itself (ISO 8653).

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

const PI: Decimal = Decimal::from_parts(1_102_470_953, 185_874_565, 1_703_060_790, false, 28);

/// UK size A, in hundredths of a millimetre: two letters below C.
const UK_A: i64 = 3_750;

/// Why something is not a ring size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RingSizeError {
    #[error("Enter a size such as 6, 6¼ or 6.5 (US), M½ (UK) or 52 mm (EU).")]
    NotASize,
    #[error("Ring sizes run from US 0 to 16.")]
    OutOfRange,
}

/// A finger's size as inner circumference in hundredths of a millimetre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct RingSize(i64);

impl RingSize {
    /// From inner circumference in hundredths of a millimetre.
    pub fn from_hundredths_mm(hundredths: i64) -> Result<Self, RingSizeError> {
        if (3_600..=7_800).contains(&hundredths) {
            Ok(Self(hundredths))
        } else {
            Err(RingSizeError::OutOfRange)
        }
    }

    /// The inner circumference in hundredths of a millimetre.
    #[must_use]
    pub const fn hundredths_mm(self) -> i64 {
        self.0
    }

    /// From a US size in quarters: size 6½ is 26.
    pub fn from_us_quarters(quarters: i64) -> Result<Self, RingSizeError> {
        if !(0..=64).contains(&quarters) {
            return Err(RingSizeError::OutOfRange);
        }
        let diameter = Decimal::new(1163, 2) + Decimal::new(2032, 4) * Decimal::from(quarters);
        let hundredths = (diameter * PI * Decimal::ONE_HUNDRED)
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        hundredths
            .try_into()
            .map_err(|_| RingSizeError::OutOfRange)
            .and_then(Self::from_hundredths_mm)
    }

    /// Reads `6`, `6.5`, `6 1/2`, `6½` as US; `M`, `M½` as UK; `52 mm` or `EU 52` as EU.
    pub fn parse(text: &str) -> Result<Self, RingSizeError> {
        let text = text.trim().to_uppercase();
        if let Some(eu) = text.strip_suffix("MM").or_else(|| text.strip_prefix("EU")) {
            return Self::parse_eu(eu.trim());
        }
        let us = text.strip_prefix("US").unwrap_or(&text).trim();
        if us.starts_with(|c: char| c.is_ascii_digit()) {
            return parse_quarters(us).and_then(Self::from_us_quarters);
        }
        Self::parse_uk(text.strip_prefix("UK").unwrap_or(&text).trim())
    }

    fn parse_eu(text: &str) -> Result<Self, RingSizeError> {
        let mm: Decimal = text.parse().map_err(|_| RingSizeError::NotASize)?;
        let hundredths = mm
            .checked_mul(Decimal::ONE_HUNDRED)
            .ok_or(RingSizeError::OutOfRange)?;
        let whole = hundredths.trunc();
        if whole != hundredths {
            return Err(RingSizeError::NotASize);
        }
        whole
            .try_into()
            .map_err(|_| RingSizeError::OutOfRange)
            .and_then(Self::from_hundredths_mm)
    }

    fn parse_uk(text: &str) -> Result<Self, RingSizeError> {
        let mut letters = text.chars();
        let letter = letters
            .next()
            .filter(char::is_ascii_uppercase)
            .ok_or(RingSizeError::NotASize)?;
        let half = match letters.as_str().trim() {
            "" => 0,
            "½" | "1/2" | ".5" => 1,
            _ => return Err(RingSizeError::NotASize),
        };
        let halves = i64::from(u32::from(letter) - u32::from('A')) * 2 + half;
        // Half a letter is 0.625 mm: 62.5 hundredths, kept whole by doubling first.
        Self::from_hundredths_mm(UK_A + halves * 125 / 2)
    }

    /// The nearest US quarter size: `6½`.
    #[must_use]
    pub fn us(self) -> String {
        let diameter = Decimal::new(self.0, 2) / PI;
        let quarters = ((diameter - Decimal::new(1163, 2)) / Decimal::new(2032, 4))
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
            .max(Decimal::ZERO);
        let quarters = i64::try_from(quarters).unwrap_or_default();
        let part = ["", "¼", "½", "¾"][usize::try_from(quarters % 4).unwrap_or_default()];
        match quarters / 4 {
            0 if !part.is_empty() => part.to_owned(),
            whole => format!("{whole}{part}"),
        }
    }

    /// The nearest UK half size: `M½`. Beyond Z the scale counts on: `Z+1`.
    #[must_use]
    pub fn uk(self) -> String {
        let halves = ((self.0 - UK_A).max(0) * 2 + 62) / 125;
        let half = if halves % 2 == 1 { "½" } else { "" };
        let index = u8::try_from(halves / 2).unwrap_or(u8::MAX);
        if index < 26 {
            format!("{}{half}", char::from(b'A' + index))
        } else {
            format!("Z+{}{half}", index - 25)
        }
    }

    /// The EU size, which is the circumference: `52.5`.
    #[must_use]
    pub fn eu(self) -> String {
        Decimal::new(self.0, 2)
            .round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
            .normalize()
            .to_string()
    }
}

impl fmt::Display for RingSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "US {} · UK {} · EU {}", self.us(), self.uk(), self.eu())
    }
}

impl TryFrom<i64> for RingSize {
    type Error = RingSizeError;
    fn try_from(hundredths: i64) -> Result<Self, RingSizeError> {
        Self::from_hundredths_mm(hundredths)
    }
}

impl From<RingSize> for i64 {
    fn from(size: RingSize) -> Self {
        size.0
    }
}

fn parse_quarters(text: &str) -> Result<i64, RingSizeError> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let whole: i64 = text[..digits]
        .parse()
        .map_err(|_| RingSizeError::NotASize)?;
    let part = match text[digits..].trim() {
        "" | ".0" | ".00" => 0,
        "¼" | "1/4" | ".25" => 1,
        "½" | "1/2" | ".5" | ".50" => 2,
        "¾" | "3/4" | ".75" => 3,
        _ => return Err(RingSizeError::NotASize),
    };
    whole
        .checked_mul(4)
        .and_then(|quarters| quarters.checked_add(part))
        .ok_or(RingSizeError::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_us_six_is_known_everywhere() {
        let six = RingSize::parse("6").expect("a usual size");
        assert_eq!(
            (six.us().as_str(), six.uk().as_str(), six.eu().as_str()),
            ("6", "L½", "51.9")
        );
    }

    #[test]
    fn reads_every_way_of_writing_it() {
        let half = RingSize::parse("6½");
        for typed in ["6.5", "6 1/2", "US 6.5", "6.50"] {
            assert_eq!(RingSize::parse(typed), half, "{typed}");
        }
        assert_eq!(RingSize::parse("52 mm"), RingSize::parse("EU 52"));
        assert!(RingSize::parse("m½").is_ok());
        for typed in ["", "6.3", "M¼", "MM", "-6", "6.5.5", "99", "ring", "½"] {
            assert!(RingSize::parse(typed).is_err(), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_us_quarter_reads_back(quarters in 0i64..=64) {
            let size = RingSize::from_us_quarters(quarters).unwrap();
            if quarters >= 4 {
                prop_assert_eq!(RingSize::parse(&size.us()).unwrap(), size);
            }
        }

        #[test]
        fn every_uk_size_reads_back(halves in 0i64..52) {
            let size = RingSize::from_hundredths_mm(UK_A + halves * 125 / 2).unwrap();
            prop_assert_eq!(RingSize::parse(&size.uk()).unwrap(), size);
        }

        #[test]
        fn parsing_never_panics(text in ".{0,20}") {
            let _ = RingSize::parse(&text);
        }
    }
}
