//! A channel's order that is off.

use super::park::{about, park};
use crate::Error;
use crate::orders::effects::{self, Work};
use crate::orders::history::History;
use crate::orders::store::web::parked;
use domain::bench::WipFate;
use domain::channels::SalesChannel;
use domain::channels::inbound::Cancelled;
use domain::channels::parked::ParkedKind;
use domain::orders::Action;
use domain::orders::act::Effect;
use domain::orders::history::{Happening, day};
use domain::orders::lifecycle::{self, Attempt};
use domain::staff::{Grants, Permission};

/// Cancels the order, where the pieces are still here; else a person has to see to it. Tells
/// whether anything came of it.
pub(super) async fn cancel(
    work: &mut Work<'_, '_>,
    channel: SalesChannel,
    cancelled: &Cancelled,
    history: &mut History<'_>,
) -> Result<bool, Error> {
    let state = work.record.position.state;
    if state == lifecycle::cancelled(state.kind()) {
        return Ok(false);
    }
    if state.handed_over() {
        let on = day(cancelled.at.with_timezone(&work.terms.zone).date_naive());
        let message = format!(
            "{channel} cancelled it on {on}, but it had left the house. Ask for it back, or tell \
             the customer."
        );
        return park(
            work,
            &[about(ParkedKind::CancelledTooLate, "cancelled", message)],
        )
        .await;
    }
    let reason = match cancelled.reason.trim() {
        "" => format!("Cancelled in {channel}."),
        reason => format!("Cancelled in {channel}: {reason}"),
    };
    by_itself(work, &reason, history).await?;
    Ok(true)
}

/// Cancels the order at the channel's word: everything goes back.
pub(super) async fn by_itself(
    work: &mut Work<'_, '_>,
    reason: &str,
    history: &mut History<'_>,
) -> Result<(), Error> {
    let attempt = Attempt {
        action: Action::Cancel,
        grants: Grants::of(&[Permission::StopOrders]),
        overriding: false,
    };
    let facts = work.record.facts(work.terms.today)?;
    let step = lifecycle::apply(work.record.position, attempt, &facts)?;
    history.add(Happening::Moved {
        action: step.action,
        from: step.from.state,
        to: step.to.state,
        note: Some(reason.to_owned()),
        overridden: None,
        told: step.told,
    });
    let effect = Effect::Cancel {
        reason: reason.to_owned(),
        work: WipFate::Return,
        work_to: None,
    };
    effects::carry_out(work, &step, effect, history).await?;
    work.record.position = step.to;
    let by = (work.caller.name(), "The order was cancelled.");
    parked::end_kinds(work.tx, work.record.id, ParkedKind::ALL, by, work.now).await
}
