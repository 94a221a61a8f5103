//! An inbound order, checked and reckoned: what is kept of it.

use super::SalesChannel;
use super::check::{amount, given, short, unkeepable};
use super::inbound::{
    Cancelled, Inbound, InboundAddress, InboundCustomer, InboundLine, InboundOrder, Property,
};
use super::reckon::{Amounts, Charge, LineAmounts, LineSum, Reckoned, Unreckonable, reckon};
use super::refund::Refund;
use crate::contact::{Email, Phone, PostalAddress};
use crate::customers::CheckedCustomer;
use crate::input::{FieldErrors, required_text};
use crate::measures::RingSize;
use crate::money::{Currency, Money, MoneyError, split_even};
use crate::orders::Delivery;
use crate::orders::draft::{LONGEST_ENGRAVING, MOST_LINES};
use chrono::{DateTime, Utc};

/// More pieces on a line than any customer buys.
const MOST_PIECES: u32 = 999;
const MOST_REFUNDS: usize = 100;
const MOST_PROPERTIES: usize = 30;

/// How new word of an order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision {
    pub version: Option<i64>,
    pub updated_at: DateTime<Utc>,
}

impl Revision {
    /// Whether it tells of an earlier state. The channel's own count decides where both have one,
    /// for clocks run apart.
    #[must_use]
    pub fn is_older_than(self, other: Self) -> bool {
        match (self.version, other.version) {
            (Some(mine), Some(theirs)) => mine < theirs,
            _ => self.updated_at < other.updated_at,
        }
    }
}

/// Word of an order, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub channel: SalesChannel,
    pub external_id: String,
    pub revision: Revision,
    pub order: Option<WebOrder>,
    pub cancelled: Option<Cancelled>,
    pub refunds: Vec<Refund>,
}

/// An order, checked and reckoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebOrder {
    pub number: Option<String>,
    pub placed_at: Option<DateTime<Utc>>,
    pub customer: CheckedCustomer,
    pub delivery: Delivery,
    pub ship_to: Option<PostalAddress>,
    /// What the address lacks, of an order that is shipped.
    pub address_lacks: Option<String>,
    pub bill_to: Option<PostalAddress>,
    pub lines: Vec<WebLine>,
    pub charges: Vec<Charge>,
    pub net: Money,
    pub tax: Money,
    pub total: Money,
    /// The channel's total less what its own parts come to.
    pub difference: Money,
    pub payments: Vec<Captured>,
    pub note: Option<String>,
    pub gift_message: Option<String>,
    pub review: Option<String>,
}

/// A line of the house's: a piece of a channel's line, or all of one that has too many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebLine {
    pub part: Part,
    pub sku: Option<String>,
    pub title: String,
    pub quantity: u32,
    pub unit_price: Money,
    pub sum: LineSum,
    pub ring_size: Option<RingSize>,
    pub engraving: Option<String>,
    pub properties: Vec<Property>,
}

/// Which piece of which line of the channel's: stays when the order changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Part {
    pub line: String,
    pub number: u32,
}

/// Money that the channel has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// Gateway and reference: what makes it this payment and no other.
    pub reference: String,
    pub amount: Money,
}

impl Inbound {
    /// Checks everything, with a complaint beside each field. `currency` is the one that the
    /// store keeps its books in.
    pub fn checked(&self, currency: Currency) -> Result<Word, FieldErrors> {
        let mut errors = FieldErrors::new();
        self.check_texts(&mut errors);
        let external_id = errors.check("/external_id", required_text(&self.external_id, 120));
        if self.refunds.len() > MOST_REFUNDS {
            errors.add("/refunds", "An order has at most 100 refunds.");
        }
        if self.order.is_none() && self.cancelled.is_none() && self.refunds.is_empty() {
            errors.add("/order", "Send the order, a cancellation or a refund.");
        }
        let order = self
            .order
            .as_ref()
            .map(|order| order.checked(currency, self.channel));
        let order = nested(order, "/order", &mut errors);
        let mut refunds = Vec::with_capacity(self.refunds.len());
        for (index, refund) in self.refunds.iter().enumerate() {
            let checked = Some(refund.checked(currency));
            refunds.extend(nested(checked, &format!("/refunds/{index}"), &mut errors));
        }
        match external_id {
            Some(external_id) if errors.is_empty() => Ok(Word {
                channel: self.channel,
                external_id,
                revision: self.revision(),
                order,
                cancelled: self.cancelled.clone(),
                refunds,
            }),
            _ => Err(errors),
        }
    }

