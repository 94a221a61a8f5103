//! Special orders: a catalogue style in another size, stone or metal, ordered for one customer.
//!
//! Quoted → deposit due → to order → ordered → confirmed (or delayed) → received → checked,
//! finished → ready → picked up or shipped → closed. Instead of being ordered a piece may be taken
//! from stock, or made at the bench. What the vendor sends to the customer goes from its
//! confirmation to the release, when all is paid, and is shipped from there.

pub mod words;

use super::lifecycle::{By, Gate, Transition, row};
use super::work::WaitsFor;
use super::{Action, Phase};
use crate::codes::coded;
use crate::staff::Permission;

coded! {
    /// Where a special order stands.
    pub enum State {
        Quoted = "quoted", "Quoted";
        DepositDue = "deposit_due", "Deposit due";
        ToOrder = "to_order", "To order";
        AtBench = "at_bench", "At the bench";
        Ordered = "ordered", "Ordered";
        Confirmed = "confirmed", "Confirmed";
        Delayed = "delayed", "Delayed";
        /// The vendor may send it to the customer.
        Released = "released", "Vendor told to ship";
        Received = "received", "Received";
        QualityCheck = "quality_check", "Quality check";
        Finishing = "finishing", "Sizing & engraving";
        Ready = "ready", "Ready";
        PickedUp = "picked_up", "Picked up";
        Shipped = "shipped", "Shipped";
        Closed = "closed", "Closed";
        Cancelled = "cancelled", "Cancelled";
    }
}

impl State {
    #[must_use]
    pub const fn phase(self) -> Phase {
        match self {
            Self::Quoted => Phase::Draft,
            Self::DepositDue | Self::ToOrder => Phase::Open,
            Self::AtBench
            | Self::Ordered
            | Self::Confirmed
            | Self::Delayed
            | Self::Released
            | Self::Received
            | Self::QualityCheck
            | Self::Finishing => Phase::InWork,
            Self::Ready => Phase::Ready,
            Self::PickedUp | Self::Shipped | Self::Closed => Phase::Closed,
            Self::Cancelled => Phase::Cancelled,
        }
    }

    /// Who has to do something before it goes on.
    #[must_use]
    pub const fn waits_for(self) -> WaitsFor {
        match self {
            Self::Quoted | Self::DepositDue | Self::Ready => WaitsFor::Customer,
            Self::Ordered | Self::Confirmed | Self::Delayed | Self::Released => WaitsFor::Vendor,
            Self::ToOrder
            | Self::AtBench
            | Self::Received
            | Self::QualityCheck
            | Self::Finishing => WaitsFor::House,
            Self::PickedUp | Self::Shipped | Self::Closed | Self::Cancelled => WaitsFor::Nobody,
        }
    }

    #[must_use]
    pub const fn handed_over(self) -> bool {
        matches!(self, Self::PickedUp | Self::Shipped | Self::Closed)
    }

    /// Whether the customer agreed to the price. Before that nothing is owed.
    #[must_use]
    pub const fn is_agreed(self) -> bool {
        !matches!(self, Self::Quoted)
    }

    /// Whether a vendor has been bound or work has begun, which decides what a cancellation costs.
    #[must_use]
    pub const fn is_committed(self) -> bool {
        !matches!(self, Self::Quoted | Self::DepositDue | Self::ToOrder)
    }
}

/// Where special orders start: as a quote, or ordered.
pub const FIRST: &[State] = &[State::Quoted, State::DepositDue];

/// The transition table. Hold, resume and cancel are shared by all kinds and stand in
/// [`super::lifecycle`].
pub const TABLE: &[Transition<State>] = {
    use {Action as A, Permission as P, State as S};
    const SALES: By = By::Staff(P::TakeOrders);
    const BENCH: By = By::Staff(P::WorkOrders);
    const COUNTER: By = By::Staff(P::HandOver);
    const AT_VENDOR: &[State] = &[S::Ordered, S::Confirmed, S::Delayed];
    &[
        row(
            &[S::Quoted],
            A::AcceptQuote,
            S::DepositDue,
            SALES,
            &[Gate::QuoteInForce],
            true,
        ),
        row(
            &[S::DepositDue],
            A::DepositMet,
            S::ToOrder,
            By::System,
            &[Gate::DepositPaid],
            false,
        ),
        row(
            &[S::DepositDue, S::ToOrder],
            A::PlaceWithVendor,
            S::Ordered,
            BENCH,
            &[Gate::DepositPaid, Gate::ToBeOrdered],
            true,
        ),
        row(
            &[S::DepositDue, S::ToOrder],
            A::PlaceDropShip,
            S::Ordered,
            BENCH,
            &[Gate::DepositPaid, Gate::NoneInHouse],
            true,
        ),
        row(
            &[S::DepositDue, S::ToOrder],
            A::TakeFromStock,
            S::Received,
            BENCH,
            &[Gate::DepositPaid, Gate::FromStock],
            true,
        ),
        row(
            &[S::DepositDue, S::ToOrder],
            A::MakeAtBench,
            S::AtBench,
            BENCH,
            &[Gate::DepositPaid, Gate::ToBeMade],
            true,
        ),
        row(
            &[S::AtBench],
            A::BenchStopped,
            S::ToOrder,
            By::System,
            &[Gate::ToBeOrdered],
            false,
        ),
        row(
            &[S::AtBench],
            A::BenchFinished,
            S::Received,
            By::System,
            &[Gate::BenchDone],
            true,
        ),
        row(
            &[S::Ordered, S::Delayed],
            A::VendorConfirms,
            S::Confirmed,
            BENCH,
            &[],
            true,
        ),
        row(AT_VENDOR, A::ReportDelay, S::Delayed, BENCH, &[], true),
        row(
            AT_VENDOR,
            A::Receive,
            S::Received,
            BENCH,
            &[Gate::ComesToUs],
            true,
        ),
        // The vendor lets go of it at our word: what holds for a hand-over holds here.
        row(
            AT_VENDOR,
            A::Release,
            S::Released,
            COUNTER,
            &[Gate::ShippedByVendor, Gate::BalancePaid],
            false,
        ),
        row(
            &[S::Released],
            A::VendorShips,
            S::Shipped,
            COUNTER,
            &[Gate::ShippedByVendor],
            true,
        ),
        row(
            &[S::Received],
            A::StartCheck,
            S::QualityCheck,
            BENCH,
            &[Gate::BenchDone],
            false,
        ),
        row(&[S::QualityCheck], A::PassCheck, S::Ready, BENCH, &[], true),
        row(
            &[S::QualityCheck],
            A::SendToFinishing,
            S::Finishing,
            BENCH,
            &[],
            true,
        ),
        row(
            &[S::QualityCheck],
            A::FailCheck,
            S::ToOrder,
            BENCH,
            &[],
            false,
        ),
        row(&[S::Finishing], A::Finish, S::Ready, BENCH, &[], true),
        row(
            &[S::Ready],
            A::PickUp,
            S::PickedUp,
            COUNTER,
            &[Gate::BalancePaid],
            true,
        ),
        row(
            &[S::Ready],
            A::Ship,
            S::Shipped,
            COUNTER,
            &[Gate::BalancePaid],
            true,
        ),
        row(
            &[S::PickedUp],
            A::Settle,
            S::Closed,
            By::System,
            &[Gate::BalancePaid],
            false,
        ),
        row(
            &[S::Shipped],
            A::ConfirmDelivery,
            S::Closed,
            COUNTER,
            &[Gate::BalancePaid],
            true,
        ),
    ]
};
