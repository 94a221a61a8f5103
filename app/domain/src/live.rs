//! What open screens are told of: that something changed, never what it is now. Only ever a hint:
//! a screen that misses one still shows the truth at its next look.

use crate::ids::{OrderId, StoreId};
use serde::{Deserialize, Serialize};

/// An order changed, or work at the bench: what is made for stock is named in an order's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub store: StoreId,
    pub order: OrderId,
    pub version: i32,
}

/// What a listener hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    Changed(Change),
    /// Things of this store went from hand to hand.
    Carried(StoreId),
    /// Some changes went unheard: any order may be another than it was.
    Anything,
}

impl News {
    /// Whether it is a reason to look at an order anew.
    #[must_use]
    pub fn concerns(self, order: OrderId) -> bool {
        match self {
            Self::Changed(change) => change.order == order,
            Self::Carried(_) => false,
            Self::Anything => true,
        }
    }

    /// Whether it is a reason to look at orders anew.
    #[must_use]
    pub const fn changes(self) -> bool {
        matches!(self, Self::Changed(_) | Self::Anything)
    }

    /// Whether it is a reason to ask anew where things are.
    #[must_use]
    pub const fn carries(self) -> bool {
        matches!(self, Self::Carried(_) | Self::Anything)
    }
}
