//! An order to a vendor on paper, whatever it is bought for.

use crate::money::Money;
use crate::orders::view::{LineView, PurchaseDocument, StoreView};
use crate::purchasing::{PurchaseDetail, PurchaseLineView};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What stands on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseOrderPaper {
    pub store: StoreView,
    pub number: String,
    /// When it was sent, or written.
    pub date: NaiveDate,
    pub vendor_name: String,
    /// What we are called in the vendor's books; empty where we don't know.
    pub vendor_account: String,
    /// By which numbers both sides find it: term and number.
    pub references: Vec<(String, String)>,
    pub eta: Option<NaiveDate>,
    pub lines: Vec<PurchaseOrderLine>,
    /// Only for those who may see cost.
    pub total: Option<Money>,
    pub note: Option<String>,
}

/// A line of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseOrderLine {
    pub description: String,
    /// What makes it this piece and no other: term and value.
    pub particulars: Vec<(String, String)>,
    /// What the vendor calls it.
    pub vendor_style: Option<String>,
    pub quantity: u32,
    pub unit_cost: Option<Money>,
}

impl PurchaseOrderPaper {
    /// The numbers by which the vendor finds us and it.
    pub fn all_references(&self) -> impl Iterator<Item = (&str, &str)> {
        let account = (!self.vendor_account.is_empty())
            .then_some(("Our account", self.vendor_account.as_str()));
        let others = self.references.iter();
        account
            .into_iter()
            .chain(others.map(|(term, number)| (term.as_str(), number.as_str())))
    }
}

impl From<PurchaseDetail> for PurchaseOrderPaper {
    /// Whatever it is for.
    fn from(purchase: PurchaseDetail) -> Self {
        let theirs = purchase
            .reference
            .map(|number| ("Your number".to_owned(), number));
        let ours = purchase
            .order
            .map(|(_, number)| ("For our order".to_owned(), number));
        Self {
            store: purchase.store,
            number: purchase.number,
            date: purchase.sent_on.unwrap_or(purchase.created_on),
            vendor_name: purchase.vendor_name,
            vendor_account: purchase.vendor_account,
            references: theirs.into_iter().chain(ours).collect(),
            eta: purchase.eta,
            lines: purchase.lines.into_iter().map(Into::into).collect(),
            total: purchase.total,
            note: purchase.note,
        }
    }
}

impl From<PurchaseDocument> for PurchaseOrderPaper {
    /// An order of a customer's pieces.
    fn from(purchase: PurchaseDocument) -> Self {
        let theirs = purchase
            .reference
            .map(|number| ("Your number".to_owned(), number));
        let ours = ("For our order".to_owned(), purchase.order_number);
        Self {
            store: purchase.store,
            number: purchase.number,
            date: purchase.sent_on,
            vendor_name: purchase.vendor_name,
            vendor_account: purchase.vendor_account,
            references: theirs.into_iter().chain([ours]).collect(),
            eta: purchase.eta,
            lines: purchase.lines.into_iter().map(Into::into).collect(),
            total: purchase.total,
            note: None,
        }
    }
}

impl From<PurchaseLineView> for PurchaseOrderLine {
    fn from(line: PurchaseLineView) -> Self {
        Self {
            description: line.description,
            particulars: line.particulars,
            vendor_style: line.vendor_style,
            quantity: line.quantity,
            unit_cost: line.unit_cost,
        }
    }
}

impl From<LineView> for PurchaseOrderLine {
    fn from(line: LineView) -> Self {
        let particulars = line.particulars().into_iter();
        Self {
            particulars: particulars
                .map(|(term, value)| (term.to_owned(), value))
                .collect(),
            description: line.description,
            vendor_style: line.sku,
            quantity: line.quantity,
            unit_cost: line.unit_cost,
        }
    }
}
