//! The bench: pieces made and changed in the house.
//!
//! - [`Route`] is how a kind of work is done, step by step; [`JobDraft`] is work to be done.
//! - [`JobState`] and [`StepState`] say where it stands; their tables say how it moves.
//! - [`capacity`] finds the day on which work can be finished, and says why.
//! - [`Charge`] is what went into a job or came out of it; [`Cost`] adds them up.
//! - [`view`] is how all of it is shown.

pub mod capacity;
mod costing;
mod draft;
mod hours;
mod jeweler;
mod postpone;
mod route;
mod state;
pub mod view;

pub use costing::{Charge, ChargeKind, Cost, Remaining};
pub use draft::{Assignee, CheckedFinish, CheckedJob, CheckedReturn, FinishDraft, JobDraft};
pub use draft::{LineStand, StopDraft, WipFate, bench_refusal, line_refusal, stop_refusal};
pub use draft::{LossDraft, MetalIssue, ReturnDraft, StepRequest, StepResult, StoneIssue};
pub use hours::Hours;
pub use jeweler::{CheckedJeweler, JewelerDraft, JewelerView};
pub use postpone::PostponeDraft;
pub use route::{CheckedRoute, Route, RouteDraft, RouteStep, RouteStepDraft};
pub use state::turn_refusal;
pub use state::{JOB_TABLE, JobDeed, JobState, STEP_TABLE, StepDeed, StepKind, StepState};
