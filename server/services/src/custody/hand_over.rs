//! Handing things over: to a place or to a person, many at once.

use super::store::holders::{self, Held};
use super::store::{self, carried};
use crate::db::Tx;
use crate::{Caller, Error, Services, idempotency, stock};
use chrono::{DateTime, Utc};
use domain::custody::{HandOverDraft, HandedOver, Holder, HolderView, Passed, Thing};
use domain::ids::IdempotencyKey;
use domain::staff::Permission;
use domain::stock::{Deed, MoveKind};

/// Hands things over, all of them or none. An envelope takes the piece along that was taken for
/// it, and the piece its envelope. What is there already stays, and nothing is noted of it.
pub async fn hand_over(
    services: &Services,
    caller: Caller<'_>,
    draft: &HandOverDraft,
    key: IdempotencyKey,
) -> Result<HandedOver, Error> {
    caller.require(Permission::WorkOrders)?;
    draft.check()?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim =
        match idempotency::claim(&mut tx, "custody.hand_over", caller, key, draft, now).await? {
            idempotency::Claimed::Done(done) => return Ok(done),
            idempotency::Claimed::New(claim) => claim,
        };
    let held = carried::lock(&mut tx, caller.store(), draft).await?;
    refuse(draft, &held)?;
    let to = holder(&mut tx, caller, draft.to, now).await?;
    carry(&mut tx, caller, &held, &to, now).await?;
    let done = HandedOver {
        passed: passed(draft, &held, &to),
        to,
    };
    claim.complete(&mut tx, &done).await?;
    tx.commit().await?;
    services.live.carried(caller.store());
    Ok(done)
}

/// Who has it from now on: a place of the store, or somebody's.
async fn holder(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    to: Holder,
    now: DateTime<Utc>,
) -> Result<HolderView, Error> {
    let found = match to {
        Holder::Place(place) => holders::place(tx, caller.store(), place).await?,
        Holder::Person(person) => holders::of_person(tx, caller.store(), person, now).await?,
    };
    found.ok_or_else(|| Error::field("/to", "Choose who has it from now on."))
}

/// All or nothing: what can't be handed over is named.
fn refuse(draft: &HandOverDraft, held: &[Held]) -> Result<(), Error> {
    let known = |thing: &Thing| held.iter().any(|held| held.thing == *thing);
    if !draft.things.iter().all(known) {
        return Err(Error::NotFound);
    }
    let refused = held.iter().find_map(|held| match held.state {
        Some(state) => Deed::Move.refusal(&held.code, state, None),
        None if held.closed => Some(format!("{} has left the house.", held.code)),
        None => None,
    });
    match refused {
        Some(message) => Err(Error::Refused {
            message,
            blockers: Vec::new(),
        }),
        None => Ok(()),
    }
}

pub(super) async fn carry(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    held: &[Held],
    to: &HolderView,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let moving = held.iter().filter(|held| held.lies_in() != Some(to.id));
    let mut pieces = Vec::new();
    let mut envelopes = Vec::new();
    for held in moving {
        match held.thing {
            Thing::Piece(id) => pieces.push((id, held.lies_in())),
            Thing::Envelope(id) => envelopes.push((id, held.lies_in())),
        }
    }
    stock::carry(tx, caller, &pieces, to.id, now).await?;
    store::envelopes::carry(tx, caller, &envelopes, to.id, MoveKind::Moved, now).await
}

/// What is told of each thing that was asked for; what merely came along is not.
fn passed(draft: &HandOverDraft, held: &[Held], to: &HolderView) -> Vec<Passed> {
    let asked = held
        .iter()
        .filter(|held| draft.things.contains(&held.thing));
    asked
        .map(|held| Passed {
            thing: held.thing,
            code: held.code.clone(),
            from: held.place.as_ref().map(|(_, name)| name.clone()),
            already: held.lies_in() == Some(to.id),
        })
        .collect()
}
