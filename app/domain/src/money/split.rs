//! Splitting an amount so that no cent is made or lost.

use super::{Money, MoneyError};
use rust_decimal::Decimal;

/// Splits an amount in proportion to weights by the largest remainder: every part gets its
/// share rounded down, and the units left over go to the parts that lost most, the earlier first.
///
/// No weights give no parts; weights that are all zero share evenly.
pub fn allocate(total: Money, weights: &[Decimal]) -> Result<Vec<Money>, MoneyError> {
    if weights.is_empty() {
        return Ok(Vec::new());
    }
    let even = vec![Decimal::ONE; weights.len()];
    let weights = if weights.iter().all(Decimal::is_zero) {
        &even[..]
    } else {
        weights
    };
    let whole: Decimal = weights.iter().copied().sum();
    let units = Decimal::from_i128_with_scale(total.minor_units(), 0);

    let mut floors = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    for (index, weight) in weights.iter().enumerate() {
        let exact = units.checked_mul(*weight).ok_or(MoneyError::TooLarge)? / whole;
        let floor = exact.floor();
        remainders.push((exact - floor, index));
        floors.push(floor);
    }
    hand_out_leftovers(&mut floors, remainders, units);
    floors
        .into_iter()
        .map(|units| Money::from_minor_units(units.mantissa(), total.currency()))
        .collect()
}

fn hand_out_leftovers(
    parts: &mut [Decimal],
    mut remainders: Vec<(Decimal, usize)>,
    units: Decimal,
) {
    remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut left = units - parts.iter().copied().sum::<Decimal>();
    for (_, index) in remainders.into_iter().cycle() {
        if left <= Decimal::ZERO {
            break;
        }
        parts[index] += Decimal::ONE;
        left -= Decimal::ONE;
    }
    for part in parts {
        *part = part.trunc();
        part.rescale(0);
    }
}

/// Splits an amount into equal parts, the odd units going to the first ones.
pub fn split_even(total: Money, parts: u32) -> Result<Vec<Money>, MoneyError> {
    allocate(
        total,
        &vec![Decimal::ONE; usize::try_from(parts).unwrap_or_default()],
    )
}
