//! How a custom order is shown, beyond what all orders have.

use super::estimate::{Estimate, Part, Specification};
use super::goods::{GoodsFate, GoodsKind};
use super::inquiry::Brief;
use super::rounds::{RoundFile, Verdict};
use crate::ids::PieceId;
use crate::money::Money;
use crate::orders::repair::view::ApprovedBy;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// A revision of the estimate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EstimateView {
    pub number: u32,
    pub specification: Specification,
    /// What the parts are sold for.
    pub parts: Vec<Part>,
    /// Without tax, and with.
    pub price: Money,
    pub total: Money,
    /// The last day on which the price holds.
    pub expires: NaiveDate,
    /// Why it changed.
    pub reason: Option<String>,
    pub by: String,
    pub at: DateTime<FixedOffset>,
    /// All that it was reckoned from. Only for those who may see cost.
    pub estimate: Option<Box<Estimate>>,
    pub cost: Option<Money>,
}

/// A round of the design, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundView {
    pub number: u32,
    pub note: Option<String>,
    pub files: Vec<RoundFile>,
    /// Whether its pictures are on the customer's page.
    pub public: bool,
    /// What it cost the customer.
    pub fee: Money,
    pub by: String,
    pub at: DateTime<FixedOffset>,
}

/// What somebody said of a revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerView {
    pub revision: u32,
    /// The round that was looked at, if one was.
    pub round: Option<u32>,
    pub verdict: Verdict,
    /// What the piece came to.
    pub total: Money,
    pub way: ApprovedBy,
    pub name: String,
    pub wishes: Option<String>,
    pub noted_by: String,
    pub at: DateTime<FixedOffset>,
    /// The hash that it is bound to.
    pub binding: String,
}

/// Something of the customer's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoodsView {
    pub piece: PieceId,
    pub serial: String,
    pub kind: GoodsKind,
    pub words: String,
    pub weight: Option<String>,
    pub declared_value: Option<Money>,
    pub fate: GoodsFate,
    pub photos: Vec<String>,
}

/// What the shop answers for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warranty {
    pub months: u16,
    pub words: String,
    /// The last day of it, once the piece was handed over.
    pub until: Option<NaiveDate>,
}

/// A custom order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomView {
    pub brief: Brief,
    /// What the customer is asked about: each round and each change of price makes a new one.
    pub revision: u32,
    /// Newest first.
    pub estimates: Vec<EstimateView>,
    /// Newest first.
    pub rounds: Vec<RoundView>,
    /// Newest first.
    pub answers: Vec<AnswerView>,
    /// Whether the newest revision was approved, and is still what was approved.
    pub approved: bool,
    pub included_rounds: u16,
    /// What the next round would cost.
    pub next_fee: Money,
    /// What was charged for rounds so far.
    pub charged: Money,
    pub goods: Vec<GoodsView>,
    pub final_photos: Vec<String>,
    /// Whether there is no being ready without them.
    pub wants_final_photos: bool,
    pub warranty: Option<Warranty>,
    /// Whether the customer sees what each part comes to.
    pub shows_parts: bool,
}

impl CustomView {
    /// The estimate as it stands.
    #[must_use]
    pub fn estimate(&self) -> Option<&EstimateView> {
        self.estimates.first()
    }

    /// What was said last.
    #[must_use]
    pub fn answer(&self) -> Option<&AnswerView> {
        self.answers.first()
    }
}
