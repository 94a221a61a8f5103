//! What people fill in at the bench, checked.

use super::{ChargeKind, Hours, JobState, StepDeed};
use crate::codes::coded;
use crate::ids::VendorId;
use crate::ids::{BulkItemId, LineId, LocationId, OrderId, PieceId, RouteId, StaffId, VariantId};
use crate::input::{FieldErrors, optional_text, required_text};
use crate::measures::{Quantity, Unit};
use crate::money::{Currency, Money};
use crate::orders::lifecycle::Position;
use crate::orders::{Action, Kind, Phase, State, ecommerce, special_order};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Work to be done, as typed: for a line of an order, or for stock.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JobDraft {
    pub line: Option<(OrderId, LineId)>,
    /// What is made, where it is for stock. For a line it is the line's words.
    pub title: String,
    /// The catalogue's variant that it is one of, where it is for stock.
    pub variant: Option<VariantId>,
    pub route: Option<RouteId>,
    /// Who does all that is not given to somebody else.
    pub jeweler: Option<StaffId>,
    pub rush: bool,
    /// Empty takes the day on which the bench can be through.
    pub due: Option<NaiveDate>,
    pub note: String,
}

/// Work to be done, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedJob {
    pub route: RouteId,
    /// Only for stock.
    pub title: Option<String>,
    pub note: Option<String>,
}

impl JobDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn check(&self, today: NaiveDate) -> Result<CheckedJob, FieldErrors> {
        let mut errors = FieldErrors::new();
        let route = errors.check("/route", self.route.ok_or("Choose the kind of work."));
        let title = errors
            .check("/title", optional_text(&self.title, 200))
            .flatten();
        if self.line.is_none() && title.is_none() {
            errors.add("/title", "Say what is made.");
        }
        if self.due.is_some_and(|due| due < today) {
            errors.add("/due", "This date is in the past.");
        }
        let note = errors
            .check("/note", optional_text(&self.note, 2_000))
            .flatten();
        match route {
            Some(route) if errors.is_empty() => Ok(CheckedJob { route, title, note }),
            _ => Err(errors),
        }
    }
}

/// Who does a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assignee {
    /// Whoever takes it.
    Anybody,
    Jeweler(StaffId),
    Vendor(VendorId),
}

/// Something that somebody does with a step, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRequest {
    /// The job's version that the person saw; a later one is a conflict.
    pub version: i32,
    pub deed: StepDeed,
    /// How long it took since it was started.
    #[serde(default)]
    pub hours: String,
    /// What the vendor asks for it.
    #[serde(default)]
    pub cost: String,
}

/// What came of a step, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepResult {
    Started,
    Worked(Hours),
    /// A vendor did it.
    Served(Money),
}

impl StepRequest {
    /// Checks what the deed needs of a step that is done here, or `outside`.
    pub fn check(&self, outside: bool, currency: Currency) -> Result<StepResult, FieldErrors> {
        match (self.deed, outside) {
            (StepDeed::Start, _) => Ok(StepResult::Started),
            (StepDeed::PutDown, true) => Ok(StepResult::Worked(Hours::NONE)),
            (StepDeed::Finish, true) => self.served(currency),
            (StepDeed::PutDown | StepDeed::Finish, false) => self.worked(),
        }
    }

    fn worked(&self) -> Result<StepResult, FieldErrors> {
        let hours = if self.hours.trim().is_empty() {
            Err("Enter how long it took.")
        } else {
            Hours::parse(&self.hours)
        };
        hours
            .map(StepResult::Worked)
            .map_err(|wrong| FieldErrors::one("/hours", wrong))
    }

    fn served(&self, currency: Currency) -> Result<StepResult, FieldErrors> {
        let wrong = |message: String| FieldErrors::one("/cost", message);
        if self.cost.trim().is_empty() {
            return Err(wrong("Enter what the vendor asks for it.".into()));
        }
        match Money::parse(&self.cost, currency) {
            Ok(cost) if cost.is_negative() => Err(wrong("A cost can't be below zero.".into())),
            Ok(cost) => Ok(StepResult::Served(cost)),
            Err(error) => Err(wrong(error.to_string())),
        }
    }
}

