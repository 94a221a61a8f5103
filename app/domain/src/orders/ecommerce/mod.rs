//! Web orders: taken by a web shop or a marketplace, and paid there.
//!
//! Imported → (nothing waits for a person) to fulfil → taken from stock, made, ordered from a vendor
//! or shipped by one → to pack → shipped or picked up → closed. What the customer sends back is
//! taken back, piece by piece, and refunded. What the channel says is in [`crate::channels`].

pub mod words;

use super::lifecycle::{By, Gate, Transition, row};
use super::work::WaitsFor;
use super::{Action, Phase};
use crate::codes::coded;
use crate::staff::Permission;

coded! {
    /// Where a web order stands.
    pub enum State {
        Imported = "imported", "Imported";
        ToFulfil = "to_fulfil", "To fulfil";
        AtBench = "at_bench", "At the bench";
        Ordered = "ordered", "Ordered";
        Confirmed = "confirmed", "Confirmed";
        Delayed = "delayed", "Delayed";
        /// The vendor may send it to the customer.
        Released = "released", "Vendor told to ship";
        Finishing = "finishing", "Sizing & engraving";
        ToPack = "to_pack", "To pack";
        PickedUp = "picked_up", "Picked up";
        Shipped = "shipped", "Shipped";
        PartlyReturned = "partly_returned", "Partly returned";
        Returned = "returned", "Returned";
        Refunded = "refunded", "Refunded";
        Closed = "closed", "Closed";
        Cancelled = "cancelled", "Cancelled";
    }
}

impl State {
    #[must_use]
    pub const fn phase(self) -> Phase {
        match self {
            Self::Imported | Self::ToFulfil => Phase::Open,
            Self::AtBench
            | Self::Ordered
            | Self::Confirmed
            | Self::Delayed
            | Self::Released
            | Self::Finishing => Phase::InWork,
            Self::ToPack => Phase::Ready,
            Self::PickedUp
            | Self::Shipped
            | Self::PartlyReturned
            | Self::Returned
            | Self::Refunded
            | Self::Closed => Phase::Closed,
            Self::Cancelled => Phase::Cancelled,
        }
    }

    /// Who has to do something before it goes on.
    #[must_use]
    pub const fn waits_for(self) -> WaitsFor {
        match self {
            Self::Ordered | Self::Confirmed | Self::Delayed | Self::Released => WaitsFor::Vendor,
            Self::Imported | Self::ToFulfil | Self::AtBench | Self::Finishing | Self::ToPack => {
                WaitsFor::House
            }
            Self::PickedUp
            | Self::Shipped
            | Self::PartlyReturned
            | Self::Returned
            | Self::Refunded
            | Self::Closed
            | Self::Cancelled => WaitsFor::Nobody,
        }
    }

    #[must_use]
    pub const fn handed_over(self) -> bool {
        matches!(self.phase(), Phase::Closed)
    }

    /// Whether the customer agreed to the price. Who paid in a shop did.
    #[must_use]
    pub const fn is_agreed(self) -> bool {
        true
    }

    /// Whether a cancellation keeps a part of the deposit. What a channel took is given back there,
    /// all of it.
    #[must_use]
    pub const fn is_committed(self) -> bool {
        false
    }

    /// Whether nobody has begun with the pieces, so that the channel may still change them.
    #[must_use]
    pub const fn can_change(self) -> bool {
        matches!(self.phase(), Phase::Open)
    }
}

/// Where web orders start.
pub const FIRST: &[State] = &[State::Imported];

/// The transition table. Hold, resume and cancel are shared by all kinds and stand in
/// [`super::lifecycle`].
pub const TABLE: &[Transition<State>] = {
    use {Action as A, Permission as P, State as S};
    const BENCH: By = By::Staff(P::WorkOrders);
    const COUNTER: By = By::Staff(P::HandOver);
    const AT_VENDOR: &[State] = &[S::Ordered, S::Confirmed, S::Delayed];
    &[
        row(
            &[S::Imported],
            A::Clear,
            S::ToFulfil,
            By::System,
            &[Gate::NothingParked],
            false,
        ),
        row(
            &[S::ToFulfil],
            A::TakeFromStock,
            S::ToPack,
            BENCH,
            &[Gate::FromStock],
            false,
        ),
        row(
            &[S::ToFulfil],
            A::PlaceWithVendor,
            S::Ordered,
            BENCH,
            &[Gate::ToBeOrdered],
            false,
        ),
        row(
            &[S::ToFulfil],
            A::PlaceDropShip,
            S::Ordered,
            BENCH,
            &[Gate::NoneInHouse],
            false,
        ),
        row(
            &[S::ToFulfil],
            A::MakeAtBench,
            S::AtBench,
            BENCH,
            &[Gate::ToBeMade],
            false,
        ),
        row(
            &[S::AtBench],
            A::BenchStopped,
            S::ToFulfil,
            By::System,
            &[Gate::ToBeOrdered],
            false,
        ),
        row(
            &[S::AtBench],
            A::BenchFinished,
            S::ToPack,
            By::System,
            &[Gate::BenchDone],
            false,
        ),
        row(
            &[S::Ordered, S::Delayed],
            A::VendorConfirms,
            S::Confirmed,
            BENCH,
            &[],
            false,
        ),
        row(AT_VENDOR, A::ReportDelay, S::Delayed, BENCH, &[], true),
        row(
            AT_VENDOR,
            A::Receive,
            S::ToPack,
            BENCH,
            &[Gate::ComesToUs],
            false,
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
            &[S::ToPack],
            A::Ship,
            S::Shipped,
            COUNTER,
            &[Gate::BalancePaid, Gate::BenchDone],
            true,
        ),
        row(
            &[S::ToPack],
            A::PickUp,
            S::PickedUp,
            COUNTER,
            &[Gate::BalancePaid, Gate::BenchDone],
            true,
        ),
        row(
            &[S::ToPack],
            A::SendToFinishing,
            S::Finishing,
            BENCH,
            &[],
            false,
        ),
        row(&[S::Finishing], A::Finish, S::ToPack, BENCH, &[], false),
        row(&[S::ToPack], A::FailCheck, S::ToFulfil, BENCH, &[], false),
        row(
            &[S::Shipped],
            A::ConfirmDelivery,
            S::Closed,
            COUNTER,
            &[Gate::BalancePaid],
            false,
        ),
        row(
            &[S::PickedUp, S::Refunded],
            A::Settle,
            S::Closed,
            By::System,
            &[Gate::BalancePaid],
            false,
        ),
        row(
            &[S::Shipped, S::PickedUp, S::PartlyReturned, S::Closed],
            A::TakeBack,
            S::PartlyReturned,
            COUNTER,
            &[Gate::PiecesOut],
            false,
        ),
        row(
            &[S::PartlyReturned],
            A::CameBack,
            S::Returned,
            By::System,
            &[Gate::AllBack],
            false,
        ),
        row(
            &[S::PartlyReturned, S::Returned],
            A::Refund,
            S::Refunded,
            By::System,
            &[Gate::RefundsSettled],
            false,
        ),
    ]
};
