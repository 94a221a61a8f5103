//! Custom orders in the customer's words.

use super::State as S;
use crate::orders::Delivery;

/// What a step that led here is to the customer.
pub const fn moved(to: S) -> Option<&'static str> {
    Some(match to {
        S::EstimateSent => "We wrote an estimate for your piece.",
        S::DesignDue => "You asked us to design your piece.",
        S::AwaitingApproval => "We have something to show you. Please tell us what you think.",
        S::ChangesRequested => "You asked for changes. We are working on them.",
        S::Approved => "You approved your piece as it was shown.",
        S::InProduction => "We have begun to make your piece.",
        S::TryOn => "Your piece is waiting for you to try it on.",
        S::Ready => "Your piece is ready.",
        S::PickedUp => "You collected your piece. Wear it in joy.",
        S::Shipped => "Your piece is on its way to you.",
        S::Closed => "Your piece arrived. Wear it in joy.",
        S::Inquiry
        | S::Consultation
        | S::Design
        | S::QualityCheck
        | S::FinalPhoto
        | S::Cancelled => return None,
    })
}

/// Whether the message that tells of it says when the piece is expected.
pub const fn tells_the_date(to: S) -> bool {
    matches!(to, S::Approved | S::InProduction)
}

/// Where a custom order stands, in a line.
pub const fn headline(state: S, delivery: Delivery) -> &'static str {
    match state {
        S::Inquiry | S::Consultation => "We are thinking about your piece",
        S::EstimateSent => "An estimate for your piece",
        S::DesignDue => "Waiting for the design deposit",
        S::Design | S::ChangesRequested => "We are designing your piece",
        S::AwaitingApproval => "Waiting for your approval",
        S::Approved => "Your piece is approved",
        S::InProduction => "We are making your piece",
        S::TryOn => "Come and try it on",
        S::QualityCheck | S::FinalPhoto => "The last check",
        S::Ready => match delivery {
            Delivery::PickUp => "Ready to collect",
            Delivery::Ship => "Ready to be sent",
        },
        S::PickedUp => "Collected. Wear it in joy.",
        S::Shipped => "On its way to you",
        S::Closed => "With you. Wear it in joy.",
        S::Cancelled => "This order was cancelled",
    }
}

/// The stepper's labels, and which of them is at hand.
pub const fn steps(state: S, delivery: Delivery) -> Option<([&'static str; 6], usize)> {
    let now = match state {
        S::Inquiry | S::Consultation => 0,
        S::EstimateSent | S::DesignDue => 1,
        S::Design | S::ChangesRequested | S::AwaitingApproval => 2,
        S::Approved | S::InProduction | S::TryOn => 3,
        S::QualityCheck | S::FinalPhoto => 4,
        S::Ready | S::Shipped => 5,
        S::PickedUp | S::Closed => 6,
        S::Cancelled => return None,
    };
    let last = match delivery {
        Delivery::PickUp => "Ready to collect",
        Delivery::Ship => "On its way",
    };
    let labels = ["Your wish", "Estimate", "Design", "Making", "Checked", last];
    Some((labels, now))
}
