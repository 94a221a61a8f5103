//! An estimate as it is typed, checked by the browser at every keystroke and by the server.

use super::estimate::{Estimate, MetalPart, MetalPrice, Stones};
use super::policy::{Policy, amount, number};
use crate::input::{FieldErrors, optional_text, required_text};
use crate::measures::{Metal, Quantity, RingSize, Unit};
use crate::money::{Currency, Money};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// More sorts of stones than a piece has.
const MOST_STONES: usize = 30;
const MOST_OF_A_SORT: u32 = 2_000;

/// Stones of one sort as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewStones {
    pub words: String,
    pub count: String,
    /// Of each.
    pub carat: String,
    pub unit_price: String,
    pub setting: String,
    pub own: bool,
}

/// An estimate as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewEstimate {
    pub description: String,
    pub ring_size: String,
    /// None where the customer brings all of it.
    pub metal: Option<Metal>,
    pub grams: String,
    pub spot: String,
    pub spot_source: String,
    pub spot_on: Option<NaiveDate>,
    /// Empty takes the shop's.
    pub loss_percent: String,
    pub casting: String,
    pub stones: Vec<NewStones>,
    pub labour: String,
    pub findings: String,
    /// Empty takes the shop's.
    pub multiplier: String,
    /// Empty takes the shop's period.
    pub expires: Option<NaiveDate>,
}

/// What an estimate is checked against.
#[derive(Debug, Clone, Copy)]
pub struct EstimateTerms<'a> {
    pub policy: &'a Policy,
    pub currency: Currency,
    pub today: NaiveDate,
}

impl EstimateTerms<'_> {
    /// Until when a price holds that is of a day.
    #[must_use]
    pub fn expires(&self, on: NaiveDate) -> NaiveDate {
        let period = Days::new(self.policy.price_days.into());
        on.checked_add_days(period).unwrap_or(on)
    }
}

impl NewEstimate {
    /// Checks every field and complains about each by its pointer.
    pub fn checked(&self, terms: EstimateTerms<'_>) -> Result<Estimate, FieldErrors> {
        let mut errors = FieldErrors::new();
        let description = required_text(&self.description, 200).map_err(|_| "Say what is made.");
        let description = errors.check("/description", description);
        let ring_size = match self.ring_size.trim() {
            "" => None,
            typed => errors.check("/ring_size", RingSize::parse(typed)),
        };
        let metal = self.checked_metal(terms, &mut errors);
        let stones = self.checked_stones(terms.currency, &mut errors);
        let labour = or_nothing(&mut errors, "/labour", &self.labour, terms.currency);
        let findings = or_nothing(&mut errors, "/findings", &self.findings, terms.currency);
        let multiplier = match self.multiplier.trim() {
            "" => Some(terms.policy.multiplier),
            typed => number(&mut errors, "/multiplier", typed, Decimal::TEN),
        };
        if multiplier.is_some_and(|times| times < Decimal::ONE) {
            errors.add("/multiplier", "Enter a number from 1 to 10.");
        }
        let expires = self.checked_expiry(terms, &mut errors);
        let estimate = || {
            Some(Estimate {
                description: description?,
                ring_size,
                metal,
                stones,
                labour: labour?,
                findings: findings?,
                multiplier: multiplier?,
                expires,
            })
        };
        match estimate() {
            Some(estimate) if errors.is_empty() => worth_something(estimate),
            _ => Err(errors),
        }
    }

    fn checked_metal(
        &self,
        terms: EstimateTerms<'_>,
        errors: &mut FieldErrors,
    ) -> Option<MetalPart> {
        let metal = self.metal?;
        let grams = errors.check("/grams", Quantity::parse(&self.grams, Unit::Gram));
        if grams.is_some_and(Quantity::is_zero) {
            errors.add("/grams", "Enter what it weighs.");
        }
        let spot = amount(errors, "/spot", &self.spot, terms.currency);
        if spot.is_some_and(Money::is_zero) {
            errors.add("/spot", "Enter the price of a troy ounce.");
        }
        let source = required_text(&self.spot_source, 80).map_err(|_| "Say whose price it is.");
        let source = errors.check("/spot_source", source);
        let on = self.spot_on.unwrap_or(terms.today);
        if on > terms.today {
            errors.add("/spot_on", "This price is of a day to come.");
        }
        let loss_percent = match self.loss_percent.trim() {
            "" => Some(terms.policy.loss_percent),
            typed => number(errors, "/loss_percent", typed, Decimal::ONE_HUNDRED),
        };
        let casting = or_nothing(errors, "/casting", &self.casting, terms.currency);
        Some(MetalPart {
            metal,
            grams: grams?,
            price: MetalPrice {
                spot: spot?,
                source: source?,
                on,
            },
            loss_percent: loss_percent?,
            casting: casting?,
        })
    }

