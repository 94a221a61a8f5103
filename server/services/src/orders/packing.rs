//! The slip that lies in the parcel.

use super::store;
use crate::papers::{self, File};
use crate::stores::{self, StoreTerms};
use crate::{Caller, Error, Services};
use domain::ids::OrderId;
use domain::papers::{PackingSlip, Paper};
use domain::staff::Permission;

/// An order's packing slip as a PDF: in the shop's name, without a price.
pub async fn packing_slip(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
) -> Result<File, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let paper = packing_slip_of(services, &terms, order).await?;
    papers::print(services, paper).await
}

/// What stands on the packing slip of a store's order.
pub(crate) async fn packing_slip_of(
    services: &Services,
    terms: &StoreTerms,
    order: OrderId,
) -> Result<Paper, Error> {
    let mut db = services.db.acquire().await?;
    let read = store::detail(&mut db, terms.store, order, terms, false).await?;
    let number = read.detail.number.clone();
    let slip = PackingSlip::of(read.detail).ok_or_else(|| Error::Refused {
        message: format!("{number} has no address to ship to."),
        blockers: vec![],
    })?;
    Ok(Paper::PackingSlip(slip))
}
