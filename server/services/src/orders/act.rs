//! Moving an order on: one step of its lifecycle, with what the step does.

use super::history::History;
use super::record::Record;
use super::{covers, custom, effects, memo, repair, store};
use crate::db::Tx;
use crate::idempotency::{self, Claimed};
use crate::live::Change;
use crate::stores::{self, StoreTerms};
use crate::{Caller, Error, Services};
use chrono::NaiveDate;
use domain::ids::{IdempotencyKey, OrderId};
use domain::input::required_text;
use domain::orders::act::{Context, Effect, Request, VendorOrder};
use domain::orders::history::Happening;
use domain::orders::lifecycle::{self, Attempt, Step};
use domain::orders::memo::steps::{MemoContext, Out, pieces};
use domain::orders::requests::Acted;
use domain::orders::wholesale::steps::PoContext;
use domain::staff::Permission;

/// Takes a step, if the table, the gates and the caller's rights allow it.
pub async fn act(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    request: &Request,
    key: IdempotencyKey,
) -> Result<Acted, Error> {
    caller.require(Permission::ViewOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (order, request);
    let claim = match idempotency::claim(&mut tx, "orders.act", caller, key, &asked, now).await? {
        Claimed::Done(acted) => return Ok(acted),
        Claimed::New(claim) => claim,
    };
    let mut record = store::lock(&mut tx, caller.store(), order).await?;
    refuse_if_moved(&mut tx, &record, request.version).await?;
    let terms = stores::terms(&mut *tx, record.store, now).await?;
    let step = attempt(&record, caller, request, terms.today)?;
    let prices = repair::pricing(&mut tx, &terms, &record, request.action).await?;
    let known = custom::known(&mut tx, &terms, &record, &request.details).await?;
    let own = Own {
        prices: prices.as_ref(),
        custom: known.as_ref(),
        out: memo::out(&mut tx, &record).await?,
    };
    let effect = check_details(&record, caller, request, &terms, &own)?;

    let mut history = History::of(order, record.delivery, caller);
    history.add(moved(&step, note(&effect), request));
    let mut work = effects::Work {
        tx: &mut tx,
        caller,
        terms: &terms,
        record: &mut record,
        now,
    };
    let others = if memo::takes(work.record.kind, &effect) {
        memo::carry_out(services, &mut work, effect, &mut history).await?
    } else {
        effects::carry_out(&mut work, &step, effect, &mut history).await?;
        Vec::new()
    };
    work.record.position = step.to;
    covers::follow(work.tx, work.terms, work.record, &mut history).await?;
    let own = settle(work.record, terms.today, &mut history)?;
    effects::after_own_steps(&mut work, &own).await?;
    store::update(&mut tx, &record, now).await?;
    history.write(&mut tx, now).await?;

    let acted = Acted {
        version: record.version + 1,
        position: record.position,
    };
    claim.complete(&mut tx, &acted).await?;
    tx.commit().await?;
    services.live.tell(Change {
        store: record.store,
        order,
        version: acted.version,
    });
    for other in others {
        services.live.tell(other);
    }
    Ok(acted)
}

/// Refuses a caller who saw an older version, and says what changed since.
pub(super) async fn refuse_if_moved(
    tx: &mut Tx<'_>,
    record: &Record,
    seen: i32,
) -> Result<(), Error> {
    if seen == record.version {
        return Ok(());
    }
    let last = store::last_event(tx, record.id).await?;
    let changed = last.map_or_else(
        || "This order was changed meanwhile.".to_owned(),
        |(who, happening)| {
            format!(
                "{who} changed this order meanwhile: {}.",
                happening.for_staff()
            )
        },
    );
    Err(Error::Conflict(format!(
        "{changed} Look at it again before you go on."
    )))
}

fn attempt(
    record: &Record,
    caller: Caller<'_>,
    request: &Request,
    today: NaiveDate,
) -> Result<Step, Error> {
    let asked = Attempt {
        action: request.action,
        grants: caller.grants(),
        overriding: !request.override_reason.trim().is_empty(),
    };
    Ok(lifecycle::apply(
        record.position,
        asked,
        &record.facts(today)?,
    )?)
}

/// What only some kinds' steps are checked against.
struct Own<'a> {
    prices: Option<&'a repair::Prices>,
    custom: Option<&'a custom::Known>,
    /// Of a memo: the pieces that are with the customer.
    out: Option<Vec<Out>>,
}

