//! What steps do beyond moving the order: purchase orders, receipts, hand-over, refunds.

use super::history::History;
use super::record::Record;
use super::{custom, repair, store, web, wholesale};
use crate::db::Tx;
use crate::ledger::{self, Context};
use crate::purchasing::{self, Came, Covering};
use crate::stores::StoreTerms;
use crate::{Caller, Error, bench, custody, stock};
use chrono::{DateTime, Utc};
use domain::ids::LineId;
use domain::ledger::{Entry, postings};
use domain::money::Money;
use domain::orders::act::{Effect, VendorOrder};
use domain::orders::history::Happening;
use domain::orders::lifecycle::Step;
use domain::orders::{Action, Delivery, Kind, cancellation};
use domain::payments::Method;
use domain::purchasing::PurchaseKind;
use domain::stock::MoveKind;

/// A step at work on a locked order.
pub(super) struct Work<'a, 'tx> {
    pub tx: &'a mut Tx<'tx>,
    pub caller: Caller<'a>,
    pub terms: &'a StoreTerms,
    pub record: &'a mut Record,
    pub now: DateTime<Utc>,
}

impl Work<'_, '_> {
    pub(super) async fn post(&mut self, entry: &Entry, memo: &str) -> Result<(), Error> {
        let context = Context {
            store: self.record.store,
            order: Some(self.record.id),
            business_date: self.terms.today,
            currency: self.record.currency(),
            at: self.now,
        };
        ledger::post(
            self.tx,
            &context,
            entry,
            &format!("{} {memo}", self.record.number),
        )
        .await
    }
}

/// Carries out what a step does.
pub(super) async fn carry_out(
    work: &mut Work<'_, '_>,
    step: &Step,
    effect: Effect,
    history: &mut History<'_>,
) -> Result<(), Error> {
    match effect {
        Effect::Repair(effect) => repair::carry_out(work, effect, history).await,
        Effect::Custom(effect) => custom::carry_out(work, effect, history).await,
        Effect::Wholesale(effect) => wholesale::carry_out(work, step, effect).await,
        Effect::Reason(_) | Effect::MakeAtBench | Effect::Nothing => Ok(()),
        Effect::Cancel {
            work: fate,
            work_to,
            ..
        } => {
            cancel(work, step, history).await?;
            let own = work.record.kind == Kind::Repair;
            let end = bench::End {
                fate,
                location: work_to,
                ours: !own,
            };
            end_work(work, end).await?;
            match work.record.kind {
                Kind::Wholesale => wholesale::called_off(work, true).await,
                _ => give_back_own(work).await,
            }
        }
        Effect::SendBack { .. } => send_back(work).await,
        Effect::AcceptQuote => stock::keep_promises(work.tx, work.record.id).await,
        Effect::TakeFromStock => take_in(work).await,
        Effect::PlaceWithVendors(orders) => {
            for order in &orders {
                place_with_vendor(work, order).await?;
            }
            Ok(())
        }
        Effect::DropShip { order, ship_to } => {
            work.record.delivery = Delivery::Ship;
            work.record.drop_ship = true;
            if let Some(address) = ship_to {
                store::put_address(work.tx, work.record.id, &address).await?;
            }
            place_with_vendor(work, &order).await
        }
        Effect::Release => purchasing::release(work.tx, work.record.id, work.now).await,
        Effect::VendorShips {
            carrier,
            tracking,
            costs,
        } => vendor_ships(work, &costs, carrier, tracking).await,
        Effect::Eta { eta, purchase, .. } => {
            let confirms = step.action == Action::VendorConfirms;
            let at = confirms.then_some(work.now);
            purchasing::expect(work.tx, work.record.id, purchase, eta, at).await
        }
        Effect::Receive { costs } => receive(work, &costs).await,
        Effect::PickUp {
            received_by,
            signature,
        } => {
            work.record.delivery = Delivery::PickUp;
            let proof = store::Proof::Signed {
                received_by,
                signature,
            };
            hand_over(work, &proof).await
        }
        Effect::Ship {
            carrier,
            tracking,
            ship_to,
        } => {
            work.record.delivery = Delivery::Ship;
            if let Some(address) = ship_to {
                store::put_address(work.tx, work.record.id, &address).await?;
            }
            hand_over(work, &store::Proof::Shipped { carrier, tracking }).await
        }
        Effect::TakeBack { back, to } => web::take_back(work, &back, to).await,
        Effect::Memo(_) | Effect::ReverseSale { .. } => {
            Err(Error::internal("memos carry out their own steps"))
        }
    }
}

/// What the house's own steps do: once the bench is through, the pieces from stock join those that
/// were made.
pub(super) async fn after_own_steps(work: &mut Work<'_, '_>, steps: &[Step]) -> Result<(), Error> {
    let through = Action::BenchFinished;
    if steps.iter().any(|step| step.action == through) {
        take_in(work).await?;
    }
    Ok(())
}

