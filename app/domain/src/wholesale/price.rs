//! What an account pays for a style. One function says it, in the browser and at the server, and
//! says why.

use crate::ids::StyleId;
use crate::money::{Money, MoneyError};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What is agreed with an account about a style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StylePrice {
    /// One piece, whatever the list says. Quantity breaks don't lower it.
    Fixed(Money),
    /// In per cent off the list.
    Discount(Decimal),
}

/// From so many pieces of a style on, so many per cent less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    pub from: u32,
    pub percent: Decimal,
}

/// All that decides what an account pays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceTerms {
    /// The tier's name, and its per cent off the list.
    pub tier: Option<(String, Decimal)>,
    /// The account's own per cent off the list, in place of its tier's.
    pub own: Option<Decimal>,
    pub styles: Vec<(StyleId, StylePrice)>,
    pub breaks: Vec<Break>,
}

/// A price of one piece, with the reason for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Priced {
    pub unit: Money,
    pub why: String,
}

impl PriceTerms {
    /// The price of one piece of which so many of the style are ordered together: what is agreed
    /// for the style, else for the account, else its tier; then the quantity break.
    pub fn price(
        &self,
        list: Money,
        style: StyleId,
        pieces_of_style: u32,
    ) -> Result<Priced, MoneyError> {
        let agreed = self.styles.iter().find(|(of, _)| *of == style);
        let (percent, why) = match (agreed.map(|(_, price)| price), self.own, &self.tier) {
            (Some(StylePrice::Fixed(unit)), ..) => {
                return Ok(Priced {
                    unit: *unit,
                    why: "Agreed for this style".to_owned(),
                });
            }
            (Some(StylePrice::Discount(percent)), ..) => {
                (*percent, format!("{} agreed for this style", off(*percent)))
            }
            (None, Some(percent), _) => (percent, format!("{} of the account", off(percent))),
            (None, None, Some((name, percent))) => (*percent, format!("{name}: {}", off(*percent))),
            (None, None, None) => (Decimal::ZERO, "List price".to_owned()),
        };
        let unit = less(list, percent)?;
        let Some(reached) = self.reached(pieces_of_style) else {
            return Ok(Priced { unit, why });
        };
        Ok(Priced {
            unit: less(unit, reached.percent)?,
            why: format!(
                "{why}, then {} from {} pieces",
                off(reached.percent),
                reached.from
            ),
        })
    }

    /// The highest break that a quantity reaches.
    fn reached(&self, pieces: u32) -> Option<&Break> {
        let within = self.breaks.iter().filter(|step| step.from <= pieces);
        within.max_by_key(|step| step.from)
    }
}

fn less(price: Money, percent: Decimal) -> Result<Money, MoneyError> {
    price.scaled((Decimal::ONE_HUNDRED - percent) / Decimal::ONE_HUNDRED)
}

fn off(percent: Decimal) -> String {
    format!("{} % off", percent.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    fn usd(cents: i64) -> Money {
        Money::from_minor_units(cents.into(), Currency::USD).unwrap()
    }

    fn terms() -> PriceTerms {
        PriceTerms {
            tier: Some(("Preferred".into(), Decimal::from(50))),
            ..PriceTerms::default()
        }
    }

    fn unit(terms: &PriceTerms, list: i64, style: StyleId, pieces: u32) -> (i128, String) {
        let priced = terms.price(usd(list), style, pieces).unwrap();
        (priced.unit.minor_units(), priced.why)
    }

    #[test]
    fn what_is_nearer_to_the_style_counts_first() {
        let style = StyleId::generate();
        let mut terms = terms();
        let said = |why: &str| why.to_owned();
        assert_eq!(
            unit(&terms, 100_000, style, 1),
            (50_000, said("Preferred: 50 % off"))
        );
        terms.own = Some(Decimal::new(525, 1));
        assert_eq!(
            unit(&terms, 100_000, style, 1),
            (47_500, said("52.5 % off of the account"))
        );
        terms.styles = vec![(style, StylePrice::Discount(Decimal::from(60)))];
        assert_eq!(
            unit(&terms, 100_000, style, 1),
            (40_000, said("60 % off agreed for this style"))
        );
        terms.styles = vec![(style, StylePrice::Fixed(usd(39_999)))];
        terms.breaks = vec![Break {
            from: 2,
            percent: Decimal::from(10),
        }];
        assert_eq!(
            unit(&terms, 100_000, style, 12),
            (39_999, said("Agreed for this style"))
        );
        let other = StyleId::generate();
        assert_eq!(unit(&terms, 100_000, other, 1).0, 47_500);
        assert_eq!(
            unit(&PriceTerms::default(), 100_000, other, 1).1,
            "List price"
        );
    }

    #[test]
    fn a_break_counts_from_its_first_piece_on() {
        let style = StyleId::generate();
        let mut terms = terms();
        terms.breaks = vec![
            Break {
                from: 12,
                percent: Decimal::from(2),
            },
            Break {
                from: 24,
                percent: Decimal::from(5),
            },
        ];
        assert_eq!(unit(&terms, 100_000, style, 11).0, 50_000);
        assert_eq!(unit(&terms, 100_000, style, 12).0, 49_000);
        assert_eq!(
            unit(&terms, 100_000, style, 30),
            (
                47_500,
                "Preferred: 50 % off, then 5 % off from 24 pieces".to_owned()
            )
        );
    }

    prop_compose! {
        fn any_terms()(
            tier in prop::option::of(0i64..=100), own in prop::option::of(0i64..=100),
            style in prop::option::of(0i64..=100),
            breaks in prop::collection::vec((2u32..100, 0i64..=50), 0..4),
        ) -> (PriceTerms, StyleId) {
            let id = StyleId::generate();
            let terms = PriceTerms {
                tier: tier.map(|percent| ("Key".to_owned(), Decimal::from(percent))),
                own: own.map(Decimal::from),
                styles: style
                    .map(|percent| (id, StylePrice::Discount(Decimal::from(percent))))
                    .into_iter()
                    .collect(),
                breaks: breaks
                    .into_iter()
                    .map(|(from, percent)| Break { from, percent: Decimal::from(percent) })
                    .collect(),
            };
            (terms, id)
        }
    }

    proptest! {
        #[test]
        fn a_price_lies_between_nothing_and_the_list(
            (terms, style) in any_terms(), list in 0i64..10_000_000, pieces in 1u32..200,
        ) {
            let priced = terms.price(usd(list), style, pieces).unwrap();
            prop_assert!(!priced.unit.is_negative());
            prop_assert!(priced.unit.minor_units() <= i128::from(list));
            prop_assert!(!priced.why.is_empty());
        }

        #[test]
        fn what_is_agreed_for_one_style_leaves_the_others_as_they_were(
            (terms, _) in any_terms(), list in 0i64..10_000_000, pieces in 1u32..200,
        ) {
            let other = StyleId::generate();
            let without = PriceTerms { styles: Vec::new(), ..terms.clone() };
            prop_assert_eq!(
                terms.price(usd(list), other, pieces), without.price(usd(list), other, pieces)
            );
        }

        #[test]
        fn the_order_of_the_breaks_means_nothing(
            (terms, style) in any_terms(), list in 0i64..10_000_000, pieces in 1u32..200,
        ) {
            let mut seen = std::collections::HashSet::new();
            let mut terms = terms;
            terms.breaks.retain(|step| seen.insert(step.from));
            let once = terms.price(usd(list), style, pieces);
            terms.breaks.reverse();
            prop_assert_eq!(once, terms.price(usd(list), style, pieces));
        }
    }
}
