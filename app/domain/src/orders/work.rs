//! Work lists: of all that is alive, what wants somebody's attention now, and whose.

use super::view::Summary;
use super::{Kind, State};
use crate::codes::coded;
use serde::{Deserialize, Serialize};

/// Who has to do something before an order goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WaitsFor {
    House,
    Customer,
    Vendor,
    /// It has come to its end.
    Nobody,
}

coded! {
    /// A list of orders that want attention.
    pub enum WorkList {
        /// Expected today or before, and mine: I took it, or a step at the bench is mine.
        Mine = "mine", "Mine today";
        /// Past what is expected, and not ready.
        Overdue = "overdue", "Overdue";
        Customer = "customer", "Waiting for customer";
        Vendor = "vendor", "Waiting for vendor";
        /// Finished, and still here.
        Uncollected = "uncollected", "Ready, not collected";
        /// Agreed to, and less is paid than the deposit.
        Deposits = "deposits", "Deposits due";
    }
}

/// Every state of every kind that a condition holds for, as they are stored.
pub fn states_where(holds: impl Fn(State) -> bool) -> Vec<(&'static str, &'static str)> {
    let all = Kind::ALL.iter().flat_map(|kind| State::all(*kind));
    all.filter(|state| holds(*state))
        .map(|state| (state.kind().code(), state.code()))
        .collect()
}

/// A work list as shown, and how much is on each of the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkView {
    pub counts: Vec<(WorkList, u32)>,
    /// What is most pressing first; of a long list its beginning.
    pub orders: Vec<Summary>,
}

impl WorkView {
    #[must_use]
    pub fn count(&self, list: WorkList) -> u32 {
        let known = self.counts.iter().find(|(of, _)| *of == list);
        known.map_or(0, |(_, count)| *count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::Phase;

    #[test]
    fn whoever_is_waited_for_the_order_is_alive() {
        for state in Kind::ALL.iter().flat_map(|kind| State::all(*kind)) {
            let over = matches!(state.phase(), Phase::Closed | Phase::Cancelled);
            let nobody = state.waits_for() == WaitsFor::Nobody;
            assert!(over || !nobody, "{state:?} would be on no list");
        }
    }

    #[test]
    fn a_ready_piece_waits_for_its_customer_and_a_quote_for_the_answer() {
        for state in Kind::ALL.iter().flat_map(|kind| State::all(*kind)) {
            let parcels = matches!(state.kind(), Kind::Ecommerce | Kind::Wholesale);
            if state.phase() == Phase::Ready && !parcels {
                assert_eq!(state.waits_for(), WaitsFor::Customer, "{state:?}");
            }
        }
        let states = states_where(|state| state.waits_for() == WaitsFor::Customer);
        assert!(states.contains(&("special_order", "quoted")));
        assert!(states.contains(&("repair", "quote_sent")));
        assert!(!states.contains(&("ecommerce", "to_pack")));
    }
}
