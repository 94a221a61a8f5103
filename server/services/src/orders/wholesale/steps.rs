//! What the steps of a wholesale order do beyond moving it.

use super::store::{self, lines};
use super::{fill, ship};
use crate::Error;
use crate::jobs::{self, Job};
use crate::orders::effects::Work;
use crate::orders::store as orders_store;
use crate::wholesale::store::blankets;
use crate::{purchasing, stock};
use domain::money::Money;
use domain::orders::lifecycle::Step;
use domain::orders::wholesale::steps::{Answered, Effect};
use domain::schedule::deposit_and_balance;

/// Carries out what a wholesale order's step does.
pub(in crate::orders) async fn carry_out(
    work: &mut Work<'_, '_>,
    step: &Step,
    effect: Effect,
) -> Result<(), Error> {
    match effect {
        Effect::ReleaseCredit { .. } => Ok(()),
        Effect::Acknowledge(answers) => acknowledge(work, &answers).await,
        Effect::Allocate => fill::allocate(work).await,
        Effect::Ship {
            carrier,
            tracking,
            pieces,
        } => ship::ship(work, step, (carrier, tracking), &pieces).await,
        Effect::VendorShips { carrier, tracking } => {
            ship::vendor_ships(work, step, (carrier, tracking)).await
        }
        Effect::CloseShort { .. } => close_short(work).await,
    }
}

/// Writes what the account is told of its lines, and reckons the order anew.
async fn acknowledge(work: &mut Work<'_, '_>, answers: &[Answered]) -> Result<(), Error> {
    store::parcels::answer(work.tx, work.record.id, answers).await?;
    reckon(work).await
}

/// What is left is not delivered: it is promised to nobody, and what was to come for it is called
/// off. What came for it already is the house's, and has to leave the order first.
async fn close_short(work: &mut Work<'_, '_>) -> Result<(), Error> {
    let order = work.record.id;
    let others: u32 = work.po().iter().map(|line| line.others).sum();
    if others > 0 {
        return Err(Error::Refused {
            message: "Pieces that were bought or made for this order are here. Ship them first."
                .into(),
            blockers: Vec::new(),
        });
    }
    purchasing::call_off(work.tx, order, work.now).await?;
    let named = (order, work.record.number.clone());
    let named = (named.0, named.1.as_str());
    stock::release_all(work.tx, work.caller, work.terms, named, work.now).await?;
    store::parcels::cut_to_shipped(work.tx, order).await?;
    reckon(work).await
}

/// The order comes to what its lines come to now. Credit may be free that was not.
async fn reckon(work: &mut Work<'_, '_>) -> Result<(), Error> {
    let (order, currency) = (work.record.id, work.record.currency());
    let (net, tax) = store::parcels::sums(work.tx, order, currency).await?;
    let total = net.plus(tax)?;
    let record = &mut *work.record;
    (record.net, record.tax, record.total) = (net, tax, total);
    record.milestones = deposit_and_balance(total, Money::zero(currency))?;
    store::parcels::set_totals(work.tx, work.record).await?;
    orders_store::entitle(work.tx, order).await?;
    work.refill().await?;
    called_off(work, false).await
}

/// Pieces that are not delivered, those of a cancelled order among them, can be called off of their
/// blanket order again, and others may have the credit that they took.
pub(in crate::orders) async fn called_off(
    work: &mut Work<'_, '_>,
    cancelled: bool,
) -> Result<(), Error> {
    blankets::give_back(work.tx, work.record.id, cancelled).await?;
    let Some(po) = &work.record.po else {
        return Ok(());
    };
    let account = po.account;
    jobs::enqueue(work.tx, &[Job::ReviewCredit { account }], work.now).await
}

impl Work<'_, '_> {
    /// The lines of a wholesale order, and where their pieces are.
    pub(super) fn po(&self) -> &[lines::Filled] {
        self.record.po.as_ref().map_or(&[], |po| &po.lines)
    }

    /// Reads the lines anew after something was done with their pieces.
    pub(in crate::orders) async fn refill(&mut self) -> Result<(), Error> {
        let code = self.record.currency().code();
        let filled = lines::of_order(self.tx, self.record.id, code).await?;
        if let Some(po) = &mut self.record.po {
            po.lines = filled;
        }
        Ok(())
    }
}
