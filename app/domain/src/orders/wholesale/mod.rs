//! Wholesale orders: another shop's purchase order, on account.
//!
//! Entered, or held for credit → acknowledged, line by line → in fulfilment (from stock, made,
//! ordered, shipped by a vendor) → packed → shipped, in as many parcels as it takes, each with its
//! invoice → closed, once all is paid. What an account is is in [`crate::wholesale`].
//!
//! - [`draft`] is an order as it is entered, checked and priced by browser and server alike.
//! - [`paste`] reads lines out of a spreadsheet.
//! - [`steps`] is what the steps need to know, and do.
//! - [`view`] is how it is shown.

pub mod draft;
pub mod paste;
pub mod steps;
pub mod view;
pub mod words;

use super::lifecycle::{By, Gate, Transition, row};
use super::{Action, Phase};
use crate::codes::coded;
use crate::staff::Permission;

coded! {
    /// Where a wholesale order stands.
    pub enum State {
        Entered = "entered", "Entered";
        /// It goes beyond the account's credit.
        CreditHold = "credit_hold", "Credit hold";
        /// The account was told what of it comes, and when.
        Acknowledged = "acknowledged", "Acknowledged";
        InFulfilment = "in_fulfilment", "In fulfilment";
        Packed = "packed", "Packed";
        /// Some of it left, with an invoice.
        PartlyShipped = "partly_shipped", "Partly shipped";
        /// All of it left, and is invoiced.
        Shipped = "shipped", "Shipped and invoiced";
        Closed = "closed", "Closed";
        Cancelled = "cancelled", "Cancelled";
    }
}

impl State {
    #[must_use]
    pub const fn phase(self) -> Phase {
        match self {
            Self::Entered | Self::CreditHold | Self::Acknowledged => Phase::Open,
            Self::InFulfilment | Self::PartlyShipped => Phase::InWork,
            Self::Packed => Phase::Ready,
            Self::Shipped | Self::Closed => Phase::Closed,
            Self::Cancelled => Phase::Cancelled,
        }
    }

    /// Whether pieces have left the house: the first of them, for what left is sold.
    #[must_use]
    pub const fn handed_over(self) -> bool {
        matches!(self, Self::PartlyShipped | Self::Shipped | Self::Closed)
    }

    /// Whether the customer agreed to the price. Who sends a purchase order did.
    #[must_use]
    pub const fn is_agreed(self) -> bool {
        true
    }

    /// Nothing is paid before it is invoiced, so that there is no deposit to keep.
    #[must_use]
    pub const fn is_committed(self) -> bool {
        false
    }
}

/// Where wholesale orders start: with credit, or without.
pub const FIRST: &[State] = &[State::Entered, State::CreditHold];

/// The transition table. Hold, resume and cancel are shared by all kinds and stand in
/// [`super::lifecycle`].
pub const TABLE: &[Transition<State>] = {
    use {Action as A, Permission as P, State as S};
    const SALES: By = By::Staff(P::TakeOrders);
    const BENCH: By = By::Staff(P::WorkOrders);
    const COUNTER: By = By::Staff(P::HandOver);
    const TO_FULFIL: &[State] = &[S::Acknowledged, S::InFulfilment];
    // What is left of an order is had in the same ways as all of it.
    const REST: &[State] = &[S::PartlyShipped];
    const WANTING: &[Gate] = &[Gate::ToBeOrdered];
    const SENDABLE: &[Gate] = &[Gate::GoodsHere, Gate::InWindow];
    &[
        row(
            &[S::CreditHold],
            A::ReleaseCredit,
            S::Entered,
            By::Staff(P::Override),
            &[],
            false,
        ),
        row(
            &[S::CreditHold],
            A::CreditFreed,
            S::Entered,
            By::System,
            &[Gate::CreditFree],
            false,
        ),
        row(
            &[S::Entered, S::Acknowledged],
            A::Acknowledge,
            S::Acknowledged,
            SALES,
            &[],
            true,
        ),
        row(
            TO_FULFIL,
            A::Allocate,
            S::InFulfilment,
            BENCH,
            WANTING,
            false,
        ),
        row(
            TO_FULFIL,
            A::PlaceWithVendor,
            S::InFulfilment,
            BENCH,
            WANTING,
            false,
        ),
        row(
            TO_FULFIL,
            A::PlaceDropShip,
            S::InFulfilment,
            BENCH,
            WANTING,
            false,
        ),
        row(REST, A::Allocate, S::PartlyShipped, BENCH, WANTING, false),
        row(
            REST,
            A::PlaceWithVendor,
            S::PartlyShipped,
            BENCH,
            WANTING,
            false,
        ),
        row(
            REST,
            A::PlaceDropShip,
            S::PartlyShipped,
            BENCH,
            WANTING,
            false,
        ),
        row(
            &[S::InFulfilment],
            A::Pack,
            S::Packed,
            COUNTER,
            &[Gate::GoodsHere],
            false,
        ),
        row(
            &[S::Packed],
            A::Unpack,
            S::InFulfilment,
            COUNTER,
            &[],
            false,
        ),
        row(
            &[S::Packed],
            A::Ship,
            S::PartlyShipped,
            COUNTER,
            SENDABLE,
            true,
        ),
        row(REST, A::Ship, S::PartlyShipped, COUNTER, SENDABLE, true),
        row(
            &[S::InFulfilment, S::Packed, S::PartlyShipped],
            A::VendorShips,
            S::PartlyShipped,
            COUNTER,
            &[Gate::ShippedByVendor, Gate::InWindow],
            true,
        ),
        row(
            REST,
            A::CloseShort,
            S::Shipped,
            By::Staff(P::StopOrders),
            &[],
            false,
        ),
        row(
            REST,
            A::AllShipped,
            S::Shipped,
            By::System,
            &[Gate::AllShipped],
            false,
        ),
        row(
            &[S::Shipped],
            A::Settle,
            S::Closed,
            By::System,
            &[Gate::BalancePaid],
            false,
        ),
    ]
};
