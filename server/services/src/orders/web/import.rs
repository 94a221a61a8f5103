//! Word from a channel.

use super::{cancel, captured, refunds, rewrite, take};
use crate::db::Tx;
use crate::idempotency::{self, Claimed};
use crate::live::Change;
use crate::orders::effects::{self, Work};
use crate::orders::history::History;
use crate::orders::store::web::{lines, parked, words};
use crate::orders::{act, covers, store};
use crate::stores::{self, StoreTerms};
use crate::{Caller, Error, Services};
use chrono::{DateTime, Utc};
use domain::channels::answer::{Imported, Outcome, ParkedNote};
use domain::channels::inbound::{Inbound, InboundOrder};
use domain::channels::taken::Word;
use domain::ids::{IdempotencyKey, OrderId};
use domain::staff::Permission;
use sha2::{Digest, Sha256};
use words::Known;

/// What every part of the work needs.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub services: &'a Services,
    pub caller: Caller<'a>,
    pub terms: &'a StoreTerms,
    pub now: DateTime<Utc>,
}

/// What is known of an order, and what is said of it now.
pub(super) struct Said<'a> {
    pub word: &'a Word,
    pub order: Option<&'a InboundOrder>,
    /// The order as it was applied last.
    pub before: Option<&'a InboundOrder>,
}

/// Does what a channel says of one of its orders, as far as it can still be done. The same said
/// again is answered the same; what is older than what is known changes nothing.
pub async fn import(
    services: &Services,
    caller: Caller<'_>,
    said: &Inbound,
    key: IdempotencyKey,
) -> Result<Imported, Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = match idempotency::claim(&mut tx, "orders.import", caller, key, said, now).await? {
        Claimed::Done(imported) => return Ok(imported),
        Claimed::New(claim) => claim,
    };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let word = said.checked(terms.currency)?;
    let desk = Desk {
        services,
        caller,
        terms: &terms,
        now,
    };
    let known = words::hold(&mut tx, caller.store(), &word, now).await?;
    let fingerprint = Sha256::digest(serde_json::to_vec(said)?);
    let (imported, change) = match words::answered(&mut tx, known.id, &fingerprint).await? {
        Some(answer) => {
            idempotency::note_replay();
            (answer, None)
        }
        None => {
            let (imported, change) =
                listen(&mut tx, desk, known, said, &word, &fingerprint).await?;
            (imported, change)
        }
    };
    claim.complete(&mut tx, &imported).await?;
    tx.commit().await?;
    if let Some(change) = change {
        services.live.tell(change);
    }
    Ok(imported)
}

/// Does what is said, and keeps it with its answer.
async fn listen(
    tx: &mut Tx<'_>,
    desk: Desk<'_>,
    known: Known,
    said: &Inbound,
    word: &Word,
    fingerprint: &[u8],
) -> Result<(Imported, Option<Change>), Error> {
    let id = known.id;
    let (outcome, done) = follow(tx, desk, known, said, word).await?;
    let imported = Imported {
        outcome,
        order: done.as_ref().map(|done| done.change.order),
        number: done.as_ref().map(|done| done.number.clone()),
        parked: match &done {
            Some(done) => notes(tx, desk, done.change.order).await?,
            None => Vec::new(),
        },
    };
    words::keep(tx, id, fingerprint, said, &imported, desk.now).await?;
    Ok((imported, done.map(|done| done.change)))
}

/// An order as it is after its word.
struct Done {
    number: String,
    change: Change,
}

