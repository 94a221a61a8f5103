//! Margin: what was sold, what it cost, and what was expected when it was quoted.

use super::Period;
use crate::codes::coded;
use crate::ids::OrderId;
use crate::money::{Money, MoneyError};
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

coded! {
    /// By what sales are put together.
    pub enum Grouping {
        Kind = "kind", "Kind of order";
        Salesperson = "salesperson", "Salesperson";
        Style = "style", "Style";
    }
}

/// Which margin a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MarginFilter {
    /// The present month where none is given.
    pub period: Option<Period>,
    pub grouping: Grouping,
}

impl Default for MarginFilter {
    fn default() -> Self {
        Self {
            period: None,
            grouping: Grouping::Kind,
        }
    }
}

/// Sales and what they cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Without tax.
    pub revenue: Money,
    pub cost: Money,
    /// What was expected when the orders were taken, over the part for which a cost was known.
    pub quoted: Option<Quoted>,
}

/// Sales of which the cost was known beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    pub revenue: Money,
    pub cost: Money,
}

impl Figures {
    /// What is left of the sales after their cost.
    pub fn margin(&self) -> Result<Money, MoneyError> {
        self.revenue.minus(self.cost)
    }

    /// The margin in per cent of the sales; none where nothing was charged.
    #[must_use]
    pub fn percent(&self) -> Option<Decimal> {
        percent(self.revenue, self.cost)
    }

    /// The margin that was expected, in per cent.
    #[must_use]
    pub fn quoted_percent(&self) -> Option<Decimal> {
        self.quoted.and_then(|q| percent(q.revenue, q.cost))
    }

    /// Both together.
    pub fn plus(&self, other: &Self) -> Result<Self, MoneyError> {
        let quoted = match (self.quoted, other.quoted) {
            (Some(one), Some(two)) => Some(Quoted {
                revenue: one.revenue.plus(two.revenue)?,
                cost: one.cost.plus(two.cost)?,
            }),
            (one, two) => one.or(two),
        };
        Ok(Self {
            revenue: self.revenue.plus(other.revenue)?,
            cost: self.cost.plus(other.cost)?,
            quoted,
        })
    }
}

/// To a tenth of a per cent, half away from zero as all of the house's rounding.
fn percent(revenue: Money, cost: Money) -> Option<Decimal> {
    let margin = revenue.minus(cost).ok()?;
    let share = margin.amount().checked_div(revenue.amount())?;
    let percent = share.checked_mul(Decimal::ONE_HUNDRED)?;
    let mut percent = percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    percent.rescale(1);
    Some(percent)
}

/// A group's sales.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarginRow {
    /// Names the group when its orders are asked for.
    pub key: String,
    pub label: String,
    pub orders: u32,
    pub figures: Figures,
}

/// The margin of a period, the largest group first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarginReport {
    pub period: Period,
    pub grouping: Grouping,
    pub rows: Vec<MarginRow>,
    /// Orders handed over. One order may count in several groups.
    pub orders: u32,
    pub total: Figures,
    /// Today in the store.
    pub today: NaiveDate,
}

/// An order behind a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarginOrder {
    pub id: OrderId,
    pub number: String,
    pub customer_name: String,
    pub title: String,
    /// When it was handed over.
    pub date: NaiveDate,
    pub figures: Figures,
}

/// A page of the orders behind a row, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarginOrders {
    /// The row's label.
    pub label: String,
    pub orders: Vec<MarginOrder>,
    /// What to ask for next with; none on the last page.
    pub next: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn usd(cents: i64) -> Money {
        Money::from_minor_units(cents.into(), Currency::USD).expect("a fixture amount")
    }

    fn figures(revenue: i64, cost: i64) -> Figures {
        Figures {
            revenue: usd(revenue),
            cost: usd(cost),
            quoted: None,
        }
    }

    #[test]
    fn reckons_the_margin_to_a_tenth() {
        let text = |f: Figures| f.percent().map(|p| p.to_string());
        assert_eq!(text(figures(240_000, 100_000)).as_deref(), Some("58.3"));
        assert_eq!(text(figures(100_000, 100_000)).as_deref(), Some("0.0"));
        assert_eq!(text(figures(100_000, 150_050)).as_deref(), Some("-50.1"));
        assert_eq!(text(figures(0, 5_000)), None);
    }

    #[test]
    fn adds_up_what_was_quoted_only_where_it_was() {
        let quoted = Figures {
            quoted: Some(Quoted {
                revenue: usd(100),
                cost: usd(40),
            }),
            ..figures(100, 50)
        };
        let both = quoted.plus(&figures(300, 100)).unwrap();
        assert_eq!(both.margin(), Ok(usd(250)));
        assert_eq!(both.quoted, quoted.quoted);
        assert_eq!(both.quoted_percent().unwrap().to_string(), "60.0");
    }
}
