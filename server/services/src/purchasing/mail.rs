//! Our order as a letter to its vendor.

use super::{hold, refused, store};
use crate::jobs::{self, Job};
use crate::papers::{self, File};
use crate::{Caller, Error, Services, audit, idempotency, orders, stores};
use domain::ids::{IdempotencyKey, PurchaseOrderId, StoreId};
use domain::messages::VendorLetter;
use domain::papers::Paper;
use domain::purchasing::PurchaseState;
use domain::staff::Permission;

/// Sends an order that is under way to the vendor by e-mail; once, however often it is asked.
pub async fn mail(
    services: &Services,
    caller: Caller<'_>,
    id: PurchaseOrderId,
    version: i32,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(Permission::WorkOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (id, version);
    let claim =
        match idempotency::claim(&mut tx, "purchasing.mail", caller, key, &asked, now).await? {
            idempotency::Claimed::Done(()) => return Ok(()),
            idempotency::Claimed::New(claim) => claim,
        };
    let held = hold(&mut tx, caller, id, version).await?;
    held.require(PurchaseState::is_open)?;
    if held.vendor_email.is_empty() {
        let vendor = &held.vendor_name;
        return Err(refused(format!("{vendor} has no e-mail address.")));
    }
    let letter = Job::WriteToVendor {
        purchase: id,
        letter: VendorLetter::Order,
    };
    jobs::enqueue(&mut tx, &[letter], now).await?;
    let data = serde_json::json!({ "to": held.vendor_email });
    audit::note(
        &mut tx,
        caller,
        "purchase_mailed",
        Some(id.uuid()),
        data,
        now,
    )
    .await?;
    claim.complete(&mut tx, &()).await?;
    tx.commit().await?;
    Ok(())
}

/// What goes with a letter to a vendor: our order with what it costs, and for a parcel to the
/// customer the slip that lies in it.
pub(crate) async fn papers_for_vendor(
    services: &Services,
    store: StoreId,
    purchase: PurchaseOrderId,
    letter: VendorLetter,
) -> Result<Vec<File>, Error> {
    let terms = stores::terms(&services.db, store, services.clock.now()).await?;
    let order = store::detail(&services.db, &terms, purchase, true).await?;
    let paper = match (letter, &order.order) {
        (VendorLetter::Order, _) => Paper::PurchaseOrder(order.into()),
        (VendorLetter::Release, Some((order, _))) => {
            orders::packing_slip_of(services, &terms, *order).await?
        }
        (VendorLetter::Release, None) => return Err(Error::NotFound),
    };
    Ok(vec![papers::print(services, paper).await?])
}
