//! What the piece comes to: each estimate is kept for good, and the order reckoned anew by it.

use super::store::{self, estimates::Written};
use crate::Error;
use crate::orders::effects::{self, Work};
use crate::orders::history::History;
use crate::orders::store::{self as orders_store, LinePrice};
use domain::money::Money;
use domain::orders::custom::estimate::{Estimate, Reckoned};
use domain::orders::custom::policy::Policy;
use domain::schedule::{Barrier, Milestone};

/// Writes an estimate, of which the customer is told.
pub(super) async fn write(
    work: &mut Work<'_, '_>,
    estimate: &Estimate,
    reason: Option<&str>,
    history: &mut History<'_>,
) -> Result<(), Error> {
    let order = work.record.id;
    let policy = terms_of(work).await?;
    let reckoned = estimate.reckon(&work.terms.rates)?;
    let line = work.record.lines.first().map(|line| line.id);
    let line = line.ok_or_else(|| Error::internal("a custom order without its piece"))?;
    let charged = store::charges::of_rounds(work.tx, order, work.record.currency()).await?;
    let net = reckoned.price.plus(charged.net)?;
    let tax = reckoned.tax.plus(charged.tax)?;
    work.record.quote_expires = Some(estimate.expires);
    come_to(work, &policy, (net, tax), history).await?;
    let price = LinePrice {
        line,
        net: reckoned.price,
        tax: reckoned.tax,
        material: None,
        cost: reckoned.cost,
    };
    orders_store::reprice_lines(work.tx, order, &[price]).await?;
    store::estimates::describe(work.tx, order, line, estimate).await?;
    orders_store::entitle(work.tx, order).await?;
    keep(work, estimate, &reckoned, reason).await
}

async fn keep(
    work: &mut Work<'_, '_>,
    estimate: &Estimate,
    reckoned: &Reckoned,
    reason: Option<&str>,
) -> Result<(), Error> {
    let written = Written {
        estimate,
        reckoned,
        total: work.record.total,
        reason,
    };
    store::estimates::insert(work.tx, work.caller, work.record.id, &written, work.now).await?;
    store::revisions::begin(work.tx, work.record.id, work.record.total, work.now).await?;
    work.record.approved = false;
    Ok(())
}

/// The shop's terms that hold for the order: those by which its customer was told a price, once
/// they agreed to it, else today's.
async fn terms_of(work: &mut Work<'_, '_>) -> Result<Policy, Error> {
    let order = work.record.id;
    if work.record.position.state.is_agreed() {
        return store::policy::in_force(work.tx, work.terms, order).await;
    }
    let policy = store::policy::read(work.tx, work.terms).await?;
    store::policy::hold(work.tx, order, &policy).await?;
    Ok(policy)
}

/// Reckons the order anew: its total, and what is due of it when. Nobody has paid more than it
/// costs: what is too much goes back the way it came.
pub(super) async fn come_to(
    work: &mut Work<'_, '_>,
    policy: &Policy,
    (net, tax): (Money, Money),
    history: &mut History<'_>,
) -> Result<(), Error> {
    let total = net.plus(tax)?;
    effects::give_back_excess(work, total, history).await?;
    let milestones = policy.milestones(total)?;
    let record = &mut *work.record;
    (record.net, record.tax, record.total) = (net, tax, total);
    record.deposit = before_work(&milestones, total)?;
    record.milestones = milestones;
    orders_store::reprice(work.tx, work.record).await
}

fn before_work(milestones: &[Milestone], total: Money) -> Result<Money, Error> {
    let due = milestones.iter().filter(|m| m.gates <= Barrier::Work);
    Ok(Money::sum(total.currency(), due.map(|m| m.amount))?)
}