/// Metal, findings or other goods in bulk for a job, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MetalIssue {
    pub version: i32,
    pub item: Option<BulkItemId>,
    pub from: Option<LocationId>,
    pub quantity: String,
}

/// A stone for a job, by what its label says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoneIssue {
    pub version: i32,
    pub serial: String,
}

/// What is left over and goes back, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum ReturnDraft {
    Metal {
        item: Option<BulkItemId>,
        /// What it is now, such as scrap; empty where it is what it was.
        #[serde(default)]
        into: Option<BulkItemId>,
        to: Option<LocationId>,
        quantity: String,
    },
    Stone {
        piece: Option<PieceId>,
        to: Option<LocationId>,
    },
}

/// What goes back, checked; the quantity is read once its unit is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckedReturn {
    Metal {
        item: BulkItemId,
        into: BulkItemId,
        to: LocationId,
        quantity: String,
    },
    Stone {
        piece: PieceId,
        to: LocationId,
    },
}

impl ReturnDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn check(&self) -> Result<CheckedReturn, FieldErrors> {
        let mut errors = FieldErrors::new();
        let checked = match self {
            Self::Metal {
                item,
                into,
                to,
                quantity,
            } => {
                let item = errors.check("/item", item.ok_or("Choose what goes back."));
                let to = errors.check("/to", to.ok_or("Choose where it goes."));
                item.zip(to).map(|(item, to)| CheckedReturn::Metal {
                    item,
                    into: into.unwrap_or(item),
                    to,
                    quantity: quantity.clone(),
                })
            }
            Self::Stone { piece, to } => {
                let piece = errors.check("/piece", piece.ok_or("Choose the stone."));
                let to = errors.check("/to", to.ok_or("Choose where it goes."));
                piece
                    .zip(to)
                    .map(|(piece, to)| CheckedReturn::Stone { piece, to })
            }
        };
        checked.ok_or(errors)
    }
}

/// Reads how much, which has to be something.
pub(crate) fn some_of(typed: &str, unit: Unit) -> Result<Quantity, String> {
    match Quantity::parse(typed, unit) {
        Ok(quantity) if quantity.is_zero() => Err("Enter how much.".into()),
        Ok(quantity) => Ok(quantity),
        Err(wrong) => Err(wrong.to_string()),
    }
}

impl MetalIssue {
    /// How much is asked for, in the unit of what it is.
    pub fn quantity(&self, unit: Unit) -> Result<Quantity, FieldErrors> {
        some_of(&self.quantity, unit).map_err(|wrong| FieldErrors::one("/quantity", wrong))
    }
}

impl CheckedReturn {
    /// How much goes back, in the unit of what it is.
    pub fn quantity_of(typed: &str, unit: Unit) -> Result<Quantity, FieldErrors> {
        some_of(typed, unit).map_err(|wrong| FieldErrors::one("/quantity", wrong))
    }
}

/// What of something in bulk was lost in the work, as typed; empty is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LossDraft {
    pub item: BulkItemId,
    pub quantity: String,
}

/// A job that is finished, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FinishDraft {
    pub version: i32,
    /// What the piece weighs now, in grams.
    pub weight: String,
    pub losses: Vec<LossDraft>,
    /// Where it is put, if it is for stock.
    pub location: Option<LocationId>,
    pub note: String,
}

/// A job that is finished, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedFinish {
    pub weight: Option<Quantity>,
    pub losses: Vec<(usize, BulkItemId, Quantity)>,
    pub note: Option<String>,
}

impl FinishDraft {
    /// Checks every field; `unit` tells the unit of what is in the job.
    pub fn check(
        &self,
        unit: impl Fn(BulkItemId) -> Option<Unit>,
    ) -> Result<CheckedFinish, FieldErrors> {
        let mut errors = FieldErrors::new();
        let weight = if self.weight.trim().is_empty() {
            None
        } else {
            errors.check("/weight", some_of(&self.weight, Unit::Gram))
        };
        let mut losses = Vec::new();
        for (index, loss) in self.losses.iter().enumerate() {
            if loss.quantity.trim().is_empty() {
                continue;
            }
            let pointer = format!("/losses/{index}/quantity");
            let Some(unit) = unit(loss.item) else {
                errors.add(pointer, "None of this is in the job.");
                continue;
            };
            match errors.check(pointer, Quantity::parse(&loss.quantity, unit)) {
                Some(quantity) if !quantity.is_zero() => losses.push((index, loss.item, quantity)),
                _ => {}
            }
        }
        let note = errors
            .check("/note", optional_text(&self.note, 2_000))
            .flatten();
        if errors.is_empty() {
            Ok(CheckedFinish {
                weight,
                losses,
                note,
            })
        } else {
            Err(errors)
        }
    }
}