    fn checked_stones(&self, currency: Currency, errors: &mut FieldErrors) -> Vec<Stones> {
        if self.stones.len() > MOST_STONES {
            errors.add("/stones", "An estimate has at most 30 sorts of stones.");
            return Vec::new();
        }
        let mut stones = Vec::with_capacity(self.stones.len());
        for (index, sort) in self.stones.iter().enumerate() {
            match sort.checked(currency) {
                Ok(sort) => stones.push(sort),
                Err(wrong) => errors.nest(&format!("/stones/{index}"), wrong),
            }
        }
        stones
    }

    /// The price of a metal holds from its own day, however late the estimate is written.
    fn checked_expiry(&self, terms: EstimateTerms<'_>, errors: &mut FieldErrors) -> NaiveDate {
        let on = self.spot_on.filter(|_| self.metal.is_some());
        let holds = terms.expires(on.unwrap_or(terms.today));
        let expires = self.expires.unwrap_or(holds);
        if expires >= terms.today {
            return expires;
        }
        match self.expires {
            Some(_) => errors.add("/expires", "This date is in the past."),
            None => errors.add("/spot_on", "This price holds no more. Look it up again."),
        }
        expires
    }
}

fn worth_something(estimate: Estimate) -> Result<Estimate, FieldErrors> {
    match estimate.costs() {
        Ok(parts) if parts.is_empty() => {
            Err(FieldErrors::one("/labour", "Nothing of it costs anything."))
        }
        Ok(_) => Ok(estimate),
        Err(wrong) => Err(FieldErrors::one("", wrong.to_string())),
    }
}

/// Reads an amount; nothing typed is nothing.
fn or_nothing(
    errors: &mut FieldErrors,
    pointer: &str,
    typed: &str,
    currency: Currency,
) -> Option<Money> {
    match typed.trim() {
        "" => Some(Money::zero(currency)),
        typed => amount(errors, pointer, typed, currency),
    }
}

impl NewStones {
    fn checked(&self, currency: Currency) -> Result<Stones, FieldErrors> {
        let mut errors = FieldErrors::new();
        let words = required_text(&self.words, 120)
            .map_err(|_| "Say what they are, and whether they are natural or lab-grown.");
        let words = errors.check("/words", words);
        let count = match self.count.trim().parse::<u32>() {
            Ok(count) if (1..=MOST_OF_A_SORT).contains(&count) => Some(count),
            _ => {
                errors.add("/count", "Enter how many.");
                None
            }
        };
        let carat = match optional_text(&self.carat, 20) {
            Ok(Some(typed)) => errors.check("/carat", Quantity::parse(&typed, Unit::Carat)),
            _ => None,
        };
        let unit_price = or_nothing(&mut errors, "/unit_price", &self.unit_price, currency);
        if self.own && unit_price.is_some_and(Money::is_positive) {
            errors.add("/unit_price", "The customer’s own stones are not sold.");
        }
        let setting = or_nothing(&mut errors, "/setting", &self.setting, currency);
        match (words, count, unit_price, setting) {
            (Some(words), Some(count), Some(unit_price), Some(setting)) if errors.is_empty() => {
                Ok(Stones {
                    words,
                    count,
                    carat,
                    unit_price,
                    setting,
                    own: self.own,
                })
            }
            _ => Err(errors),
        }
    }
}

/// A ring size as somebody would type it, and as it reads back.
#[must_use]
pub fn size_typed(size: RingSize) -> String {
    let us = size.us();
    if RingSize::parse(&us) == Ok(size) {
        us
    } else {
        let millimetres = Decimal::new(size.hundredths_mm(), 2).normalize();
        format!("{millimetres} mm")
    }
}

