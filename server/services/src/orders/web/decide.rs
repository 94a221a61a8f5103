//! What waits for a person, and what the person decides.

use super::import::go_on;
use crate::idempotency::{self, Claimed};
use crate::live::Change;
use crate::orders::effects::Work;
use crate::orders::history::History;
use crate::orders::store;
use crate::orders::store::web::lines;
use crate::orders::store::web::parked::{self as rows, Open};
use crate::{Caller, Error, Services, catalogue, stores};
use domain::channels::parked::{Decided, Decision};
use domain::channels::view::ParkedView;
use domain::ids::{IdempotencyKey, ParkedId};
use domain::orders::history::Happening;
use domain::orders::requests::Page;
use domain::staff::Permission;

/// What waits in the caller's store, the oldest first.
pub async fn parked(
    services: &Services,
    caller: Caller<'_>,
    after: Option<ParkedId>,
) -> Result<Page<ParkedView>, Error> {
    const PAGE: usize = 50;
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let limit = i64::try_from(PAGE + 1).map_err(Error::internal)?;
    let page = (terms.zone, limit);
    let mut items = rows::page(&services.db, caller.store(), None, after, page).await?;
    let more = items.len() > PAGE;
    items.truncate(PAGE);
    let next = items.last().filter(|_| more);
    Ok(Page {
        next: next.map(|last| last.id.to_string()),
        items,
    })
}

/// How much waits in the caller's store.
pub async fn parked_count(services: &Services, caller: Caller<'_>) -> Result<u32, Error> {
    caller.require(Permission::ViewOrders)?;
    rows::count(&services.db, caller.store()).await
}

/// Does what a person decided. The order goes on where nothing else waits.
pub async fn decide(
    services: &Services,
    caller: Caller<'_>,
    id: ParkedId,
    decision: &Decision,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (id, decision);
    let claim = match idempotency::claim(&mut tx, "orders.decide", caller, key, &asked, now).await?
    {
        Claimed::Done(()) => return Ok(()),
        Claimed::New(claim) => claim,
    };
    let order = rows::order_of(&mut tx, caller.store(), id).await?;
    let mut record = store::lock(&mut tx, caller.store(), order).await?;
    let open = rows::open(&mut tx, id).await?;
    let open = open.ok_or_else(|| {
        Error::Conflict("Somebody has seen to this meanwhile. Look at it again.".into())
    })?;
    let decided = decision.checked(open.kind)?;
    let terms = stores::terms(&mut *tx, record.store, now).await?;
    let mut history = History::of(order, record.delivery, caller);
    let mut work = Work {
        tx: &mut tx,
        caller,
        terms: &terms,
        record: &mut record,
        now,
    };
    let ending = carry_out(&mut work, &open, decided).await?;
    rows::end(work.tx, id, (caller.name(), &ending), now).await?;
    history.add(Happening::Noted {
        text: format!("{} {ending}", open.message),
    });
    go_on(&mut work, &mut history).await?;
    store::update(&mut tx, &record, now).await?;
    history.write(&mut tx, now).await?;
    claim.complete(&mut tx, &()).await?;
    tx.commit().await?;
    services.live.tell(Change {
        store: record.store,
        order,
        version: record.version + 1,
    });
    Ok(())
}

/// What is done, in words for the history.
async fn carry_out(
    work: &mut Work<'_, '_>,
    open: &Open,
    decided: Decided,
) -> Result<String, Error> {
    let order = work.record.id;
    Ok(match decided {
        Decided::Map(variant) => {
            let found = catalogue::sellables(&mut **work.tx, &[variant], true).await?;
            let piece = found.get(&variant).ok_or_else(|| {
                Error::field(
                    "/decision/variant",
                    "This piece is not in the catalogue any more.",
                )
            })?;
            let line = open.external_line.as_deref().unwrap_or_default();
            lines::map(work.tx, order, line, piece).await?;
            store::entitle(work.tx, order).await?;
            format!("It is {}.", piece.description())
        }
        Decided::KeepWords => "It stays in the channel's words.".to_owned(),
        Decided::Address(address) => {
            store::put_address(work.tx, order, &address).await?;
            work.record.has_address = true;
            format!("It goes to {}.", address.one_line())
        }
        Decided::Done(Some(note)) => note,
        Decided::Done(None) => "Seen to.".to_owned(),
    })
}
