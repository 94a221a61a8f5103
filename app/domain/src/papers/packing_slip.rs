//! What lies in the parcel: in the shop's name, whoever packs it. It has no place for a vendor, a
//! price or a cost.

use crate::contact::PostalAddress;
use crate::orders::view::{Detail, LineView, StoreView};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What stands on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackingSlip {
    pub store: StoreView,
    /// The customer's order.
    pub number: String,
    pub date: NaiveDate,
    pub customer: String,
    pub ship_to: PostalAddress,
    pub lines: Vec<PackingLine>,
}

/// A line of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackingLine {
    pub description: String,
    /// What makes it this piece and no other: term and value.
    pub particulars: Vec<(String, String)>,
    pub quantity: u32,
}

impl PackingSlip {
    /// Of an order that has an address.
    #[must_use]
    pub fn of(order: Detail) -> Option<Self> {
        let sent = order.lines.into_iter().filter(|line| !line.web.off);
        Some(Self {
            ship_to: order.ship_to?,
            store: order.store,
            number: order.number,
            date: order.today,
            customer: order.customer.name,
            lines: sent.map(Into::into).collect(),
        })
    }
}

impl From<LineView> for PackingLine {
    fn from(line: LineView) -> Self {
        let particulars = line.particulars().into_iter();
        Self {
            particulars: particulars
                .map(|(term, value)| (term.to_owned(), value))
                .collect(),
            description: line.description,
            quantity: line.quantity,
        }
    }
}
