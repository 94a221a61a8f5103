//! An order as it is taken: what the clerk or a partner fills in, checked and priced.
//!
//! The browser and the server run the same check, so that what the screen shows is what is kept.

use super::{Delivery, Kind, State, special_order};
use crate::bench::Route;
use crate::bench::capacity::{CannotPlan, Need, Plan};
use crate::bench::view::BenchTerms;
use crate::calendar::propose_promise;
use crate::catalogue::Sellable;
use crate::contact::PostalAddress;
use crate::ids::{CustomerId, LineId, RouteId, StyleId, VariantId, VendorId};
use crate::input::{FieldErrors, optional_text, required_text};
use crate::measures::{Metal, RingSize};
use crate::money::{Currency, Money, MoneyError};
use crate::payments::{NewPayment, Payment};
use crate::schedule::{DepositPolicy, Milestone, deposit_and_balance};
use crate::staff::{Grants, Permission};
use crate::tax::{LineClass, Rates};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// More lines than any counter order has; a bound, so that input stays bounded.
pub const MOST_LINES: usize = 200;
const MOST_PIECES: u32 = 999;
/// More letters than fit on any piece.
pub const LONGEST_ENGRAVING: u16 = 120;

/// A line as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewLine {
    /// The catalogue's variant; none for a piece described in words.
    pub variant: Option<VariantId>,
    /// Empty takes the catalogue's words.
    pub description: String,
    pub quantity: u32,
    /// In any scale: `6½`, `M`, `52 mm`.
    pub ring_size: String,
    pub metal: Option<Metal>,
    pub stone: String,
    pub engraving: String,
    /// Price of one piece as typed; empty takes the catalogue's.
    pub unit_price: String,
    /// Why the price differs from the catalogue's.
    pub price_reason: String,
    pub making: Making,
}

/// Who makes a piece.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Making {
    /// As the catalogue says of its style.
    #[default]
    AsStyle,
    /// Whatever the catalogue says, not our own bench.
    Vendor,
    /// Our own bench, in this way.
    Bench(RouteId),
}

/// An order as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewOrder {
    pub kind: Kind,
    pub customer: CustomerId,
    pub lines: Vec<NewLine>,
    /// Kept as a quote, which binds nobody until it is accepted.
    #[serde(default)]
    pub quote: bool,
    /// Empty takes the proposal.
    #[serde(default)]
    pub promise: Option<NaiveDate>,
    /// The deposit as typed; empty takes the policy's.
    #[serde(default)]
    pub deposit: String,
    /// Why the deposit is less than the policy's.
    #[serde(default)]
    pub deposit_reason: String,
    /// Money taken at once.
    #[serde(default)]
    pub payment: Option<NewPayment>,
    pub delivery: Delivery,
    /// Where to, when shipped.
    #[serde(default)]
    pub ship_to: Option<PostalAddress>,
    /// For the staff.
    #[serde(default)]
    pub note: String,
}

/// What an order is checked against: the store's rules and the catalogue's offers.
#[derive(Debug, Clone)]
pub struct Terms<'a> {
    pub currency: Currency,
    pub rates: Rates,
    pub deposit: DepositPolicy,
    pub grants: Grants,
    pub today: NaiveDate,
    pub catalogue: &'a HashMap<VariantId, Sellable>,
    pub bench: &'a BenchTerms,
}

/// A line checked and priced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub id: LineId,
    pub style: Option<StyleId>,
    pub variant: Option<VariantId>,
    pub vendor: Option<VendorId>,
    pub sku: Option<String>,
    pub description: String,
    pub quantity: u32,
    pub ring_size: Option<RingSize>,
    pub metal: Option<Metal>,
    pub stone: Option<String>,
    pub engraving: Option<String>,
    pub unit_price: Money,
    /// The catalogue's price, where the line is sold at another.
    pub list_price: Option<Money>,
    pub price_reason: Option<String>,
    /// Expected cost of one piece.
    pub unit_cost: Option<Money>,
    pub class: LineClass,
    pub net: Money,
    /// Of the net what is sold as material, in work on a customer's own piece.
    pub material: Option<Money>,
    pub tax: Money,
    pub lead_days: u16,
    /// How it is made at the bench, if it is.
    pub route: Option<RouteId>,
}

/// What an order comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub net: Money,
    pub tax: Money,
    pub total: Money,
}

