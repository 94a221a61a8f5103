//! Memos in staff's words and in the customer's. Most steps leave a memo where it is, so that the
//! step has the words.

use super::State as S;
use crate::orders::Action;

/// What a step is on the order's timeline.
#[must_use]
pub const fn for_staff(to: S, action: Action) -> &'static str {
    match action {
        Action::Issue => "Handed out on memo",
        Action::TakeBack => "Pieces came back",
        Action::SellPieces => "Pieces were sold",
        Action::LosePieces => "Pieces were lost",
        Action::Extend => "Extended",
        Action::Reopen => "Out on memo again",
        _ => to.label(),
    }
}

/// What a step is to the customer.
#[must_use]
pub const fn moved(to: S, action: Action) -> Option<&'static str> {
    match (to, action) {
        (S::Issued, Action::Issue) => Some("You have our pieces on approval."),
        (S::Issued, Action::TakeBack) => Some("We have back what you returned. Thank you."),
        (S::Issued, Action::Extend) => Some("You may keep the pieces longer."),
        _ => None,
    }
}

/// Where a memo stands, in a line.
#[must_use]
pub const fn headline(state: S) -> &'static str {
    match state {
        S::Requested => "We put the pieces aside for you",
        S::Issued => "You have our pieces on approval",
        S::Closed => "All is settled. Thank you.",
        S::Cancelled => "This memo was cancelled",
    }
}

/// The stepper's labels, and which of them is at hand.
#[must_use]
pub const fn steps(state: S) -> Option<([&'static str; 3], usize)> {
    let now = match state {
        S::Requested => 0,
        S::Issued => 1,
        S::Closed => 3,
        S::Cancelled => return None,
    };
    Some((["Put aside", "With you", "Settled"], now))
}
