//! Deposits and milestones: what is due when, and what stays shut until it is paid.

use crate::codes::coded;
use crate::ids::MilestoneId;
use crate::money::{Money, MoneyError};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

coded! {
    /// What an unpaid milestone keeps shut.
    pub enum Barrier {
        /// Drawing it.
        Design = "design", "before we design it";
        /// Ordering the piece or starting work on it.
        Work = "work", "before we order";
        /// Giving the piece away.
        HandOver = "hand_over", "before hand-over";
    }
}

/// A part of the price, due before a barrier opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    pub id: MilestoneId,
    pub label: String,
    pub amount: Money,
    pub gates: Barrier,
}

impl Milestone {
    /// New ones, each with its label and what it opens. A part of nothing is left out.
    pub fn parts<const N: usize>(parts: [(&str, Money, Barrier); N]) -> Vec<Self> {
        let some = parts.into_iter().filter(|(_, amount, _)| !amount.is_zero());
        some.map(|(label, amount, gates)| Self {
            id: MilestoneId::generate(),
            label: label.into(),
            amount,
            gates,
        })
        .collect()
    }
}

/// A milestone and how much of it has been paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestonePosition {
    pub label: String,
    pub amount: Money,
    pub paid: Money,
    pub gates: Barrier,
}

impl MilestonePosition {
    /// What is still to be paid of it.
    pub fn open(&self) -> Result<Money, MoneyError> {
        self.amount.minus(self.paid)
    }
}

/// The deposit that a shop asks for, as a share of the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepositPolicy {
    /// In per cent of the total: 50 is half.
    pub percent: Decimal,
}

impl DepositPolicy {
    /// The deposit that the policy asks of a total.
    pub fn propose(&self, total: Money) -> Result<Money, MoneyError> {
        total
            .scaled(self.percent / Decimal::ONE_HUNDRED)?
            .min(total)
    }
}

/// Splits a total into the deposit, which opens work, and the balance, which opens hand-over.
/// A part of nothing is left out.
pub fn deposit_and_balance(total: Money, deposit: Money) -> Result<Vec<Milestone>, MoneyError> {
    Ok(Milestone::parts([
        ("Deposit", deposit, Barrier::Work),
        ("Balance", total.minus(deposit)?, Barrier::HandOver),
    ]))
}

/// Lays what has been paid over the milestones, the first due first.
pub fn positions(
    milestones: &[Milestone],
    paid: Money,
) -> Result<Vec<MilestonePosition>, MoneyError> {
    let mut left = paid;
    milestones
        .iter()
        .map(|milestone| {
            let covered = left.min(milestone.amount)?;
            left = left.minus(covered)?;
            Ok(MilestonePosition {
                label: milestone.label.clone(),
                amount: milestone.amount,
                paid: covered,
                gates: milestone.gates,
            })
        })
        .collect()
}

/// What must still be paid before a barrier opens. Paying for hand-over includes all before it.
pub fn owed_before(
    positions: &[MilestonePosition],
    barrier: Barrier,
    nothing: Money,
) -> Result<Money, MoneyError> {
    positions
        .iter()
        .filter(|position| position.gates <= barrier)
        .try_fold(nothing, |sum, position| sum.plus(position.open()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    fn usd(cents: i64) -> Money {
        Money::from_minor_units(cents.into(), Currency::USD).expect("a fixture amount")
    }

    #[test]
    fn half_now_leaves_the_odd_cent_to_the_balance_side() {
        let half = DepositPolicy {
            percent: Decimal::from(50),
        };
        let total = usd(1_287_059);
        let plan = deposit_and_balance(total, half.propose(total).unwrap()).unwrap();
        assert_eq!(plan[0].amount.plain(), "6,435.30");
        assert_eq!(plan[1].amount.plain(), "6,435.29");
    }

    #[test]
    fn all_or_nothing_up_front_makes_one_milestone() {
        let total = usd(1000);
        assert_eq!(deposit_and_balance(total, total).unwrap().len(), 1);
        assert_eq!(
            deposit_and_balance(total, usd(0)).unwrap()[0].gates,
            Barrier::HandOver
        );
    }

    fn plan(amounts: &[i64]) -> Vec<Milestone> {
        let milestone = |amount: &i64| Milestone {
            id: MilestoneId::generate(),
            label: String::new(),
            amount: usd(*amount),
            gates: Barrier::HandOver,
        };
        amounts.iter().map(milestone).collect()
    }

    proptest! {
        #[test]
        fn payments_fill_milestones_in_order(
            total in 1i64..10_000_000, deposit in 0i64..=100, paid in 0i64..=100,
        ) {
            let deposit = usd(total * deposit / 100);
            let paid = usd(total * paid / 100);
            let total = usd(total);
            let plan = deposit_and_balance(total, deposit).unwrap();
            let laid = positions(&plan, paid).unwrap();
            let covered = Money::sum(Currency::USD, laid.iter().map(|p| p.paid)).unwrap();
            prop_assert_eq!(covered, paid);
            let nothing = usd(0);
            let before_work = owed_before(&laid, Barrier::Work, nothing).unwrap();
            let before_release = owed_before(&laid, Barrier::HandOver, nothing).unwrap();
            prop_assert_eq!(before_release, total.minus(paid).unwrap());
            prop_assert_eq!(before_work.is_zero(), paid.amount() >= deposit.amount());
        }

        #[test]
        fn a_later_milestone_waits_until_those_before_it_are_paid(
            amounts in prop::collection::vec(1i64..1_000_000, 1..8), share in 0i64..=100,
        ) {
            let paid = usd(amounts.iter().sum::<i64>() * share / 100);
            let laid = positions(&plan(&amounts), paid).unwrap();
            let covered = Money::sum(Currency::USD, laid.iter().map(|p| p.paid)).unwrap();
            prop_assert_eq!(covered, paid);
            prop_assert!(laid.iter().all(|p| !p.paid.is_negative() && !p.open().unwrap().is_negative()));
            let first_open = laid.iter().position(|p| p.open().unwrap().is_positive());
            let after = laid.iter().skip(first_open.unwrap_or(laid.len()) + 1);
            prop_assert!(after.into_iter().all(|p| p.paid.is_zero()));
        }

        #[test]
        fn deposit_and_balance_are_the_whole_total(total in 0i64..100_000_000, percent in 0i64..=10_000) {
            let total = usd(total);
            let policy = DepositPolicy { percent: Decimal::new(percent, 2) };
            let deposit = policy.propose(total).unwrap();
            prop_assert!(!deposit.is_negative() && deposit.amount() <= total.amount());
            let plan = deposit_and_balance(total, deposit).unwrap();
            let sum = Money::sum(Currency::USD, plan.iter().map(|m| m.amount)).unwrap();
            prop_assert_eq!(sum, total);
            prop_assert!(plan.iter().all(|m| m.amount.is_positive()));
            prop_assert!(plan.is_sorted_by_key(|m| m.gates));
        }
    }
}
