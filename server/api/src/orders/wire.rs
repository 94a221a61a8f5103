//! Orders as programs see them. Apart from the screens' view, which may change with a screen:
//! what stands here is promised.

use crate::shapes::Size;
use chrono::{DateTime, FixedOffset, NaiveDate};
use domain::channels::SalesChannel;
use domain::channels::answer::ParkedNote;
use domain::channels::inbound::Property;
use domain::channels::reckon::Charge;
use domain::channels::view::WebView;
use domain::contact::PostalAddress;
use domain::ids::{CustomerId, LineId, OrderId, VariantId, VendorId};
use domain::measures::Metal;
use domain::money::Money;
use domain::orders::cancellation::Settlement;
use domain::orders::draft::Totals;
use domain::orders::lifecycle::{Offer, Position};
use domain::orders::requests::Acted;
use domain::orders::view::{
    CustomerView, Detail, EventView, HandOverView, LineView, PaymentView, PurchaseView, Summary,
};
use domain::orders::{Channel, Delivery, Kind, Phase};
use domain::schedule::MilestonePosition;
use serde::Serialize;

/// Where an order stands.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Standing {
    state: &'static str,
    phase: Phase,
    held: bool,
}

impl From<Position> for Standing {
    fn from(position: Position) -> Self {
        let Position { state, held } = position;
        Self {
            state: state.code(),
            phase: state.phase(),
            held,
        }
    }
}

/// A step that was taken.
#[derive(Debug, Serialize)]
pub(super) struct Moved {
    version: i32,
    #[serde(flatten)]
    standing: Standing,
}

impl From<Acted> for Moved {
    fn from(acted: Acted) -> Self {
        Self {
            version: acted.version,
            standing: acted.position.into(),
        }
    }
}

/// An order in a list.
#[derive(Debug, Serialize)]
pub(super) struct OrderSummary {
    id: OrderId,
    number: String,
    kind: Kind,
    #[serde(flatten)]
    standing: Standing,
    version: i32,
    customer: CustomerId,
    customer_name: String,
    title: String,
    total: Money,
    balance: Money,
    first_promise: NaiveDate,
    estimate: NaiveDate,
    overdue: bool,
    state_since: DateTime<FixedOffset>,
    created_at: DateTime<FixedOffset>,
}

impl From<Summary> for OrderSummary {
    fn from(order: Summary) -> Self {
        Self {
            id: order.id,
            number: order.number,
            kind: order.kind,
            standing: order.position.into(),
            version: order.version,
            customer: order.customer,
            customer_name: order.customer_name,
            title: order.title,
            total: order.total,
            balance: order.balance,
            first_promise: order.first_promise,
            estimate: order.estimate,
            overdue: order.overdue,
            state_since: order.state_since,
            created_at: order.created_at,
        }
    }
}

/// An order in full.
#[derive(Debug, Serialize)]
pub(super) struct Order {
    id: OrderId,
    number: String,
    kind: Kind,
    channel: Channel,
    #[serde(flatten)]
    standing: Standing,
    version: i32,
    customer: CustomerView,
    taken_by: String,
    lines: Vec<Line>,
    totals: Totals,
    paid: Money,
    balance: Money,
    schedule: Vec<MilestonePosition>,
    payments: Vec<PaymentView>,
    first_promise: NaiveDate,
    estimate: NaiveDate,
    quote_expires: Option<NaiveDate>,
    delivery: Delivery,
    ship_to: Option<PostalAddress>,
    hand_over: Option<HandOver>,
    note: Option<String>,
    purchases: Vec<PurchaseView>,
    timeline: Vec<EventView>,
    actions: Vec<Offer>,
    if_cancelled: Option<Settlement>,
    web: Option<Web>,
    created_at: DateTime<FixedOffset>,
}

impl From<Detail> for Order {
    fn from(order: Detail) -> Self {
        Self {
            id: order.id,
            number: order.number,
            kind: order.kind,
            channel: order.channel,
            standing: order.position.into(),
            version: order.version,
            customer: order.customer,
            taken_by: order.taken_by,
            lines: order.lines.into_iter().map(Into::into).collect(),
            totals: order.totals,
            paid: order.paid,
            balance: order.balance,
            schedule: order.schedule,
            payments: order.payments,
            first_promise: order.first_promise,
            estimate: order.estimate,
            quote_expires: order.quote_expires,
            delivery: order.delivery,
            ship_to: order.ship_to,
            hand_over: order.hand_over.map(Into::into),
            note: order.note,
            purchases: order.purchases,
            timeline: order.timeline,
            actions: order.offers,
            if_cancelled: order.if_cancelled,
            web: order.web.map(Into::into),
            created_at: order.created_at,
        }
    }
}

/// Where an order came from that we did not take, and what belongs to its total.
#[derive(Debug, Serialize)]
struct Web {
    channel: SalesChannel,
    external_id: String,
    external_number: Option<String>,
    gift_message: Option<String>,
    charges: Vec<Charge>,
    parked: Vec<ParkedNote>,
}

impl From<WebView> for Web {
    fn from(web: WebView) -> Self {
        let parked = web.parked.into_iter().map(|parked| ParkedNote {
            kind: parked.kind,
            message: parked.message,
        });
        Self {
            channel: web.channel,
            external_id: web.external_id,
            external_number: web.external_number,
            gift_message: web.gift_message,
            charges: web.charges,
            parked: parked.collect(),
        }
    }
}

/// A line. What a piece costs the shop is not in it.
#[derive(Debug, Serialize)]
struct Line {
    id: LineId,
    variant: Option<VariantId>,
    sku: Option<String>,
    description: String,
    quantity: u32,
    ring_size: Option<Size>,
    metal: Option<Metal>,
    stone: Option<String>,
    engraving: Option<String>,
    unit_price: Money,
    list_price: Option<Money>,
    price_reason: Option<String>,
    discount: Option<Money>,
    properties: Vec<Property>,
    returned: u32,
    refunded: u32,
    net: Money,
    tax: Money,
    vendor: Option<VendorId>,
    vendor_name: Option<String>,
}

impl From<LineView> for Line {
    fn from(line: LineView) -> Self {
        Self {
            id: line.id,
            variant: line.variant,
            sku: line.sku,
            description: line.description,
            quantity: line.quantity,
            ring_size: line.ring_size.map(Into::into),
            metal: line.metal,
            stone: line.stone,
            engraving: line.engraving,
            unit_price: line.unit_price,
            list_price: line.list_price,
            price_reason: line.price_reason,
            discount: line.web.discount,
            properties: line.web.properties,
            returned: line.web.returned,
            refunded: line.web.refunded,
            net: line.net,
            tax: line.tax,
            vendor: line.vendor,
            vendor_name: line.vendor_name,
        }
    }
}

/// How the pieces left the house. The signature stays with the shop.
#[derive(Debug, Serialize)]
struct HandOver {
    received_by: Option<String>,
    carrier: Option<String>,
    tracking: Option<String>,
    at: DateTime<FixedOffset>,
}

impl From<HandOverView> for HandOver {
    fn from(hand_over: HandOverView) -> Self {
        Self {
            received_by: hand_over.received_by,
            carrier: hand_over.carrier,
            tracking: hand_over.tracking,
            at: hand_over.at,
        }
    }
}