/// An order checked and priced, ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    pub kind: Kind,
    /// Where it starts.
    pub first: State,
    pub customer: CustomerId,
    pub quote: bool,
    pub lines: Vec<Line>,
    pub totals: Totals,
    pub milestones: Vec<Milestone>,
    /// Why the deposit is less than the policy asks.
    pub deposit_reason: Option<String>,
    pub promise: NaiveDate,
    pub payment: Option<Payment>,
    pub delivery: Delivery,
    pub ship_to: Option<PostalAddress>,
    pub note: Option<String>,
}

impl NewOrder {
    /// Checks every field and prices the order.
    pub fn checked(&self, terms: &Terms<'_>) -> Result<Order, FieldErrors> {
        let mut errors = FieldErrors::new();
        if self.kind != Kind::SpecialOrder {
            errors.add("/kind", "Only special orders are taken like this.");
        }
        let lines = self.checked_lines(terms, &mut errors);
        let promise = self.checked_promise(terms, &lines, &mut errors);
        let ship_to = self.checked_ship_to(&mut errors);
        let note = errors
            .check("/note", optional_text(&self.note, 2_000))
            .flatten();
        // Money is reckoned only over lines that stand, else its complaints would be noise.
        errors.clone().into_result()?;

        let totals = errors.check("", totals(terms.currency, &lines));
        let Some(totals) = totals else {
            return Err(errors);
        };
        let deposit = self.checked_deposit(terms, totals.total, &mut errors);
        let payment = self.checked_payment(totals.total, &mut errors);
        let milestones = deposit
            .as_ref()
            .and_then(|d| errors.check("/deposit", deposit_and_balance(totals.total, d.amount)));
        match (milestones, deposit) {
            (Some(milestones), Some(deposit)) if errors.is_empty() => Ok(Order {
                kind: Kind::SpecialOrder,
                first: State::SpecialOrder(self.first()),
                customer: self.customer,
                quote: self.quote,
                lines,
                totals,
                milestones,
                deposit_reason: deposit.reason,
                promise,
                payment,
                delivery: self.delivery,
                ship_to,
                note,
            }),
            _ => Err(errors),
        }
    }

    const fn first(&self) -> special_order::State {
        if self.quote {
            special_order::State::Quoted
        } else {
            special_order::State::DepositDue
        }
    }

    fn checked_lines(&self, terms: &Terms<'_>, errors: &mut FieldErrors) -> Vec<Line> {
        if self.lines.is_empty() {
            errors.add("/lines", "Add at least one piece.");
        }
        if self.lines.len() > MOST_LINES {
            errors.add("/lines", "An order has at most 200 lines.");
            return Vec::new();
        }
        let each = self.lines.iter().enumerate();
        each.filter_map(|(index, line)| match line.checked(terms) {
            Ok(line) => Some(line),
            Err(wrong) => {
                errors.nest(&format!("/lines/{index}"), wrong);
                None
            }
        })
        .collect()
    }

    fn checked_promise(
        &self,
        terms: &Terms<'_>,
        lines: &[Line],
        errors: &mut FieldErrors,
    ) -> NaiveDate {
        let promise = match self.promise {
            Some(promise) => promise,
            None => match propose(terms, lines) {
                Ok(proposal) => proposal.date,
                Err(wrong) => {
                    errors.add("/promise", format!("{wrong} Choose the promise date."));
                    terms.today
                }
            },
        };
        if promise < terms.today {
            errors.add("/promise", "The promise date is in the past.");
        }
        promise
    }

    fn checked_ship_to(&self, errors: &mut FieldErrors) -> Option<PostalAddress> {
        match (self.delivery, &self.ship_to) {
            (Delivery::PickUp, _) => None,
            (Delivery::Ship, None) => {
                errors.add("/ship_to", "Enter the address to ship to.");
                None
            }
            (Delivery::Ship, Some(address)) => match address.checked() {
                Ok(address) => Some(address),
                Err(wrong) => {
                    errors.nest("/ship_to", wrong);
                    None
                }
            },
        }
    }

    fn checked_deposit(
        &self,
        terms: &Terms<'_>,
        total: Money,
        errors: &mut FieldErrors,
    ) -> Option<Deposit> {
        let asked = errors.check("/deposit", terms.deposit.propose(total))?;
        if self.deposit.trim().is_empty() {
            return Some(Deposit {
                amount: asked,
                reason: None,
            });
        }
        let amount = errors.check("/deposit", Money::parse(&self.deposit, total.currency()))?;
        if amount.is_negative() || amount.amount() > total.amount() {
            errors.add(
                "/deposit",
                format!("The deposit lies between zero and {total}."),
            );
            return None;
        }
        if amount.amount() >= asked.amount() {
            return Some(Deposit {
                amount,
                reason: None,
            });
        }
        if !terms.grants.may(Permission::Override) {
            errors.add(
                "/deposit",
                format!("The shop asks for {asked}. A manager may take less."),
            );
            return None;
        }
        let reason = required_text(&self.deposit_reason, 200)
            .map_err(|_| "Say why the deposit is less than the shop asks.");
        let reason = errors.check("/deposit_reason", reason)?;
        Some(Deposit {
            amount,
            reason: Some(reason),
        })
    }

