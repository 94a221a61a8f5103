//! What somebody does with a piece, and when it can be done.

use super::piece::PieceState;
use crate::codes::coded;
use crate::ids::LocationId;
use crate::orders::lifecycle::Position;
use crate::orders::{Action, Kind, Phase};
use crate::staff::Permission;
use serde::{Deserialize, Serialize};

coded! {
    /// Something that can be done with a piece.
    pub enum Deed {
        Move = "move", "Move";
        Find = "find", "Found";
        GiveBack = "give_back", "Give back";
        Lose = "lose", "Missing";
        Scrap = "scrap", "Scrap";
    }
}

/// Something that somebody does with a piece, with all that it needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// It lies somewhere else now.
    Move { to: LocationId },
    /// It is not where it should be.
    Lose { reason: String },
    /// It turned up again.
    Find { to: LocationId },
    /// It goes to the refiner.
    Scrap { reason: String },
    /// It goes back to whose it is, or to who sold it to us.
    GiveBack { reason: String },
}

impl Step {
    #[must_use]
    pub const fn deed(&self) -> Deed {
        match self {
            Self::Move { .. } => Deed::Move,
            Self::Lose { .. } => Deed::Lose,
            Self::Find { .. } => Deed::Find,
            Self::Scrap { .. } => Deed::Scrap,
            Self::GiveBack { .. } => Deed::GiveBack,
        }
    }
}

impl Deed {
    /// Carrying things about is everybody's work; writing them off is not.
    #[must_use]
    pub const fn permission(self) -> Permission {
        match self {
            Self::Move => Permission::WorkOrders,
            Self::Find | Self::GiveBack | Self::Lose | Self::Scrap => Permission::KeepStock,
        }
    }

    /// How a piece stands with which it can be done.
    #[must_use]
    pub const fn starts_from(self) -> PieceState {
        match self {
            Self::Find => PieceState::Missing,
            Self::Move | Self::GiveBack | Self::Lose | Self::Scrap => PieceState::Here,
        }
    }

    /// Whether the piece leaves the house by it, so that nobody may wait for it.
    #[must_use]
    pub const fn takes_away(self) -> bool {
        matches!(self, Self::GiveBack | Self::Lose | Self::Scrap)
    }

    /// Why it can't be done with a piece that stands so and is promised to this order.
    #[must_use]
    pub fn refusal(
        self,
        serial: &str,
        state: PieceState,
        promised_to: Option<&str>,
    ) -> Option<String> {
        let must_be = self.starts_from();
        if state != must_be {
            return Some(format!(
                "{serial} is not {} but {}.",
                must_be.label().to_lowercase(),
                state.label().to_lowercase()
            ));
        }
        let order = promised_to.filter(|_| self.takes_away())?;
        Some(format!(
            "{serial} is promised to {order} and can't leave. Let it go there first."
        ))
    }
}

/// Why no piece can be promised to a line of so many in an order that stands so.
#[must_use]
pub fn promise_refusal(number: &str, position: Position, quantity: u32) -> Option<String> {
    let phase = position.state.phase();
    if position.held {
        Some("The order is on hold. Resume it first.".to_owned())
    } else if !matches!(phase, Phase::Draft | Phase::Open) {
        Some(format!(
            "{number} is {}: its pieces are settled.",
            phase.label().to_lowercase()
        ))
    } else if position.state.kind() == Kind::Wholesale {
        let step = Action::Allocate.label();
        Some(format!(
            "Choose “{step}” on {number}: its lines are filled together."
        ))
    } else if quantity > 1 {
        // So that each line has one cost.
        Some("Pieces with serials go one to a line. Make a line for each.".to_owned())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::State;
    use crate::orders::special_order::State as S;

    #[test]
    fn what_is_promised_can_be_carried_about_and_not_taken_away() {
        let promised = |deed: Deed| deed.refusal("P1", PieceState::Here, Some("SO-7"));
        assert_eq!(promised(Deed::Move), None);
        for deed in [Deed::Scrap, Deed::GiveBack, Deed::Lose] {
            let why = promised(deed).expect("somebody waits for it");
            assert!(why.contains("SO-7"), "{why}");
            assert_eq!(deed.refusal("P1", PieceState::Here, None), None);
        }
    }

    #[test]
    fn only_what_is_missing_is_found() {
        let states = PieceState::ALL.iter().copied();
        let found = states.filter(|state| Deed::Find.refusal("P1", *state, None).is_none());
        assert_eq!(found.collect::<Vec<_>>(), [PieceState::Missing]);
        let sold = Deed::Move.refusal("P1", PieceState::Sold, None);
        assert_eq!(sold.as_deref(), Some("P1 is not in stock but sold."));
    }

    #[test]
    fn pieces_are_promised_to_orders_that_wait_for_them() {
        let may = |state, held, quantity| {
            let position = Position {
                state: State::SpecialOrder(state),
                held,
            };
            promise_refusal("SO-7", position, quantity).is_none()
        };
        for open in [S::Quoted, S::DepositDue, S::ToOrder] {
            assert!(may(open, false, 1), "{open}");
            assert!(!may(open, true, 1), "{open}, on hold");
            assert!(!may(open, false, 2), "{open}, two of them");
        }
        for settled in [S::Ordered, S::Received, S::Ready, S::Closed, S::Cancelled] {
            assert!(!may(settled, false, 1), "{settled}");
        }
    }
}
