//! Messages to customers: by what channel, and what became of them.

use crate::codes::coded;
use crate::ids::{JobId, MessageId, OrderId, PurchaseOrderId};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

coded! {
    /// By what way a message goes.
    pub enum MessageChannel {
        Email = "email", "E-mail";
    }
}

coded! {
    /// What became of a message.
    pub enum MessageStatus {
        /// Written, waiting to go.
        Queued = "queued", "Waiting";
        /// Handed to the mail server.
        Sent = "sent", "Sent";
        /// Kept only: no provider is set up.
        NotSent = "not_sent", "Not sent: no provider";
        /// Kept only: there is no address, or the customer has no wish to be told.
        Unreachable = "unreachable", "Not sent: no address or consent";
        /// Given up after several tries.
        Failed = "failed", "Failed";
    }
}

impl MessageStatus {
    /// Whether staff may have it sent after all. What went out never goes again.
    #[must_use]
    pub const fn may_be_sent_again(self) -> bool {
        matches!(self, Self::NotSent | Self::Unreachable | Self::Failed)
    }
}

coded! {
    /// What a vendor is written to about.
    pub enum VendorLetter {
        /// Our order, attached.
        Order = "order", "Purchase order";
        /// That it may be shipped to the customer, with the packing slip attached.
        Release = "release", "Release to ship";
    }
}

/// What a message is about: a customer's order, or ours to a vendor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    Order(OrderId),
    Purchase(PurchaseOrderId),
}

/// Which messages to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    pub status: Option<MessageStatus>,
    /// Where the page before ended.
    pub after: Option<String>,
}

/// A message in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageRow {
    pub id: MessageId,
    pub about: About,
    /// The order's number.
    pub number: String,
    /// The customer, or the vendor.
    pub to_name: String,
    pub channel: MessageChannel,
    /// Empty where there is none.
    pub recipient: String,
    pub subject: String,
    pub status: MessageStatus,
    /// What went wrong, where something did.
    pub trouble: Option<String>,
    /// On the store's clock.
    pub created_at: DateTime<FixedOffset>,
}

/// A message with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageText {
    pub row: MessageRow,
    pub text: String,
}

/// Work for a customer that was given up after many tries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenUp {
    pub job: JobId,
    pub order: Option<OrderId>,
    pub order_number: Option<String>,
    pub attempts: u32,
    pub at: DateTime<FixedOffset>,
}
