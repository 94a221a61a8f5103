//! Web orders in the customer's words.

use super::State as S;
use crate::orders::Delivery;

/// What a step that led here is to the customer.
pub const fn moved(to: S) -> Option<&'static str> {
    Some(match to {
        S::Delayed => "Your piece is taking longer than planned. We are sorry.",
        S::PickedUp => "You collected your piece. Wear it in joy.",
        S::Shipped => "Your piece is on its way.",
        _ => return None,
    })
}

/// Where an order stands, in a line.
pub const fn headline(state: S, delivery: Delivery) -> &'static str {
    match (state, delivery) {
        (S::Imported | S::ToFulfil, _) => "Your order is placed",
        (S::AtBench | S::Ordered | S::Confirmed, _) => "Your piece is being made",
        (S::Released, _) => "Getting ready to travel",
        (S::Delayed, _) => "A little longer than planned",
        (S::Finishing, _) => "The finishing touches",
        (S::ToPack, Delivery::PickUp) => "Ready to collect",
        (S::ToPack, Delivery::Ship) => "Ready to ship",
        (S::PickedUp, _) => "Collected. Wear it in joy.",
        (S::Shipped, _) => "On its way to you",
        (S::PartlyReturned | S::Returned, _) => "We have back what you sent",
        (S::Refunded, _) => "Your money is on its way back",
        (S::Closed, Delivery::PickUp) => "Collected. Wear it in joy.",
        (S::Closed, Delivery::Ship) => "Delivered. Wear it in joy.",
        (S::Cancelled, _) => "This order was cancelled",
    }
}

/// The stepper's labels, and which of them is at hand.
pub const fn steps(state: S, delivery: Delivery) -> Option<([&'static str; 4], usize)> {
    let now = match state {
        S::Imported | S::ToFulfil => 0,
        S::AtBench | S::Ordered | S::Confirmed | S::Delayed | S::Finishing => 1,
        S::ToPack | S::Released => 2,
        S::PickedUp | S::Shipped | S::PartlyReturned | S::Returned | S::Refunded | S::Closed => 4,
        S::Cancelled => return None,
    };
    let (ready, last) = match delivery {
        Delivery::PickUp => ("Ready to collect", "Collected"),
        Delivery::Ship => ("Ready to ship", "On its way"),
    };
    Some((["Order placed", "In our hands", ready, last], now))
}
