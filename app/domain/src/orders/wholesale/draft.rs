//! A wholesale order as it is entered, checked and priced. The browser and the server run the same
//! check, so that what the screen shows is what is kept.

use crate::calendar::{HouseDays, propose_promise};
use crate::catalogue::Sellable;
use crate::contact::PostalAddress;
use crate::ids::{BlanketId, BlanketLineId, CustomerId, StyleId, VariantId};
use crate::input::{FieldErrors, optional_text, required_text};
use crate::money::{Currency, Money};
use crate::orders::draft::{self, Line, totals};
use crate::orders::{Delivery, Kind, State};
use crate::schedule::deposit_and_balance;
use crate::staff::{Grants, Permission, Role};
use crate::tax::Rates;
use crate::wholesale::account::AccountView;
use crate::wholesale::blanket::BlanketView;
use crate::wholesale::exemption::{Exemption, exemption};
use crate::wholesale::price::{Break, PriceTerms, Priced};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// More lines than any order has; a bound, so that input stays bounded.
pub const MOST_LINES: usize = 5_000;
const MOST_PIECES: u32 = 100_000;

/// A line as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPoLine {
    pub variant: VariantId,
    pub quantity: u32,
    /// Price of one piece as typed; empty takes the account's.
    #[serde(default)]
    pub unit_price: String,
    /// Why the price differs from the account's.
    #[serde(default)]
    pub price_reason: String,
}

/// A wholesale order as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPo {
    pub account: CustomerId,
    /// The account's own number for it.
    pub po_number: String,
    /// The blanket order of which it is a release.
    #[serde(default)]
    pub blanket: Option<BlanketId>,
    pub lines: Vec<NewPoLine>,
    /// Not shipped before this day.
    #[serde(default)]
    pub ship_from: Option<NaiveDate>,
    /// Not wanted after this day.
    #[serde(default)]
    pub cancel_after: Option<NaiveDate>,
    pub ship_to: PostalAddress,
    /// Why less is taken than the account's minimum.
    #[serde(default)]
    pub minimum_reason: String,
    /// For the staff.
    #[serde(default)]
    pub note: String,
}

/// What a screen needs to check and price an order by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoTerms {
    pub currency: Currency,
    pub rates: Rates,
    pub house: HouseDays,
    pub role: Role,
    pub account: AccountView,
    pub breaks: Vec<Break>,
    /// The blanket order that is called off, and what of it is sold.
    pub blanket: Option<BlanketView>,
    pub sold: Vec<Sellable>,
}

/// What an order is checked against.
#[derive(Debug, Clone)]
pub struct Terms<'a> {
    pub currency: Currency,
    pub rates: &'a Rates,
    pub house: HouseDays,
    pub grants: Grants,
    pub today: NaiveDate,
    pub account: &'a AccountView,
    pub prices: PriceTerms,
    pub catalogue: &'a HashMap<VariantId, Sellable>,
    pub blanket: Option<&'a BlanketView>,
}

impl PoTerms {
    /// The same, with what is sold.
    #[must_use]
    pub fn terms<'a>(&'a self, catalogue: &'a HashMap<VariantId, Sellable>) -> Terms<'a> {
        Terms {
            currency: self.currency,
            rates: &self.rates,
            house: self.house,
            grants: self.role.grants(),
            today: self.account.today,
            account: &self.account,
            prices: PriceTerms {
                breaks: self.breaks.clone(),
                ..self.account.prices()
            },
            catalogue,
            blanket: self.blanket.as_ref(),
        }
    }
}

/// A price that a clerk changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub description: String,
    pub from: Money,
    pub to: Money,
    pub reason: String,
}

/// A wholesale order checked and priced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Po {
    pub order: draft::Order,
    pub po_number: String,
    pub blanket: Option<BlanketId>,
    /// Of each line, in their order, the line of the blanket order that it calls off.
    pub calls_off: Vec<Option<BlanketLineId>>,
    pub ship_from: Option<NaiveDate>,
    pub cancel_after: Option<NaiveDate>,
    pub exemption: Exemption,
    pub changed: Vec<Changed>,
    /// Why less was taken than the minimum.
    pub minimum_reason: Option<String>,
}

