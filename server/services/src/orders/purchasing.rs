//! Our orders to vendors for the pieces of an order, as they are printed.

use super::store;
use crate::papers::{self, File};
use crate::purchasing::require_sight;
use crate::{Caller, Error, Services, stores};
use domain::ids::PurchaseOrderId;
use domain::money::Money;
use domain::orders::view::PurchaseDocument;
use domain::papers::Paper;

/// A purchase order in full, for its printed page. Costs are shown to those who may see them.
pub async fn purchase_order(
    services: &Services,
    caller: Caller<'_>,
    id: PurchaseOrderId,
) -> Result<PurchaseDocument, Error> {
    require_sight(caller)?;
    let head = store::purchases::head(&services.db, caller.store(), id).await?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let order = super::show(services, caller, head.order_id.into()).await?;
    let mut lines = order.lines;
    lines.retain(|line| head.lines.contains(&line.id.uuid()));
    let costs: Option<Vec<Money>> = lines
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
        lines,
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