/// Ends the work for a cancelled order; what is finished belongs to the shop again.
async fn end_work(work: &mut Work<'_, '_>, end: bench::End) -> Result<(), Error> {
    let order = work.record.id;
    let kept = bench::end_of_order(work.tx, work.caller, order, end, work.now).await?;
    store::forget_real_costs_of(work.tx, &kept).await
}

async fn place_with_vendor(work: &mut Work<'_, '_>, order: &VendorOrder) -> Result<(), Error> {
    let covering = Covering {
        order: work.record.id,
        store: work.record.store,
        currency: work.record.currency(),
        what: order,
    };
    purchasing::cover(work.tx, &covering, work.now).await
}

async fn receive(work: &mut Work<'_, '_>, costs: &[(LineId, Money)]) -> Result<(), Error> {
    let order = work.record.id;
    let what = (order, None);
    let came =
        purchasing::receive_rest(work.tx, work.caller, work.terms, what, costs, work.now).await?;
    book(work, &came).await?;
    take_in(work).await
}

/// Books what a vendor delivered: it is in the house, and owed for.
pub(super) async fn book(work: &mut Work<'_, '_>, came: &Came) -> Result<(), Error> {
    // Several pieces of a line may come at several costs: each parcel knows what it cost.
    if work.record.kind != Kind::Wholesale {
        settle_costs(work, &came.whole).await?;
    }
    let entry = postings::goods_received(came.for_customer)?;
    work.post(&entry, "received from vendor").await
}

/// Notes what lines really cost, now that their pieces are here.
pub(super) async fn settle_costs(
    work: &mut Work<'_, '_>,
    costs: &[(LineId, Money)],
) -> Result<(), Error> {
    store::set_real_costs(work.tx, work.record.id, costs).await?;
    for line in &mut work.record.lines {
        if let Some((_, cost)) = costs.iter().find(|(id, _)| *id == line.id) {
            line.unit_cost = Some(*cost);
            line.real = true;
        }
    }
    Ok(())
}

/// What these lines cost is an expectation again: their pieces are in work once more.
pub(super) async fn forget_costs(work: &mut Work<'_, '_>, lines: &[LineId]) -> Result<(), Error> {
    store::forget_real_costs_of(work.tx, lines).await?;
    for line in &mut work.record.lines {
        if lines.contains(&line.id) {
            line.real = false;
            line.in_work = line.made;
        }
    }
    Ok(())
}

/// The pieces are here, all of them: what is promised is taken from stock, and each goes into an
/// envelope of the order's.
pub(super) async fn take_in(work: &mut Work<'_, '_>) -> Result<(), Error> {
    take_from_stock(work).await?;
    custody::enclose(work.tx, work.caller, work.record.id, work.now).await
}

/// Takes the promised pieces out of stock: from now on they belong to the order, at their cost.
async fn take_from_stock(work: &mut Work<'_, '_>) -> Result<(), Error> {
    let order = (work.record.id, work.record.number.as_str());
    let taken = stock::take_all(work.tx, work.caller, work.terms, order, work.now).await?;
    let costs: Vec<_> = taken.iter().map(|piece| (piece.line, piece.cost)).collect();
    settle_costs(work, &costs).await
}

/// Pieces that failed their check go back to the vendor, or into stock, and are found anew.
async fn send_back(work: &mut Work<'_, '_>) -> Result<(), Error> {
    let cost = work.record.bought_cost()?;
    store::forget_real_costs(work.tx, work.record.id).await?;
    purchasing::send_back(work.tx, work.record.id, work.now).await?;
    work.post(&postings::goods_returned(cost)?, "returned to vendor")
        .await?;
    take_out(work).await?;
    bench::reopen_all(work.tx, work.caller, work.record.id, work.now).await?;
    for line in &mut work.record.lines {
        line.real = false;
        line.in_work = line.made;
    }
    Ok(())
}

/// The pieces leave their envelopes, and what came from stock goes back there.
async fn take_out(work: &mut Work<'_, '_>) -> Result<(), Error> {
    let order = (work.record.id, work.record.number.as_str());
    stock::release_all(work.tx, work.caller, work.terms, order, work.now).await?;
    custody::close(work.tx, work.caller, order.0, MoveKind::Returned, work.now).await
}

/// Sells what is promised to an order and in nobody's place any more: taken and handed over in one.
pub(super) async fn sell_what_is_promised(
    work: &mut Work<'_, '_>,
    proof: &store::Proof,
) -> Result<(), Error> {
    take_from_stock(work).await?;
    hand_over(work, proof).await
}

