//! A delivery, whoever it is for: what is for stock becomes pieces with serials, what a customer
//! waits for stays with their order. All of it is written, or nothing.

use super::Held;
use super::store::{self, Arrived, Line};
use crate::db::Tx;
use crate::stock::{self, Arrival};
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{LineId, PieceId};
use domain::money::Money;
use domain::purchasing::Receipt;

/// What came with a delivery.
pub(crate) struct Came {
    /// The pieces that went into stock.
    pub pieces: Vec<PieceId>,
    /// What came for a customer cost so much, with this delivery.
    pub for_customer: Money,
    /// The customer's lines of which all is here now, each at what one really cost.
    pub whole: Vec<(LineId, Money)>,
    /// What the staff should read of it in the order's history.
    pub notes: Vec<String>,
}

/// An order to a vendor with its lines, all locked.
pub(super) struct Delivered<'a> {
    pub held: &'a Held,
    pub lines: &'a [Line],
    pub receipt: &'a Receipt,
}

/// Takes a delivery in, each line at what it really cost.
pub(super) async fn take_in(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    delivered: &Delivered<'_>,
    now: DateTime<Utc>,
) -> Result<Came, Error> {
    let Delivered { held, receipt, .. } = delivered;
    let (arrived, arrivals) = delivered.for_stock();
    if let Some(location) = receipt.location
        && !arrivals.is_empty()
    {
        let memo = format!("{} received", held.number);
        stock::take_in(tx, caller, terms, location, &arrivals, &memo, now).await?;
    }
    let delivery = store::Delivery {
        purchase: held.id,
        receipt,
        cost: receipt.cost(terms.currency)?,
        arrived: &arrived,
    };
    store::insert_receipt(tx, caller, &delivery, now).await?;
    Ok(Came {
        pieces: arrived.into_iter().map(|came| came.piece).collect(),
        for_customer: delivered.worth_to_customer(terms)?,
        whole: delivered.whole(),
        notes: delivered.notes(),
    })
}

impl Delivered<'_> {
    /// Each line of which something came, with what came of it.
    fn came(&self) -> impl Iterator<Item = (&Line, &domain::purchasing::Received)> {
        self.receipt.lines.iter().filter_map(|came| {
            let line = self
                .lines
                .iter()
                .find(|line| line.awaited.line == came.line);
            line.map(|line| (line, came))
        })
    }

    fn for_stock(&self) -> (Vec<Arrived>, Vec<Arrival>) {
        let lines = self.came().filter(|(line, _)| line.covers.is_none());
        let each = lines.flat_map(|(line, came)| {
            (0..came.quantity).map(move |_| {
                let piece = PieceId::generate();
                let arrival = Arrival {
                    piece,
                    variant: line.variant,
                    name: line.description.clone(),
                    vendor: line.vendor,
                    vendor_style: line.vendor_style.clone(),
                    cost: came.unit_cost,
                };
                let line = came.line;
                (Arrived { piece, line }, arrival)
            })
        });
        each.unzip()
    }

    fn worth_to_customer(&self, terms: &StoreTerms) -> Result<Money, Error> {
        let theirs = self.came().filter(|(line, _)| line.covers.is_some());
        let costs: Vec<_> = theirs
            .map(|(_, came)| came.unit_cost.times(came.quantity))
            .collect::<Result<_, _>>()?;
        Ok(Money::sum(terms.currency, costs)?)
    }

    fn whole(&self) -> Vec<(LineId, Money)> {
        let whole = self
            .came()
            .filter(|(line, came)| came.quantity > 0 && came.quantity >= line.awaited.open());
        whole
            .filter_map(|(line, came)| line.covers.map(|covers| (covers, came.unit_cost)))
            .collect()
    }

    /// What went back, and what came only in part.
    fn notes(&self) -> Vec<String> {
        let theirs = self.came().filter(|(line, _)| line.covers.is_some());
        let each = theirs.flat_map(|(line, came)| {
            let failed = came.failed.as_ref().map(|(pieces, why)| {
                let (what, who) = (&line.description, &self.held.vendor_name);
                format!("{pieces} × {what} went back to {who}: {why}")
            });
            let left = line.awaited.open().saturating_sub(came.quantity);
            let part = (came.quantity > 0 && left > 0).then(|| {
                let here = line.awaited.received + came.quantity;
                let (what, all) = (&line.description, line.awaited.ordered);
                format!("{here} of {all} × {what} came with {}", self.held.number)
            });
            [part, failed]
        });
        each.flatten().collect()
    }
}
