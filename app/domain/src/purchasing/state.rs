//! Where an order to a vendor stands.

use super::PurchaseKind;
use crate::codes::coded;

coded! {
    /// Where an order to a vendor stands.
    pub enum PurchaseState {
        Draft = "draft", "Draft";
        Sent = "sent", "Sent";
        Confirmed = "confirmed", "Confirmed";
        /// The vendor may send it to the customer.
        Released = "released", "Told to ship";
        PartlyReceived = "partly_received", "Partly received";
        Received = "received", "Received";
        /// It is on its way from the vendor to the customer.
        Shipped = "shipped", "Shipped";
        Cancelled = "cancelled", "Cancelled";
    }
}

/// What the state follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PurchaseFacts {
    pub kind: PurchaseKind,
    pub sent: bool,
    pub confirmed: bool,
    /// Whether the vendor was told to ship it to the customer.
    pub released: bool,
    pub cancelled: bool,
    /// Whether all that was ordered is here (or under way to the customer), or none of the rest
    /// will come.
    pub complete: bool,
    /// Whether anything is here.
    pub some_received: bool,
}

impl PurchaseState {
    /// Where an order stands, from what happened to it.
    #[must_use]
    pub const fn of(facts: PurchaseFacts) -> Self {
        if facts.cancelled {
            Self::Cancelled
        } else if facts.complete {
            match facts.kind {
                PurchaseKind::DropShip => Self::Shipped,
                _ => Self::Received,
            }
        } else if facts.some_received {
            Self::PartlyReceived
        } else if facts.released {
            Self::Released
        } else if facts.confirmed {
            Self::Confirmed
        } else if facts.sent {
            Self::Sent
        } else {
            Self::Draft
        }
    }

    /// Whether something is still to come.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Sent | Self::Confirmed | Self::Released | Self::PartlyReceived
        )
    }

    /// Whether all of it came or went to its customer, so that the vendor's bill can be matched.
    #[must_use]
    pub const fn is_complete(self) -> bool {
        matches!(self, Self::Received | Self::Shipped)
    }
}
