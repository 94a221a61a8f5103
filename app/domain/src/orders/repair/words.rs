//! Repairs in the customer's words.

use super::State as S;

/// What a step that led here is to the customer.
pub const fn moved(to: S) -> Option<&'static str> {
    Some(match to {
        S::QuoteSent => "We wrote down what the work costs. Please tell us whether to go on.",
        S::Approved => "You approved the work.",
        S::InProgress => "We are working on your piece.",
        S::WaitingForParts => "We are waiting for a part for your piece.",
        S::AtVendor => "Your piece is with a specialist who works for us.",
        S::Ready => "Your piece is ready to collect.",
        S::Unclaimed => "Your piece is still waiting for you.",
        S::Declined => "You decided against the work. Your piece waits for you as it came.",
        S::PickedUp => "You collected your piece. Wear it in joy.",
        S::HandedBack => "You collected your piece.",
        S::TakenIn | S::Assessed | S::QualityCheck | S::Closed | S::Cancelled => return None,
    })
}

/// Whether the message that tells of it says when the piece is expected.
pub const fn tells_the_date(to: S) -> bool {
    matches!(
        to,
        S::Approved | S::InProgress | S::WaitingForParts | S::AtVendor
    )
}

/// Where a repair stands, in a line.
pub const fn headline(state: S) -> &'static str {
    match state {
        S::TakenIn => "Your piece is with us",
        S::Assessed => "We have looked at your piece",
        S::QuoteSent => "Waiting for your approval",
        S::Approved => "The work is planned",
        S::InProgress | S::AtVendor => "We are working on your piece",
        S::WaitingForParts => "Waiting for a part",
        S::QualityCheck => "The last check",
        S::Ready => "Ready to collect",
        S::Unclaimed => "Still waiting for you",
        S::Declined => "Waiting for you, as it came",
        S::PickedUp => "Collected. Wear it in joy.",
        S::HandedBack | S::Closed => "Collected",
        S::Cancelled => "This repair was cancelled",
    }
}

/// The stepper's labels, and which of them is at hand. What was declined is not worked on.
pub const fn steps(state: S) -> Option<([&'static str; 6], usize)> {
    let now = match state {
        S::TakenIn => 1,
        S::Assessed | S::QuoteSent => 2,
        S::Approved | S::InProgress | S::WaitingForParts | S::AtVendor => 3,
        S::QualityCheck => 4,
        S::Ready | S::Unclaimed => 5,
        S::PickedUp | S::Closed => 6,
        S::Declined | S::HandedBack | S::Cancelled => return None,
    };
    let labels = [
        "Taken in",
        "Looked at",
        "Approved",
        "Being worked on",
        "Checked",
        "Ready to collect",
    ];
    Some((labels, now))
}
