//! Sales from memos: what a customer kept of what they had on approval, or lost.
//!
//! The pieces are with the customer already, so that such an order is sold when it is written: owed
//! → closed when paid. A sale that was a mistake is reversed, once: what was paid goes back, and the
//! pieces are out on memo again, or in stock.

pub mod words;

use super::lifecycle::{By, Gate, Transition, row};
use super::work::WaitsFor;
use super::{Action, Phase};
use crate::codes::coded;
use crate::staff::Permission;

coded! {
    /// Where a sale from a memo stands.
    pub enum State {
        Invoiced = "invoiced", "Invoiced";
        Closed = "closed", "Closed";
        Reversed = "reversed", "Reversed";
        /// Never reached: what is sold is reversed.
        Cancelled = "cancelled", "Cancelled";
    }
}

impl State {
    #[must_use]
    pub const fn phase(self) -> Phase {
        match self {
            Self::Invoiced | Self::Closed | Self::Reversed => Phase::Closed,
            Self::Cancelled => Phase::Cancelled,
        }
    }

    /// Who has to do something before it goes on. What is sold is money that is owed, not work.
    #[must_use]
    pub const fn waits_for(self) -> WaitsFor {
        WaitsFor::Nobody
    }

    #[must_use]
    pub const fn handed_over(self) -> bool {
        !matches!(self, Self::Cancelled)
    }

    /// Who keeps a piece agreed to its price.
    #[must_use]
    pub const fn is_agreed(self) -> bool {
        true
    }

    /// What is reversed goes back whole.
    #[must_use]
    pub const fn is_committed(self) -> bool {
        false
    }
}

/// Where sales from memos start.
pub const FIRST: &[State] = &[State::Invoiced];

/// The transition table. Hold, resume and cancel are shared by all kinds and stand in
/// [`super::lifecycle`]; what is sold can't be cancelled.
pub const TABLE: &[Transition<State>] = {
    use {Action as A, Permission as P, State as S};
    &[
        row(
            &[S::Invoiced],
            A::Settle,
            S::Closed,
            By::System,
            &[Gate::BalancePaid],
            false,
        ),
        row(
            &[S::Invoiced, S::Closed],
            A::ReverseSale,
            S::Reversed,
            By::Staff(P::Override),
            &[],
            true,
        ),
    ]
};
