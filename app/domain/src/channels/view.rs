//! How orders from channels, and what waits for a person, are shown to staff.

use super::SalesChannel;
use super::inbound::Property;
use super::parked::ParkedKind;
use super::reckon::Charge;
use crate::contact::PostalAddress;
use crate::ids::{LineId, OrderId, ParkedId};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// What an order page shows of an order that came from a channel, beyond every order's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebView {
    pub channel: SalesChannel,
    pub external_id: String,
    /// By what the customer knows it.
    pub external_number: Option<String>,
    pub placed_at: Option<DateTime<FixedOffset>>,
    pub gift_message: Option<String>,
    pub bill_to: Option<PostalAddress>,
    /// Shipping, rounding, refunds.
    pub charges: Vec<Charge>,
    /// What waits for a person, the oldest first.
    pub parked: Vec<ParkedView>,
}

/// What a line from a channel has beyond every line's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebLineView {
    pub properties: Vec<Property>,
    /// What was given off, where something was.
    pub discount: Option<crate::money::Money>,
    /// It was refunded before it was sent, and stays.
    pub off: bool,
    /// How many of it came back, and how many were refunded.
    pub returned: u32,
    pub refunded: u32,
}

/// Something that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParkedView {
    pub id: ParkedId,
    pub kind: ParkedKind,
    pub order: OrderId,
    pub number: String,
    pub channel: SalesChannel,
    pub external_id: String,
    pub customer: String,
    pub line: Option<LineId>,
    /// What the line is called, and under which SKU it came.
    pub words: Option<String>,
    pub sku: Option<String>,
    pub message: String,
    /// The address as it stands, where that is asked.
    pub address: Option<PostalAddress>,
    pub at: DateTime<FixedOffset>,
}