async fn hand_over(work: &mut Work<'_, '_>, proof: &store::Proof) -> Result<(), Error> {
    store::insert_handover(work.tx, work.record.id, proof, work.now).await?;
    let entry = postings::hand_over(sale(work.record)?)?;
    work.post(&entry, "handed over").await?;
    let order = work.record.id;
    stock::sold(work.tx, work.caller, order, work.now).await?;
    give_back_own(work).await?;
    custody::close(work.tx, work.caller, order, MoveKind::Sold, work.now).await
}

/// Nothing of the customer's stays in the house when the order is over.
async fn give_back_own(work: &mut Work<'_, '_>) -> Result<(), Error> {
    match work.record.kind {
        Kind::Repair => repair::give_back(work).await,
        Kind::Custom => custom::give_back_rest(work).await,
        // What is on memo is ours, as is all that is sold.
        Kind::SpecialOrder | Kind::Ecommerce | Kind::Memo | Kind::MemoSale | Kind::Wholesale => {
            Ok(())
        }
    }
}

fn sale(record: &Record) -> Result<postings::HandOver, Error> {
    Ok(postings::HandOver {
        sold: record.sold()?,
        tax: record.tax,
        paid: record.paid,
        cost: record.received_cost()?,
    })
}

/// The vendor sent the pieces to the customer: they were never in the house, and they are sold.
async fn vendor_ships(
    work: &mut Work<'_, '_>,
    costs: &[(LineId, Money)],
    carrier: String,
    tracking: String,
) -> Result<(), Error> {
    let order = work.record.id;
    purchasing::note_shipment(work.tx, order, &carrier, &tracking).await?;
    let what = (order, Some(PurchaseKind::DropShip));
    let sent =
        purchasing::receive_rest(work.tx, work.caller, work.terms, what, costs, work.now).await?;
    settle_costs(work, &sent.whole).await?;
    let proof = store::Proof::Shipped { carrier, tracking };
    store::insert_handover(work.tx, order, &proof, work.now).await?;
    let entry = postings::drop_shipped(sale(work.record)?)?;
    work.post(&entry, "shipped by the vendor").await
}

/// Gives back what the terms give back, the way it came, and keeps the rest.
async fn cancel(
    work: &mut Work<'_, '_>,
    step: &Step,
    history: &mut History<'_>,
) -> Result<(), Error> {
    let settled = cancellation::settle(
        step.from.state,
        work.record.paid,
        work.record.stakes(),
        work.terms.cancellation,
    )?;
    let refunds = refund(work, settled.refund).await?;
    for (method, amount) in &refunds {
        history.add(Happening::Refunded {
            amount: *amount,
            method: *method,
        });
    }
    if settled.forfeit.is_positive() {
        history.add(Happening::Forfeited {
            amount: settled.forfeit,
        });
    }
    work.record.paid = settled.forfeit;
    work.post(&postings::cancellation(&refunds, settled)?, "cancelled")
        .await?;
    store::forget_stock_costs(work.tx, work.record.id).await?;
    purchasing::call_off(work.tx, work.record.id, work.now).await?;
    take_out(work).await
}

/// Nobody has paid more than it costs: what is too much of a new total goes back the way it came.
pub(super) async fn give_back_excess(
    work: &mut Work<'_, '_>,
    total: Money,
    history: &mut History<'_>,
) -> Result<(), Error> {
    let excess = work.record.paid.minus(total)?;
    if !excess.is_positive() {
        return Ok(());
    }
    let refunds = refund(work, excess).await?;
    for (method, amount) in &refunds {
        history.add(Happening::Refunded {
            amount: *amount,
            method: *method,
        });
    }
    work.record.paid = total;
    let entry = postings::given_back(excess.currency(), &refunds)?;
    work.post(&entry, "given back").await
}

/// The pieces come back to the bench: what they cost is an expectation again.
pub(super) async fn rework(work: &mut Work<'_, '_>) -> Result<(), Error> {
    bench::reopen_all(work.tx, work.caller, work.record.id, work.now).await?;
    let lines: Vec<_> = work.record.lines.iter().map(|line| line.id).collect();
    forget_costs(work, &lines).await
}

/// Gives money back along the payments that brought it, the newest first.
pub(super) async fn refund(
    work: &mut Work<'_, '_>,
    amount: Money,
) -> Result<Vec<(Method, Money)>, Error> {
    let mut left = amount;
    let mut refunds = Vec::new();
    for payment in store::payments_newest_first(work.tx, work.record.id).await? {
        let back = left.min(payment.amount)?;
        if back.is_positive() {
            left = left.minus(back)?;
            refunds.push(store::Refund {
                of: payment.id,
                method: payment.method,
                amount: back,
            });
        }
    }
    store::insert_refunds(
        work.tx,
        work.record.id,
        &refunds,
        work.caller.name(),
        work.now,
    )
    .await?;
    Ok(refunds
        .iter()
        .map(|refund| (refund.method, refund.amount))
        .collect())
}
