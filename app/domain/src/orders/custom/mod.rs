//! Custom orders: a piece that is thought up with its customer, designed, agreed to and made.
//!
//! Inquiry → consultation → estimate → design deposit → design, round after round → approved →
//! production deposit → made at the bench → checked → final photos → ready → picked up or shipped →
//! closed. What is approved is one revision: the files that were shown, the specification and the
//! price. Whatever changes one of them is approved anew before anybody works on.
//!
//! - [`policy`] is what the shop asks for and includes.
//! - [`inquiry`] is a wish as it is taken down, checked by browser and server alike.
//! - [`estimate`] is what the piece comes to, part by part; [`estimate_draft`] the same as typed.
//! - [`files`] are the files of a design, [`rounds`] how they are shown and what that costs.
//! - [`binding`] is what an approval binds to.
//! - [`goods`] are the customer's own stones and metal.
//! - [`steps`] is what the steps need to know, and do.
//! - [`view`] is how it is shown.

pub mod binding;
pub mod estimate;
pub mod estimate_draft;
pub mod files;
pub mod goods;
pub mod inquiry;
pub mod policy;
pub mod rounds;
pub mod steps;
pub mod view;
pub mod words;

use super::lifecycle::{By, Gate, Transition, row};
use super::work::WaitsFor;
use super::{Action, Phase};
use crate::codes::coded;
use crate::staff::Permission;

coded! {
    /// Where a custom order stands.
    pub enum State {
        Inquiry = "inquiry", "Inquiry";
        Consultation = "consultation", "Consultation";
        /// The customer is asked whether the piece shall be designed at this price.
        EstimateSent = "estimate_sent", "Estimate sent";
        DesignDue = "design_due", "Design deposit due";
        Design = "design", "Design";
        /// The customer is asked whether the piece shall be made as it is shown.
        AwaitingApproval = "awaiting_approval", "Awaiting approval";
        ChangesRequested = "changes_requested", "Changes requested";
        Approved = "approved", "Approved";
        InProduction = "in_production", "In production";
        /// The customer tries it on before it is finished.
        TryOn = "try_on", "Try-on";
        QualityCheck = "quality_check", "Quality check";
        FinalPhoto = "final_photo", "Final photos";
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
            Self::Inquiry | Self::Consultation | Self::EstimateSent => Phase::Draft,
            Self::DesignDue
            | Self::Design
            | Self::AwaitingApproval
            | Self::ChangesRequested
            | Self::Approved => Phase::Open,
            Self::InProduction | Self::TryOn | Self::QualityCheck | Self::FinalPhoto => {
                Phase::InWork
            }
            Self::Ready => Phase::Ready,
            Self::PickedUp | Self::Shipped | Self::Closed => Phase::Closed,
            Self::Cancelled => Phase::Cancelled,
        }
    }

    /// Who has to do something before it goes on.
    #[must_use]
    pub const fn waits_for(self) -> WaitsFor {
        match self {
            Self::EstimateSent
            | Self::DesignDue
            | Self::AwaitingApproval
            | Self::TryOn
            | Self::Ready => WaitsFor::Customer,
            Self::Inquiry
            | Self::Consultation
            | Self::Design
            | Self::ChangesRequested
            | Self::Approved
            | Self::InProduction
            | Self::QualityCheck
            | Self::FinalPhoto => WaitsFor::House,
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
        !matches!(
            self,
            Self::Inquiry | Self::Consultation | Self::EstimateSent
        )
    }

    /// Whether the piece is being made, which decides what a cancellation costs.
    #[must_use]
    pub const fn is_committed(self) -> bool {
        matches!(
            self,
            Self::InProduction | Self::TryOn | Self::QualityCheck | Self::FinalPhoto | Self::Ready
        )
    }

    /// Whether it is being designed, and not made yet: what is due is the design deposit alone.
    #[must_use]
    pub const fn is_designed(self) -> bool {
        matches!(
            self,
            Self::DesignDue | Self::Design | Self::AwaitingApproval | Self::ChangesRequested
        )
    }
}

/// Where custom orders start.
pub const FIRST: &[State] = &[State::Inquiry];

/// The transition table. Hold, resume and cancel are shared by all kinds and stand in
/// [`super::lifecycle`].
pub const TABLE: &[Transition<State>] = {
    use {Action as A, Permission as P, State as S};
    const SALES: By = By::Staff(P::TakeOrders);
    const BENCH: By = By::Staff(P::WorkOrders);
    const COUNTER: By = By::Staff(P::HandOver);
    // A change of specification or price goes back to the customer from wherever it is asked for.
    const AGREED: &[State] = &[
        S::Design,
        S::AwaitingApproval,
        S::ChangesRequested,
        S::Approved,
        S::InProduction,
        S::TryOn,
    ];
    // In each state the step that is hoped for comes first.
    &[
        row(
            &[S::Inquiry],
            A::Consult,
            S::Consultation,
            SALES,
            &[],
            false,
        ),
        row(
            &[S::EstimateSent],
            A::AcceptQuote,
            S::DesignDue,
            SALES,
            &[Gate::QuoteInForce],
            true,
        ),
        row(
            &[S::Inquiry, S::Consultation, S::EstimateSent],
            A::SendEstimate,
            S::EstimateSent,
            SALES,
            &[],
            true,
        ),
        row(
            &[S::DesignDue],
            A::DepositMet,
            S::Design,
            By::System,
            &[Gate::DesignPaid],
            false,
        ),
        row(
            &[S::AwaitingApproval],
            A::Approve,
            S::Approved,
            SALES,
            &[Gate::DesignShown, Gate::QuoteInForce],
            true,
        ),
        row(
            &[S::AwaitingApproval],
            A::RequestChanges,
            S::ChangesRequested,
            SALES,
            &[Gate::DesignShown],
            true,
        ),
        row(
            &[S::Approved],
            A::StartWork,
            S::InProduction,
            BENCH,
            &[Gate::Approved, Gate::DepositPaid],
            true,
        ),
        row(
            // Without its deposit nothing is drawn, unless a manager says so.
            &[
                S::DesignDue,
                S::Design,
                S::AwaitingApproval,
                S::ChangesRequested,
                S::Approved,
            ],
            A::ShowDesign,
            S::AwaitingApproval,
            SALES,
            &[Gate::DesignPaid],
            true,
        ),
        row(
            AGREED,
            A::ChangeOrder,
            S::AwaitingApproval,
            SALES,
            &[],
            true,
        ),
        row(&[S::InProduction], A::TryOn, S::TryOn, BENCH, &[], true),
        row(&[S::TryOn], A::TriedOn, S::InProduction, BENCH, &[], false),
        row(
            &[S::InProduction],
            A::BenchFinished,
            S::QualityCheck,
            By::System,
            &[Gate::WorkDone],
            false,
        ),
        row(
            &[S::QualityCheck],
            A::PassCheck,
            S::FinalPhoto,
            BENCH,
            &[],
            false,
        ),
        row(
            &[S::QualityCheck],
            A::FailCheck,
            S::InProduction,
            BENCH,
            &[],
            false,
        ),
        row(
            &[S::FinalPhoto],
            A::TakeFinalPhotos,
            S::Ready,
            BENCH,
            &[Gate::FinalPhotos],
            true,
        ),
        row(
            &[S::Ready],
            A::PickUp,
            S::PickedUp,
            COUNTER,
            &[Gate::Approved, Gate::BalancePaid],
            true,
        ),
        row(
            &[S::Ready],
            A::Ship,
            S::Shipped,
            COUNTER,
            &[Gate::Approved, Gate::BalancePaid],
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