coded! {
    /// What becomes of what was put into a job that is stopped.
    pub enum WipFate {
        /// Metal and stones go back to where they came from; the work is written off.
        Return = "return", "Give metal and stones back, write the work off";
        /// The piece as it is becomes stock, at all that it cost.
        Keep = "keep", "Keep the piece as stock";
        WriteOff = "write_off", "Write all of it off";
    }
}

/// A job that is stopped, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopDraft {
    pub version: i32,
    pub fate: WipFate,
    /// Where the piece is put, if it is kept.
    #[serde(default)]
    pub location: Option<LocationId>,
    pub reason: String,
}

impl StopDraft {
    /// Why it is stopped, which somebody will ask.
    pub fn check(&self) -> Result<String, FieldErrors> {
        required_text(&self.reason, 500).map_err(|_| FieldErrors::one("/reason", "Give a reason."))
    }
}

/// Why no work can be done for an order that stands so.
#[must_use]
pub fn bench_refusal(number: &str, position: Position) -> Option<String> {
    if position.held {
        return Some(format!("{number} is on hold. Resume it first."));
    }
    match position.state.phase() {
        Phase::InWork => None,
        Phase::Draft | Phase::Open => {
            let step = match position.state.kind() {
                Kind::Repair | Kind::Custom => Action::StartWork,
                Kind::SpecialOrder | Kind::Ecommerce => Action::MakeAtBench,
                Kind::Memo | Kind::MemoSale => {
                    return Some(format!("{number} is of pieces that are finished."));
                }
                Kind::Wholesale => Action::Allocate,
            };
            let step = step.label();
            Some(format!(
                "{number} is not at the bench yet. Choose “{step}” on the order first."
            ))
        }
        over @ (Phase::Ready | Phase::Out | Phase::Closed | Phase::Cancelled) => {
            Some(format!("{number} is {}.", over.label().to_lowercase()))
        }
    }
}

/// What a line of an order is like, as far as a job for it needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineStand {
    pub quantity: u32,
    pub promised: bool,
    pub bought: bool,
    pub job: Option<JobState>,
}

/// Why no job can be made for a line of an order that stands so.
#[must_use]
pub fn line_refusal(number: &str, position: Position, line: LineStand) -> Option<String> {
    let phase = position.state.phase();
    if position.held {
        Some(format!("{number} is on hold. Resume it first."))
    } else if !matches!(phase, Phase::Draft | Phase::Open) {
        Some(format!(
            "{number} is {}: its pieces are settled.",
            phase.label().to_lowercase()
        ))
    } else if position.state.kind() == Kind::Memo {
        Some(format!("{number} is of pieces that are finished."))
    } else if line.quantity > 1 {
        // So that each line has one cost.
        Some("Pieces are made one to a line. Make a line for each.".into())
    } else if line.job.is_some() {
        Some("This line is made at the bench already.".into())
    } else if line.promised {
        Some("This line is promised a piece of stock. Let it go first.".into())
    } else if line.bought {
        Some("This line has its piece.".into())
    } else {
        None
    }
}

/// Why a job for an order that stands so can't be stopped by itself: nothing else could take its
/// place any more.
#[must_use]
pub fn stop_refusal(number: &str, state: State) -> Option<String> {
    let open = matches!(state.phase(), Phase::Draft | Phase::Open);
    let at_bench = matches!(
        state,
        State::SpecialOrder(special_order::State::AtBench)
            | State::Ecommerce(ecommerce::State::AtBench)
    );
    (!open && !at_bench).then(|| {
        format!(
            "{number} can't have this piece in another way now. Finish it, or cancel the order."
        )
    })
}

