//! How a wholesale order is shown, beyond what every order shows.

use super::steps::Answer;
use crate::ids::{BlanketId, LineId, ShipmentId};
use crate::money::Money;
use crate::wholesale::invoice::InvoiceView;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// A line, as far as only a wholesale order has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoLineView {
    pub line: LineId,
    pub sku: Option<String>,
    pub description: String,
    /// How many the account asked for.
    pub ordered: u32,
    /// How many will be delivered; none of a line that was rejected.
    pub quantity: u32,
    pub shipped: u32,
    /// How many are in the house for it.
    pub here: u32,
    /// How many come from vendors.
    pub on_order: u32,
    /// How many nothing covers yet.
    pub uncovered: u32,
    pub unit_price: Money,
    /// Why this price.
    pub why: Option<String>,
    pub net: Money,
    pub answer: Option<Answer>,
    pub backordered: u32,
    pub backorder_on: Option<NaiveDate>,
    pub note: Option<String>,
}

impl PoLineView {
    #[must_use]
    pub const fn open(&self) -> u32 {
        self.quantity.saturating_sub(self.shipped)
    }
}

/// Pieces that left together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipmentView {
    pub id: ShipmentId,
    /// Its place among the order's, from one on.
    pub number: u32,
    pub carrier: String,
    pub tracking: String,
    pub at: DateTime<FixedOffset>,
    pub by: String,
    /// Whether a vendor sent it.
    pub by_vendor: bool,
    pub pieces: u32,
    pub invoice: InvoiceView,
}

/// What an order has as a wholesale order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoView {
    pub po_number: String,
    /// The blanket order of which it is a release.
    pub blanket: Option<(BlanketId, String)>,
    pub ship_from: Option<NaiveDate>,
    pub cancel_after: Option<NaiveDate>,
    /// Why tax is asked, or not.
    pub tax: String,
    pub terms: String,
    /// What may still be ordered on credit.
    pub available: Money,
    pub lines: Vec<PoLineView>,
    pub shipments: Vec<ShipmentView>,
}
