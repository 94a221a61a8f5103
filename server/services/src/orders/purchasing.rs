//! Our orders to vendors for the pieces of an order.

use super::record::Record;
use super::store;
use crate::db::Tx;
use crate::papers::{self, File};
use crate::{Caller, Error, Services, stores};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{LineId, OrderId, PurchaseOrderId, VendorId};
use domain::money::Money;
use domain::orders::view::PurchaseDocument;
use domain::papers::Paper;
use domain::staff::Permission;

/// An order to a vendor, checked.
pub(super) struct NewPurchase {
    pub vendor: VendorId,
    pub eta: Option<NaiveDate>,
    pub reference: Option<String>,
    /// What one piece of each line costs.
    pub costs: Vec<(LineId, Money)>,
}

/// Writes the purchase order and what its pieces are expected to cost.
pub(super) async fn open(
    tx: &mut Tx<'_>,
    record: &Record,
    purchase: &NewPurchase,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if !store::purchases::vendor_exists(tx, purchase.vendor).await? {
        return Err(Error::field("/details/vendor", "Choose the vendor."));
    }
    store::purchases::insert(tx, record, purchase, now).await
}

/// The vendor's date for what is on its way.
pub(super) async fn expect(tx: &mut Tx<'_>, order: OrderId, eta: NaiveDate) -> Result<(), Error> {
    store::purchases::set_eta(tx, order, eta).await
}

/// What was on its way has come.
pub(super) async fn receive(
    tx: &mut Tx<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    store::purchases::set_received(tx, order, now).await
}

/// A purchase order in full, for its printed page. Costs are shown to those who may see them.
pub async fn purchase_order(
    services: &Services,
    caller: Caller<'_>,
    id: PurchaseOrderId,
) -> Result<PurchaseDocument, Error> {
    caller.require(Permission::WorkOrders)?;
    let head = store::purchases::head(&services.db, caller.store(), id).await?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let order = super::show(services, caller, head.order_id.into()).await?;
    let costs: Option<Vec<Money>> = order
        .lines
        .iter()
        .map(|line| {
            line.unit_cost
                .and_then(|cost| cost.times(line.quantity).ok())
        })
        .collect();
    Ok(PurchaseDocument {
        number: head.number,
        order_id: order.id,
        order_number: order.number,
        sent_on: head.sent_at.with_timezone(&terms.zone).date_naive(),
        eta: head.eta,
        reference: head.reference,
        store: order.store,
        vendor_name: head.vendor_name,
        vendor_account: head.account_number,
        vendor_email: head.vendor_email,
        lines: order.lines,
        total: costs
            .map(|costs| Money::sum(terms.currency, costs))
            .transpose()?,
    })
}

/// A purchase order as a PDF, as it goes to the vendor.
pub async fn print_purchase_order(
    services: &Services,
    caller: Caller<'_>,
    id: PurchaseOrderId,
) -> Result<File, Error> {
    let order = purchase_order(services, caller, id).await?;
    papers::print(services, Paper::PurchaseOrder(order.into())).await
}
