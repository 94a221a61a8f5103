//! Where an order to a vendor stands.

use crate::codes::coded;

coded! {
    /// Where an order to a vendor stands.
    pub enum PurchaseState {
        Draft = "draft", "Draft";
        Sent = "sent", "Sent";
        Confirmed = "confirmed", "Confirmed";
        PartlyReceived = "partly_received", "Partly received";
        Received = "received", "Received";
        Cancelled = "cancelled", "Cancelled";
    }
}

/// What the state follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PurchaseFacts {
    pub sent: bool,
    pub confirmed: bool,
    pub cancelled: bool,
    /// Whether all that was ordered is here, or none of the rest will come.
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
            Self::Received
        } else if facts.some_received {
            Self::PartlyReceived
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
        matches!(self, Self::Sent | Self::Confirmed | Self::PartlyReceived)
    }
}
