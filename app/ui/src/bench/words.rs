//! How the bench is spoken of on screens.

use crate::components::Tone;
use chrono::NaiveDate;
use domain::bench::view::JobCard;
use domain::bench::{JobState, StepState};

/// The colour of a job.
pub(super) const fn tone(state: JobState) -> Tone {
    match state {
        JobState::Planned => Tone::Neutral,
        JobState::InWork => Tone::Info,
        JobState::Finished => Tone::Success,
        JobState::Stopped => Tone::Danger,
    }
}

/// The colour of a step.
pub(super) const fn step_tone(state: StepState) -> Tone {
    match state {
        StepState::Waiting => Tone::Neutral,
        StepState::InWork => Tone::Info,
        StepState::Done => Tone::Success,
    }
}

/// A day in a list: `Fri 4 Dec`.
pub(super) fn short_day(date: NaiveDate) -> String {
    date.format("%a %-d %b").to_string()
}

/// Whose the piece is: the order and its customer, or stock.
pub(super) fn whose(card: &JobCard) -> String {
    match (&card.order, &card.customer) {
        (Some((_, number)), Some(customer)) => format!("{customer} · {number}"),
        (Some((_, number)), None) => number.clone(),
        (None, _) => "For stock".to_owned(),
    }
}

/// How long it has been at its step: nothing on the first day.
pub(super) fn waiting(days: u32) -> Option<String> {
    match days {
        0 => None,
        1 => Some("1 day in this step".to_owned()),
        days => Some(format!("{days} days in this step")),
    }
}