impl NewPo {
    /// Checks every field and prices the order. Credit is not looked at: what others order at the
    /// same time decides that, too.
    pub fn checked(&self, terms: &Terms<'_>) -> Result<Po, FieldErrors> {
        let mut errors = FieldErrors::new();
        if !terms.account.account.active {
            errors.add("/account", "This account is closed. It takes no orders.");
        }
        let po_number = required_text(&self.po_number, 60)
            .map_err(|_| "Enter the number of their purchase order.");
        let po_number = errors.check("/po_number", po_number);
        self.check_window(terms.today, &mut errors);
        let ship_to = match self.ship_to.checked() {
            Ok(address) => Some(address),
            Err(wrong) => {
                errors.nest("/ship_to", wrong);
                None
            }
        };
        let note = errors
            .check("/note", optional_text(&self.note, 2_000))
            .flatten();
        if let Some(why) = terms
            .blanket
            .and_then(|blanket| blanket.refusal(terms.today))
        {
            errors.add("/blanket", why);
        }
        let exemption = exemption(
            &terms.account.account.certificates,
            &self.ship_to.region,
            terms.today,
        );
        let lines = self.checked_lines(terms, exemption.exempt, &mut errors);
        // Money is reckoned only over lines that stand, else its complaints would be noise.
        errors.clone().into_result()?;

        let (lines, calls_off, changed) = lines;
        let Some(totals) = errors.check("", totals(terms.currency, &lines)) else {
            return Err(errors);
        };
        let minimum_reason = self.checked_minimum(terms, totals.net, &mut errors);
        let milestones = deposit_and_balance(totals.total, Money::zero(terms.currency));
        let milestones = errors.check("", milestones);
        let lead = lines.iter().map(|line| line.lead_days);
        let promise = self
            .cancel_after
            .or(self.ship_from)
            .unwrap_or_else(|| propose_promise(terms.today, lead, terms.house));
        match (po_number, milestones) {
            (Some(po_number), Some(milestones)) if errors.is_empty() => Ok(Po {
                order: draft::Order {
                    kind: Kind::Wholesale,
                    first: State::Wholesale(super::State::Entered),
                    customer: self.account,
                    quote: false,
                    lines,
                    totals,
                    milestones,
                    deposit_reason: None,
                    promise,
                    payment: None,
                    delivery: Delivery::Ship,
                    ship_to,
                    note,
                },
                po_number,
                blanket: terms.blanket.map(|blanket| blanket.id),
                calls_off,
                ship_from: self.ship_from,
                cancel_after: self.cancel_after,
                exemption,
                changed,
                minimum_reason,
            }),
            _ => Err(errors),
        }
    }

    fn check_window(&self, today: NaiveDate, errors: &mut FieldErrors) {
        if self.cancel_after.is_some_and(|last| last < today) {
            errors.add("/cancel_after", "This date is in the past.");
        }
        if let (Some(from), Some(last)) = (self.ship_from, self.cancel_after)
            && from > last
        {
            errors.add(
                "/cancel_after",
                "The cancel date comes before the first ship date.",
            );
        }
    }

    fn checked_lines(
        &self,
        terms: &Terms<'_>,
        exempt: bool,
        errors: &mut FieldErrors,
    ) -> (Vec<Line>, Vec<Option<BlanketLineId>>, Vec<Changed>) {
        let mut all = (Vec::new(), Vec::new(), Vec::new());
        if self.lines.is_empty() {
            errors.add("/lines", "Add at least one line.");
        }
        if self.lines.len() > MOST_LINES {
            errors.add("/lines", "An order has at most 5,000 lines.");
            return all;
        }
        let together = self.pieces_of_styles(terms);
        let mut called = HashMap::<BlanketLineId, u32>::new();
        for (index, typed) in self.lines.iter().enumerate() {
            match typed.checked(terms, exempt, &together, &mut called) {
                Ok((line, calls_off, changed)) => {
                    all.0.push(line);
                    all.1.push(calls_off);
                    all.2.extend(changed);
                }
                Err(wrong) => errors.nest(&format!("/lines/{index}"), wrong),
            }
        }
        all
    }

    /// How many pieces of each style are ordered together: that is what a quantity break counts.
    fn pieces_of_styles(&self, terms: &Terms<'_>) -> HashMap<StyleId, u32> {
        let mut together = HashMap::new();
        for line in &self.lines {
            if let Some(sold) = terms.catalogue.get(&line.variant) {
                let pieces: &mut u32 = together.entry(sold.style).or_default();
                *pieces = pieces.saturating_add(line.quantity);
            }
        }
        together
    }

    fn checked_minimum(
        &self,
        terms: &Terms<'_>,
        net: Money,
        errors: &mut FieldErrors,
    ) -> Option<String> {
        let minimum = terms.account.account.minimum;
        let short = errors.check("/lines", minimum.minus(net))?;
        // A release is a part of a quantity that was large enough.
        if !short.is_positive() || terms.blanket.is_some() {
            return None;
        }
        if !terms.grants.may(Permission::Override) {
            errors.add(
                "/lines",
                format!("This account orders for {minimum} at least; {short} is missing. A manager may take less."),
            );
            return None;
        }
        let reason = required_text(&self.minimum_reason, 200).map_err(|_| {
            format!("This account orders for {minimum} at least; {short} is missing. Say why less is taken.")
        });
        errors.check("/minimum_reason", reason)
    }
}

