//! How an order is shown: to staff in full, with cost only for those who may see it.
//!
//! Instants carry the store's own offset, so that every reader sees the shop's clock.

use super::act::Signature;
use super::cancellation::Settlement;
use super::covers::CoverView;
use super::custom::view::CustomView;
use super::lifecycle::{Offer, Position};
use super::memo::view::{FromMemo, MemoView};
use super::repair::view::RepairView;
use super::wholesale::view::PoView;
use super::{Channel, Delivery, Kind, draft::Totals};
use crate::bench::JobState;
use crate::channels::view::{WebLineView, WebView};
use crate::contact::{Phone, PostalAddress};
use crate::ids::{
    BenchJobId, CustomerId, EventId, LineId, OrderId, PaymentId, PieceId, PurchaseOrderId,
    VariantId, VendorId,
};
use crate::measures::{Metal, RingSize};
use crate::messages::{MessageChannel, MessageStatus};
use crate::money::Money;
use crate::payments::Method;
use crate::schedule::MilestonePosition;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// An order in a list or on a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub id: OrderId,
    pub number: String,
    pub kind: Kind,
    pub position: Position,
    pub customer: CustomerId,
    pub customer_name: String,
    /// The first line's words, and how many more there are.
    pub title: String,
    pub total: Money,
    pub balance: Money,
    /// What the customer was promised first.
    pub first_promise: NaiveDate,
    /// What is expected now.
    pub estimate: NaiveDate,
    pub created_at: DateTime<FixedOffset>,
    /// Since when it is in its state.
    pub state_since: DateTime<FixedOffset>,
    pub days_in_state: u32,
    /// Whether it is expected later than today allows: past its estimate and not ready.
    pub overdue: bool,
    /// Whether it is expected later than it was promised, and not ready.
    pub late_against_promise: bool,
    /// Whether the customer waits for it.
    #[serde(default)]
    pub rush: bool,
    pub version: i32,
}

/// A line as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineView {
    pub id: LineId,
    pub variant: Option<VariantId>,
    pub sku: Option<String>,
    pub description: String,
    pub quantity: u32,
    pub ring_size: Option<RingSize>,
    pub metal: Option<Metal>,
    pub stone: Option<String>,
    pub engraving: Option<String>,
    pub unit_price: Money,
    pub list_price: Option<Money>,
    pub price_reason: Option<String>,
    pub net: Money,
    pub tax: Money,
    pub vendor: Option<VendorId>,
    pub vendor_name: Option<String>,
    /// What one piece costs: expected until it is received, real after. Only for those who may see it.
    pub unit_cost: Option<Money>,
    /// The piece of stock that is promised to it.
    pub piece: Option<LinePiece>,
    /// Where its piece comes from, once that is settled.
    pub cover: Option<CoverView>,
    /// The work at the bench that makes it.
    #[serde(default)]
    pub job: Option<LineJob>,
    /// What its channel says of it, if it came from one.
    #[serde(default)]
    pub web: WebLineView,
}

/// What makes a piece this piece: term and value of size, metal, stone and engraving.
#[must_use]
pub fn particulars(
    ring_size: Option<RingSize>,
    metal: Option<Metal>,
    stone: Option<&str>,
    engraving: Option<&str>,
) -> Vec<(&'static str, String)> {
    let size = ring_size.map(|size| ("Ring size", size.to_string()));
    let metal = metal.map(|metal| ("Metal", metal.label()));
    let stone = stone.map(|stone| ("Stone", stone.to_owned()));
    let engraving = engraving.map(|text| ("Engraving", format!("“{text}”")));
    [size, metal, stone, engraving]
        .into_iter()
        .flatten()
        .collect()
}

impl LineView {
    /// What makes a piece this piece: size, metal, stone, engraving.
    #[must_use]
    pub fn particulars(&self) -> Vec<(&'static str, String)> {
        let (stone, engraving) = (self.stone.as_deref(), self.engraving.as_deref());
        particulars(self.ring_size, self.metal, stone, engraving)
    }
}

/// Work at the bench for an order's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineJob {
    pub id: BenchJobId,
    pub number: String,
    pub state: JobState,
    /// The day on which it is planned to be finished.
    pub due_on: NaiveDate,
}

