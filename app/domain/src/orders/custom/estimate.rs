//! What a piece comes to, part by part: metal at its price of the day, stones, setting, labour.
//!
//! Spot ÷ 31.1035 × fineness × grams × (1 + loss) + casting + labour + setting per stone + stones +
//! findings is what it costs; times the multiplier is the price. Each part is rounded once.

use crate::measures::{Metal, Quantity, RingSize};
use crate::money::{Currency, Money, MoneyError, allocate};
use crate::tax::{LineClass, Rates};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Grams of a troy ounce, in which metal is quoted.
pub const GRAMS_PER_OUNCE: Decimal = Decimal::from_parts(311_035, 0, 0, false, 4);

/// What metal is reckoned at, from where, and as of when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetalPrice {
    /// Of a troy ounce of the pure metal.
    pub spot: Money,
    pub source: String,
    pub on: NaiveDate,
}

/// The metal of a piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetalPart {
    pub metal: Metal,
    /// Of ours: what the customer brings is not paid for.
    pub grams: Quantity,
    pub price: MetalPrice,
    /// What is lost in work, in per cent.
    pub loss_percent: Decimal,
    pub casting: Money,
}

impl MetalPart {
    /// What the metal costs, loss included.
    pub fn cost(&self) -> Result<Money, MoneyError> {
        let spot = self.price.spot;
        let lost = Decimal::ONE + self.loss_percent / Decimal::ONE_HUNDRED;
        // Divided last, so that nothing is cut off on the way.
        let exact = [self.metal.fineness(), self.grams.amount(), lost]
            .into_iter()
            .try_fold(spot.amount(), |product, by| product.checked_mul(by))
            .ok_or(MoneyError::TooLarge)?;
        Money::rounded(exact / GRAMS_PER_OUNCE, spot.currency())
    }
}

/// Stones of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stones {
    /// With how they came to be: `lab-grown diamond, round`.
    pub words: String,
    pub count: u32,
    /// What each weighs.
    pub carat: Option<Quantity>,
    /// What each costs; nothing for the customer's own.
    pub unit_price: Money,
    /// What setting each costs.
    pub setting: Money,
    /// Whether the customer brings them.
    pub own: bool,
}

impl Stones {
    /// As papers call them: `1 × lab-grown diamond, round, 1.2 ct`.
    #[must_use]
    pub fn wording(&self) -> String {
        let weight = self.carat.map(|carat| format!(", {carat}"));
        let own = if self.own { ", your own" } else { "" };
        format!(
            "{} × {}{}{own}",
            self.count,
            self.words,
            weight.unwrap_or_default()
        )
    }
}

/// An estimate, checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
    /// What is made.
    pub description: String,
    pub ring_size: Option<RingSize>,
    /// None where the customer brings all of it.
    pub metal: Option<MetalPart>,
    pub stones: Vec<Stones>,
    pub labour: Money,
    pub findings: Money,
    /// Cost times this is the price.
    pub multiplier: Decimal,
    /// The last day on which the price holds.
    pub expires: NaiveDate,
}

/// A part of an estimate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub label: String,
    pub amount: Money,
}

/// What an estimate comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reckoned {
    /// What each part costs us.
    pub costs: Vec<Part>,
    pub cost: Money,
    /// What each part is sold for; they add up to the price.
    pub prices: Vec<Part>,
    /// Without tax.
    pub price: Money,
    pub tax: Money,
}

impl Reckoned {
    /// What the customer pays.
    pub fn total(&self) -> Result<Money, MoneyError> {
        self.price.plus(self.tax)
    }
}

impl Estimate {
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.labour.currency()
    }

    /// What each part costs us; parts of nothing are left out.
    pub fn costs(&self) -> Result<Vec<Part>, MoneyError> {
        let zero = Money::zero(self.currency());
        let metal = self.metal.as_ref();
        let metal_cost = metal.map(MetalPart::cost).transpose()?;
        let each = |of: fn(&Stones) -> Money| {
            let all = self
                .stones
                .iter()
                .map(|stones| of(stones).times(stones.count));
            Money::sum(self.currency(), all.collect::<Result<Vec<_>, _>>()?)
        };
        let parts = [
            ("Metal", metal_cost.unwrap_or(zero)),
            ("Casting", metal.map_or(zero, |metal| metal.casting)),
            ("Stones", each(|stones| stones.unit_price)?),
            ("Setting", each(|stones| stones.setting)?),
            ("Labour", self.labour),
            ("Findings", self.findings),
        ];
        let parts = parts.into_iter().filter(|(_, amount)| !amount.is_zero());
        Ok(parts
            .map(|(label, amount)| Part {
                label: label.to_owned(),
                amount,
            })
            .collect())
    }

    /// Reckons it up.
    pub fn reckon(&self, rates: &Rates) -> Result<Reckoned, MoneyError> {
        let costs = self.costs()?;
        let cost = Money::sum(self.currency(), costs.iter().map(|part| part.amount))?;
        let price = cost.scaled(self.multiplier)?;
        let weights: Vec<_> = costs.iter().map(|part| part.amount.amount()).collect();
        let shares = allocate(price, &weights)?;
        let prices = costs.iter().zip(shares).map(|(part, amount)| Part {
            label: part.label.clone(),
            amount,
        });
        Ok(Reckoned {
            prices: prices.collect(),
            tax: rates.on(LineClass::Goods, price)?,
            costs,
            cost,
            price,
        })
    }

    /// What is made, without what it costs: what a customer is shown, and agrees to.
    #[must_use]
    pub fn specification(&self) -> Specification {
        Specification {
            description: self.description.clone(),
            ring_size: self.ring_size,
            metal: self.metal.as_ref().map(|metal| metal.metal),
            stones: self.stones.iter().map(Stones::wording).collect(),
        }
    }
}

