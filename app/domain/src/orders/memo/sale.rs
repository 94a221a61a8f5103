//! The order that comes of pieces that a customer keeps, or has lost.

use super::steps::Kept;
use crate::ids::{CustomerId, LineId, StyleId, VariantId};
use crate::money::Money;
use crate::money::{Currency, MoneyError};
use crate::orders::draft::{self, Line, totals};
use crate::orders::{self, Delivery, Kind, memo_sale};
use crate::schedule::deposit_and_balance;
use crate::tax::{LineClass, Rates};
use chrono::NaiveDate;

/// A line of a memo, as far as its sale needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemoLine {
    pub line: LineId,
    pub description: String,
    pub style: Option<StyleId>,
    pub variant: Option<VariantId>,
}

/// Who buys, where and when.
#[derive(Debug, Clone, Copy)]
pub struct Buyer<'a> {
    pub customer: CustomerId,
    pub currency: Currency,
    pub rates: &'a Rates,
    pub today: NaiveDate,
}

/// Writes the order for what is kept, each piece taxed by itself. Gives it with the memo's line of
/// each of its own.
pub fn order(
    buyer: Buyer<'_>,
    kept: &[(Kept, MemoLine)],
) -> Result<(draft::Order, Vec<(LineId, LineId)>), MoneyError> {
    let mut lines = Vec::with_capacity(kept.len());
    let mut of_memo = Vec::with_capacity(kept.len());
    for (piece, line) in kept {
        let sold = sold(buyer.rates, piece, line)?;
        of_memo.push((sold.id, line.line));
        lines.push(sold);
    }
    let totals = totals(buyer.currency, &lines)?;
    let order = draft::Order {
        kind: Kind::MemoSale,
        first: orders::State::MemoSale(memo_sale::State::Invoiced),
        customer: buyer.customer,
        quote: false,
        lines,
        totals,
        milestones: deposit_and_balance(totals.total, Money::zero(buyer.currency))?,
        deposit_reason: None,
        promise: buyer.today,
        payment: None,
        delivery: Delivery::PickUp,
        ship_to: None,
        note: None,
    };
    Ok((order, of_memo))
}

fn sold(rates: &Rates, piece: &Kept, line: &MemoLine) -> Result<Line, MoneyError> {
    let class = LineClass::Goods;
    let tax = rates.on(class, piece.price)?;
    let mut sold = Line::of_work(line.description.clone(), class, piece.price, tax);
    (sold.style, sold.variant) = (line.style, line.variant);
    if let Some((value, reason)) = &piece.instead_of {
        sold.list_price = Some(*value);
        sold.price_reason = Some(reason.clone());
    }
    Ok(sold)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    proptest! {
        #[test]
        fn a_sale_is_its_pieces_and_their_tax(
            cents in prop::collection::vec(0i64..5_000_000, 1..12), rate in 0i64..3_000,
        ) {
            let rates = Rates { goods: Decimal::new(rate, 4), labour: Decimal::ZERO };
            let usd = |cents: i64| Money::from_minor_units(cents.into(), Currency::USD).unwrap();
            let kept: Vec<_> = cents.iter().map(|cents| {
                let line = LineId::generate();
                (
                    Kept { line, price: usd(*cents), instead_of: None },
                    MemoLine { line, description: "Ring".into(), style: None, variant: None },
                )
            }).collect();
            let buyer = Buyer {
                customer: CustomerId::generate(),
                currency: Currency::USD,
                rates: &rates,
                today: "2026-11-30".parse().unwrap(),
            };
            let (order, of_memo) = order(buyer, &kept).unwrap();
            prop_assert_eq!(order.totals.net, usd(cents.iter().sum()));
            let due = Money::sum(Currency::USD, order.milestones.iter().map(|m| m.amount)).unwrap();
            prop_assert_eq!(due, order.totals.total);
            prop_assert_eq!(of_memo.len(), kept.len());
            for ((own, memo), (piece, _)) in of_memo.iter().zip(&kept) {
                prop_assert_eq!(*memo, piece.line);
                prop_assert!(order.lines.iter().any(|line| line.id == *own));
            }
        }
    }
}
