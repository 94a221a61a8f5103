//! What is asked for a shipment, and how money is spread over what is owed.

use crate::codes::coded;
use crate::ids::{CustomerId, InvoiceId, OrderId};
use crate::money::{Money, MoneyError};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An invoice as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceView {
    pub id: InvoiceId,
    pub number: String,
    pub order: OrderId,
    pub order_number: String,
    pub po_number: String,
    pub account: CustomerId,
    pub account_name: String,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    pub net: Money,
    pub tax: Money,
    pub total: Money,
    pub paid: Money,
    /// What is left to pay.
    pub open: Money,
    /// By how many days it is past due; none where it isn't, or is paid.
    pub days_late: Option<u32>,
}

coded! {
    /// Which invoices to look at.
    pub enum InvoiceLook {
        Open = "open", "Open";
        Late = "late", "Past due";
        All = "all", "All";
    }
}

/// Which invoices to list, the ones due first at the top.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvoiceFilter {
    pub look: InvoiceLook,
    pub account: Option<CustomerId>,
    /// Where the page before ended.
    pub after: Option<(NaiveDate, InvoiceId)>,
}

impl Default for InvoiceFilter {
    fn default() -> Self {
        Self {
            look: InvoiceLook::Open,
            account: None,
            after: None,
        }
    }
}

/// The day on which an invoice is due.
#[must_use]
pub fn due_on(issued: NaiveDate, days: u16) -> NaiveDate {
    issued
        .checked_add_days(Days::new(days.into()))
        .unwrap_or(issued)
}

/// What of a line's tax falls on some of its pieces, after those that were invoiced before. What
/// all shipments of a line are taxed comes to the line's tax, to the cent.
pub fn tax_of_part(
    tax: Money,
    quantity: u32,
    before: u32,
    pieces: u32,
) -> Result<Money, MoneyError> {
    let upto = |count: u32| {
        if count >= quantity {
            return Ok(tax);
        }
        tax.scaled(Decimal::from(count) / Decimal::from(quantity))
    };
    upto(before.saturating_add(pieces))?.minus(upto(before)?)
}

/// What of a value falls on some of the pieces that it is of. What is left falls on the last.
pub fn cost_of_part(value: Money, pieces: u32, part: u32) -> Result<Money, MoneyError> {
    if part >= pieces {
        return Ok(value);
    }
    value.scaled(Decimal::from(part) / Decimal::from(pieces))
}

/// Spreads money over what is open of each invoice, in their order; gives what each gets.
pub fn spread(amount: Money, open: &[Money]) -> Result<Vec<Money>, MoneyError> {
    let mut left = amount;
    let mut parts = Vec::with_capacity(open.len());
    for open in open {
        let part = left.min(*open)?;
        left = left.minus(part)?;
        parts.push(part);
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    fn usd(cents: i64) -> Money {
        Money::from_minor_units(cents.into(), Currency::USD).unwrap()
    }

    #[test]
    fn terms_are_counted_from_the_day_of_the_invoice() {
        let issued = "2026-11-30".parse().unwrap();
        assert_eq!(due_on(issued, 30), "2026-12-30".parse().unwrap());
        assert_eq!(due_on(issued, 0), issued);
    }

    #[test]
    fn the_oldest_is_paid_first() {
        let open = [usd(1_000), usd(500), usd(2_000)];
        let parts = spread(usd(1_700), &open).unwrap();
        assert_eq!(parts, [usd(1_000), usd(500), usd(200)]);
    }

    proptest! {
        #[test]
        fn the_parts_of_a_lines_tax_come_to_all_of_it(
            tax in 0i64..1_000_000, parts in prop::collection::vec(1u32..40, 1..12),
        ) {
            let quantity = parts.iter().sum();
            let mut before = 0;
            let mut sum = usd(0);
            for part in parts {
                let of = tax_of_part(usd(tax), quantity, before, part).unwrap();
                prop_assert!(!of.is_negative());
                sum = sum.plus(of).unwrap();
                before += part;
            }
            prop_assert_eq!(sum, usd(tax));
        }

        #[test]
        fn what_pieces_cost_leaves_nothing_behind(
            value in 0i64..1_000_000, parts in prop::collection::vec(1u32..40, 1..12),
        ) {
            let mut pieces: u32 = parts.iter().sum();
            let mut left = usd(value);
            for part in parts {
                let cost = cost_of_part(left, pieces, part).unwrap();
                prop_assert!(!cost.is_negative());
                left = left.minus(cost).unwrap();
                pieces -= part;
            }
            prop_assert_eq!(left, usd(0));
        }

        #[test]
        fn no_invoice_gets_more_than_is_open_and_no_cent_is_lost(
            amount in 0i64..100_000, open in prop::collection::vec(0i64..30_000, 0..10),
        ) {
            let all: i64 = open.iter().sum();
            let open: Vec<_> = open.into_iter().map(usd).collect();
            let parts = spread(usd(amount), &open).unwrap();
            for (part, open) in parts.iter().zip(&open) {
                prop_assert!(part.minor_units() <= open.minor_units() && !part.is_negative());
            }
            let spent: i128 = parts.iter().map(|part| part.minor_units()).sum();
            prop_assert_eq!(spent, i128::from(amount.min(all)));
        }
    }
}
