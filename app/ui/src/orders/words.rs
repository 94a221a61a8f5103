//! How orders are spoken of on screens: tones, dates, pieces.

use crate::components::Tone;
use chrono::{DateTime, FixedOffset, NaiveDate};
use domain::contact::Phone;
use domain::orders::custom::State as C;
use domain::orders::ecommerce::State as W;
use domain::orders::lifecycle::Position;
use domain::orders::memo_sale::State as M;
use domain::orders::repair::State as R;
use domain::orders::special_order::State as S;
use domain::orders::wholesale::State as P;
use domain::orders::{Phase, State};

/// The colour of a state.
pub(super) const fn tone(position: Position) -> Tone {
    if position.held {
        return Tone::Warning;
    }
    match position.state {
        State::SpecialOrder(S::Delayed) | State::Ecommerce(W::Delayed) => Tone::Danger,
        State::Ecommerce(W::Imported | W::PartlyReturned | W::Returned) => Tone::Warning,
        State::SpecialOrder(S::DepositDue)
        | State::Repair(R::QuoteSent | R::Unclaimed)
        | State::MemoSale(M::Invoiced)
        | State::Custom(C::DesignDue | C::AwaitingApproval | C::TryOn)
        | State::Wholesale(P::CreditHold) => Tone::Warning,
        state => match state.phase() {
            Phase::Ready => Tone::Success,
            Phase::InWork | Phase::Out => Tone::Info,
            Phase::Open => Tone::Accent,
            Phase::Draft | Phase::Closed | Phase::Cancelled => Tone::Neutral,
        },
    }
}

/// The words of a position: `On hold, ordered`.
pub(super) fn position(position: Position) -> String {
    let state = position.state.label();
    if position.held {
        format!("On hold · {state}")
    } else {
        state.to_owned()
    }
}

/// A day in a list, with its weekday: `Fri 4 Dec`.
pub(super) fn short_day(date: NaiveDate) -> String {
    date.format("%a %-d %b").to_string()
}

/// An instant by the shop's clock: `23 Nov, 14:32`.
pub(crate) fn moment(at: DateTime<FixedOffset>) -> String {
    at.format("%-d %b, %H:%M").to_string()
}

/// A phone number as people write it: `(212) 555-0142`.
pub(crate) fn phone(number: &str) -> String {
    Phone::parse(number).map_or_else(|_| number.to_owned(), |phone| phone.to_string())
}

/// A number of days: `1 day`, `3 days`.
pub(super) fn days(count: u32) -> String {
    if count == 1 {
        "1 day".to_owned()
    } else {
        format!("{count} days")
    }
}
