//! Wholesale orders in the account's words.

use super::State as S;

/// What a step that led here is to the account.
pub const fn moved(to: S) -> Option<&'static str> {
    Some(match to {
        S::Acknowledged => "We acknowledged your order.",
        S::PartlyShipped => "Pieces of your order are on their way.",
        _ => return None,
    })
}

/// Where an order stands, in a line.
pub const fn headline(state: S) -> &'static str {
    match state {
        S::Entered | S::CreditHold => "We have your order",
        S::Acknowledged => "Your order is acknowledged",
        S::InFulfilment => "Your order is being put together",
        S::Packed => "Your order is packed",
        S::PartlyShipped => "A part is on its way to you",
        S::Shipped | S::Closed => "On its way to you",
        S::Cancelled => "This order was cancelled",
    }
}

/// The stepper's labels, and which of them is at hand.
pub const fn steps(state: S) -> Option<([&'static str; 4], usize)> {
    let now = match state {
        S::Entered | S::CreditHold => 0,
        S::Acknowledged => 1,
        S::InFulfilment | S::Packed | S::PartlyShipped => 2,
        S::Shipped | S::Closed => 4,
        S::Cancelled => return None,
    };
    let labels = ["Order received", "Acknowledged", "Put together", "Shipped"];
    Some((labels, now))
}