async fn follow(
    tx: &mut Tx<'_>,
    desk: Desk<'_>,
    known: Known,
    said: &Inbound,
    word: &Word,
) -> Result<(Outcome, Option<Done>), Error> {
    let order = said.order.as_ref().zip(word.order.as_ref());
    match (known.order, order) {
        (None, None) => Ok((Outcome::Kept, None)),
        (None, Some((as_sent, web))) => {
            let id = take::take(tx, desk, word, web).await?;
            words::applied(tx, known.id, id, word.revision, (as_sent, web)).await?;
            let (mut done, _) = apply(tx, desk, id, alone(word)).await?;
            // What was said before the order came is done now.
            for earlier in words::waiting(tx, known.id).await? {
                let waited = earlier.checked(desk.terms.currency)?;
                (done, _) = apply(tx, desk, id, alone(&waited)).await?;
            }
            Ok((Outcome::Created, Some(done)))
        }
        (Some(id), order) => {
            let older = known
                .revision
                .is_some_and(|applied| word.revision.is_older_than(applied));
            let newer = order.filter(|_| !older);
            let said = Said {
                word,
                order: newer.map(|(as_sent, _)| as_sent),
                before: known.taken.as_ref(),
            };
            let (done, changed) = apply(tx, desk, id, said).await?;
            if let Some((as_sent, web)) = newer {
                words::applied(tx, known.id, id, word.revision, (as_sent, web)).await?;
            }
            let outcome = match (changed, older && order.is_some()) {
                (true, _) => Outcome::Updated,
                (false, true) => Outcome::Older,
                (false, false) => Outcome::Unchanged,
            };
            Ok((outcome, Some(done)))
        }
    }
}

/// Word of which nothing was known before.
const fn alone(word: &Word) -> Said<'_> {
    Said {
        word,
        order: None,
        before: None,
    }
}

/// Does to an order of ours what is said of it; tells whether anything came of it. Money that was
/// taken or given back and a cancellation are true however old the word is, and done once.
async fn apply(
    tx: &mut Tx<'_>,
    desk: Desk<'_>,
    id: OrderId,
    said: Said<'_>,
) -> Result<(Done, bool), Error> {
    let mut record = store::lock(tx, desk.caller.store(), id).await?;
    let mut history = History::of(id, record.delivery, desk.caller);
    let mut work = Work {
        tx,
        caller: desk.caller,
        terms: desk.terms,
        record: &mut record,
        now: desk.now,
    };
    let mut changed = rewrite::follow(&mut work, &said, &mut history).await?;
    if let Some(web) = &said.word.order {
        changed |=
            captured::book(&mut work, said.word.channel, &web.payments, &mut history).await?;
    }
    changed |= refunds::book(&mut work, said.word, &mut history).await?;
    if let Some(cancelled) = &said.word.cancelled {
        changed |= cancel::cancel(&mut work, said.word.channel, cancelled, &mut history).await?;
    }
    changed |= go_on(&mut work, &mut history).await?;
    if changed {
        store::update(tx, &record, desk.now).await?;
        history.write(tx, desk.now).await?;
    }
    let version = record.version + i32::from(changed);
    let done = Done {
        number: record.number,
        change: Change {
            store: record.store,
            order: id,
            version,
        },
    };
    Ok((done, changed))
}

/// What follows by itself: pieces of stock are promised, the estimate moves, and the order goes on
/// where nothing waits for a person.
pub(super) async fn go_on(
    work: &mut Work<'_, '_>,
    history: &mut History<'_>,
) -> Result<bool, Error> {
    let (id, store) = (work.record.id, work.record.store);
    let before = (history.events.len(), work.record.estimate);
    let mut promised = 0;
    if super::rewrite::is_open(work.record.position.state) {
        promised = lines::promise(work.tx, store, id, work.caller.name(), work.now).await?;
    }
    work.record.lines = store::line_costs(work.tx, id, work.record.currency().code()).await?;
    work.record.web = parked::facts(work.tx, id).await?;
    covers::follow(work.tx, work.terms, work.record, history).await?;
    let own = act::settle(work.record, work.terms.today, history)?;
    effects::after_own_steps(work, &own).await?;
    Ok(promised > 0 || (history.events.len(), work.record.estimate) != before)
}

/// What waits for a person.
async fn notes(tx: &mut Tx<'_>, desk: Desk<'_>, order: OrderId) -> Result<Vec<ParkedNote>, Error> {
    const MOST: i64 = 250;
    let page = (desk.terms.zone, MOST);
    let open = parked::page(&mut **tx, desk.caller.store(), Some(order), None, page).await?;
    let note = |parked: domain::channels::view::ParkedView| ParkedNote {
        kind: parked.kind,
        message: parked.message,
    };
    Ok(open.into_iter().map(note).collect())
}
