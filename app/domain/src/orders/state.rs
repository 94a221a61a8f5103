//! States over all kinds, each tagged with its kind.

use super::{Kind, Phase, special_order};
use serde::{Deserialize, Serialize};

/// Where an order stands, whatever its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "state", rename_all = "snake_case")]
pub enum State {
    SpecialOrder(special_order::State),
}

impl State {
    /// Reads what [`State::code`] wrote for a kind.
    pub fn parse(kind: Kind, code: &str) -> Result<Self, crate::codes::UnknownCode> {
        match kind {
            Kind::SpecialOrder => code.parse().map(Self::SpecialOrder),
        }
    }

    /// Every state of a kind, in the order of its workflow.
    #[must_use]
    pub fn all(kind: Kind) -> Vec<Self> {
        match kind {
            Kind::SpecialOrder => special_order::State::ALL
                .iter()
                .copied()
                .map(Self::SpecialOrder)
                .collect(),
        }
    }

    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::SpecialOrder(_) => Kind::SpecialOrder,
        }
    }

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SpecialOrder(state) => state.code(),
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::SpecialOrder(state) => state.label(),
        }
    }

    #[must_use]
    pub const fn phase(self) -> Phase {
        match self {
            Self::SpecialOrder(state) => state.phase(),
        }
    }

    /// Whether the pieces have left the house.
    #[must_use]
    pub const fn handed_over(self) -> bool {
        match self {
            Self::SpecialOrder(state) => state.handed_over(),
        }
    }
}
