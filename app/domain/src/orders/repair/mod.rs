//! Repairs: a customer's own piece is taken in, worked on and given back.
//!
//! Taken in → assessed → quoted → approved → in progress → checked → ready → picked up → closed. A
//! firm price that the customer signs at take-in is an approval already; a change of scope goes
//! back to the quote. What is declined is handed back as it came. Nothing is ever forfeited: who
//! does not come for their piece is written to.
//!
//! - [`findings`] is what a piece is: what its owner says, what was tested, and the safe words.
//! - [`book`] is the price book, [`tasks`] what of it is done to a piece.
//! - [`steps`] is what the steps need to know, and do.
//! - [`take_in`] is a repair as it is taken in, checked by browser and server alike.
//! - [`view`] is how it is shown.

pub mod book;
pub mod findings;
pub mod steps;
pub mod take_in;
pub mod tasks;
pub mod view;
pub mod words;

use super::lifecycle::{By, Gate, Transition, row};
use super::work::WaitsFor;
use super::{Action, Phase};
use crate::codes::coded;
use crate::staff::Permission;

coded! {
    /// Where a repair stands.
    pub enum State {
        TakenIn = "taken_in", "Taken in";
        Assessed = "assessed", "Assessed";
        /// The customer is asked whether the work shall be done at this price.
        QuoteSent = "quote_sent", "Waiting for approval";
        Approved = "approved", "Approved";
        InProgress = "in_progress", "In progress";
        WaitingForParts = "waiting_for_parts", "Waiting for parts";
        AtVendor = "at_vendor", "At a vendor";
        QualityCheck = "quality_check", "Quality check";
        Ready = "ready", "Ready";
        /// Nobody came for it, and its owner was written to.
        Unclaimed = "unclaimed", "Unclaimed";
        /// The work is not wanted: the piece waits to be handed back as it came.
        Declined = "declined", "Declined";
        PickedUp = "picked_up", "Picked up";
        HandedBack = "handed_back", "Returned unrepaired";
        Closed = "closed", "Closed";
        Cancelled = "cancelled", "Cancelled";
    }
}

impl State {
    #[must_use]
    pub const fn phase(self) -> Phase {
        match self {
            Self::TakenIn | Self::Assessed | Self::QuoteSent | Self::Approved => Phase::Open,
            Self::InProgress | Self::WaitingForParts | Self::AtVendor | Self::QualityCheck => {
                Phase::InWork
            }
            Self::Ready | Self::Unclaimed | Self::Declined => Phase::Ready,
            Self::PickedUp | Self::HandedBack | Self::Closed => Phase::Closed,
            Self::Cancelled => Phase::Cancelled,
        }
    }

    /// Who has to do something before it goes on.
    #[must_use]
    pub const fn waits_for(self) -> WaitsFor {
        match self {
            Self::QuoteSent | Self::Ready | Self::Unclaimed | Self::Declined => WaitsFor::Customer,
            Self::WaitingForParts | Self::AtVendor => WaitsFor::Vendor,
            Self::TakenIn
            | Self::Assessed
            | Self::Approved
            | Self::InProgress
            | Self::QualityCheck => WaitsFor::House,
            Self::PickedUp | Self::HandedBack | Self::Closed | Self::Cancelled => WaitsFor::Nobody,
        }
    }

    #[must_use]
    pub const fn handed_over(self) -> bool {
        matches!(self, Self::PickedUp | Self::HandedBack | Self::Closed)
    }

    /// Whether the customer agreed to the price. Before that nothing is owed.
    #[must_use]
    pub const fn is_agreed(self) -> bool {
        !matches!(self, Self::TakenIn | Self::Assessed | Self::QuoteSent)
    }

    /// The piece is the customer's: what was paid for it goes back whole.
    #[must_use]
    pub const fn is_committed(self) -> bool {
        false
    }
}

/// Where repairs start: with an estimate, with a price that is agreed to, or done at once.
pub const FIRST: &[State] = &[State::TakenIn, State::Approved, State::Ready];

/// The transition table. Hold, resume and cancel are shared by all kinds and stand in
/// [`super::lifecycle`].
pub const TABLE: &[Transition<State>] = {
    use {Action as A, Permission as P, State as S};
    const SALES: By = By::Staff(P::TakeOrders);
    const BENCH: By = By::Staff(P::WorkOrders);
    const COUNTER: By = By::Staff(P::HandOver);
    const AGREED: &[Gate] = &[Gate::Approved, Gate::DepositPaid];
    // A change of scope goes back to the quote from wherever the piece is in our hands.
    const IN_WORK: &[State] = &[
        S::QuoteSent,
        S::Approved,
        S::InProgress,
        S::WaitingForParts,
        S::QualityCheck,
        S::Declined,
    ];
    &[
        row(&[S::TakenIn], A::Assess, S::Assessed, BENCH, &[], false),
        row(
            &[S::TakenIn, S::Assessed],
            A::SendQuote,
            S::QuoteSent,
            SALES,
            &[],
            true,
        ),
        row(
            &[S::QuoteSent],
            A::AcceptQuote,
            S::Approved,
            SALES,
            &[Gate::QuoteInForce],
            true,
        ),
        row(
            &[S::TakenIn, S::Assessed, S::QuoteSent],
            A::Decline,
            S::Declined,
            SALES,
            &[],
            true,
        ),
        row(
            &[S::Approved],
            A::StartWork,
            S::InProgress,
            BENCH,
            AGREED,
            true,
        ),
        row(
            &[S::InProgress],
            A::WaitForParts,
            S::WaitingForParts,
            BENCH,
            &[],
            true,
        ),
        row(
            &[S::WaitingForParts],
            A::PartsArrived,
            S::InProgress,
            BENCH,
            &[],
            false,
        ),
        row(
            &[S::Approved, S::InProgress],
            A::SendToVendor,
            S::AtVendor,
            BENCH,
            AGREED,
            true,
        ),
        row(
            &[S::Approved, S::InProgress],
            A::FinishAtOnce,
            S::Ready,
            BENCH,
            &[Gate::Approved],
            true,
        ),
        row(
            &[S::AtVendor],
            A::BackFromVendor,
            S::QualityCheck,
            BENCH,
            &[],
            false,
        ),
        row(
            &[S::InProgress],
            A::BenchFinished,
            S::QualityCheck,
            By::System,
            &[Gate::WorkDone],
            false,
        ),
        row(&[S::QualityCheck], A::PassCheck, S::Ready, BENCH, &[], true),
        row(
            &[S::QualityCheck],
            A::FailCheck,
            S::InProgress,
            BENCH,
            &[],
            false,
        ),
        row(
            &[S::Ready, S::Unclaimed],
            A::PickUp,
            S::PickedUp,
            COUNTER,
            &[Gate::Approved, Gate::BalancePaid],
            true,
        ),
        row(
            &[S::Ready, S::Unclaimed],
            A::SendNotice,
            S::Unclaimed,
            SALES,
            &[Gate::NoticeDue],
            true,
        ),
        row(
            &[S::Declined],
            A::HandBack,
            S::HandedBack,
            COUNTER,
            &[Gate::BalancePaid],
            true,
        ),
        row(IN_WORK, A::SendQuote, S::QuoteSent, SALES, &[], true),
        row(
            &[S::PickedUp, S::HandedBack],
            A::Settle,
            S::Closed,
            By::System,
            &[Gate::BalancePaid],
            false,
        ),
    ]
};
