//! Special orders in the customer's words.

use super::State as S;
use crate::orders::Delivery;

/// What a step that led here is to the customer.
pub const fn moved(to: S, delivery: Delivery) -> Option<&'static str> {
    Some(match (to, delivery) {
        (S::DepositDue, _) => "You accepted the quote.",
        (S::Ordered, _) => "We ordered your piece.",
        (S::AtBench, _) => "We are making your piece at our own bench.",
        (S::Confirmed, _) => "The workshop confirmed your piece.",
        (S::Delayed, _) => "Your piece is taking longer than planned. We are sorry.",
        (S::Received, _) => "Your piece is in our store.",
        (S::Finishing, _) => "Your piece is being sized or engraved.",
        (S::Ready, Delivery::PickUp) => "Your piece is ready to collect.",
        (S::Ready, Delivery::Ship) => "Your piece is ready to ship.",
        (S::PickedUp, _) => "You collected your piece. Wear it in joy.",
        (S::Shipped, _) => "Your piece is on its way.",
        (S::Closed, _) => "Your piece was delivered. Wear it in joy.",
        _ => return None,
    })
}

/// Whether the message that tells of it says when the piece is expected.
pub const fn tells_the_date(to: S) -> bool {
    matches!(to, S::AtBench | S::Ordered | S::Confirmed | S::Delayed)
}

/// Where an order stands, in a line.
pub const fn headline(state: S, delivery: Delivery) -> &'static str {
    match (state, delivery) {
        (S::Quoted, _) => "Your quote",
        (S::DepositDue, _) => "Waiting for your deposit",
        (S::ToOrder, _) => "Your order is placed",
        (S::AtBench | S::Ordered | S::Confirmed, _) => "Your piece is being made",
        (S::Released, _) => "Getting ready to travel",
        (S::Delayed, _) => "A little longer than planned",
        (S::Received | S::QualityCheck, _) => "Your piece is in our store",
        (S::Finishing, _) => "The finishing touches",
        (S::Ready, Delivery::PickUp) => "Ready to collect",
        (S::Ready, Delivery::Ship) => "Ready to ship",
        (S::PickedUp, _) => "Collected. Wear it in joy.",
        (S::Shipped, _) => "On its way to you",
        (S::Closed, Delivery::PickUp) => "Collected. Wear it in joy.",
        (S::Closed, Delivery::Ship) => "Delivered. Wear it in joy.",
        (S::Cancelled, _) => "This order was cancelled",
    }
}

/// The stepper's labels, and which of them is at hand. What the vendor ships never lies in our
/// store.
pub const fn steps(
    state: S,
    delivery: Delivery,
    drop_ship: bool,
) -> Option<([&'static str; 6], usize)> {
    if drop_ship {
        return straight_to_the_customer(state);
    }
    let now = match state {
        S::Quoted | S::DepositDue => 0,
        S::ToOrder => 1,
        S::AtBench | S::Ordered | S::Confirmed | S::Delayed | S::Released => 2,
        S::Received | S::QualityCheck | S::Finishing => 3,
        S::Ready => 4,
        S::PickedUp | S::Shipped | S::Closed => 6,
        S::Cancelled => return None,
    };
    let (ready, last) = match delivery {
        Delivery::PickUp => ("Ready to collect", "Collected"),
        Delivery::Ship => ("Ready to ship", "On its way"),
    };
    let labels = [
        "Deposit",
        "Order placed",
        "Being made",
        "In our store",
        ready,
        last,
    ];
    Some((labels, now))
}

const fn straight_to_the_customer(state: S) -> Option<([&'static str; 6], usize)> {
    let now = match state {
        S::Quoted | S::DepositDue => 0,
        S::ToOrder => 1,
        S::AtBench | S::Ordered | S::Confirmed | S::Delayed => 2,
        S::Released | S::Received | S::QualityCheck | S::Finishing | S::Ready => 3,
        S::Shipped => 4,
        S::PickedUp | S::Closed => 6,
        S::Cancelled => return None,
    };
    let labels = [
        "Deposit",
        "Order placed",
        "Being made",
        "Ready to ship",
        "On its way",
        "Delivered",
    ];
    Some((labels, now))
}
