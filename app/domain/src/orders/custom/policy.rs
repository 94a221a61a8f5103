//! What a shop asks for and includes in custom work. Each store has one, which its managers keep.

use crate::ids::RouteId;
use crate::input::{FieldErrors, optional_text};
use crate::measures::decimal;
use crate::money::{Currency, Money, MoneyError};
use crate::schedule::{Barrier, Milestone};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// More rounds nobody draws for nothing.
const MOST_ROUNDS: u16 = 50;
/// A price of metal that holds for longer is no price of metal.
const LONGEST_PRICE: u16 = 365;
/// A keystone of ten.
const MOST_MULTIPLIER: Decimal = Decimal::TEN;

/// What holds for a store's custom work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Paid before anything is drawn, and credited to the order.
    pub design_deposit: Money,
    /// What is kept of it when the order is cancelled before it is made.
    pub design_fee: Money,
    /// Paid before anything is made, in per cent of the total, the design deposit included.
    pub production_percent: Decimal,
    /// So many rounds of design are in the price.
    pub included_rounds: u16,
    /// What each further one costs.
    pub round_fee: Money,
    /// For so many days the price of the metal holds.
    pub price_days: u16,
    /// Cost times this is the price.
    pub multiplier: Decimal,
    /// What is lost of the metal in work, in per cent.
    pub loss_percent: Decimal,
    /// Working days from the inquiry to the piece, where nobody names a day.
    pub lead_days: u16,
    /// Whether a finished piece is photographed before it is ready.
    pub final_photos: bool,
    /// Whether the customer sees what each part comes to.
    pub shows_parts: bool,
    /// For so many months the shop answers for its work.
    pub warranty_months: u16,
    /// What the shop answers for, in its words.
    pub warranty: String,
    /// How custom work is done at the bench, where nobody says otherwise.
    #[serde(default)]
    pub route: Option<RouteId>,
    pub version: i32,
}

impl Policy {
    /// What is due when, of a total: the design deposit, the production deposit, the balance. A
    /// part of nothing is left out.
    pub fn milestones(&self, total: Money) -> Result<Vec<Milestone>, MoneyError> {
        let design = self.design_deposit.min(total)?;
        let before_work = total
            .scaled(self.production_percent / Decimal::ONE_HUNDRED)?
            .min(total)?;
        let production = before_work.minus(design)?;
        let production = if production.is_negative() {
            Money::zero(total.currency())
        } else {
            production
        };
        let balance = total.minus(design)?.minus(production)?;
        Ok(Milestone::parts([
            ("Design deposit", design, Barrier::Design),
            ("Production deposit", production, Barrier::Work),
            ("Balance", balance, Barrier::HandOver),
        ]))
    }

    /// What showing a round costs beyond those that are included.
    #[must_use]
    pub fn fee_of_round(&self, round: u32) -> Money {
        if round > u32::from(self.included_rounds) {
            self.round_fee
        } else {
            Money::zero(self.round_fee.currency())
        }
    }
}

/// A policy as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyDraft {
    pub design_deposit: String,
    pub design_fee: String,
    pub production_percent: String,
    pub included_rounds: String,
    pub round_fee: String,
    pub price_days: String,
    pub multiplier: String,
    pub loss_percent: String,
    pub lead_days: String,
    pub final_photos: bool,
    pub shows_parts: bool,
    pub warranty_months: String,
    pub warranty: String,
    pub route: Option<RouteId>,
}

impl From<&Policy> for PolicyDraft {
    fn from(policy: &Policy) -> Self {
        Self {
            design_deposit: policy.design_deposit.plain(),
            design_fee: policy.design_fee.plain(),
            production_percent: policy.production_percent.normalize().to_string(),
            included_rounds: policy.included_rounds.to_string(),
            round_fee: policy.round_fee.plain(),
            price_days: policy.price_days.to_string(),
            multiplier: policy.multiplier.normalize().to_string(),
            loss_percent: policy.loss_percent.normalize().to_string(),
            lead_days: policy.lead_days.to_string(),
            final_photos: policy.final_photos,
            shows_parts: policy.shows_parts,
            warranty_months: policy.warranty_months.to_string(),
            warranty: policy.warranty.clone(),
            route: policy.route,
        }
    }
}

