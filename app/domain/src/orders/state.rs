//! States over all kinds, each tagged with its kind. A new kind is one line in the table at the end.

use super::lifecycle::{Row, expand};
use super::work::WaitsFor;
use super::{Kind, Phase, custom, ecommerce, memo, memo_sale, repair, special_order, wholesale};
use crate::schedule::Barrier;
use serde::{Deserialize, Serialize};

/// Ties each kind to the module that declares its states and its table.
macro_rules! kinds {
    ($($kind:ident = $module:ident;)+) => {
        /// Where an order stands, whatever its kind.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "state", rename_all = "snake_case")]
        pub enum State {
            $($kind($module::State),)+
        }

        impl State {
            /// Reads what [`State::code`] wrote for a kind.
            pub fn parse(kind: Kind, code: &str) -> Result<Self, crate::codes::UnknownCode> {
                match kind {
                    $(Kind::$kind => code.parse().map(Self::$kind),)+
                }
            }

            /// Every state of a kind, in the order of its workflow.
            #[must_use]
            pub fn all(kind: Kind) -> Vec<Self> {
                match kind {
                    $(Kind::$kind => {
                        $module::State::ALL.iter().copied().map(Self::$kind).collect()
                    })+
                }
            }

            /// Where an order of a kind can start.
            #[must_use]
            pub fn first(kind: Kind) -> Vec<Self> {
                match kind {
                    $(Kind::$kind => $module::FIRST.iter().copied().map(Self::$kind).collect(),)+
                }
            }

            #[must_use]
            pub const fn kind(self) -> Kind {
                match self {
                    $(Self::$kind(_) => Kind::$kind,)+
                }
            }

            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$kind(state) => state.code(),)+
                }
            }

            #[must_use]
            pub const fn label(self) -> &'static str {
                match self {
                    $(Self::$kind(state) => state.label(),)+
                }
            }

            #[must_use]
            pub const fn phase(self) -> Phase {
                match self {
                    $(Self::$kind(state) => state.phase(),)+
                }
            }

            /// Whether the pieces have left the house.
            #[must_use]
            pub const fn handed_over(self) -> bool {
                match self {
                    $(Self::$kind(state) => state.handed_over(),)+
                }
            }

            /// Whether the customer agreed to the price. Before that nothing is owed.
            #[must_use]
            pub const fn is_agreed(self) -> bool {
                match self {
                    $(Self::$kind(state) => state.is_agreed(),)+
                }
            }

            /// Who has to do something before it goes on.
            #[must_use]
            pub const fn waits_for(self) -> WaitsFor {
                match self {
                    $(Self::$kind(state) => state.waits_for(),)+
                }
            }

            /// What is done next that has to be paid for before.
            #[must_use]
            pub const fn next_barrier(self) -> Barrier {
                match self {
                    Self::Custom(state) if state.is_designed() => Barrier::Design,
                    _ => Barrier::Work,
                }
            }

            /// Whether a cancellation keeps a part of the deposit from here on.
            #[must_use]
            pub const fn is_committed(self) -> bool {
                match self {
                    $(Self::$kind(state) => state.is_committed(),)+
                }
            }
        }

        /// A kind's table, a row for each state that an action starts from.
        pub(super) fn rows(kind: Kind) -> Vec<Row> {
            match kind {
                $(Kind::$kind => expand($module::TABLE, State::$kind),)+
            }
        }

        /// The state in which a cancelled order of a kind rests.
        pub(super) const fn cancelled(kind: Kind) -> State {
            match kind {
                $(Kind::$kind => State::$kind($module::State::Cancelled),)+
            }
        }
    };
}

kinds! {
    SpecialOrder = special_order;
    Repair = repair;
    Custom = custom;
    Ecommerce = ecommerce;
    Memo = memo;
    MemoSale = memo_sale;
    Wholesale = wholesale;
}
