//! Buying for stock: orders to vendors, what comes of them, and what the vendor's bill says.
//!
//! What is bought for a customer's order goes with that order: see [`crate::orders`]. Both are in
//! the same list, since both are waited for.

mod bill;
mod export;
mod order;
mod receive;
mod show;
mod store;

pub use bill::match_bill;
pub use export::export;
pub use order::{cancel, confirm, create, send};
pub use receive::receive;
pub use show::{list, print, show};

use crate::db::Tx;
use crate::{Caller, Error};
use domain::ids::PurchaseOrderId;
use domain::purchasing::PurchaseState;

/// An order to a vendor as the use cases work on it: locked until the transaction ends.
struct Held {
    number: String,
    state: PurchaseState,
    version: i32,
}

impl Held {
    /// Refuses a step that the order is not ready for.
    fn require(&self, fits: impl Fn(PurchaseState) -> bool) -> Result<(), Error> {
        if fits(self.state) {
            return Ok(());
        }
        Err(Error::Refused {
            message: format!(
                "This can't be done while {} is “{}”.",
                self.number,
                self.state.label().to_lowercase()
            ),
            blockers: Vec::new(),
        })
    }
}

/// Locks a store's order for stock, if it is as its reader saw it.
async fn hold(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    id: PurchaseOrderId,
    version: i32,
) -> Result<Held, Error> {
    let held = store::lock(tx, caller.store(), id).await?;
    if held.version == version {
        Ok(held)
    } else {
        Err(Error::Conflict(format!(
            "Somebody else changed {} in the meantime. Look at it again before you go on.",
            held.number
        )))
    }
}

#[cfg(test)]
mod tests;
