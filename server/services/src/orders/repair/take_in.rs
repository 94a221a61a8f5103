//! Taking a repair in.

use super::quote::note_prices;
use super::store::pieces::{self, Kept};
use super::store::quotes::{self, Agreed};
use super::{goods, store};
use crate::db::Tx;
use crate::idempotency::{self, Claimed};
use crate::live::Change;
use crate::orders::history::History;
use crate::orders::place;
use crate::stores::{self, StoreTerms};
use crate::{Caller, Error, Services, Staff, bench, custody, stock};
use chrono::{DateTime, Utc};
use domain::ids::{IdempotencyKey, LineId, OrderId, PieceId};
use domain::orders::act::Signature;
use domain::orders::repair::steps::Quoted;
use domain::orders::repair::take_in::{NewRepair, TakeIn, TakeInTerms, Terms};
use domain::orders::repair::tasks::{self, Original, Pricing};
use domain::orders::repair::view::ApprovedBy;
use domain::orders::requests::Placed;
use domain::staff::Permission;

/// Takes a repair in. Asked twice with one key, it is taken in once.
pub async fn take_in(
    services: &Services,
    caller: Caller<'_>,
    input: &NewRepair,
    key: IdempotencyKey,
) -> Result<Placed, Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim =
        match idempotency::claim(&mut tx, "repairs.take_in", caller, key, input, now).await? {
            Claimed::Done(placed) => return Ok(placed),
            Claimed::New(claim) => claim,
        };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let taken = check(&mut tx, caller, &terms, input).await?;
    let placed = place::keep(&mut tx, services, caller, &terms, &taken.order, now).await?;
    keep_pieces(&mut tx, caller, &terms, (placed.id, &taken), now).await?;
    claim.complete(&mut tx, &placed).await?;
    tx.commit().await?;
    services.live.tell(Change {
        store: caller.store(),
        order: placed.id,
        version: placed.version,
    });
    services.live.carried(caller.store());
    Ok(placed)
}

/// What a screen needs to check and price a take-in by itself; of one that puts right what was
/// done before, its warranty, too.
pub async fn take_in_terms(
    services: &Services,
    staff: &Staff,
    redo_of: Option<OrderId>,
) -> Result<TakeInTerms, Error> {
    let caller = Caller::from(staff);
    caller.require(Permission::TakeOrders)?;
    let mut tx = services.db.begin().await?;
    let terms = stores::terms(&mut *tx, staff.store, services.clock.now()).await?;
    let original = match redo_of {
        Some(order) => {
            let known = pieces::original(&mut tx, staff.store, order, None).await?;
            Some(known.ok_or(Error::NotFound)?)
        }
        None => None,
    };
    let bench = bench::terms(&mut tx, &terms).await?;
    let book = store::book::read(&mut tx, &terms).await?;
    tx.commit().await?;
    Ok(TakeInTerms {
        goods: stock::goods_standing(services, caller).await?,
        currency: terms.currency,
        rates: terms.rates,
        role: staff.role,
        today: terms.today,
        book,
        bench,
        original,
    })
}

async fn check(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    input: &NewRepair,
) -> Result<TakeIn, Error> {
    let book = store::book::read(tx, terms).await?;
    let bench = bench::terms(tx, terms).await?;
    let original = original(tx, terms, input).await?;
    Ok(input.checked(Terms {
        pricing: Pricing {
            book: &book,
            rates: &terms.rates,
            grants: caller.grants(),
            currency: terms.currency,
            today: terms.today,
            original: original.as_ref(),
        },
        bench: &bench.bench,
    })?)
}

/// The repair that is put right: the same customer's, and handed over.
async fn original(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    input: &NewRepair,
) -> Result<Option<Original>, Error> {
    let Some(order) = input.redo_of else {
        return Ok(None);
    };
    let found = pieces::original(tx, terms.store, order, Some(input.customer)).await?;
    let found = found.ok_or_else(|| {
        Error::field(
            "/redo_of",
            "Choose a repair of this customer that was picked up.",
        )
    })?;
    Ok(Some(found))
}

async fn keep_pieces(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    (order, taken): (OrderId, &TakeIn),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let lines: Vec<LineId> = taken.order.lines.iter().map(|line| line.id).collect();
    let kept: Vec<_> = lines
        .iter()
        .zip(&taken.pieces)
        .map(|(line, what)| Kept {
            line: *line,
            piece: PieceId::generate(),
            what,
        })
        .collect();
    let words: Vec<_> = taken.pieces.iter().map(|piece| piece.wording()).collect();
    let customer = taken.order.customer;
    goods::receive(tx, caller, terms, customer, &kept, &words, now).await?;
    pieces::insert(tx, order, taken, &kept).await?;
    custody::open_for(tx, caller, order, None, now).await?;
    quote_and_plan(tx, caller, terms, (order, taken), &lines, &words, now).await
}

/// The first revision of the quote. A firm price is agreed to by the signature, and planned.
async fn quote_and_plan(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    (order, taken): (OrderId, &TakeIn),
    lines: &[LineId],
    words: &[String],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let each = lines.iter().zip(&taken.pieces);
    let work: Vec<_> = each
        .map(|(line, piece)| quotes::Work {
            line: *line,
            tasks: &piece.tasks,
            price: &piece.price,
        })
        .collect();
    let total = taken.order.totals.total;
    quotes::insert(tx, caller, order, total, &work, now).await?;
    note_discounts(tx, caller, (order, taken), lines, now).await?;
    if !taken.firm && !taken.done {
        return Ok(());
    }
    let name = match &taken.signature {
        Signature::Typed(name) => name.as_str(),
        Signature::Drawn(_) => "The customer",
    };
    let agreed = Agreed {
        way: ApprovedBy::TakeIn,
        name,
        signature: Some(&taken.signature),
    };
    quotes::approve(tx, caller, order, &agreed, now).await?;
    if taken.done {
        return Ok(());
    }
    let wanted: Vec<_> = taken
        .pieces
        .iter()
        .map(|piece| (tasks::steps(&piece.tasks), tasks::labels(&piece.tasks)))
        .collect();
    let planned: Vec<_> = lines
        .iter()
        .zip(words)
        .zip(&wanted)
        .map(|((line, words), (steps, note))| bench::Planned {
            line: *line,
            variant: None,
            words,
            steps,
            rush: taken.rush,
            note: Some(note),
        })
        .collect();
    let promise = (order, taken.order.promise);
    bench::plan_agreed(tx, caller, terms, promise, &planned, now).await?;
    Ok(())
}

async fn note_discounts(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    (order, taken): (OrderId, &TakeIn),
    lines: &[LineId],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let each = lines.iter().zip(&taken.pieces);
    let quoted: Vec<_> = each
        .map(|(line, piece)| Quoted {
            line: *line,
            tasks: piece.tasks.clone(),
            price: piece.price,
        })
        .collect();
    let mut history = History::of(order, taken.order.delivery, caller);
    note_prices(&quoted, &mut history);
    history.write(tx, now).await
}