    fn checked_payment(&self, total: Money, errors: &mut FieldErrors) -> Option<Payment> {
        let payment = self.payment.as_ref()?;
        if self.quote {
            errors.add(
                "/payment/amount",
                "A quote takes no money until it is accepted.",
            );
            return None;
        }
        match payment.checked(total) {
            Ok(payment) => Some(payment),
            Err(wrong) => {
                errors.nest("/payment", wrong);
                None
            }
        }
    }
}

struct Deposit {
    amount: Money,
    reason: Option<String>,
}

impl Line {
    /// A piece of which only its words and its price are known.
    #[must_use]
    pub fn of_work(description: String, class: LineClass, net: Money, tax: Money) -> Self {
        Self {
            id: LineId::generate(),
            style: None,
            variant: None,
            vendor: None,
            sku: None,
            description,
            quantity: 1,
            ring_size: None,
            metal: None,
            stone: None,
            engraving: None,
            unit_price: net,
            list_price: None,
            price_reason: None,
            unit_cost: None,
            class,
            net,
            material: None,
            tax,
            lead_days: 0,
            route: None,
        }
    }
}

impl NewLine {
    /// Checks one line and prices it.
    pub fn checked(&self, terms: &Terms<'_>) -> Result<Line, FieldErrors> {
        let mut errors = FieldErrors::new();
        let sellable = self.sellable(terms, &mut errors);
        let description = self.checked_description(sellable, &mut errors);
        if !(1..=MOST_PIECES).contains(&self.quantity) {
            errors.add("/quantity", "Enter a number of pieces from 1 to 999.");
        }
        let ring_size = self.checked_ring_size(&mut errors);
        let stone = errors
            .check("/stone", optional_text(&self.stone, 120))
            .flatten();
        let engraving = errors
            .check(
                "/engraving",
                optional_text(&self.engraving, LONGEST_ENGRAVING),
            )
            .flatten();
        let price = self.checked_price(terms, sellable, &mut errors);
        let route = self.checked_making(terms, sellable, &mut errors);
        let class = sellable.map_or(LineClass::Goods, |s| s.class);
        let (Some(price), true) = (price, errors.is_empty()) else {
            return Err(errors);
        };

        let net = price.unit.times(self.quantity).map_err(whole)?;
        let tax = terms.rates.on(class, net).map_err(whole)?;
        Ok(Line {
            id: LineId::generate(),
            style: sellable.map(|s| s.style),
            variant: self.variant,
            vendor: sellable.and_then(|s| s.vendor),
            sku: sellable.and_then(|s| s.sku.clone()),
            description,
            quantity: self.quantity,
            ring_size,
            metal: self.metal,
            stone,
            engraving,
            unit_price: price.unit,
            list_price: price.list,
            price_reason: price.reason,
            unit_cost: sellable.and_then(|s| s.cost),
            class,
            net,
            material: None,
            tax,
            lead_days: sellable.map_or(0, |s| s.lead_days),
            route,
        })
    }

