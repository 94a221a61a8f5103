//! Matching a vendor's bill with what came.

use super::{hold, store};
use crate::ledger::{self, Context};
use crate::{Caller, Error, Services, idempotency, stores};
use domain::ids::{IdempotencyKey, PurchaseOrderId};
use domain::ledger::postings;
use domain::purchasing::{BillDraft, BillView, PurchaseState};
use domain::staff::Permission;

/// Holds a bill against what came and keeps it; the difference goes to the books, so that the
/// vendor is owed what the bill says.
pub async fn match_bill(
    services: &Services,
    caller: Caller<'_>,
    id: PurchaseOrderId,
    version: i32,
    draft: &BillDraft,
    key: IdempotencyKey,
) -> Result<BillView, Error> {
    caller.require(Permission::ViewCost)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (id, version, draft);
    let claim =
        match idempotency::claim(&mut tx, "purchasing.bill", caller, key, &asked, now).await? {
            idempotency::Claimed::Done(bill) => return Ok(bill),
            idempotency::Claimed::New(claim) => claim,
        };
    let held = hold(&mut tx, caller, id, version).await?;
    held.require(PurchaseState::is_complete)?;
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let bill = draft.check(terms.currency, terms.today)?;
    let came = store::received_cost(&mut tx, id, terms.currency).await?;
    let difference = bill.total.minus(came)?;
    store::insert_bill(&mut tx, caller, id, &bill, difference, now).await?;
    let context = Context {
        store: terms.store,
        order: None,
        business_date: terms.today,
        currency: terms.currency,
        at: now,
    };
    let memo = format!("{} bill {}", held.number, bill.number);
    ledger::post(
        &mut tx,
        &context,
        &postings::bill_matched(difference)?,
        &memo,
    )
    .await?;
    let shown = BillView {
        number: bill.number,
        date: bill.date,
        total: bill.total,
        difference,
    };
    claim.complete(&mut tx, &shown).await?;
    tx.commit().await?;
    Ok(shown)
}