/// What is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Specification {
    pub description: String,
    pub ring_size: Option<RingSize>,
    pub metal: Option<Metal>,
    pub stones: Vec<String>,
}

impl Specification {
    /// Term and value of what is settled.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let metal = self.metal.map(|metal| ("Metal", metal.label()));
        let size = self.ring_size.map(|size| ("Ring size", size.to_string()));
        let stones = self.stones.iter().map(|words| ("Stones", words.clone()));
        metal.into_iter().chain(size).chain(stones).collect()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::policy::tests::usd;
    use super::*;
    use crate::measures::{Colour, Unit};
    use proptest::prelude::*;

    pub(in crate::orders::custom) fn day(text: &str) -> NaiveDate {
        text.parse().expect("a fixture day")
    }

    fn grams(text: &str) -> Quantity {
        Quantity::parse(text, Unit::Gram).expect("a fixture weight")
    }

    pub(in crate::orders::custom) fn ring() -> Estimate {
        Estimate {
            description: "Engagement ring, four prongs".into(),
            ring_size: Some(RingSize::parse("6½").unwrap()),
            metal: Some(MetalPart {
                metal: Metal::Gold14k(Colour::White),
                grams: grams("6.2"),
                price: MetalPrice {
                    spot: usd("2650"),
                    source: "Kitco, PM fix".into(),
                    on: day("2026-11-30"),
                },
                loss_percent: Decimal::from(5),
                casting: usd("45"),
            }),
            stones: vec![
                Stones {
                    words: "lab-grown diamond, oval".into(),
                    count: 1,
                    carat: Quantity::parse("1.52", Unit::Carat).ok(),
                    unit_price: usd("900"),
                    setting: usd("60"),
                    own: false,
                },
                Stones {
                    words: "diamond, round".into(),
                    count: 12,
                    carat: Quantity::parse("0.02", Unit::Carat).ok(),
                    unit_price: usd("18"),
                    setting: usd("12.50"),
                    own: false,
                },
            ],
            labour: usd("280"),
            findings: usd("35"),
            multiplier: Decimal::TWO,
            expires: day("2026-12-07"),
        }
    }

    fn rates() -> Rates {
        Rates {
            goods: Decimal::new(8875, 5),
            labour: Decimal::ZERO,
        }
    }

    #[test]
    fn a_ring_reckoned_by_hand() {
        // 2,650 × 0.585 × 6.2 × 1.05 = 10,092.1275…; by 31.1035 it is 324.469…
        let ring = ring();
        assert_eq!(ring.metal.as_ref().unwrap().cost(), Ok(usd("324.47")));
        let reckoned = ring.reckon(&rates()).unwrap();
        let cost = |label: &str| {
            let mut parts = reckoned.costs.iter();
            parts.find(|part| part.label == label).unwrap().amount
        };
        assert_eq!(cost("Stones"), usd("1116.00"));
        assert_eq!(cost("Setting"), usd("210.00"));
        // 324.47 + 45 + 1,116 + 210 + 280 + 35
        assert_eq!(reckoned.cost, usd("2010.47"));
        assert_eq!(reckoned.price, usd("4020.94"));
        assert_eq!(reckoned.tax, usd("356.86"));
        assert_eq!(reckoned.total(), Ok(usd("4377.80")));
    }

    #[test]
    fn the_customers_own_metal_and_stones_cost_nothing_but_work() {
        let mut own = ring();
        own.metal = None;
        own.stones.truncate(1);
        own.stones[0].own = true;
        own.stones[0].unit_price = usd("0");
        let labels: Vec<_> = own.costs().unwrap().into_iter().map(|p| p.label).collect();
        assert_eq!(labels, ["Setting", "Labour", "Findings"]);
        let shown = own.specification().facts();
        let stones = "1 × lab-grown diamond, oval, 1.52 ct, your own".to_owned();
        assert!(shown.contains(&("Stones", stones)));
    }

    proptest! {
        #[test]
        fn the_parts_add_up_to_the_price(
            spot in 1i64..1_000_000, grams in 1i64..200_000, loss in 0i64..30, count in 0u32..60,
            labour in 0i64..500_000, multiplier in 100i64..1_000,
        ) {
            let mut ring = ring();
            let metal = ring.metal.as_mut().unwrap();
            metal.price.spot = Money::from_minor_units(spot.into(), Currency::USD).unwrap();
            metal.grams = Quantity::new(Decimal::new(grams, 3), Unit::Gram).unwrap();
            metal.loss_percent = Decimal::from(loss);
            ring.stones[1].count = count;
            ring.labour = Money::from_minor_units(labour.into(), Currency::USD).unwrap();
            ring.multiplier = Decimal::new(multiplier, 2);
            let reckoned = ring.reckon(&rates()).unwrap();
            let sum = |parts: &[Part]| {
                Money::sum(Currency::USD, parts.iter().map(|part| part.amount)).unwrap()
            };
            prop_assert_eq!(sum(&reckoned.costs), reckoned.cost);
            prop_assert_eq!(sum(&reckoned.prices), reckoned.price);
            prop_assert!(reckoned.price.amount() >= reckoned.cost.amount());
        }

        #[test]
        fn more_metal_never_costs_less(a in 0i64..200_000, b in 0i64..200_000) {
            let cost = |grams: i64| {
                let mut metal = ring().metal.unwrap();
                metal.grams = Quantity::new(Decimal::new(grams, 3), Unit::Gram).unwrap();
                metal.cost().unwrap().amount()
            };
            prop_assert!(cost(a.min(b)) <= cost(a.max(b)));
        }
    }
}
