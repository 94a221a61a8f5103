//! How memos in are shown.

use crate::codes::coded;
use crate::ids::{MemoInId, PieceId, VendorId};
use crate::money::Money;
use crate::orders::act::Signature;
use crate::stock::PieceState;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

coded! {
    /// What became of a piece that was lent to us.
    pub enum LentState {
        Here = "here", "Here";
        Out = "out", "Out on memo";
        Missing = "missing", "Missing";
        /// Its vendor is owed for it.
        Owed = "owed", "Sold, to be paid";
        Paid = "paid", "Paid";
        Returned = "returned", "Given back";
    }
}

impl LentState {
    /// What became of a piece that stands so.
    #[must_use]
    pub const fn of(state: PieceState, returned: bool, paid: bool) -> Self {
        match state {
            _ if paid => Self::Paid,
            _ if returned => Self::Returned,
            PieceState::Here => Self::Here,
            PieceState::OnMemo => Self::Out,
            PieceState::Missing => Self::Missing,
            PieceState::Returned => Self::Returned,
            // Sold, or set into something of ours: gone, and owed for.
            PieceState::Sold | PieceState::Set | PieceState::Scrapped => Self::Owed,
        }
    }

    /// Whether something is still to be done about it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Paid | Self::Returned)
    }
}

/// A piece that was lent to us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoInLine {
    pub piece: PieceId,
    pub serial: String,
    pub name: String,
    pub vendor_style: Option<String>,
    /// Only for those who may see cost.
    pub cost: Option<Money>,
    pub price: Option<Money>,
    pub state: LentState,
    /// Where it lies.
    pub location: Option<String>,
    /// The order that it is promised to, or was sold by.
    pub order: Option<(crate::ids::OrderId, String)>,
}

/// That pieces went back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoInReturn {
    pub at: DateTime<FixedOffset>,
    pub by: String,
    pub received_by: String,
    pub signature: Signature,
    pub serials: Vec<String>,
}

/// That the vendor was paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoInSettled {
    pub at: DateTime<FixedOffset>,
    pub by: String,
    pub reference: String,
    pub amount: Money,
}

/// A memo in with everything about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoInView {
    pub id: MemoInId,
    pub number: String,
    pub version: i32,
    pub vendor: (VendorId, String),
    pub reference: String,
    pub conditions: Option<String>,
    pub received_on: NaiveDate,
    pub due: NaiveDate,
    pub overdue: bool,
    pub taken_by: String,
    pub lines: Vec<MemoInLine>,
    /// What the vendor is owed now. Only for those who may see cost.
    pub owed: Option<Money>,
    pub returns: Vec<MemoInReturn>,
    pub settled: Vec<MemoInSettled>,
}

coded! {
    /// Which memos in to list.
    pub enum MemoInLook {
        /// Something of it is here or owed for; the first due first.
        Open = "open", "Open";
        Overdue = "overdue", "Overdue";
        Owed = "owed", "To be paid";
        All = "all", "All";
    }
}

/// Which memos in to list, page by page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoInFilter {
    pub look: MemoInLook,
    pub vendor: Option<VendorId>,
    /// Where the page before ended.
    pub after: Option<String>,
}

impl Default for MemoInFilter {
    fn default() -> Self {
        Self {
            look: MemoInLook::Open,
            vendor: None,
            after: None,
        }
    }
}

/// A memo in in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoInSummary {
    pub id: MemoInId,
    pub number: String,
    pub vendor: (VendorId, String),
    pub reference: String,
    pub received_on: NaiveDate,
    pub due: NaiveDate,
    pub overdue: bool,
    /// How many pieces it is of, are with us still, and are owed for.
    pub pieces: u32,
    pub here: u32,
    pub sold: u32,
    /// What the vendor is owed now, and what is with us comes to. Only for those who may see cost.
    pub owed: Option<Money>,
    pub lent: Option<Money>,
}