/// A piece of stock that an order's line is promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinePiece {
    pub id: PieceId,
    pub serial: String,
    /// Where it lies.
    pub location: Option<String>,
}

/// A payment as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentView {
    pub id: PaymentId,
    /// Below zero for money given back.
    pub amount: Money,
    pub method: Method,
    pub reference: Option<String>,
    pub taken_at: DateTime<FixedOffset>,
    pub taken_by: String,
}

/// Something that happened, as the timeline shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventView {
    pub id: EventId,
    pub at: DateTime<FixedOffset>,
    pub who: String,
    pub headline: String,
    pub detail: Option<String>,
    /// Whether the customer sees it on their page.
    pub visible: bool,
}

/// A message about the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageView {
    pub channel: MessageChannel,
    pub subject: String,
    pub status: MessageStatus,
    pub created_at: DateTime<FixedOffset>,
}

/// Our order to a vendor for these pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseView {
    pub id: PurchaseOrderId,
    pub number: String,
    pub vendor_name: String,
    pub reference: Option<String>,
    pub eta: Option<NaiveDate>,
    pub received: bool,
    pub sent_at: DateTime<FixedOffset>,
}

/// A purchase order as it is printed and sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseDocument {
    pub number: String,
    pub order_id: OrderId,
    pub order_number: String,
    pub sent_on: NaiveDate,
    pub eta: Option<NaiveDate>,
    pub reference: Option<String>,
    pub store: StoreView,
    pub vendor_name: String,
    pub vendor_account: String,
    pub vendor_email: String,
    pub lines: Vec<LineView>,
    /// What all pieces cost. Only for those who may see it.
    pub total: Option<Money>,
}

/// The shop's letterhead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreView {
    pub name: String,
    pub address: PostalAddress,
    pub phone: String,
    pub email: String,
}

impl StoreView {
    /// What stands below the name: address, telephone, e-mail, as far as they are known.
    #[must_use]
    pub fn contact_lines(&self) -> Vec<String> {
        let phone = Phone::parse(&self.phone);
        let phone = phone.map_or_else(|_| self.phone.clone(), |phone| phone.to_string());
        let lines = [self.address.one_line(), phone, self.email.clone()];
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    }
}

/// The customer, as far as the order page shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerView {
    pub id: CustomerId,
    pub name: String,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// How the pieces left the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverView {
    pub received_by: Option<String>,
    pub signature: Option<Signature>,
    pub carrier: Option<String>,
    pub tracking: Option<String>,
    pub at: DateTime<FixedOffset>,
}

/// An order in full, with what the person who looks can do now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    pub id: OrderId,
    pub number: String,
    pub kind: Kind,
    pub channel: Channel,
    pub position: Position,
    pub version: i32,
    pub customer: CustomerView,
    pub store: StoreView,
    pub taken_by: String,
    pub lines: Vec<LineView>,
    pub totals: Totals,
    pub paid: Money,
    pub balance: Money,
    pub schedule: Vec<MilestonePosition>,
    pub payments: Vec<PaymentView>,
    pub first_promise: NaiveDate,
    pub estimate: NaiveDate,
    pub quote_expires: Option<NaiveDate>,
    pub delivery: Delivery,
    pub ship_to: Option<PostalAddress>,
    pub hand_over: Option<HandOverView>,
    pub note: Option<String>,
    pub purchases: Vec<PurchaseView>,
    pub timeline: Vec<EventView>,
    pub messages: Vec<MessageView>,
    pub offers: Vec<Offer>,
    /// What it has beyond every order's, if it came from a channel.
    #[serde(default)]
    pub web: Option<WebView>,
    /// What cancelling now would do with the money.
    pub if_cancelled: Option<Settlement>,
    /// What it has as a repair.
    #[serde(default)]
    pub repair: Option<Box<RepairView>>,
    /// What it has as a memo.
    #[serde(default)]
    pub memo: Option<Box<MemoView>>,
    /// The memo that it was sold from.
    #[serde(default)]
    pub from_memo: Option<FromMemo>,
    /// What it has as a custom order.
    #[serde(default)]
    pub custom: Option<Box<CustomView>>,
    /// What it has as a wholesale order.
    #[serde(default)]
    pub po: Option<Box<PoView>>,
    /// Today in the store, for date fields.
    pub today: NaiveDate,
    pub created_at: DateTime<FixedOffset>,
}
