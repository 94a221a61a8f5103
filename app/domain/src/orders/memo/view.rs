//! How a memo is shown, beyond what all orders have; and memos in a list.

use super::State;
use crate::codes::coded;
use crate::ids::{CustomerId, LineId, OrderId, PieceId};
use crate::money::Money;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

coded! {
    /// Who pays for a piece that is lost while it is out, and insures it.
    pub enum Bearer {
        Customer = "customer", "The customer";
        House = "house", "The shop";
    }
}

coded! {
    /// What became of a piece of a memo.
    pub enum LineState {
        Requested = "requested", "Put aside";
        Out = "out", "With the customer";
        Returned = "returned", "Came back";
        Sold = "sold", "Sold";
        Lost = "lost", "Lost";
    }
}

/// A piece of a memo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoLineView {
    pub line: LineId,
    pub piece: (PieceId, String),
    pub description: String,
    /// What it is worth.
    pub value: Money,
    pub state: LineState,
    pub due: NaiveDate,
    /// Whether it is out past its day.
    pub overdue: bool,
    /// The order by which it was sold or charged.
    pub sale: Option<(OrderId, String)>,
    pub photo: Option<String>,
}

/// The memo that an order was sold from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromMemo {
    pub memo: OrderId,
    pub number: String,
    /// Whether what was sold was lost, and charged at its value.
    pub lost: bool,
}

/// A memo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoView {
    pub bearer: Bearer,
    /// What stands on its paper above the signature.
    pub conditions: String,
    pub lines: Vec<MemoLineView>,
    /// What all of it is worth, and what of it is out.
    pub value: Money,
    pub value_out: Money,
    /// For how long it has been out.
    pub days_out: Option<u32>,
    /// After how many days the customer was reminded last.
    pub reminded: Option<u16>,
}

impl MemoView {
    /// The pieces that are with the customer.
    pub fn out(&self) -> impl Iterator<Item = &MemoLineView> {
        let out = |line: &&MemoLineView| line.state == LineState::Out;
        self.lines.iter().filter(out)
    }
}

coded! {
    /// Which memos to list.
    pub enum Look {
        /// The first to come back first.
        Out = "out", "Out";
        Overdue = "overdue", "Overdue";
        Requested = "requested", "Requested";
        /// The newest first.
        All = "all", "All";
    }
}

/// Which memos to list, page by page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoFilter {
    pub look: Look,
    pub customer: Option<CustomerId>,
    /// A memo's number, or a part of the customer's name.
    pub text: String,
    /// Where the page before ended.
    pub after: Option<String>,
}

impl Default for MemoFilter {
    fn default() -> Self {
        Self {
            look: Look::Out,
            customer: None,
            text: String::new(),
            after: None,
        }
    }
}

/// A memo in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoSummary {
    pub id: OrderId,
    pub number: String,
    pub state: State,
    pub customer: (CustomerId, String),
    pub title: String,
    /// How many pieces are out, and how many it is of.
    pub pieces_out: u32,
    pub pieces: u32,
    pub value: Money,
    pub value_out: Money,
    pub since: Option<DateTime<FixedOffset>>,
    pub days_out: Option<u32>,
    pub due: NaiveDate,
    pub overdue: bool,
    /// The reminder that was reached, of so many.
    pub reminder: Option<u16>,
}

/// What is out in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoStanding {
    pub memos: u32,
    pub pieces: u32,
    pub value: Money,
    pub overdue: u32,
    pub overdue_value: Money,
    pub insured: Option<Money>,
}
