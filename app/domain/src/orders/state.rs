//! States and actions over all kinds, each tagged with its kind.

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

/// A step that somebody may take, whatever the kind. Hold, resume and cancel are every kind's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Action {
    Hold,
    Resume,
    Cancel,
    SpecialOrder(special_order::Action),
}

impl Action {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Resume => "resume",
            Self::Cancel => "cancel",
            Self::SpecialOrder(action) => action.code(),
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Hold => "Put on hold",
            Self::Resume => "Resume",
            Self::Cancel => "Cancel order",
            Self::SpecialOrder(action) => action.label(),
        }
    }
}

impl std::str::FromStr for Action {
    type Err = crate::codes::UnknownCode;
    fn from_str(code: &str) -> Result<Self, Self::Err> {
        match code {
            "hold" => Ok(Self::Hold),
            "resume" => Ok(Self::Resume),
            "cancel" => Ok(Self::Cancel),
            other => other.parse().map(Self::SpecialOrder),
        }
    }
}

impl TryFrom<String> for Action {
    type Error = crate::codes::UnknownCode;
    fn try_from(code: String) -> Result<Self, Self::Error> {
        code.parse()
    }
}

impl From<Action> for String {
    fn from(action: Action) -> Self {
        action.code().into()
    }
}
