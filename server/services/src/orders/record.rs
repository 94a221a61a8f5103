//! An order as the use cases work on it: locked, with what the gates look at.

use super::wholesale::{self, Po};
use crate::{Error, stores};
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::ids::{LineId, OrderId, StoreId};
use domain::ledger::Account;
use domain::money::{Currency, Money};
use domain::orders::lifecycle::{Facts, PoFacts, Position, WebFacts};
use domain::orders::{Delivery, Kind, State};
use domain::schedule::{Barrier, Milestone, MilestonePosition, owed_before, positions};
use domain::tax::LineClass;
use rust_decimal::Decimal;

/// What stands in the order's row and beneath it.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub id: OrderId,
    pub number: String,
    pub store: StoreId,
    pub kind: Kind,
    pub position: Position,
    pub version: i32,
    pub net: Money,
    pub tax: Money,
    pub total: Money,
    pub paid: Money,
    pub deposit: Money,
    pub first_promise: NaiveDate,
    pub estimate: NaiveDate,
    /// The latest day past the promise that the customer was told of.
    pub slip_told: Option<NaiveDate>,
    pub quote_expires: Option<NaiveDate>,
    pub delivery: Delivery,
    pub has_address: bool,
    /// Whether the vendor sends the pieces to the customer.
    pub drop_ship: bool,
    /// Whether the customer agreed to the price as it stands, where they are asked.
    pub approved: bool,
    /// From when on its owner is written to for not coming.
    pub notice_from: Option<NaiveDate>,
    pub milestones: Vec<Milestone>,
    pub lines: Vec<LineCost>,
    /// What of the net is for the way, and what makes the total another's.
    pub shipping: Money,
    pub rounding: Money,
    pub web: WebFacts,
    /// What it has as a wholesale order.
    pub po: Option<Po>,
}

/// A line in money: what it is sold for, and what it costs, as far as that is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineCost {
    pub id: LineId,
    pub quantity: u32,
    pub class: LineClass,
    pub net: Money,
    /// Of the net what is sold as material.
    pub material: Option<Money>,
    pub unit_cost: Option<Money>,
    pub real: bool,
    /// Whether a piece of stock is promised to it.
    pub promised: bool,
    /// Whether it is made at the bench, and whether that is still to be done.
    pub made: bool,
    pub in_work: bool,
}

impl Record {
    pub(super) const fn currency(&self) -> Currency {
        self.total.currency()
    }

    /// Where each milestone stands.
    pub(super) fn schedule(&self) -> Result<Vec<MilestonePosition>, Error> {
        Ok(positions(&self.milestones, self.paid)?)
    }

    /// What is still owed. A cancelled order owes nothing.
    pub(super) fn balance(&self) -> Result<Money, Error> {
        Ok(balance(self.position.state, self.total, self.paid)?)
    }

    /// What the gates look at.
    pub(super) fn facts(&self, today: NaiveDate) -> Result<Facts, Error> {
        let nothing = Money::zero(self.currency());
        if let Some(po) = &self.po {
            return wholesale::facts(po, self.balance()?, today);
        }
        Ok(Facts {
            owed_before_work: owed_before(&self.schedule()?, Barrier::Work, nothing)?,
            balance: self.balance()?,
            quote_expired: self.quote_expires.is_some_and(|last| last < today),
            lines_without_piece: count(self.lines.iter().map(|line| !line.promised)),
            lines_at_bench: count(self.lines.iter().map(|line| line.made)),
            jobs_open: count(self.lines.iter().map(|line| line.in_work)),
            lines_with_piece: count(self.lines.iter().map(|line| line.promised)),
            drop_ship: self.drop_ship,
            approved: self.approved,
            notice_from: self.notice_from.filter(|from| *from > today),
            web: self.web,
            po: PoFacts::CLEAR,
        })
    }

    /// What is sold, by the account that it is booked on.
    pub(super) fn sold(&self) -> Result<Vec<(Account, Money)>, Error> {
        let mut sold = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let material = line.material.unwrap_or(Money::zero(self.currency()));
            sold.push((Account::of_class(line.class), line.net.minus(material)?));
            sold.push((Account::WorkMaterial, material));
        }
        let of = |account: &Account| {
            let mine = sold.iter().filter(|(on, _)| on == account);
            let sum = Money::sum(self.currency(), mine.map(|(_, amount)| *amount))?;
            Ok((*account, sum))
        };
        let mut all: Vec<_> = Account::SALES
            .iter()
            .map(of)
            .collect::<Result<_, Error>>()?;
        all.push((Account::ShippingRevenue, self.shipping));
        all.push((Account::Rounding, self.rounding));
        // What was refunded before was never sold.
        let so_far = Money::sum(self.currency(), all.iter().map(|(_, amount)| *amount))?;
        all.push((Account::Revenue, self.net.minus(so_far)?));
        Ok(all)
    }

    /// The lines that a vendor has a part in, each with what a piece is expected to cost. Of a
    /// customer's own piece nobody knows what a vendor will ask for the work.
    pub(super) fn bought_lines(&self) -> Vec<(LineId, Option<Money>)> {
        if let Some(po) = &self.po {
            let wanting = po.lines.iter().filter(|line| line.uncovered > 0);
            let cost = |id| self.lines.iter().find(|line| line.id == id)?.unit_cost;
            return wanting
                .map(|line| (line.po.line, cost(line.po.line)))
                .collect();
        }
        let of_repair = self.kind == Kind::Repair;
        let bought = self.lines.iter().filter(|line| match self.kind {
            Kind::Repair => line.in_work,
            Kind::SpecialOrder | Kind::Ecommerce | Kind::Wholesale => !line.promised && !line.made,
        });
        bought
            .map(|line| (line.id, line.unit_cost.filter(|_| !of_repair)))
            .collect()
    }

    /// What the pieces from vendors really cost, of those that have been received.
    pub(super) fn bought_cost(&self) -> Result<Money, Error> {
        let bought = self.lines.iter();
        let bought = bought.filter(|line| line.real && !line.promised && !line.made);
        let each = bought.filter_map(|line| line.unit_cost.map(|cost| cost.times(line.quantity)));
        let costs: Vec<_> = each.collect::<Result<_, _>>()?;
        Ok(Money::sum(self.currency(), costs)?)
    }

    /// What the pieces really cost, of those that are in the house.
    pub(super) fn received_cost(&self) -> Result<Money, Error> {
        let real = self.lines.iter().filter(|line| line.real);
        let each = real.filter_map(|line| line.unit_cost.map(|cost| cost.times(line.quantity)));
        let costs: Vec<_> = each.collect::<Result<_, _>>()?;
        Ok(Money::sum(self.currency(), costs)?)
    }
}

/// How many lines something is true of.
pub(super) fn count(lines: impl Iterator<Item = bool>) -> u32 {
    u32::try_from(lines.filter(|it| *it).count()).unwrap_or(u32::MAX)
}

/// What an order still owes.
pub(super) fn balance(
    state: State,
    total: Money,
    paid: Money,
) -> Result<Money, domain::money::MoneyError> {
    if state == domain::orders::lifecycle::cancelled(state.kind()) {
        Ok(Money::zero(total.currency()))
    } else {
        total.minus(paid)
    }
}

/// Reads a stored amount in its currency.
pub(super) fn money(amount: Decimal, currency: &str) -> Result<Money, Error> {
    Ok(Money::new(amount, stores::store::currency(currency)?)?)
}

/// An instant as the store's clock shows it.
pub(super) fn local(at: DateTime<Utc>, zone: Tz) -> DateTime<FixedOffset> {
    at.with_timezone(&zone).fixed_offset()
}
