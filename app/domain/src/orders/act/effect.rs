//! What steps do, once checked.

use super::Signature;
use crate::bench::WipFate;
use crate::contact::PostalAddress;
use crate::ids::{LineId, LocationId, PurchaseOrderId, VendorId};
use crate::money::Money;
use crate::orders::{custom, memo, repair, wholesale};
use crate::purchasing::PurchaseKind;
use chrono::NaiveDate;

/// What a step does beyond moving the order, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Nothing more.
    Nothing,
    /// For the history.
    Reason(String),
    /// The customer accepted: what was promised for the time of the quote is promised for good.
    AcceptQuote,
    /// The promised pieces leave stock for the order.
    TakeFromStock,
    /// The pieces go back to where they came from.
    SendBack { reason: String },
    Cancel {
        reason: String,
        work: WipFate,
        work_to: Option<LocationId>,
    },
    /// The jobs that are planned may be worked on.
    MakeAtBench,
    /// An order to each vendor who supplies some of the pieces.
    PlaceWithVendors(Vec<VendorOrder>),
    /// The vendor sends it to the customer.
    DropShip {
        order: VendorOrder,
        ship_to: Option<PostalAddress>,
    },
    /// The vendor may let go of it.
    Release,
    /// It left the vendor's house, each piece at what it really cost.
    VendorShips {
        carrier: String,
        tracking: String,
        costs: Vec<(LineId, Money)>,
    },
    /// The vendor's date.
    Eta {
        eta: NaiveDate,
        /// Of one order to a vendor, or of all that are under way.
        purchase: Option<PurchaseOrderId>,
        reason: Option<String>,
    },
    /// Pieces in the house, each at what it really cost.
    Receive { costs: Vec<(LineId, Money)> },
    PickUp {
        received_by: String,
        signature: Signature,
    },
    Ship {
        carrier: String,
        tracking: String,
        ship_to: Option<PostalAddress>,
    },
    /// What only a repair does.
    Repair(repair::steps::Effect),
    /// What only a memo does.
    Memo(memo::steps::Effect),
    /// What was sold from a memo is not: its pieces are put somewhere, or are out on memo again.
    ReverseSale {
        reason: String,
        to: Option<LocationId>,
    },
    /// What only a custom order does.
    Custom(custom::steps::Effect),
    /// What only a wholesale order does.
    Wholesale(wholesale::steps::Effect),
    /// Pieces that the customer sent back are put somewhere.
    TakeBack { back: Vec<LineId>, to: LocationId },
}

/// What is ordered from a vendor for the lines of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VendorOrder {
    pub kind: PurchaseKind,
    pub vendor: VendorId,
    pub eta: Option<NaiveDate>,
    /// The vendor's own number for it.
    pub reference: Option<String>,
    /// What one piece of each line costs.
    pub costs: Vec<(LineId, Money)>,
}
