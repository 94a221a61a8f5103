//! Credit: what an account owes and has ordered, held against its limit.

use crate::money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

/// How much of an account's limit is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exposure {
    /// Invoiced and not paid.
    pub receivable: Money,
    /// Ordered, not held for credit, and not yet invoiced.
    pub on_order: Money,
}

/// An account's credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    pub limit: Money,
    pub taken: Exposure,
}

impl Credit {
    /// What may still be ordered; below zero where a limit was lowered, or passed by a manager.
    pub fn available(&self) -> Result<Money, MoneyError> {
        let taken = self.taken.receivable.plus(self.taken.on_order)?;
        self.limit.minus(taken)
    }

    /// By how much an order of a total goes beyond the limit; none where it fits.
    pub fn short_of(&self, total: Money) -> Result<Option<Money>, MoneyError> {
        let short = total.minus(self.available()?)?;
        Ok(short.is_positive().then_some(short))
    }

    /// The same account with an order of a total more.
    pub fn with(&self, total: Money) -> Result<Self, MoneyError> {
        Ok(Self {
            taken: Exposure {
                on_order: self.taken.on_order.plus(total)?,
                ..self.taken
            },
            ..*self
        })
    }
}

/// Which of the orders that are held have credit again, the longest held first. One that is too
/// large does not keep a smaller one after it waiting.
pub fn freed(credit: Credit, held: &[Money]) -> Result<Vec<bool>, MoneyError> {
    let mut credit = credit;
    let mut free = Vec::with_capacity(held.len());
    for total in held {
        let fits = credit.short_of(*total)?.is_none();
        if fits {
            credit = credit.with(*total)?;
        }
        free.push(fits);
    }
    Ok(free)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    fn usd(cents: i64) -> Money {
        Money::from_minor_units(cents.into(), Currency::USD).unwrap()
    }

    fn credit(limit: i64, receivable: i64, on_order: i64) -> Credit {
        Credit {
            limit: usd(limit),
            taken: Exposure {
                receivable: usd(receivable),
                on_order: usd(on_order),
            },
        }
    }

    #[test]
    fn what_is_owed_and_what_is_ordered_both_count() {
        let credit = credit(10_000, 4_000, 3_500);
        assert_eq!(credit.available(), Ok(usd(2_500)));
        assert_eq!(credit.short_of(usd(2_500)), Ok(None), "to the cent");
        assert_eq!(credit.short_of(usd(2_501)), Ok(Some(usd(1))));
    }

    #[test]
    fn a_large_order_does_not_keep_a_small_one_waiting() {
        let credit = credit(10_000, 8_000, 0);
        let free = freed(credit, &[usd(2_500), usd(1_500), usd(600)]);
        assert_eq!(free, Ok(vec![false, true, false]));
    }

    proptest! {
        #[test]
        fn what_is_let_through_never_exceeds_the_limit(
            limit in 0i64..100_000, receivable in 0i64..60_000, on_order in 0i64..60_000,
            orders in prop::collection::vec(1i64..30_000, 0..20),
        ) {
            let mut now = credit(limit, receivable, on_order);
            let began_over = now.available().unwrap().is_negative();
            for total in orders {
                if now.short_of(usd(total)).unwrap().is_none() {
                    now = now.with(usd(total)).unwrap();
                }
                prop_assert_eq!(now.available().unwrap().is_negative(), began_over);
            }
        }

        #[test]
        fn an_invoice_takes_what_its_order_took(
            limit in 0i64..100_000, on_order in 0i64..60_000, invoiced in 0i64..60_000,
        ) {
            let invoiced = invoiced.min(on_order);
            let before = credit(limit, 0, on_order).available();
            prop_assert_eq!(credit(limit, invoiced, on_order - invoiced).available(), before);
        }

        #[test]
        fn those_that_are_freed_fit_together(
            limit in 0i64..100_000, taken in 0i64..100_000,
            held in prop::collection::vec(1i64..30_000, 0..12),
        ) {
            let credit = credit(limit, taken, 0);
            let totals: Vec<_> = held.iter().copied().map(usd).collect();
            let free = freed(credit, &totals).unwrap();
            let sum: i64 = held.iter().zip(&free).filter(|(_, free)| **free).map(|(t, _)| t).sum();
            prop_assert!(sum == 0 || taken + sum <= limit);
            for (total, free) in held.iter().zip(&free) {
                prop_assert!(*free || taken + sum + total > limit);
            }
        }
    }
}
