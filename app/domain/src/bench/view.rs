//! How the bench is shown.

use super::capacity::Bench;
use super::{Cost, Hours, JewelerView, JobState, Route, StepKind, StepState};
use crate::ids::{
    BenchJobId, BenchStepId, BulkItemId, ChargeId, OrderId, PieceId, StaffId, VendorId,
};
use crate::measures::{Metal, Quantity, RingSize};
use crate::money::Money;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::ChargeKind;

/// What capture needs to plan work at the bench by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenchTerms {
    pub routes: Vec<Route>,
    pub bench: Bench,
}

/// Who does a step, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doer {
    Anybody,
    Jeweler { staff: StaffId, name: String },
    Vendor { vendor: VendorId, name: String },
}

impl Doer {
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Anybody => "Anybody",
            Self::Jeweler { name, .. } | Self::Vendor { name, .. } => name,
        }
    }
}

/// The step that a job is at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrentStep {
    pub id: BenchStepId,
    pub kind: StepKind,
    pub state: StepState,
    pub doer: Doer,
    pub planned: Hours,
    pub due_on: NaiveDate,
    pub days_in_step: u32,
}

/// A job in a queue or on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobCard {
    pub id: BenchJobId,
    pub number: String,
    pub title: String,
    /// The order that it is for, and its customer; none for stock.
    pub order: Option<(OrderId, String)>,
    pub customer: Option<String>,
    pub state: JobState,
    pub rush: bool,
    pub due_on: NaiveDate,
    pub late: bool,
    /// Whether work may be done on it: its order is at the bench and not on hold.
    pub released: bool,
    /// None once all steps are done.
    pub step: Option<CurrentStep>,
    pub steps_done: u32,
    pub steps: u32,
    pub version: i32,
}

/// All open jobs of a shop, rush first, then by the day they are due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenchBoard {
    pub today: NaiveDate,
    /// Who has a queue.
    pub jewelers: Vec<(StaffId, String)>,
    pub jobs: Vec<JobCard>,
}

/// A step in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    pub id: BenchStepId,
    pub kind: StepKind,
    pub state: StepState,
    pub doer: Doer,
    pub planned: Hours,
    pub worked: Hours,
    pub due_on: NaiveDate,
}

/// Something that went into a job, or came out of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargeView {
    pub id: ChargeId,
    pub at: DateTime<FixedOffset>,
    pub who: String,
    pub kind: ChargeKind,
    /// What of it: grams of a metal, a stone's serial, a step's hours.
    pub what: String,
    /// Only for those who may see cost.
    pub amount: Option<Money>,
}

/// What is in a job of something in bulk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaterialView {
    pub item: BulkItemId,
    pub name: String,
    pub quantity: Quantity,
}

/// What the bench ticket says of the piece.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceSpec {
    pub ring_size: Option<RingSize>,
    pub metal: Option<Metal>,
    pub stone: Option<String>,
    pub engraving: Option<String>,
}

/// A job in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobDetail {
    pub card: JobCard,
    pub store_name: String,
    pub spec: PieceSpec,
    pub steps: Vec<StepView>,
    pub materials: Vec<MaterialView>,
    pub stones: Vec<(PieceId, String)>,
    pub charges: Vec<ChargeView>,
    /// Only for those who may see cost.
    pub cost: Option<Cost>,
    pub note: Option<String>,
    pub weight: Option<Quantity>,
    pub result_note: Option<String>,
    pub photos: Vec<String>,
    /// What the piece became, if it was made for stock or kept.
    pub piece: Option<(PieceId, String)>,
    /// Why no work can be done on it now.
    pub blocked: Option<String>,
    pub created_on: NaiveDate,
    pub ended_on: Option<NaiveDate>,
}

/// The calendar of capacity: how the bench is planned, and whose hours are whose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapacityView {
    pub bench: Bench,
    /// All who have hours at the bench, and all jewelers who have none yet.
    pub jewelers: Vec<JewelerView>,
}
