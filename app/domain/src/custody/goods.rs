//! Customers' goods in the house, and how far they are insured.

use crate::ids::{CustomerId, PieceId};
use crate::money::{Currency, Money, MoneyError};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// A piece in the house that is a customer's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomersPiece {
    pub id: PieceId,
    pub serial: String,
    pub name: String,
    pub customer: (CustomerId, String),
    /// Where it lies, and who has it.
    pub place: String,
    pub who: Option<String>,
    /// When it came.
    pub since: DateTime<FixedOffset>,
    pub declared_value: Option<Money>,
}

/// A page of them, the longest in the house first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoodsPage {
    pub pieces: Vec<CustomersPiece>,
    /// The piece after which the next page begins.
    pub next: Option<PieceId>,
}

/// What lies here of customers, and for how much it is insured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoodsStanding {
    pub pieces: u32,
    /// What their owners say they are worth.
    pub total: Money,
    /// How many of them nobody has given a value.
    pub without_value: u32,
    /// Up to how much the insurance pays; none where nobody has said.
    pub limit: Option<Money>,
    /// When and by whom the limit was set.
    pub set: Option<(DateTime<FixedOffset>, String)>,
}

impl GoodsStanding {
    /// By how much the total exceeds what is insured, with so much more coming in.
    pub fn exceeded_by(&self, coming: Option<Money>) -> Result<Option<Money>, MoneyError> {
        let Some(limit) = self.limit else {
            return Ok(None);
        };
        let total = match coming {
            Some(coming) => self.total.plus(coming)?,
            None => self.total,
        };
        let over = total.minus(limit)?;
        Ok(over.is_positive().then_some(over))
    }

    /// What has to be said of it, with so much more coming in.
    #[must_use]
    pub fn warnings(&self, coming: Option<Money>) -> Vec<String> {
        let over = self.exceeded_by(coming).ok().flatten();
        let over = over.map(|over| match coming {
            Some(_) => format!("With this piece, customers’ goods exceed the insurance by {over}."),
            None => format!("Customers’ goods exceed the insurance by {over}."),
        });
        let unknown = match self.without_value {
            0 => None,
            1 => Some("One piece has no declared value. Ask its owner.".to_owned()),
            count => Some(format!(
                "{count} pieces have no declared value. Ask their owners."
            )),
        };
        over.into_iter().chain(unknown).collect()
    }
}

/// Up to how much customers' goods are insured, as typed.
pub fn insured_amount(typed: &str, currency: Currency) -> Result<Money, String> {
    if typed.trim().is_empty() {
        return Err("Enter the amount of the policy.".to_owned());
    }
    match Money::parse(typed, currency) {
        Ok(amount) if amount.is_negative() => Err("This can't be below zero.".to_owned()),
        Ok(amount) => Ok(amount),
        Err(wrong) => Err(wrong.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(text: &str) -> Money {
        Money::parse(text, Currency::USD).expect("an amount")
    }

    fn standing(total: &str, without_value: u32, limit: Option<&str>) -> GoodsStanding {
        GoodsStanding {
            pieces: 3,
            total: usd(total),
            without_value,
            limit: limit.map(usd),
            set: None,
        }
    }

    #[test]
    fn the_limit_may_be_reached_and_not_exceeded() {
        assert!(standing("5000", 0, Some("5000")).warnings(None).is_empty());
        let over = standing("5000.01", 0, Some("5000")).warnings(None);
        assert_eq!(over, ["Customers’ goods exceed the insurance by $0.01."]);
        assert!(standing("9000", 0, None).warnings(None).is_empty());
    }

    #[test]
    fn what_comes_in_counts_before_it_is_here() {
        let near = standing("4000", 0, Some("5000"));
        assert!(near.warnings(Some(usd("1000"))).is_empty());
        assert_eq!(
            near.warnings(Some(usd("1800"))),
            ["With this piece, customers’ goods exceed the insurance by $800.00."]
        );
    }

    #[test]
    fn a_missing_value_is_asked_for_whatever_the_limit() {
        for (count, said) in [(1, "One piece has"), (4, "4 pieces have")] {
            let warnings = standing("100", count, None).warnings(None);
            assert!(warnings[0].starts_with(said), "{warnings:?}");
        }
        let both = standing("6000", 2, Some("5000")).warnings(None);
        assert_eq!(both.len(), 2);
    }

    #[test]
    fn a_limit_is_an_amount() {
        assert_eq!(insured_amount("25,000", Currency::USD), Ok(usd("25000")));
        for wrong in ["", " ", "-1", "much"] {
            assert!(insured_amount(wrong, Currency::USD).is_err(), "{wrong}");
        }
    }
}