impl ChargeKind {
    /// Whether people see it as a line of the job's cost.
    #[must_use]
    pub const fn is_cost(self) -> bool {
        !matches!(self, Self::Finished | Self::Reopened | Self::WrittenOff)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::special_order::State as S;

    #[test]
    fn a_job_says_what_it_lacks() {
        let today = "2026-12-02".parse().unwrap();
        let draft = JobDraft {
            due: Some("2026-12-01".parse().unwrap()),
            ..JobDraft::default()
        };
        let wrong = draft.check(today).unwrap_err();
        let fields: Vec<_> = wrong.iter().map(|(at, _)| at).collect();
        assert_eq!(fields, ["/due", "/route", "/title"]);
    }

    #[test]
    fn a_step_asks_for_hours_here_and_for_cost_outside() {
        let request = |deed, hours: &str, cost: &str| StepRequest {
            version: 1,
            deed,
            hours: hours.into(),
            cost: cost.into(),
        };
        let check = |request: StepRequest, outside| request.check(outside, Currency::USD);
        let nothing = || request(StepDeed::Finish, "", "");
        assert!(check(nothing(), false).unwrap_err().get("/hours").is_some());
        assert!(check(nothing(), true).unwrap_err().get("/cost").is_some());
        let negative = || request(StepDeed::Finish, "-1", "-1");
        assert!(check(negative(), false).is_err() && check(negative(), true).is_err());
        let whole = check(request(StepDeed::PutDown, "1.25", ""), false).unwrap();
        assert_eq!(whole, StepResult::Worked(Hours::of_quarters(5)));
    }

    #[test]
    fn a_loss_is_of_what_is_in_the_job() {
        let known = BulkItemId::generate();
        let loss = |item, quantity: &str| LossDraft {
            item,
            quantity: quantity.into(),
        };
        let draft = FinishDraft {
            weight: "-2".into(),
            losses: vec![
                loss(known, "-1"),
                loss(BulkItemId::generate(), "1"),
                loss(known, ""),
            ],
            ..FinishDraft::default()
        };
        let unit = |item| (item == known).then_some(Unit::Gram);
        let wrong = draft.check(unit).unwrap_err();
        let fields: Vec<_> = wrong.iter().map(|(at, _)| at).collect();
        assert_eq!(
            fields,
            ["/losses/0/quantity", "/losses/1/quantity", "/weight"]
        );
    }

    #[test]
    fn work_waits_until_the_order_is_at_the_bench() {
        let at = |state, held| {
            let position = Position {
                state: State::SpecialOrder(state),
                held,
            };
            bench_refusal("SO-7", position)
        };
        assert_eq!(at(S::AtBench, false), None);
        assert!(at(S::AtBench, true).is_some());
        for not_yet in [S::Quoted, S::DepositDue, S::ToOrder] {
            assert!(at(not_yet, false).unwrap().contains("not at the bench"));
        }
        assert_eq!(at(S::Cancelled, false).unwrap(), "SO-7 is cancelled.");
    }

    #[test]
    fn a_job_is_stopped_while_its_piece_can_be_had_otherwise() {
        let stops = |state| stop_refusal("SO-7", State::SpecialOrder(state)).is_none();
        for state in [S::Quoted, S::DepositDue, S::ToOrder, S::AtBench] {
            assert!(stops(state), "{state}");
        }
        for state in [S::Ordered, S::Received, S::QualityCheck, S::Ready] {
            assert!(!stops(state), "{state}");
        }
    }

    #[test]
    fn one_thing_covers_a_line() {
        let free = LineStand {
            quantity: 1,
            promised: false,
            bought: false,
            job: None,
        };
        let position = Position::at(State::SpecialOrder(S::ToOrder));
        assert_eq!(line_refusal("SO-7", position, free), None);
        for covered in [
            LineStand {
                promised: true,
                ..free
            },
            LineStand {
                bought: true,
                ..free
            },
            LineStand {
                job: Some(JobState::Planned),
                ..free
            },
            LineStand {
                quantity: 2,
                ..free
            },
        ] {
            assert!(
                line_refusal("SO-7", position, covered).is_some(),
                "{covered:?}"
            );
        }
    }
}
