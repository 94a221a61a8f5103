//! Showing a design: each round is kept for good, and one beyond those that are included is charged.

use super::estimate::come_to;
use super::store;
use crate::Error;
use crate::orders::effects::Work;
use crate::orders::history::History;
use crate::orders::store as orders_store;
use domain::channels::reckon::{Charge, ChargeKind};
use domain::money::Money;
use domain::orders::custom::policy::Policy;
use domain::orders::custom::rounds::Round;
use domain::orders::history::Happening;
use domain::tax::LineClass;

/// Shows a round to the customer, who is asked about it.
pub(super) async fn show(
    work: &mut Work<'_, '_>,
    round: &Round,
    history: &mut History<'_>,
) -> Result<(), Error> {
    let order = work.record.id;
    let number = store::rounds::count(work.tx, order).await? + 1;
    let policy = store::policy::in_force(work.tx, work.terms, order).await?;
    let fee = policy.fee_of_round(number);
    let shown = (number, round, fee);
    store::rounds::insert(work.tx, work.caller, order, shown, work.now).await?;
    if fee.is_positive() {
        charge(work, &policy, (number, fee), history).await?;
    }
    store::revisions::begin(work.tx, order, work.record.total, work.now).await?;
    work.record.approved = false;
    Ok(())
}

/// A round beyond those that are included is a part of the price, and taxed like the piece.
async fn charge(
    work: &mut Work<'_, '_>,
    policy: &Policy,
    (number, fee): (u32, Money),
    history: &mut History<'_>,
) -> Result<(), Error> {
    let charge = Charge {
        kind: ChargeKind::DesignRound,
        label: format!("Design round {number}"),
        net: fee,
        tax: work.terms.rates.on(LineClass::Goods, fee)?,
    };
    orders_store::add_charge(work.tx, work.record.id, &charge, work.now).await?;
    history.add(Happening::Noted {
        text: format!(
            "Round {number} costs {fee}: {} are included.",
            policy.included_rounds
        ),
    });
    let net = work.record.net.plus(charge.net)?;
    let tax = work.record.tax.plus(charge.tax)?;
    come_to(work, policy, (net, tax), history).await
}
