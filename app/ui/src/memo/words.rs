//! How memos are spoken of on screens.

use crate::components::Tone;
use domain::memo_in::LentState;
use domain::orders::memo::view::{LineState, MemoLineView};

/// A piece by its name and its serial.
pub(crate) fn named(line: &MemoLineView) -> String {
    format!("{} · {}", line.description, line.piece.1)
}

/// So many pieces: `1 piece`, `3 pieces`.
pub(super) fn pieces(count: u32) -> String {
    match count {
        1 => "1 piece".to_owned(),
        many => format!("{many} pieces"),
    }
}

/// For how long something is out: `today`, `1 day`, `62 days`.
pub(super) fn age(days: u32) -> String {
    match days {
        0 => "Today".to_owned(),
        1 => "1 day".to_owned(),
        many => format!("{many} days"),
    }
}

/// The colour of a piece of a memo.
pub(super) const fn tone(state: LineState, overdue: bool) -> Tone {
    match state {
        _ if overdue => Tone::Danger,
        LineState::Requested => Tone::Accent,
        LineState::Out => Tone::Info,
        LineState::Sold => Tone::Success,
        LineState::Lost => Tone::Danger,
        LineState::Returned => Tone::Neutral,
    }
}

/// The colour of a piece that was lent to us.
pub(super) const fn lent_tone(state: LentState) -> Tone {
    match state {
        LentState::Here => Tone::Success,
        LentState::Out => Tone::Info,
        LentState::Owed => Tone::Warning,
        LentState::Missing => Tone::Danger,
        LentState::Paid | LentState::Returned => Tone::Neutral,
    }
}