type CheckedLine = (Line, Option<BlanketLineId>, Option<Changed>);

impl NewPoLine {
    fn checked(
        &self,
        terms: &Terms<'_>,
        exempt: bool,
        together: &HashMap<StyleId, u32>,
        called: &mut HashMap<BlanketLineId, u32>,
    ) -> Result<CheckedLine, FieldErrors> {
        let sold = terms.catalogue.get(&self.variant).ok_or_else(|| {
            FieldErrors::one("/variant", "This piece is not in the catalogue any more.")
        })?;
        if !(1..=MOST_PIECES).contains(&self.quantity) {
            let wrong = "Enter a number of pieces from 1 to 100,000.";
            return Err(FieldErrors::one("/quantity", wrong));
        }
        let (priced, calls_off) = match terms.blanket {
            Some(blanket) => self.of_blanket(blanket, called)?,
            None => {
                let pieces = together.get(&sold.style).copied().unwrap_or(self.quantity);
                let priced = terms.prices.price(sold.price, sold.style, pieces);
                (priced.map_err(whole)?, None)
            }
        };
        let (priced, changed) = self.priced(terms, sold, priced)?;
        let net = priced.unit.times(self.quantity).map_err(whole)?;
        let tax = if exempt {
            Money::zero(terms.currency)
        } else {
            terms.rates.on(sold.class, net).map_err(whole)?
        };
        let line = Line {
            id: crate::ids::LineId::generate(),
            style: Some(sold.style),
            variant: Some(self.variant),
            vendor: sold.vendor,
            sku: sold.sku.clone(),
            description: sold.description(),
            quantity: self.quantity,
            ring_size: None,
            metal: None,
            stone: None,
            engraving: None,
            unit_price: priced.unit,
            list_price: Some(sold.price),
            price_reason: Some(priced.why),
            unit_cost: sold.cost,
            class: sold.class,
            net,
            material: None,
            tax,
            lead_days: sold.lead_days,
            route: None,
        };
        Ok((line, calls_off, changed))
    }

    /// The price of a release, and which line it calls off; never more than is left of it.
    fn of_blanket(
        &self,
        blanket: &BlanketView,
        called: &mut HashMap<BlanketLineId, u32>,
    ) -> Result<(Priced, Option<BlanketLineId>), FieldErrors> {
        let line = blanket
            .lines
            .iter()
            .find(|line| line.variant == self.variant);
        let line = line.ok_or_else(|| {
            let wrong = format!("This is not part of {}.", blanket.number);
            FieldErrors::one("/variant", wrong)
        })?;
        let so_far = called.entry(line.id).or_default();
        let left = line.left().saturating_sub(*so_far);
        if self.quantity > left {
            let wrong = format!(
                "Only {left} of {} are left in {}.",
                line.quantity, blanket.number
            );
            return Err(FieldErrors::one("/quantity", wrong));
        }
        *so_far += self.quantity;
        let priced = Priced {
            unit: line.unit_price,
            why: format!("Agreed in {}", blanket.number),
        };
        Ok((priced, Some(line.id)))
    }

    /// What was typed in place of the account's price, by those who may, with a reason.
    fn priced(
        &self,
        terms: &Terms<'_>,
        sold: &Sellable,
        own: Priced,
    ) -> Result<(Priced, Option<Changed>), FieldErrors> {
        let typed = self.unit_price.trim();
        if typed.is_empty() {
            return Ok((own, None));
        }
        let unit = Money::parse(typed, terms.currency).map_err(whole)?;
        if unit == own.unit {
            return Ok((own, None));
        }
        if unit.is_negative() {
            return Err(FieldErrors::one(
                "/unit_price",
                "A price can't be below zero.",
            ));
        }
        if !terms.grants.may(Permission::ChangePrice) {
            let wrong = format!("The account's price is {}. You can't change it.", own.unit);
            return Err(FieldErrors::one("/unit_price", wrong));
        }
        let reason = required_text(&self.price_reason, 200).map_err(|_| {
            FieldErrors::one(
                "/price_reason",
                "Say why the price differs from the account's.",
            )
        })?;
        let changed = Changed {
            description: sold.description(),
            from: own.unit,
            to: unit,
            reason: reason.clone(),
        };
        Ok((Priced { unit, why: reason }, Some(changed)))
    }
}

fn whole(error: crate::money::MoneyError) -> FieldErrors {
    FieldErrors::one("/unit_price", error.to_string())
}

#[cfg(test)]
mod tests;