    #[must_use]
    pub const fn revision(&self) -> Revision {
        Revision {
            version: self.version,
            updated_at: self.updated_at,
        }
    }

    fn check_texts(&self, errors: &mut FieldErrors) {
        match serde_json::to_value(self) {
            Ok(value) => unkeepable(&value, "", errors),
            Err(error) => errors.add("", error.to_string()),
        }
    }
}

fn nested<T>(
    checked: Option<Result<T, FieldErrors>>,
    at: &str,
    errors: &mut FieldErrors,
) -> Option<T> {
    match checked? {
        Ok(value) => Some(value),
        Err(wrong) => {
            errors.nest(at, wrong);
            None
        }
    }
}

impl InboundOrder {
    fn checked(&self, currency: Currency, channel: SalesChannel) -> Result<WebOrder, FieldErrors> {
        let mut errors = FieldErrors::new();
        if Currency::from_code(self.currency.trim()) != Some(currency) {
            let wrong = format!("This store keeps its books in {}.", currency.code());
            errors.add("/currency", wrong);
        }
        let lines = self.line_amounts(currency, &mut errors);
        let total = amount(&self.total, currency, "/total", &mut errors);
        let payments = self.captured(currency, &mut errors);
        let reckoned = match (total, errors.is_empty()) {
            (Some(total), true) => self.reckoned(currency, &lines, total, &mut errors),
            _ => None,
        };
        let (Some(total), Some(reckoned), Some(payments)) = (total, reckoned, payments) else {
            return Err(errors);
        };
        let paid = errors.check("/payments", sum_of(currency, &payments));
        if paid.is_some_and(|paid| paid.amount() > total.amount()) {
            errors.add("/payments", format!("Only {total} was asked for."));
        }
        let lines = errors.check("/lines", self.pieces(&reckoned, &lines));
        let (Some(lines), true) = (lines, errors.is_empty()) else {
            return Err(errors);
        };
        let delivery = self.delivery.0;
        let ship_to = self.ship_to.clone().map(PostalAddress::from);
        Ok(WebOrder {
            number: short(&self.number, 60),
            placed_at: self.placed_at,
            customer: self.customer.read(self.ship_to.as_ref(), channel),
            delivery,
            address_lacks: lacks(delivery, ship_to.as_ref()),
            ship_to: ship_to.filter(|_| delivery == Delivery::Ship).map(tidy),
            bill_to: self.bill_to.clone().map(PostalAddress::from).map(tidy),
            lines,
            charges: reckoned.charges,
            net: reckoned.net,
            tax: reckoned.tax,
            total,
            difference: reckoned.difference,
            payments,
            note: short(&self.note, 2_000),
            gift_message: short(&self.gift_message, 2_000),
            review: short(&self.review, 500),
        })
    }

    fn line_amounts(&self, currency: Currency, errors: &mut FieldErrors) -> Vec<LineAmounts> {
        if self.lines.is_empty() {
            errors.add("/lines", "An order has at least one line.");
        }
        if self.lines.len() > MOST_LINES {
            errors.add("/lines", "An order has at most 200 lines.");
            return Vec::new();
        }
        let mut seen = std::collections::HashSet::new();
        let mut amounts = Vec::with_capacity(self.lines.len());
        for (index, line) in self.lines.iter().enumerate() {
            let at = |field: &str| format!("/lines/{index}/{field}");
            if let Some(id) = errors.check(at("id"), required_text(&line.id, 120))
                && !seen.insert(id)
            {
                errors.add(at("id"), "Another line has this id.");
            }
            amounts.extend(line.amounts(currency, &at, errors));
        }
        amounts
    }

