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

/// What was asked for before the work, of which a part may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stakes {
    /// All that is paid before the work.
    pub deposit: Money,
    /// What the shop keeps for the design, once it was agreed to.
    pub design_fee: Money,
    /// Whether the work was begun, wherever the order stands now.
    pub begun: bool,
}

/// What goes back and what is kept, of the money taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    pub refund: Money,
    pub forfeit: Money,
}

/// Settles a cancellation. Before the vendor is bound all goes back but what was asked for a design;
/// after, the policy's share of the deposit is kept, no less than that, and never anything that was
/// paid beyond the deposit.
pub fn settle(
    state: State,
    paid: Money,
    stakes: Stakes,
    policy: CancellationPolicy,
) -> Result<Settlement, MoneyError> {
    let share = if state.is_committed() || stakes.begun {
        paid.min(stakes.deposit)?
            .scaled(policy.forfeit_percent / Decimal::ONE_HUNDRED)?
    } else {
        Money::zero(paid.currency())
    };
    let design = if state.is_agreed() {
        paid.min(stakes.design_fee)?
    } else {
        Money::zero(paid.currency())
    };
    let forfeit = if design.compare(share)?.is_gt() {
        design
    } else {
        share
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

    fn usd(cents: i64) -> Money {
        Money::from_minor_units(cents.into(), Currency::USD).unwrap()
    }

    #[test]
    fn a_design_keeps_its_fee_and_work_keeps_the_deposit() {
        use crate::orders::custom::State as S;
        let stakes = Stakes {
            deposit: usd(200_000),
            design_fee: usd(35_000),
            begun: false,
        };
        let kept = |state, paid, percent| {
            let policy = CancellationPolicy {
                forfeit_percent: Decimal::from(percent),
            };
            settle(State::Custom(state), usd(paid), stakes, policy)
                .unwrap()
                .forfeit
        };
        assert_eq!(kept(S::EstimateSent, 0, 100), usd(0));
        assert_eq!(kept(S::DesignDue, 0, 100), usd(0), "nothing was paid");
        assert_eq!(kept(S::AwaitingApproval, 200_000, 100), usd(35_000));
        assert_eq!(kept(S::Approved, 200_000, 100), usd(35_000));
        assert_eq!(kept(S::InProduction, 400_000, 100), usd(200_000));
        assert_eq!(kept(S::InProduction, 200_000, 50), usd(100_000));
        assert_eq!(kept(S::InProduction, 200_000, 0), usd(35_000));
        let begun = Stakes {
            begun: true,
            ..stakes
        };
        let policy = CancellationPolicy {
            forfeit_percent: Decimal::ONE_HUNDRED,
        };
        let changed = State::Custom(S::AwaitingApproval);
        let settled = settle(changed, usd(400_000), begun, policy).unwrap();
        assert_eq!(settled.forfeit, usd(200_000), "it was begun before");
    }

    proptest! {
        #[test]
        fn every_cent_taken_is_kept_or_given_back(
            paid in 0i64..1_000_000, deposit in 0i64..1_000_000, share in 0i64..=100,
            percent in 0i64..=100, state in prop::sample::select(every_state()),
        ) {
            let policy = CancellationPolicy { forfeit_percent: Decimal::from(percent) };
            // No more is kept for a design than is paid before the work.
            let design_fee = usd(deposit * share / 100);
            let stakes = Stakes { deposit: usd(deposit), design_fee, begun: false };
            let settled = settle(state, usd(paid), stakes, policy).unwrap();
            prop_assert_eq!(settled.refund.plus(settled.forfeit).unwrap(), usd(paid));
            prop_assert!(!settled.refund.is_negative() && !settled.forfeit.is_negative());
            prop_assert!(settled.forfeit.amount() <= usd(deposit).amount());
            if !state.is_committed() {
                prop_assert!(settled.forfeit.amount() <= design_fee.amount());
            }
            if !state.is_agreed() {
                prop_assert!(settled.forfeit.is_zero());
            }
        }
    }
}
