//! Counting stock: started for some places, scanned into by any number of people, and finished
//! once, by who answers for the stock.
//!
//! What is expected follows from where pieces lie now, not from where they lay when the count was
//! started: what is sold or carried away meanwhile is expected no more, and what came meanwhile is
//! found by its coming.

mod finish;
mod scan;
mod show;
mod start;

pub use finish::{finish_count, give_up_count};
pub use scan::{count_quantity, scan_count};
pub use show::{counts, show_count};
pub use start::start_count;

use super::store::counts as rows;
use crate::Error;
use domain::ids::CountId;
use domain::stock::{CountState, Form};

/// A count as the use cases work on it, locked until the transaction ends: shared among those who
/// scan, alone for who finishes it.
pub(super) struct Held {
    pub id: CountId,
    pub number: String,
    pub state: CountState,
    pub form: Option<Form>,
}

impl Held {
    /// Refuses what can only be done while it is counted.
    fn require_open(&self) -> Result<(), Error> {
        if self.state == CountState::Open {
            return Ok(());
        }
        let state = self.state.label().to_lowercase();
        Err(super::moves::refused(format!(
            "{} is {state} already. Nothing was changed.",
            self.number
        )))
    }
}