    fn captured(&self, currency: Currency, errors: &mut FieldErrors) -> Option<Vec<Captured>> {
        if self.payments.len() > MOST_REFUNDS {
            errors.add("/payments", "An order has at most 100 payments.");
            return None;
        }
        let mut all = Vec::with_capacity(self.payments.len());
        for (index, payment) in self.payments.iter().enumerate() {
            let at = |field: &str| format!("/payments/{index}/{field}");
            let gateway = errors.check(at("gateway"), required_text(&payment.gateway, 60));
            let amount = amount(&payment.amount, currency, at("amount"), errors);
            let words = [
                gateway.unwrap_or_default(),
                without_card(&payment.reference),
            ];
            let reference = words.join(" ").trim().to_owned();
            if all
                .iter()
                .any(|known: &Captured| known.reference == reference)
            {
                errors.add(at("reference"), "Another payment has this reference.");
            }
            let amount = amount.filter(|amount| amount.is_positive());
            all.extend(amount.map(|amount| Captured { reference, amount }));
        }
        Some(all)
    }

    fn reckoned(
        &self,
        currency: Currency,
        lines: &[LineAmounts],
        total: Money,
        errors: &mut FieldErrors,
    ) -> Option<Reckoned> {
        let mut discount = Money::zero(currency);
        for (index, off) in self.discounts.iter().enumerate() {
            let at = format!("/discounts/{index}/amount");
            let off = amount(&off.amount, currency, at.clone(), errors)?;
            discount = errors.check(at, discount.plus(off))?;
        }
        let way = self.shipping.clone().unwrap_or_default();
        let shipping = amount(&way.amount, currency, "/shipping/amount", errors)?;
        let shipping_tax = given(&way.tax, currency, "/shipping/tax", errors)?;
        let tax = given(&self.tax, currency, "/tax", errors)?;
        let label = short(&way.label, 120).unwrap_or_default();
        let reckoned = reckon(&Amounts {
            currency,
            lines,
            discount,
            shipping,
            shipping_tax,
            shipping_label: &label,
            tax,
            tax_included: self.tax_included,
            total,
        });
        reckoned
            .map_err(|wrong| errors.add(pointer(&wrong), wrong.to_string()))
            .ok()
    }

    /// A line for each piece, so that each can come from where there is one and go back by itself;
    /// only an order of very many keeps them together.
    fn pieces(
        &self,
        reckoned: &Reckoned,
        amounts: &[LineAmounts],
    ) -> Result<Vec<WebLine>, MoneyError> {
        let count: usize = amounts
            .iter()
            .map(|line| usize::try_from(line.quantity).unwrap_or(usize::MAX))
            .fold(0, usize::saturating_add);
        let apart = count <= MOST_LINES;
        let mut all = Vec::with_capacity(if apart { count } else { amounts.len() });
        for ((line, amounts), sum) in self.lines.iter().zip(amounts).zip(&reckoned.lines) {
            let parts = if apart { amounts.quantity } else { 1 };
            let quantity = if apart { 1 } else { amounts.quantity };
            for (index, sum) in split(*sum, parts)?.into_iter().enumerate() {
                let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
                all.push(line.kept(number, quantity, amounts.unit, sum));
            }
        }
        Ok(all)
    }
}

fn pointer(wrong: &Unreckonable) -> String {
    match wrong {
        Unreckonable::LineDiscount(index) => format!("/lines/{index}/discount"),
        Unreckonable::LineTax(index) => format!("/lines/{index}/tax"),
        Unreckonable::Discount => "/discounts".to_owned(),
        Unreckonable::Money(_) => "/total".to_owned(),
    }
}

fn sum_of(currency: Currency, payments: &[Captured]) -> Result<Money, MoneyError> {
    Money::sum(currency, payments.iter().map(|payment| payment.amount))
}

/// Splits what a line comes to over its pieces.
fn split(sum: LineSum, parts: u32) -> Result<Vec<LineSum>, MoneyError> {
    let gross = sum.net.plus(sum.discount)?.plus(sum.price_tax)?;
    let each = split_even(gross, parts)?
        .into_iter()
        .zip(split_even(sum.discount, parts)?)
        .zip(split_even(sum.tax, parts)?)
        .zip(split_even(sum.price_tax, parts)?);
    each.map(|(((gross, discount), tax), price_tax)| {
        Ok(LineSum {
            discount,
            tax,
            price_tax,
            net: gross.minus(discount)?.minus(price_tax)?,
        })
    })
    .collect()
}

