//! Buying: orders to vendors for stock and for customers' orders, what comes of them, and what the
//! vendor's bill says.
//!
//! What is bought for a customer covers the lines of their order, and moves it on: see
//! [`crate::orders`]. Whoever works on both locks the customer's order first.

mod bill;
mod covering;
mod deliver;
mod export;
mod mail;
mod order;
mod receive;
mod scan;
mod sent_out;
mod show;
mod store;

pub use bill::match_bill;
pub(crate) use covering::{
    Covering, call_off, cover, expect, note_shipment, receive_rest, release, send_back,
};
pub(crate) use deliver::Came;
pub use export::export;
pub use mail::mail;
pub(crate) use mail::papers_for_vendor;
pub use order::{cancel, confirm, create, edit, send};
pub use receive::receive;
pub use scan::scan;
pub(crate) use sent_out::{SentOut, come_back, send_out};
pub use show::{list, print, show};

use crate::db::Tx;
use crate::{Caller, Error};
use domain::ids::PurchaseOrderId;
use domain::purchasing::{PurchaseKind, PurchaseState};
use domain::staff::Permission;

/// An order to a vendor as the use cases work on it: locked until the transaction ends.
struct Held {
    id: PurchaseOrderId,
    number: String,
    vendor_name: String,
    vendor_email: String,
    kind: PurchaseKind,
    state: PurchaseState,
    version: i32,
}

impl Held {
    /// Refuses a step that the order is not ready for.
    fn require(&self, fits: impl Fn(PurchaseState) -> bool) -> Result<(), Error> {
        if fits(self.state) {
            return Ok(());
        }
        Err(refused(format!(
            "This can't be done while {} is “{}”.",
            self.number,
            self.state.label().to_lowercase()
        )))
    }
}

fn refused(message: impl Into<String>) -> Error {
    Error::Refused {
        message: message.into(),
        blockers: Vec::new(),
    }
}

/// Those who work with what is bought look at it, and those who keep the books.
pub(crate) fn require_sight(caller: Caller<'_>) -> Result<(), Error> {
    if caller.may(Permission::WorkOrders) {
        return Ok(());
    }
    caller.require(Permission::ViewCost)
}

/// Locks a store's order, if it is as its reader saw it.
async fn hold(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    id: PurchaseOrderId,
    version: i32,
) -> Result<Held, Error> {
    let held = store::lock(tx, caller.store(), id).await?;
    if held.version == version {
        return Ok(held);
    }
    let came = store::since(tx, id, version).await?;
    let changed = match came.as_slice() {
        [] => format!("Somebody else changed {} in the meantime.", held.number),
        came => format!("{} in the meantime.", came.join("; ")),
    };
    Err(Error::Conflict(format!(
        "{changed} Look at it again before you go on."
    )))
}

#[cfg(test)]
mod tests;
