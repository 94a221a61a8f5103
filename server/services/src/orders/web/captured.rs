//! Money that a channel has taken for us: booked once, by its reference.

use super::park::{about, park};
use crate::Error;
use crate::orders::effects::Work;
use crate::orders::history::History;
use crate::orders::store::web::charges;
use domain::channels::SalesChannel;
use domain::channels::parked::ParkedKind;
use domain::channels::taken::Captured;
use domain::ledger::postings;
use domain::money::Money;
use domain::orders::history::Happening;
use domain::orders::lifecycle;

/// Books what was not booked yet; tells whether anything was.
pub(super) async fn book(
    work: &mut Work<'_, '_>,
    channel: SalesChannel,
    captured: &[Captured],
    history: &mut History<'_>,
) -> Result<bool, Error> {
    let order = work.record.id;
    let known = charges::payments(work.tx, order).await?;
    let fresh = captured.iter().filter(|it| !known.contains(&it.reference));
    let fresh: Vec<_> = fresh.collect();
    if fresh.is_empty() {
        return Ok(false);
    }
    let amounts = fresh.iter().map(|captured| captured.amount);
    let sum = Money::sum(work.record.currency(), amounts)?;
    let paid = work.record.paid.plus(sum)?;
    let state = work.record.position.state;
    let off = state == lifecycle::cancelled(state.kind());
    if off || paid.amount() > work.record.total.amount() {
        let message = format!(
            "{channel} took {sum} more than is owed. It is not in the books: give it back there."
        );
        return park(
            work,
            &[about(ParkedKind::MoneyDiffers, "payments", message)],
        )
        .await;
    }
    let method = channel.method();
    charges::insert_payments(work.tx, order, method, &fresh, work.now).await?;
    let (entry, memo) = if state.handed_over() {
        (postings::settlement(method, sum)?, "payment on account")
    } else {
        (postings::deposit(method, sum)?, "deposit")
    };
    work.post(&entry, memo).await?;
    work.record.paid = paid;
    history.add(Happening::PaymentTaken {
        amount: sum,
        method,
    });
    Ok(true)
}
