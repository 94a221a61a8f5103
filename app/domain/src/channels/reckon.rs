//! The money of an order that came in, reckoned anew: discounts spread over the lines, the
//! channel's taxes as it gave them, and what is left over in a line of its own. Nothing is lost:
//! the sum is the channel's total to the cent.

use crate::codes::coded;
use crate::money::{Currency, Money, MoneyError, allocate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

coded! {
    /// What belongs to an order beside its pieces.
    pub enum ChargeKind {
        Shipping = "shipping", "Shipping";
        /// The channel's tax in all is another than the sum of its lines'.
        TaxDifference = "tax_difference", "Tax from channel";
        /// The channel comes to another total.
        Rounding = "rounding", "Rounding from channel";
        Refund = "refund", "Refund";
        /// A round of a custom order's design beyond those that are included.
        DesignRound = "design_round", "Design round";
    }
}

/// A part of an order's total that is no piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    pub kind: ChargeKind,
    pub label: String,
    pub net: Money,
    pub tax: Money,
}

impl Charge {
    fn new(kind: ChargeKind, label: &str, net: Money, tax: Money) -> Self {
        let label = if label.is_empty() {
            kind.label()
        } else {
            label
        };
        Self {
            kind,
            label: label.to_owned(),
            net,
            tax,
        }
    }

    fn is_nothing(&self) -> bool {
        self.net.is_zero() && self.tax.is_zero()
    }
}

/// The amounts of a line, as the channel gave them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineAmounts {
    pub unit: Money,
    pub quantity: u32,
    /// Off the line alone.
    pub discount: Money,
    pub tax: Option<Money>,
}

/// The amounts of an order, as the channel gave them.
#[derive(Debug, Clone)]
pub struct Amounts<'a> {
    pub currency: Currency,
    pub lines: &'a [LineAmounts],
    /// Off the whole order.
    pub discount: Money,
    pub shipping: Money,
    pub shipping_tax: Option<Money>,
    pub shipping_label: &'a str,
    pub tax: Option<Money>,
    pub tax_included: bool,
    pub total: Money,
}

/// A line reckoned: what it comes to is its price, less the discount and less the tax that is in
/// the price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineSum {
    /// Its own and its share of the order's.
    pub discount: Money,
    pub tax: Money,
    /// The tax, where the price has it in it.
    pub price_tax: Money,
    pub net: Money,
}

/// An order reckoned anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoned {
    pub lines: Vec<LineSum>,
    pub charges: Vec<Charge>,
    pub net: Money,
    pub tax: Money,
    /// The channel's total less what its own parts come to.
    pub difference: Money,
}

/// Why amounts don't add up to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unreckonable {
    #[error("The discount is more than the line comes to.")]
    LineDiscount(usize),
    #[error("The discounts are more than the lines come to.")]
    Discount,
    #[error("The tax is more than the line that has it in its price.")]
    LineTax(usize),
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// Reckons an order from its parts.
pub fn reckon(amounts: &Amounts<'_>) -> Result<Reckoned, Unreckonable> {
    let discounts = discounts(amounts)?;
    let taxes = taxes(amounts, &discounts)?;
    let each = amounts.lines.iter().zip(&discounts).zip(&taxes.lines);
    let lines: Vec<_> = each
        .enumerate()
        .map(|(index, ((line, discount), tax))| {
            line_sum(line, *discount, *tax, amounts.tax_included, index)
        })
        .collect::<Result<_, _>>()?;
    let shipping_net = without(amounts.shipping, taxes.shipping, amounts.tax_included)?;
    let mut charges = vec![Charge::new(
        ChargeKind::Shipping,
        amounts.shipping_label,
        shipping_net,
        taxes.shipping,
    )];
    // Tax that no line has: on top, or out of what the prices hold.
    let nothing = Money::zero(amounts.currency);
    let out_of_prices = without(nothing, taxes.left_over, amounts.tax_included)?;
    charges.push(Charge::new(
        ChargeKind::TaxDifference,
        "",
        out_of_prices,
        taxes.left_over,
    ));
    let (net, tax) = sums(amounts.currency, &lines, &charges)?;
    let difference = amounts.total.minus(net.plus(tax)?)?;
    charges.push(Charge::new(ChargeKind::Rounding, "", difference, nothing));
    charges.retain(|charge| !charge.is_nothing());
    Ok(Reckoned {
        lines,
        charges,
        net: net.plus(difference)?,
        tax,
        difference,
    })
}