impl InboundLine {
    fn amounts(
        &self,
        currency: Currency,
        at: &dyn Fn(&str) -> String,
        errors: &mut FieldErrors,
    ) -> Option<LineAmounts> {
        if !(1..=MOST_PIECES).contains(&self.quantity) {
            errors.add(at("quantity"), "Enter a number of pieces from 1 to 999.");
        }
        if self.properties.len() > MOST_PROPERTIES {
            errors.add(at("properties"), "A line has at most 30 properties.");
        }
        let unit = amount(&self.unit_price, currency, at("unit_price"), errors);
        if self.unit_price.trim().is_empty() {
            errors.add(at("unit_price"), "Enter an amount such as 1250 or 1250.00.");
        }
        let discount = amount(&self.discount, currency, at("discount"), errors);
        let tax = given(&self.tax, currency, at("tax"), errors);
        Some(LineAmounts {
            unit: unit?,
            quantity: self.quantity,
            discount: discount?,
            tax: tax?,
        })
    }

    fn kept(&self, number: u32, quantity: u32, unit_price: Money, sum: LineSum) -> WebLine {
        let mut properties = self.properties.clone();
        // What we can't read, or can't engrave as it is, is still what the customer asked for.
        let mut in_words = |name: &str, value: String| {
            let name = name.to_owned();
            properties.insert(0, Property { name, value });
        };
        let ring_size = RingSize::parse(&self.ring_size).ok();
        if let (None, Some(typed)) = (ring_size, short(&self.ring_size, 120)) {
            in_words("Ring size", typed);
        }
        let engraving = self.engraving.trim();
        let fits = engraving.chars().count() <= LONGEST_ENGRAVING.into();
        if !fits {
            in_words("Engraving", engraving.to_owned());
        }
        let sku = short(&self.sku, 120);
        let title = short(&self.title, 200).or_else(|| sku.clone());
        WebLine {
            part: Part {
                line: self.id.trim().to_owned(),
                number,
            },
            title: title.unwrap_or_else(|| "A piece without a name".into()),
            sku,
            quantity,
            unit_price,
            sum,
            ring_size,
            engraving: (fits && !engraving.is_empty()).then(|| engraving.to_owned()),
            properties,
        }
    }
}

impl InboundCustomer {
    /// The customer with as much as can be used: a phone number that is none is no reason to
    /// refuse an order.
    fn read(&self, ship_to: Option<&InboundAddress>, channel: SalesChannel) -> CheckedCustomer {
        let email = Email::parse(&self.email).ok();
        let recipient = ship_to.and_then(|address| short(&address.recipient, 120));
        let name = short(&self.name, 120).or(recipient);
        CheckedCustomer {
            name: name.unwrap_or_else(|| format!("A customer of {channel}")),
            phone: Phone::parse(&self.phone).ok(),
            email_consent: self.email_consent && email.is_some(),
            email,
            sms_consent: false,
            note: String::new(),
        }
    }
}

/// What an address that is shipped to lacks, in a sentence.
fn lacks(delivery: Delivery, address: Option<&PostalAddress>) -> Option<String> {
    if delivery == Delivery::PickUp {
        return None;
    }
    let Some(address) = address else {
        return Some("It has no address to ship to.".into());
    };
    let wrong = address.checked().err()?;
    let fields: Vec<_> = wrong.iter().map(|(pointer, _)| named(pointer)).collect();
    Some(format!(
        "The address can't be shipped to yet. To look at: {}.",
        fields.join(", ")
    ))
}

fn named(pointer: &str) -> &str {
    match pointer {
        "/line1" => "street",
        "/postcode" => "postcode",
        other => other.trim_start_matches('/'),
    }
}

/// The address as it is kept: trimmed where it is complete, else as it came.
fn tidy(address: PostalAddress) -> PostalAddress {
    address.checked().unwrap_or(address)
}

/// A reference without a card number, of which the last four are kept.
fn without_card(reference: &str) -> String {
    let reference = short(reference, 120).unwrap_or_default();
    let digits: String = reference.chars().filter(char::is_ascii_digit).collect();
    let card = matches!(digits.len(), 15 | 16)
        && digits.starts_with(['3', '4', '5', '6'])
        && reference
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'));
    if card && luhn(&digits) {
        format!("…{}", &digits[digits.len() - 4..])
    } else {
        reference
    }
}

/// The check that every card number passes.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, digit)| {
            let digit = u32::from(digit - b'0');
            match (index % 2, digit * 2) {
                (0, _) => digit,
                (_, twice) if twice > 9 => twice - 9,
                (_, twice) => twice,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests;
