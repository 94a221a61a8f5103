//! What a channel says of one of its orders, as its adapter sends it. Amounts are decimal numbers
//! as text, so that no reader makes a float of them.

use super::SalesChannel;
use crate::contact::PostalAddress;
use crate::orders::Delivery;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Word of an order: the whole of it, or only that it was cancelled or refunded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbound {
    pub channel: SalesChannel,
    /// By what the channel knows the order. With the channel it names one order, for good.
    pub external_id: String,
    /// A number that grows with every change, where the channel has one.
    #[serde(default)]
    pub version: Option<i64>,
    /// When the channel last changed the order.
    pub updated_at: DateTime<Utc>,
    /// The order as it stands; left out by word of a cancellation or refund alone.
    #[serde(default)]
    pub order: Option<InboundOrder>,
    #[serde(default)]
    pub cancelled: Option<Cancelled>,
    /// All refunds that the sender knows of. One that was told before is passed over.
    #[serde(default)]
    pub refunds: Vec<InboundRefund>,
}

/// The order as the channel has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundOrder {
    /// By what the customer knows it: `#1001`.
    #[serde(default)]
    pub number: String,
    #[serde(default)]
    pub placed_at: Option<DateTime<Utc>>,
    pub currency: String,
    pub customer: InboundCustomer,
    #[serde(default)]
    pub delivery: Fulfilment,
    #[serde(default)]
    pub ship_to: Option<InboundAddress>,
    #[serde(default)]
    pub bill_to: Option<InboundAddress>,
    pub lines: Vec<InboundLine>,
    /// Discounts on the whole order.
    #[serde(default)]
    pub discounts: Vec<InboundDiscount>,
    #[serde(default)]
    pub shipping: Option<InboundShipping>,
    /// Whether the tax is in the prices, else it comes on top.
    #[serde(default)]
    pub tax_included: bool,
    /// The tax in all; empty takes the sum of the lines'.
    #[serde(default)]
    pub tax: String,
    /// What the customer was asked for, in all.
    pub total: String,
    /// Money that the channel has taken.
    #[serde(default)]
    pub payments: Vec<InboundPayment>,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub gift_message: String,
    /// Why a person should look at it first: what the channel's check for fraud says.
    #[serde(default)]
    pub review: String,
}

/// How it reaches the customer; shipped where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fulfilment(pub Delivery);

impl Default for Fulfilment {
    fn default() -> Self {
        Self(Delivery::Ship)
    }
}

/// Who ordered, as far as the channel tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InboundCustomer {
    pub name: String,
    pub email: String,
    pub phone: String,
    /// Whether they agreed to hear from us by e-mail.
    pub email_consent: bool,
}

/// An address, of which anything may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InboundAddress {
    pub recipient: String,
    pub line1: String,
    pub line2: String,
    pub city: String,
    pub region: String,
    pub postcode: String,
    /// Two letters, such as `US`.
    pub country: String,
}

impl From<InboundAddress> for PostalAddress {
    fn from(address: InboundAddress) -> Self {
        Self {
            recipient: address.recipient,
            line1: address.line1,
            line2: address.line2,
            city: address.city,
            region: address.region,
            postcode: address.postcode,
            country: address.country,
        }
    }
}

/// A line of the order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundLine {
    /// By what the channel knows the line.
    pub id: String,
    /// Empty for what the catalogue does not have.
    #[serde(default)]
    pub sku: String,
    /// How the channel calls it.
    #[serde(default)]
    pub title: String,
    pub quantity: u32,
    /// For one piece, before any discount.
    pub unit_price: String,
    /// Off the whole line; empty for none.
    #[serde(default)]
    pub discount: String,
    /// On the whole line; empty where the channel gives only the order's.
    #[serde(default)]
    pub tax: String,
    #[serde(default)]
    pub ring_size: String,
    #[serde(default)]
    pub engraving: String,
    /// Whatever else the customer chose.
    #[serde(default)]
    pub properties: Vec<Property>,
}

/// Something that the customer chose, in the channel's words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Property {
    pub name: String,
    pub value: String,
}

/// A discount on the whole order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundDiscount {
    #[serde(default)]
    pub label: String,
    pub amount: String,
}

/// What the customer pays for the way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundShipping {
    #[serde(default)]
    pub label: String,
    pub amount: String,
    #[serde(default)]
    pub tax: String,
}

/// Money that the channel has taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundPayment {
    /// With the reference it names one payment of the order.
    pub gateway: String,
    #[serde(default)]
    pub reference: String,
    pub amount: String,
}

/// That the order is off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelled {
    pub at: DateTime<Utc>,
    #[serde(default)]
    pub reason: String,
}

/// Money that the channel has given back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundRefund {
    /// By what the channel knows the refund.
    pub id: String,
    pub at: DateTime<Utc>,
    #[serde(default)]
    pub lines: Vec<InboundRefundLine>,
    /// Of what was paid for the way, without tax.
    #[serde(default)]
    pub shipping: String,
    #[serde(default)]
    pub shipping_tax: String,
    /// For nothing in particular, without tax.
    #[serde(default)]
    pub amount: String,
    #[serde(default)]
    pub tax: String,
    #[serde(default)]
    pub reason: String,
}

/// What was given back for a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundRefundLine {
    /// The channel's name for the line.
    pub line: String,
    pub quantity: u32,
    /// Without tax.
    pub amount: String,
    #[serde(default)]
    pub tax: String,
}

/// In what two tellings of an order differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// What is ordered, at what price, with what tax and discount.
    pub goods: bool,
    /// How and where to it goes.
    pub address: bool,
    /// Anything else: notes, greetings, the address of the bill.
    pub words: bool,
}

impl InboundOrder {
    /// In what the order differs from an earlier telling.
    #[must_use]
    pub fn changes(&self, before: &Self) -> Changes {
        let address = |order: &Self| (order.delivery, order.ship_to.clone());
        let words = |order: &Self| {
            let (bill_to, placed_at) = (order.bill_to.clone(), order.placed_at);
            let texts = [
                &order.number,
                &order.note,
                &order.gift_message,
                &order.review,
            ];
            (texts.map(String::clone), bill_to, placed_at)
        };
        Changes {
            goods: self.goods() != before.goods(),
            address: address(self) != address(before),
            words: words(self) != words(before),
        }
    }

    /// The order with nothing but what is ordered and what that comes to.
    fn goods(&self) -> Self {
        Self {
            currency: self.currency.clone(),
            lines: self.lines.clone(),
            discounts: self.discounts.clone(),
            shipping: self.shipping.clone(),
            tax_included: self.tax_included,
            tax: self.tax.clone(),
            total: self.total.clone(),
            ..Self::default()
        }
    }
}
