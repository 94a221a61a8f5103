//! How orders to vendors are asked for and shown.

use super::{PurchaseKind, PurchaseState};
use crate::contact::PostalAddress;
use crate::ids::{OrderId, PieceId, PurchaseLineId, PurchaseOrderId, VariantId, VendorId};
use crate::messages::{MessageStatus, VendorLetter};
use crate::money::Money;
use crate::orders::view::StoreView;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// Which orders to vendors to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PurchaseFilter {
    /// Only those of which something is still to come.
    pub open: bool,
    /// Only those that should have come by now.
    pub late: bool,
    pub vendor: Option<VendorId>,
    pub kind: Option<PurchaseKind>,
    pub cursor: Option<PurchaseOrderId>,
}

/// An order to a vendor in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseSummary {
    pub id: PurchaseOrderId,
    pub number: String,
    pub vendor_name: String,
    pub kind: PurchaseKind,
    pub state: PurchaseState,
    /// The customer's order that it is for; none for stock.
    pub order: Option<(OrderId, String)>,
    pub eta: Option<NaiveDate>,
    /// Whether it should have come by now.
    pub late: bool,
    pub ordered: u32,
    pub received: u32,
    pub created_on: NaiveDate,
}

/// A page of orders to vendors, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchasePage {
    pub items: Vec<PurchaseSummary>,
    pub next: Option<PurchaseOrderId>,
}

/// A line as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseLineView {
    pub id: PurchaseLineId,
    pub variant: Option<VariantId>,
    pub description: String,
    /// Size, metal, stone and engraving of a customer's piece: term and value.
    pub particulars: Vec<(String, String)>,
    pub vendor_style: Option<String>,
    pub quantity: u32,
    pub received: u32,
    /// Whether a customer waits for it.
    pub for_customer: bool,
    /// Only for those who may see cost.
    pub unit_cost: Option<Money>,
}

/// A delivery as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptView {
    pub at: DateTime<FixedOffset>,
    pub who: String,
    pub lines: Vec<ReceiptLineView>,
    /// Why more was kept than had been ordered.
    pub surplus_reason: Option<String>,
    pub pieces: Vec<(PieceId, String)>,
    /// What all of it cost. Only for those who may see cost.
    pub cost: Option<Money>,
}

/// What came of a line with a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptLineView {
    pub description: String,
    pub quantity: u32,
    /// How many went back at once, and what was wrong with them.
    pub failed: u32,
    pub failure: Option<String>,
}

/// A vendor's bill as shown, with how far it is from what came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillView {
    pub number: String,
    pub date: NaiveDate,
    pub total: Money,
    /// Above zero where the vendor asks for more than came.
    pub difference: Money,
}

/// A letter to the vendor, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterView {
    pub letter: VendorLetter,
    /// Empty where the vendor has no address.
    pub recipient: String,
    pub status: MessageStatus,
}

/// Where the vendor sends it, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DropShipView {
    pub customer: String,
    pub ship_to: Option<PostalAddress>,
    /// When the vendor was told to ship.
    pub released_on: Option<NaiveDate>,
    pub carrier: Option<String>,
    pub tracking: Option<String>,
}

/// An order to a vendor in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseDetail {
    pub id: PurchaseOrderId,
    pub version: i32,
    pub number: String,
    pub kind: PurchaseKind,
    /// The customer's order that it is for; none for stock.
    pub order: Option<(OrderId, String)>,
    pub state: PurchaseState,
    /// The shop's letterhead.
    pub store: StoreView,
    pub vendor: VendorId,
    pub vendor_name: String,
    pub vendor_email: String,
    pub vendor_phone: String,
    pub vendor_account: String,
    /// The vendor's own number for it.
    pub reference: Option<String>,
    pub eta: Option<NaiveDate>,
    pub late: bool,
    pub note: Option<String>,
    pub lines: Vec<PurchaseLineView>,
    /// What was ordered comes to. Only for those who may see cost.
    pub total: Option<Money>,
    pub receipts: Vec<ReceiptView>,
    /// Only for those who may see cost.
    pub bill: Option<BillView>,
    /// What the vendor was written to, the first first.
    pub letters: Vec<LetterView>,
    /// Of what the vendor sends to the customer.
    pub drop_ship: Option<DropShipView>,
    pub created_on: NaiveDate,
    pub sent_on: Option<NaiveDate>,
    pub today: NaiveDate,
}
