//! Customers' own pieces that a vendor works on: sent out, and taken back with what it cost. Each of
//! these runs with the customer's order locked.

use super::store;
use crate::db::Tx;
use crate::{Caller, Error};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{LineId, OrderId, PurchaseOrderId, StoreId, VendorId};
use domain::money::{Currency, Money};
use domain::purchasing::{Receipt, Received};

/// Work on pieces of a customer's order, to be asked of a vendor.
pub(crate) struct SentOut<'a> {
    pub order: OrderId,
    pub store: StoreId,
    pub currency: Currency,
    pub vendor: VendorId,
    /// The vendor's own number for it.
    pub reference: Option<&'a str>,
    pub eta: Option<NaiveDate>,
    /// What is done to the piece of each line, in words for the vendor.
    pub work: &'a [(LineId, String)],
}

/// Writes the order to the vendor. A piece that is with a vendor already is refused by its index.
pub(crate) async fn send_out(
    tx: &mut Tx<'_>,
    sent: &SentOut<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    store::send_out(tx, PurchaseOrderId::generate(), sent, now).await
}

/// All of an order's pieces are back from their vendor, each at what the work on it cost.
pub(crate) async fn come_back(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    costs: &[(LineId, Money)],
    currency: Currency,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let away = store::away(tx, order).await?;
    let Some((purchase, _, _)) = away.first().copied() else {
        return Ok(());
    };
    let lines = away.iter().map(|(_, line, works_on)| Received {
        line: *line,
        quantity: 1,
        unit_cost: cost_of(*works_on, costs).unwrap_or_else(|| Money::zero(currency)),
        failed: None,
    });
    let receipt = Receipt {
        location: None,
        lines: lines.collect(),
        surplus_reason: None,
        complete: true,
    };
    let delivery = store::Delivery {
        purchase,
        cost: receipt.cost(currency)?,
        receipt: &receipt,
        arrived: &[],
    };
    store::insert_receipt(tx, caller, &delivery, now).await?;
    store::end_work(tx, order, now).await
}

fn cost_of(line: LineId, costs: &[(LineId, Money)]) -> Option<Money> {
    let known = costs.iter().find(|(of, _)| *of == line);
    known.map(|(_, cost)| *cost)
}
