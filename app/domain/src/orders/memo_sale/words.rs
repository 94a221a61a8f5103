//! Sales from memos in the customer's words.

use super::State as S;

/// What a step that led here is to the customer.
#[must_use]
pub const fn moved(to: S) -> Option<&'static str> {
    match to {
        S::Reversed => Some("We took this sale back."),
        S::Invoiced | S::Closed | S::Cancelled => None,
    }
}

/// Where a sale stands, in a line.
#[must_use]
pub const fn headline(state: S) -> &'static str {
    match state {
        S::Invoiced => "Yours. Wear it in joy.",
        S::Closed => "Yours, and paid. Wear it in joy.",
        S::Reversed => "This sale was taken back",
        S::Cancelled => "This sale was cancelled",
    }
}
