//! Memos: pieces of ours that a customer has on approval, to keep or to bring back.
//!
//! Requested → (within what the customer may have, and what is insured) → out → each piece comes
//! back, is sold, is lost, or stays longer → closed when none is out. What is kept becomes an order
//! of its own ([`super::memo_sale`]), which may be reversed. Nothing is owed for what is out; what
//! each piece is worth stands beside its line.
//!
//! - [`take_out`] is a memo as it is asked for, checked by browser and server alike.
//! - [`steps`] is what the steps need to know, and do.
//! - [`terms`] are a store's rules: for how long, how much, and when somebody is reminded.
//! - [`sale`] is the order that comes of what is kept.
//! - [`view`] is how it is shown.

pub mod sale;
pub mod steps;
pub mod take_out;
pub mod terms;
pub mod view;
pub mod words;

use super::lifecycle::{By, Gate, Transition, row};
use super::work::WaitsFor;
use super::{Action, Phase};
use crate::codes::coded;
use crate::staff::Permission;

coded! {
    /// Where a memo stands.
    pub enum State {
        Requested = "requested", "Requested";
        Issued = "issued", "Out on memo";
        Closed = "closed", "Closed";
        Cancelled = "cancelled", "Cancelled";
    }
}

impl State {
    #[must_use]
    pub const fn phase(self) -> Phase {
        match self {
            Self::Requested => Phase::Open,
            Self::Issued => Phase::Out,
            Self::Closed => Phase::Closed,
            Self::Cancelled => Phase::Cancelled,
        }
    }

    /// Who has to do something before it goes on.
    #[must_use]
    pub const fn waits_for(self) -> WaitsFor {
        match self {
            Self::Requested => WaitsFor::House,
            Self::Issued => WaitsFor::Customer,
            Self::Closed | Self::Cancelled => WaitsFor::Nobody,
        }
    }

    /// Whether the pieces have left the house.
    #[must_use]
    pub const fn handed_over(self) -> bool {
        matches!(self, Self::Issued | Self::Closed)
    }

    /// Nothing is owed for what is on approval.
    #[must_use]
    pub const fn is_agreed(self) -> bool {
        false
    }

    /// No deposit is taken that could be kept.
    #[must_use]
    pub const fn is_committed(self) -> bool {
        false
    }
}

/// Where memos start.
pub const FIRST: &[State] = &[State::Requested];

/// The transition table. Hold, resume and cancel are shared by all kinds and stand in
/// [`super::lifecycle`].
pub const TABLE: &[Transition<State>] = {
    use {Action as A, Permission as P, State as S};
    const SALES: By = By::Staff(P::TakeOrders);
    const COUNTER: By = By::Staff(P::HandOver);
    const OUT: &[Gate] = &[Gate::PiecesOut];
    &[
        row(
            &[S::Requested],
            A::Issue,
            S::Issued,
            COUNTER,
            &[Gate::FromStock, Gate::MemoLimit, Gate::MemoInsured],
            true,
        ),
        row(&[S::Issued], A::TakeBack, S::Issued, COUNTER, OUT, true),
        row(&[S::Issued], A::SellPieces, S::Issued, SALES, OUT, false),
        row(&[S::Issued], A::Extend, S::Issued, SALES, OUT, true),
        row(
            &[S::Issued],
            A::LosePieces,
            S::Issued,
            By::Staff(P::KeepStock),
            OUT,
            false,
        ),
        // A sale was reversed, and its piece is with the customer on approval again. The gate keeps
        // it from being offered: no piece of a closed memo is out before that.
        row(
            &[S::Closed],
            A::Reopen,
            S::Issued,
            By::Staff(P::Override),
            OUT,
            false,
        ),
        row(
            &[S::Issued],
            A::Settle,
            S::Closed,
            By::System,
            &[Gate::AllBack],
            false,
        ),
    ]
};