impl From<&Estimate> for NewEstimate {
    /// What stood in the fields of an estimate, to be changed. Its price is of its own day, so that
    /// day and expiry are asked anew.
    fn from(estimate: &Estimate) -> Self {
        let metal = estimate.metal.as_ref();
        let stones = estimate.stones.iter().map(|sort| NewStones {
            words: sort.words.clone(),
            count: sort.count.to_string(),
            carat: sort
                .carat
                .map(|carat| carat.amount().normalize().to_string())
                .unwrap_or_default(),
            unit_price: sort.unit_price.plain(),
            setting: sort.setting.plain(),
            own: sort.own,
        });
        let of_metal = |of: fn(&MetalPart) -> String| metal.map(of).unwrap_or_default();
        Self {
            description: estimate.description.clone(),
            ring_size: estimate.ring_size.map(size_typed).unwrap_or_default(),
            metal: metal.map(|metal| metal.metal),
            grams: of_metal(|metal| metal.grams.amount().normalize().to_string()),
            spot: of_metal(|metal| metal.price.spot.plain()),
            spot_source: of_metal(|metal| metal.price.source.clone()),
            spot_on: None,
            loss_percent: of_metal(|metal| metal.loss_percent.normalize().to_string()),
            casting: of_metal(|metal| metal.casting.plain()),
            stones: stones.collect(),
            labour: estimate.labour.plain(),
            findings: estimate.findings.plain(),
            multiplier: estimate.multiplier.normalize().to_string(),
            expires: None,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::estimate::tests::{day, ring};
    use super::super::policy::tests::{policy, usd};
    use super::*;

    pub(in crate::orders::custom) fn check(draft: &NewEstimate) -> Result<Estimate, FieldErrors> {
        draft.checked(EstimateTerms {
            policy: &policy(),
            currency: Currency::USD,
            today: day("2026-11-30"),
        })
    }

    #[test]
    fn what_is_kept_reads_back() {
        assert_eq!(check(&NewEstimate::from(&ring())), Ok(ring()));
    }

    #[test]
    fn a_ring_size_reads_back_in_whatever_scale_it_was_typed() {
        for typed in ["6½", "11", "M", "52 mm", "53.4 mm"] {
            let size = RingSize::parse(typed).unwrap();
            assert_eq!(RingSize::parse(&size_typed(size)), Ok(size), "{typed}");
        }
    }

    #[test]
    fn the_shops_terms_stand_where_nothing_is_typed() {
        let mut draft = NewEstimate::from(&ring());
        draft.multiplier.clear();
        draft.loss_percent.clear();
        let checked = check(&draft).unwrap();
        assert_eq!(checked.multiplier, Decimal::TWO);
        assert_eq!(checked.expires, day("2026-12-07"));
        assert_eq!(checked.metal.unwrap().loss_percent, Decimal::from(5));
    }

    #[test]
    fn the_price_of_metal_holds_from_its_own_day() {
        let mut draft = NewEstimate::from(&ring());
        draft.spot_on = Some(day("2026-11-25"));
        assert_eq!(check(&draft).unwrap().expires, day("2026-12-02"));
        draft.spot_on = Some(day("2026-11-20"));
        assert!(check(&draft).unwrap_err().get("/spot_on").is_some());
    }

    #[test]
    fn every_complaint_stands_beside_its_field() {
        let draft = NewEstimate {
            ring_size: "enormous".into(),
            metal: ring().metal.map(|metal| metal.metal),
            spot_on: Some(day("2026-12-01")),
            stones: vec![NewStones {
                unit_price: "10".into(),
                own: true,
                ..NewStones::default()
            }],
            labour: "-1".into(),
            multiplier: "0.9".into(),
            expires: Some(day("2026-11-29")),
            ..NewEstimate::default()
        };
        let wrong = check(&draft).unwrap_err();
        for pointer in [
            "/description",
            "/ring_size",
            "/grams",
            "/spot",
            "/spot_source",
            "/spot_on",
            "/stones/0/words",
            "/stones/0/count",
            "/stones/0/unit_price",
            "/labour",
            "/multiplier",
            "/expires",
        ] {
            assert!(wrong.get(pointer).is_some(), "{pointer}");
        }
    }

    #[test]
    fn a_piece_of_nothing_has_no_price() {
        let draft = NewEstimate {
            description: "A wish".into(),
            ..NewEstimate::default()
        };
        assert!(check(&draft).unwrap_err().get("/labour").is_some());
        let worked = NewEstimate {
            labour: "100".into(),
            ..draft
        };
        assert_eq!(check(&worked).unwrap().labour, usd("100"));
    }
}
