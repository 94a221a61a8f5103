//! How a repair is shown, beyond what all orders have.

use super::findings::{Condition, Findings, Item};
use super::take_in::Notify;
use super::tasks::Task;
use crate::codes::coded;
use crate::ids::{LineId, OrderId, PieceId};
use crate::money::Money;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

coded! {
    /// How somebody agreed to a price.
    pub enum ApprovedBy {
        TakeIn = "take_in", "Signed at take-in";
        Signature = "signature", "Signed in the store";
        Phone = "phone", "By phone";
    }
}

/// That somebody agreed to a price. It holds for one revision of the quote and no other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub revision: u32,
    pub total: Money,
    pub way: ApprovedBy,
    /// Who agreed.
    pub name: String,
    /// Who noted it.
    pub noted_by: String,
    pub at: DateTime<FixedOffset>,
}

/// A piece of a repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceView {
    pub line: LineId,
    /// The piece among customers' goods, and its serial.
    pub piece: (PieceId, String),
    pub item: Item,
    pub word: Option<String>,
    pub said: Option<String>,
    pub findings: Findings,
    pub condition: Vec<Condition>,
    pub note: Option<String>,
    pub declared_value: Option<Money>,
    pub tasks: Vec<Task>,
    pub photos: Vec<String>,
}

/// A repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairView {
    pub rush: bool,
    /// Whether the price is firm, not an estimate.
    pub firm: bool,
    pub notify: Notify,
    /// Of the quote: each change of scope makes a new one.
    pub revision: u32,
    /// The newest, of whatever revision.
    pub approval: Option<Approval>,
    /// The repair that this one puts right.
    pub redo_of: Option<(OrderId, String)>,
    pub pieces: Vec<PieceView>,
}

impl RepairView {
    /// Whether the price as it stands was agreed to.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        let approval = self.approval.as_ref();
        approval.is_some_and(|approval| approval.revision == self.revision)
    }
}
