//! What becomes of the money when an order is cancelled.

use super::State;
use crate::money::{Money, MoneyError};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The shop's terms for cancelling, by how far the order has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancellationPolicy {
    /// The share of the deposit kept once the vendor is bound, in per cent.
    pub forfeit_percent: Decimal,
}

/// What goes back and what is kept, of the money taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    pub refund: Money,
    pub forfeit: Money,
}

/// Settles a cancellation. Before the vendor is bound all goes back; after, the policy's share of
/// the deposit is kept, and never anything that was paid beyond the deposit.
pub fn settle(
    state: State,
    paid: Money,
    deposit: Money,
    policy: CancellationPolicy,
) -> Result<Settlement, MoneyError> {
    let forfeit = if state.is_committed() {
        paid.min(deposit)?
            .scaled(policy.forfeit_percent / Decimal::ONE_HUNDRED)?
    } else {
        Money::zero(paid.currency())
    };
    Ok(Settlement {
        refund: paid.minus(forfeit)?,
        forfeit,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::orders::Kind;
    use proptest::prelude::*;

    fn every_state() -> Vec<State> {
        Kind::ALL
            .iter()
            .flat_map(|kind| State::all(*kind))
            .collect()
    }

    proptest! {
        #[test]
        fn every_cent_taken_is_kept_or_given_back(
            paid in 0i64..1_000_000, deposit in 0i64..1_000_000, percent in 0i64..=100,
            state in prop::sample::select(every_state()),
        ) {
            let usd = |cents: i64| Money::from_minor_units(cents.into(), Currency::USD).unwrap();
            let policy = CancellationPolicy { forfeit_percent: Decimal::from(percent) };
            let settled = settle(state, usd(paid), usd(deposit), policy).unwrap();
            prop_assert_eq!(settled.refund.plus(settled.forfeit).unwrap(), usd(paid));
            prop_assert!(!settled.refund.is_negative() && !settled.forfeit.is_negative());
            prop_assert!(settled.forfeit.amount() <= usd(deposit).amount());
            if !state.is_committed() {
                prop_assert!(settled.forfeit.is_zero());
            }
        }
    }
}
