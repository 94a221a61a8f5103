//! How orders to vendors are spoken of on screens.

use crate::components::Tone;
use chrono::{DateTime, FixedOffset, NaiveDate};
use domain::orders::history::day;
use domain::purchasing::PurchaseState;

/// The colour of a state.
pub(super) const fn tone(state: PurchaseState) -> Tone {
    match state {
        PurchaseState::Draft | PurchaseState::Cancelled => Tone::Neutral,
        PurchaseState::Sent => Tone::Accent,
        PurchaseState::Confirmed | PurchaseState::Released => Tone::Info,
        PurchaseState::PartlyReceived => Tone::Warning,
        PurchaseState::Received | PurchaseState::Shipped => Tone::Success,
    }
}

/// How much of it is here: `3 of 5`.
pub(super) fn received(came: u32, ordered: u32) -> String {
    format!("{came} of {ordered}")
}

/// When it should come.
pub(super) fn expected(eta: Option<NaiveDate>) -> String {
    eta.map_or_else(|| "No date yet".to_owned(), day)
}

/// An instant by the shop's clock.
pub(super) fn moment(at: DateTime<FixedOffset>) -> String {
    at.format("%-d %b %Y, %H:%M").to_string()
}

/// So many of something: `1 piece`, `3 pieces`.
pub(super) fn pieces(count: u32) -> String {
    match count {
        1 => "1 piece".to_owned(),
        count => format!("{count} pieces"),
    }
}

/// What makes a piece this piece: `6½ · 14K white · “Always”`.
pub(super) fn in_a_line(particulars: &[(String, String)]) -> Option<String> {
    let values: Vec<_> = particulars
        .iter()
        .map(|(_, value)| value.as_str())
        .collect();
    (!values.is_empty()).then(|| values.join(" · "))
}