impl PolicyDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn check(&self, currency: Currency) -> Result<Policy, FieldErrors> {
        let mut errors = FieldErrors::new();
        let e = &mut errors;
        let design_deposit = amount(e, "/design_deposit", &self.design_deposit, currency);
        let design_fee = amount(e, "/design_fee", &self.design_fee, currency);
        let round_fee = amount(e, "/round_fee", &self.round_fee, currency);
        let hundred = Decimal::ONE_HUNDRED;
        let production_percent =
            number(e, "/production_percent", &self.production_percent, hundred);
        let loss_percent = number(e, "/loss_percent", &self.loss_percent, hundred);
        let multiplier = number(e, "/multiplier", &self.multiplier, MOST_MULTIPLIER);
        if multiplier.is_some_and(|times| times < Decimal::ONE) {
            e.add("/multiplier", "Enter a number from 1 to 10.");
        }
        let included_rounds = count(e, "/included_rounds", &self.included_rounds, MOST_ROUNDS);
        let price_days = count(e, "/price_days", &self.price_days, LONGEST_PRICE);
        let lead_days = count(e, "/lead_days", &self.lead_days, 500);
        let warranty_months = count(e, "/warranty_months", &self.warranty_months, 600);
        let warranty = e.check("/warranty", optional_text(&self.warranty, 1_000));
        let deposits = design_deposit.zip(design_fee);
        if deposits.is_some_and(|(deposit, fee)| fee.amount() > deposit.amount()) {
            e.add(
                "/design_fee",
                "No more can be kept than the design deposit.",
            );
        }
        errors.into_result()?;
        let all = || {
            Some(Policy {
                design_deposit: design_deposit?,
                design_fee: design_fee?,
                production_percent: production_percent?,
                included_rounds: included_rounds?,
                round_fee: round_fee?,
                price_days: price_days?,
                multiplier: multiplier?,
                loss_percent: loss_percent?,
                lead_days: lead_days?,
                final_photos: self.final_photos,
                shows_parts: self.shows_parts,
                warranty_months: warranty_months?,
                warranty: warranty?.unwrap_or_default(),
                route: self.route,
                version: 1,
            })
        };
        all().ok_or_else(FieldErrors::new)
    }
}

/// Reads an amount that is not below zero.
pub(super) fn amount(
    errors: &mut FieldErrors,
    pointer: &str,
    typed: &str,
    currency: Currency,
) -> Option<Money> {
    let amount = errors.check(pointer, Money::parse(typed.trim(), currency))?;
    if amount.is_negative() {
        errors.add(pointer, "This can't be below zero.");
        return None;
    }
    Some(amount)
}

/// Reads a number from zero to a bound.
pub(super) fn number(
    errors: &mut FieldErrors,
    pointer: &str,
    typed: &str,
    most: Decimal,
) -> Option<Decimal> {
    match decimal(typed) {
        Ok(number) if !number.is_sign_negative() && number <= most && number.scale() <= 3 => {
            Some(number)
        }
        _ => {
            errors.add(pointer, format!("Enter a number from 0 to {most}."));
            None
        }
    }
}

fn count(errors: &mut FieldErrors, pointer: &str, typed: &str, most: u16) -> Option<u16> {
    match typed.trim().parse::<u16>() {
        Ok(count) if count <= most => Some(count),
        _ => {
            errors.add(pointer, format!("Enter a whole number from 0 to {most}."));
            None
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(in crate::orders::custom) fn usd(text: &str) -> Money {
        Money::parse(text, Currency::USD).expect("a fixture amount")
    }

    pub(in crate::orders::custom) fn policy() -> Policy {
        Policy {
            design_deposit: usd("350"),
            design_fee: usd("350"),
            production_percent: Decimal::from(50),
            included_rounds: 3,
            round_fee: usd("75"),
            price_days: 7,
            multiplier: Decimal::TWO,
            loss_percent: Decimal::from(5),
            lead_days: 40,
            final_photos: true,
            shows_parts: true,
            warranty_months: 12,
            warranty: "Prongs and setting.".into(),
            route: None,
            version: 1,
        }
    }

    #[test]
    fn what_is_shown_reads_back() {
        let draft = PolicyDraft::from(&policy());
        assert_eq!(draft.check(Currency::USD), Ok(policy()));
    }

    #[test]
    fn every_complaint_stands_beside_its_field() {
        let wrong = PolicyDraft::default().check(Currency::USD).unwrap_err();
        for pointer in [
            "/design_deposit",
            "/design_fee",
            "/production_percent",
            "/included_rounds",
            "/round_fee",
            "/price_days",
            "/multiplier",
            "/loss_percent",
            "/lead_days",
            "/warranty_months",
        ] {
            assert!(wrong.get(pointer).is_some(), "{pointer}");
        }
        let mut draft = PolicyDraft::from(&policy());
        draft.design_fee = "351".into();
        draft.multiplier = "0.5".into();
        let wrong = draft.check(Currency::USD).unwrap_err();
        assert!(wrong.get("/design_fee").is_some() && wrong.get("/multiplier").is_some());
    }

    #[test]
    fn the_fee_begins_after_the_included_rounds() {
        let policy = policy();
        assert!(policy.fee_of_round(1).is_zero() && policy.fee_of_round(3).is_zero());
        assert_eq!(policy.fee_of_round(4), usd("75"));
    }

    proptest! {
        #[test]
        fn the_milestones_are_the_whole_total(total in 0i64..10_000_000, percent in 0i64..=100) {
            let total = Money::from_minor_units(total.into(), Currency::USD).unwrap();
            let policy = Policy { production_percent: Decimal::from(percent), ..policy() };
            let plan = policy.milestones(total).unwrap();
            let sum = Money::sum(Currency::USD, plan.iter().map(|m| m.amount)).unwrap();
            prop_assert_eq!(sum, total);
            prop_assert!(plan.iter().all(|m| m.amount.is_positive()));
            prop_assert!(plan.is_sorted_by_key(|m| m.gates));
            let design: Vec<_> = plan.iter().filter(|m| m.gates == Barrier::Design).collect();
            prop_assert_eq!(design.first().map(|m| m.amount),
                Some(usd("350").min(total).unwrap()).filter(|m| m.is_positive()));
        }
    }
}
