//! Orders to vendors that cover the lines of a customer's order, as the customer's side works with
//! them. Each of these runs with the customer's order locked.

use super::deliver::{Came, Delivered, take_in};
use super::store;
use crate::db::Tx;
use crate::jobs::{self, Job};
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{LineId, OrderId, PurchaseOrderId, StoreId};
use domain::messages::VendorLetter;
use domain::money::{Currency, Money};
use domain::orders::act::VendorOrder;
use domain::purchasing::{PurchaseKind, ReceiptDraft, ReceivedDraft};

/// An order to a vendor for the lines of a customer's order, checked.
pub(crate) struct Covering<'a> {
    pub order: OrderId,
    pub store: StoreId,
    pub currency: Currency,
    pub what: &'a VendorOrder,
}

/// Writes the order to the vendor, and what its pieces are expected to cost.
pub(crate) async fn cover(
    tx: &mut Tx<'_>,
    covering: &Covering<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    store::cover(tx, PurchaseOrderId::generate(), covering, now).await
}

/// The vendor's date for what is on its way: by one order to a vendor, or by all of them. A date
/// that the vendor gave by itself confirms the order.
pub(crate) async fn expect(
    tx: &mut Tx<'_>,
    order: OrderId,
    purchase: Option<PurchaseOrderId>,
    eta: NaiveDate,
    confirmed_at: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    let expected = store::expect(tx, order, purchase, eta, confirmed_at).await?;
    if purchase.is_some() && expected == 0 {
        let wrong = "Nothing is on its way to this order by that one.";
        return Err(Error::field("/details/purchase_order", wrong));
    }
    Ok(())
}

/// The vendor may ship to the customer, and is told so.
pub(crate) async fn release(
    tx: &mut Tx<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let letters: Vec<_> = store::set_released(tx, order, now)
        .await?
        .into_iter()
        .map(|purchase| Job::WriteToVendor {
            purchase,
            letter: VendorLetter::Release,
        })
        .collect();
    jobs::enqueue(tx, &letters, now).await
}

/// With whom the vendor sent it.
pub(crate) async fn note_shipment(
    tx: &mut Tx<'_>,
    order: OrderId,
    carrier: &str,
    tracking: &str,
) -> Result<(), Error> {
    store::set_shipment(tx, order, carrier, tracking).await
}

/// The customer's order is off, and with it what was still to come for it.
pub(crate) async fn call_off(
    tx: &mut Tx<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    store::call_off(tx, order, now).await
}

/// What came goes back to its vendor: the lines wait for another cover.
pub(crate) async fn send_back(
    tx: &mut Tx<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    store::end_all(tx, order, now).await
}

/// Takes in all that is still to come for an order, by orders to vendors of one kind where it is
/// named, each piece at what it really cost.
pub(crate) async fn receive_rest(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    (order, kind): (OrderId, Option<PurchaseKind>),
    costs: &[(LineId, Money)],
    now: DateTime<Utc>,
) -> Result<Came, Error> {
    let mut all = Came {
        pieces: Vec::new(),
        for_customer: Money::zero(terms.currency),
        whole: Vec::new(),
        notes: Vec::new(),
    };
    // An order has one at a time: a second is written when the first came to nothing.
    for id in store::open_of(tx, order, kind).await? {
        let held = store::lock(tx, caller.store(), id).await?;
        let lines = store::lines(&mut **tx, id).await?;
        let rest = lines.iter().filter(|line| line.awaited.open() > 0);
        let draft = ReceiptDraft {
            lines: rest
                .map(|line| ReceivedDraft {
                    unit_cost: cost_of(line.covers, costs),
                    ..ReceivedDraft::of(line.awaited.line, line.awaited.open())
                })
                .collect(),
            ..ReceiptDraft::default()
        };
        let awaited: Vec<_> = lines.iter().map(|line| line.awaited).collect();
        let receipt = draft.check(&awaited, false).map_err(|wrong| {
            let said: Vec<_> = wrong.iter().map(|(_, said)| said).collect();
            Error::field("/details/costs", said.join(" "))
        })?;
        let delivered = Delivered {
            held: &held,
            lines: &lines,
            receipt: &receipt,
        };
        let came = take_in(tx, caller, terms, &delivered, now).await?;
        all.for_customer = all.for_customer.plus(came.for_customer)?;
        all.whole.extend(came.whole);
    }
    Ok(all)
}

fn cost_of(line: Option<LineId>, costs: &[(LineId, Money)]) -> String {
    let known = costs.iter().find(|(covers, _)| Some(*covers) == line);
    known.map(|(_, cost)| cost.plain()).unwrap_or_default()
}