    fn sellable<'a>(&self, terms: &Terms<'a>, errors: &mut FieldErrors) -> Option<&'a Sellable> {
        let found = terms.catalogue.get(&self.variant?);
        if found.is_none() {
            errors.add("/variant", "This piece is not in the catalogue any more.");
        }
        found
    }

    fn checked_description(&self, sellable: Option<&Sellable>, errors: &mut FieldErrors) -> String {
        match (sellable, optional_text(&self.description, 200)) {
            (_, Ok(Some(typed))) => typed,
            (Some(sellable), Ok(None)) => sellable.description(),
            (None, Ok(None)) => {
                errors.add("/description", "Choose a style or describe the piece.");
                String::new()
            }
            (_, Err(wrong)) => {
                errors.add("/description", wrong);
                String::new()
            }
        }
    }

    fn checked_ring_size(&self, errors: &mut FieldErrors) -> Option<RingSize> {
        if self.ring_size.trim().is_empty() {
            return None;
        }
        errors.check("/ring_size", RingSize::parse(&self.ring_size))
    }

    /// The way in which the piece is made at the bench, if it is. Several on a line are bought, so
    /// that each line has one cost.
    fn checked_making(
        &self,
        terms: &Terms<'_>,
        sellable: Option<&Sellable>,
        errors: &mut FieldErrors,
    ) -> Option<RouteId> {
        match self.making {
            Making::Vendor => None,
            Making::AsStyle => sellable
                .and_then(|piece| piece.route)
                .filter(|_| self.quantity == 1),
            Making::Bench(_) if self.quantity > 1 => {
                errors.add(
                    "/making",
                    "Pieces are made one to a line. Make a line for each.",
                );
                None
            }
            Making::Bench(route) if terms.route(route).is_none() => {
                errors.add("/making", "This kind of work is not on the list any more.");
                None
            }
            Making::Bench(route) => Some(route),
        }
    }

    fn checked_price(
        &self,
        terms: &Terms<'_>,
        sellable: Option<&Sellable>,
        errors: &mut FieldErrors,
    ) -> Option<LinePrice> {
        let list = sellable.map(|s| s.price);
        let typed = self.unit_price.trim();
        let unit = match list {
            Some(list) if typed.is_empty() => {
                return Some(LinePrice {
                    unit: list,
                    list: None,
                    reason: None,
                });
            }
            _ => errors.check("/unit_price", Money::parse(typed, terms.currency))?,
        };
        if unit.is_negative() {
            errors.add("/unit_price", "A price can't be below zero.");
            return None;
        }
        let Some(list) = list.filter(|list| *list != unit) else {
            return Some(LinePrice {
                unit,
                list: None,
                reason: None,
            });
        };
        if !terms.grants.may(Permission::ChangePrice) {
            errors.add(
                "/unit_price",
                format!("The price is {list}. You can't change it."),
            );
            return None;
        }
        let reason = required_text(&self.price_reason, 200)
            .map_err(|_| "Say why the price differs from the catalogue's.");
        let reason = errors.check("/price_reason", reason)?;
        Some(LinePrice {
            unit,
            list: Some(list),
            reason: Some(reason),
        })
    }
}

impl<'a> Terms<'a> {
    fn route(&self, id: RouteId) -> Option<&'a Route> {
        self.bench.routes.iter().find(|route| route.id == id)
    }
}

/// The promise date that capture proposes, and why that one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub date: NaiveDate,
    /// Why, where the bench has a say in it.
    pub why: Option<String>,
    /// How the bench would do it, the steps of all lines in turn.
    pub plan: Option<Plan>,
}

/// Proposes the day on which the last piece can be had: the longest lead time of what is bought,
/// and what the bench has time for.
pub fn propose(terms: &Terms<'_>, lines: &[Line]) -> Result<Proposal, CannotPlan> {
    let bought = lines.iter().filter(|line| line.route.is_none());
    let lead_days = bought.map(|line| line.lead_days);
    let date = propose_promise(terms.today, lead_days, terms.bench.bench.house);
    let made = lines.iter().filter_map(|line| terms.route(line.route?));
    let steps: Vec<_> = made.flat_map(|route| &route.steps).collect();
    if steps.is_empty() {
        return Ok(Proposal {
            date,
            why: None,
            plan: None,
        });
    }
    let needs: Vec<_> = steps
        .iter()
        .map(|step| Need::Bench {
            jeweler: None,
            hours: step.hours,
        })
        .collect();
    let plan = terms.bench.bench.plan(&needs)?;
    let only_made = lines.iter().all(|line| line.route.is_some());
    if only_made || plan.promise >= date {
        return Ok(Proposal {
            date: plan.promise,
            why: Some(plan.why.clone()),
            plan: Some(plan),
        });
    }
    Ok(Proposal {
        date,
        why: Some("The pieces from vendors take longer than the bench.".into()),
        plan: Some(plan),
    })
}

struct LinePrice {
    unit: Money,
    /// The catalogue's, where it differs.
    list: Option<Money>,
    reason: Option<String>,
}

fn whole(error: MoneyError) -> FieldErrors {
    FieldErrors::one("/unit_price", error.to_string())
}

/// Adds the lines up. Tax was rounded line by line, so the sum is exact.
pub fn totals(currency: Currency, lines: &[Line]) -> Result<Totals, MoneyError> {
    let net = Money::sum(currency, lines.iter().map(|line| line.net))?;
    let tax = Money::sum(currency, lines.iter().map(|line| line.tax))?;
    Ok(Totals {
        net,
        tax,
        total: net.plus(tax)?,
    })
}

#[cfg(test)]
mod tests;