fn check_details(
    record: &Record,
    caller: Caller<'_>,
    request: &Request,
    terms: &StoreTerms,
    own: &Own<'_>,
) -> Result<Effect, Error> {
    let lines = record.bought_lines();
    let po_lines = record.po.as_ref().map(|po| po.lines()).unwrap_or_default();
    let context = Context {
        currency: record.currency(),
        today: terms.today,
        lines: &lines,
        has_address: record.has_address,
        repair: own.prices.map(|prices| prices.context(caller, terms)),
        memo: own.out.as_ref().map(|out| MemoContext {
            out,
            grants: caller.grants(),
        }),
        custom: own.custom.map(custom::Known::context),
        po: record.po.as_ref().map(|po| PoContext {
            lines: &po_lines,
            rates: (!po.exempt).then_some(&terms.rates),
            grants: caller.grants(),
        }),
    };
    if !request.override_reason.trim().is_empty() {
        required_text(&request.override_reason, 500)
            .map_err(|wrong| Error::field("/override_reason", wrong))?;
    }
    Ok(request.details.checked(request.action, context)?)
}

fn moved(step: &Step, note: Option<String>, request: &Request) -> Happening {
    let passed = !step.overridden.is_empty();
    Happening::Moved {
        action: step.action,
        from: step.from.state,
        to: step.to.state,
        note,
        overridden: passed.then(|| request.override_reason.trim().to_owned()),
        told: step.told,
    }
}

/// What the step's details say on the timeline.
fn note(effect: &Effect) -> Option<String> {
    match effect {
        Effect::Reason(reason) | Effect::SendBack { reason } | Effect::Cancel { reason, .. } => {
            Some(reason.clone())
        }
        Effect::Eta { reason, .. } => reason.clone(),
        Effect::PlaceWithVendors(orders) => orders.first().and_then(vendors_number),
        Effect::DropShip { order, .. } => vendors_number(order),
        Effect::PickUp { received_by, .. } => Some(format!("Taken by {received_by}")),
        Effect::Ship {
            carrier, tracking, ..
        }
        | Effect::VendorShips {
            carrier, tracking, ..
        } => Some(format!("{carrier} {tracking}")),
        Effect::TakeBack { back, .. } => Some(pieces(back.len())),
        Effect::ReverseSale { reason, to } => Some(match to {
            Some(_) => reason.clone(),
            None => format!("Out on memo again: {reason}"),
        }),
        Effect::Memo(effect) => effect.note(),
        Effect::Receive { .. }
        | Effect::Release
        | Effect::AcceptQuote
        | Effect::TakeFromStock
        | Effect::MakeAtBench
        | Effect::Nothing => None,
        Effect::Repair(effect) => effect.note(),
        Effect::Custom(effect) => effect.note(),
        Effect::Wholesale(effect) => effect.note(),
    }
}

fn vendors_number(order: &VendorOrder) -> Option<String> {
    let number = order.reference.as_ref()?;
    Some(format!("Vendor's number {number}"))
}

/// Lets the house take the steps that are open by themselves now; gives them.
pub(super) fn settle(
    record: &mut Record,
    today: NaiveDate,
    history: &mut History<'_>,
) -> Result<Vec<Step>, Error> {
    let steps = lifecycle::settle(record.position, &record.facts(today)?);
    for step in &steps {
        history.add_own(Happening::own_step(step));
        record.position = step.to;
    }
    Ok(steps)
}
