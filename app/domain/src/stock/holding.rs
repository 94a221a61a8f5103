//! Bulk goods: so much of something in one place, with what it cost.
//!
//! Value follows the weighted average: what is taken out carries its share of what was paid, to
//! the cent, and the last of it carries the rest, so that nothing is left of nothing.

use crate::measures::{Quantity, QuantityError};
use crate::money::{Money, MoneyError};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What lies in one place, in the hands of one owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    pub quantity: Quantity,
    /// Promised to orders, and still there.
    pub reserved: Quantity,
    /// What all of it cost.
    pub value: Money,
}

/// Why a holding can't change so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum HoldingError {
    #[error(transparent)]
    Quantity(#[from] QuantityError),
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error("There is none of it here.")]
    None,
    #[error("Only {0} of it is free; the rest is promised to orders.")]
    Promised(Quantity),
    #[error("No more is promised than {0}.")]
    NotPromised(Quantity),
}

impl Holding {
    #[must_use]
    pub fn empty(quantity: Quantity, value: Money) -> Self {
        let (nothing, worth) = (
            Quantity::zero(quantity.unit()),
            Money::zero(value.currency()),
        );
        Self {
            quantity: nothing,
            reserved: nothing,
            value: worth,
        }
    }

    /// What nobody was promised.
    pub fn free(&self) -> Result<Quantity, HoldingError> {
        Ok(self.quantity.minus(self.reserved)?)
    }

    /// Adds what came in, with what it cost.
    pub fn put(self, quantity: Quantity, value: Money) -> Result<Self, HoldingError> {
        Ok(Self {
            quantity: self.quantity.plus(quantity)?,
            value: self.value.plus(value)?,
            ..self
        })
    }

    /// Takes free goods out; gives what is left and what the part had cost.
    pub fn take(self, quantity: Quantity) -> Result<(Self, Money), HoldingError> {
        self.require_free(quantity)?;
        self.leave(quantity)
    }

    /// Refuses more than is free, and says why it is not.
    fn require_free(&self, quantity: Quantity) -> Result<(), HoldingError> {
        let free = self.free()?;
        let Err(short) = free.minus(quantity) else {
            return Ok(());
        };
        Err(if !self.reserved.is_zero() {
            HoldingError::Promised(free)
        } else if free.is_zero() {
            HoldingError::None
        } else {
            short.into()
        })
    }

    /// Promises some of what is free.
    pub fn reserve(self, quantity: Quantity) -> Result<Self, HoldingError> {
        self.require_free(quantity)?;
        Ok(Self {
            reserved: self.reserved.plus(quantity)?,
            ..self
        })
    }

    /// Takes a promise back.
    pub fn release(self, quantity: Quantity) -> Result<Self, HoldingError> {
        let reserved = self
            .reserved
            .minus(quantity)
            .map_err(|_| HoldingError::NotPromised(self.reserved))?;
        Ok(Self { reserved, ..self })
    }

    /// Takes out what was promised; gives what is left and what the part had cost.
    pub fn take_promised(self, quantity: Quantity) -> Result<(Self, Money), HoldingError> {
        self.release(quantity)?.leave(quantity)
    }

    fn leave(self, quantity: Quantity) -> Result<(Self, Money), HoldingError> {
        let left = self.quantity.minus(quantity)?;
        let worth = if left.is_zero() {
            self.value
        } else {
            self.value
                .scaled(quantity.amount() / self.quantity.amount())?
        };
        let rest = Self {
            quantity: left,
            value: self.value.minus(worth)?,
            ..self
        };
        Ok((rest, worth))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::Unit;
    use crate::money::Currency;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn grams(thousandths: i64) -> Quantity {
        Quantity::new(Decimal::new(thousandths, 3), Unit::Gram).unwrap()
    }

    fn usd(cents: i64) -> Money {
        Money::from_minor_units(cents.into(), Currency::USD).unwrap()
    }

    fn nothing() -> Holding {
        Holding::empty(grams(0), usd(0))
    }

    #[test]
    fn a_part_carries_its_share_and_the_last_the_rest() {
        let held = nothing().put(grams(3_000), usd(1_000)).unwrap();
        let (held, first) = held.take(grams(1_000)).unwrap();
        let (held, second) = held.take(grams(1_000)).unwrap();
        let (held, last) = held.take(grams(1_000)).unwrap();
        assert_eq!([first, second, last], [usd(333), usd(334), usd(333)]);
        assert_eq!(held, nothing());
    }

    #[test]
    fn what_is_promised_is_not_taken_by_others() {
        let held = nothing().put(grams(5_000), usd(500)).unwrap();
        let held = held.reserve(grams(4_000)).unwrap();
        assert_eq!(
            held.take(grams(1_001)),
            Err(HoldingError::Promised(grams(1_000)))
        );
        assert_eq!(
            held.reserve(grams(1_001)),
            Err(HoldingError::Promised(grams(1_000)))
        );
        assert!(held.take_promised(grams(4_000)).is_ok());
        assert_eq!(
            held.release(grams(4_001)),
            Err(HoldingError::NotPromised(grams(4_000)))
        );
    }

    #[derive(Debug, Clone)]
    enum Deed {
        Put(i64, i64),
        Take(i64),
        Reserve(i64),
        Release(i64),
        TakePromised(i64),
    }

    fn deed() -> impl Strategy<Value = Deed> {
        let amount = 1i64..5_000;
        prop_oneof![
            (amount.clone(), 0i64..100_000).prop_map(|(q, v)| Deed::Put(q, v)),
            amount.clone().prop_map(Deed::Take),
            amount.clone().prop_map(Deed::Reserve),
            amount.clone().prop_map(Deed::Release),
            amount.prop_map(Deed::TakePromised),
        ]
    }

    proptest! {
        #[test]
        fn nothing_is_made_lost_or_promised_twice(deeds in prop::collection::vec(deed(), 0..60)) {
            let mut held = nothing();
            let (mut came, mut went) = (usd(0), usd(0));
            for deed in deeds {
                let next = match deed {
                    Deed::Put(q, v) => held.put(grams(q), usd(v)).inspect(|_| {
                        came = came.plus(usd(v)).unwrap();
                    }).map(|held| (held, usd(0))),
                    Deed::Take(q) => held.take(grams(q)),
                    Deed::Reserve(q) => held.reserve(grams(q)).map(|held| (held, usd(0))),
                    Deed::Release(q) => held.release(grams(q)).map(|held| (held, usd(0))),
                    Deed::TakePromised(q) => held.take_promised(grams(q)),
                };
                if let Ok((next, worth)) = next {
                    held = next;
                    went = went.plus(worth).unwrap();
                }
                prop_assert!(held.free().is_ok(), "no more is promised than there is");
                prop_assert!(!held.value.is_negative());
                prop_assert_eq!(held.value.plus(went).unwrap(), came);
                prop_assert!(!held.quantity.is_zero() || held.value.is_zero());
            }
        }
    }
}