/// What each line is given off: its own discount, and its share of the order's.
fn discounts(amounts: &Amounts<'_>) -> Result<Vec<Money>, Unreckonable> {
    let mut left = Vec::with_capacity(amounts.lines.len());
    for (index, line) in amounts.lines.iter().enumerate() {
        let after = line.unit.times(line.quantity)?.minus(line.discount)?;
        if after.is_negative() || line.discount.is_negative() {
            return Err(Unreckonable::LineDiscount(index));
        }
        left.push(after);
    }
    let all = Money::sum(amounts.currency, left.iter().copied())?;
    let too_much = amounts.discount.minus(all)?.is_positive();
    if too_much || amounts.discount.is_negative() {
        return Err(Unreckonable::Discount);
    }
    let weights: Vec<_> = left.iter().map(|amount| amount.amount()).collect();
    let shares = allocate(amounts.discount, &weights)?;
    let each = amounts.lines.iter().zip(shares);
    Ok(each
        .map(|(line, share)| line.discount.plus(share))
        .collect::<Result<_, _>>()?)
}

struct Taxes {
    lines: Vec<Money>,
    shipping: Money,
    left_over: Money,
}

/// The channel's taxes are taken as they are given. Where it gives only one for the whole order,
/// that is spread over what it is on.
fn taxes(amounts: &Amounts<'_>, discounts: &[Money]) -> Result<Taxes, Unreckonable> {
    let nothing = Money::zero(amounts.currency);
    let given = amounts.lines.iter().any(|line| line.tax.is_some());
    let (lines, shipping) = match amounts.tax {
        Some(tax) if !given => spread(amounts, discounts, tax)?,
        _ => {
            let lines = amounts.lines.iter().map(|line| line.tax.unwrap_or(nothing));
            (lines.collect(), amounts.shipping_tax.unwrap_or(nothing))
        }
    };
    let sum = Money::sum(amounts.currency, lines.iter().copied())?.plus(shipping)?;
    let left_over = match amounts.tax {
        Some(tax) => tax.minus(sum)?,
        None => nothing,
    };
    Ok(Taxes {
        lines,
        shipping,
        left_over,
    })
}

fn spread(
    amounts: &Amounts<'_>,
    discounts: &[Money],
    tax: Money,
) -> Result<(Vec<Money>, Money), Unreckonable> {
    let each = amounts.lines.iter().zip(discounts);
    let mut weights: Vec<_> = each
        .map(|(line, discount)| Ok(line.unit.times(line.quantity)?.minus(*discount)?.amount()))
        .collect::<Result<_, MoneyError>>()?;
    let Some(shipping) = amounts.shipping_tax else {
        weights.push(amounts.shipping.amount());
        let mut shares = allocate(tax, &weights)?;
        let shipping = shares.pop().unwrap_or(Money::zero(amounts.currency));
        return Ok((shares, shipping));
    };
    Ok((allocate(tax.minus(shipping)?, &weights)?, shipping))
}

fn line_sum(
    line: &LineAmounts,
    discount: Money,
    tax: Money,
    included: bool,
    index: usize,
) -> Result<LineSum, Unreckonable> {
    let after = line.unit.times(line.quantity)?.minus(discount)?;
    let net = without(after, tax, included)?;
    if net.is_negative() || tax.is_negative() {
        return Err(Unreckonable::LineTax(index));
    }
    Ok(LineSum {
        discount,
        tax,
        price_tax: after.minus(net)?,
        net,
    })
}

/// An amount without the tax that is in it, where it is.
fn without(amount: Money, tax: Money, included: bool) -> Result<Money, MoneyError> {
    if included {
        amount.minus(tax)
    } else {
        Ok(amount)
    }
}

/// What lines and charges come to, without tax and in tax.
pub fn sums(
    currency: Currency,
    lines: &[LineSum],
    charges: &[Charge],
) -> Result<(Money, Money), MoneyError> {
    let nets = lines.iter().map(|line| line.net);
    let taxes = lines.iter().map(|line| line.tax);
    let net = Money::sum(currency, nets.chain(charges.iter().map(|c| c.net)))?;
    let tax = Money::sum(currency, taxes.chain(charges.iter().map(|c| c.tax)))?;
    Ok((net, tax))
}

#[cfg(test)]
mod tests;
