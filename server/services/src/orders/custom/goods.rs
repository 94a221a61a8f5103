//! The customer's own stones and metal: taken into custody, worked into the piece, or given back.

use super::brief::{lock, note};
use super::store::{self, goods::Kept};
use crate::db::Tx;
use crate::idempotency::{self, Claimed};
use crate::orders::effects::Work;
use crate::stock::{self, OwnPiece};
use crate::stores;
use crate::{Caller, Error, Services, custody};
use chrono::{DateTime, Utc};
use domain::ids::{IdempotencyKey, OrderId, PieceId};
use domain::orders::custom::goods::{GoodsFate, NewGoods, taking_refusal, using_refusal};
use domain::staff::Permission;
use domain::stock::MoveKind;

/// Takes something of the customer's into the house, in the envelope of the piece that it is for.
pub async fn take_goods(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    input: &NewGoods,
    key: IdempotencyKey,
) -> Result<PieceId, Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (order, input);
    let claim = match idempotency::claim(&mut tx, "custom.goods", caller, key, &asked, now).await? {
        Claimed::Done(piece) => return Ok(piece),
        Claimed::New(claim) => claim,
    };
    let record = lock(&mut tx, caller, order).await?;
    if let Some(why) = taking_refusal(record.position.state) {
        return Err(refused(why));
    }
    let goods = input.checked(record.currency())?;
    let terms = stores::terms(&mut *tx, record.store, now).await?;
    let line = record.lines.first().map(|line| line.id);
    let line = line.ok_or_else(|| Error::internal("a custom order without its piece"))?;
    let customer = store::goods::customer(&mut tx, order).await?;
    // What joins other things lies where they lie.
    let place = match custody::place_of(&mut tx, order).await? {
        Some(place) => place,
        None => custody::at_hand(&mut tx, caller, &terms, now).await?,
    };
    let piece = PieceId::generate();
    let own = OwnPiece {
        piece,
        line,
        name: &goods.words,
        declared_value: goods.declared_value,
        weight: goods.grams(),
        photos: &goods.photos,
    };
    stock::take_custody(&mut tx, caller, &terms, customer, place, &[own], now).await?;
    store::goods::insert(&mut tx, (order, line, piece), &goods, now).await?;
    custody::open_for(&mut tx, caller, order, None, now).await?;
    let text = format!("Taken in of the customer’s: {}.", goods.words);
    let change = note(&mut tx, caller, &record, &text, now).await?;
    claim.complete(&mut tx, &piece).await?;
    tx.commit().await?;
    services.live.tell(change);
    services.live.carried(caller.store());
    Ok(piece)
}

/// Says what became of something of the customer's: it is in the piece now, or it was given back.
pub async fn settle_goods(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    piece: PieceId,
    fate: GoodsFate,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(Permission::WorkOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (order, piece, fate);
    let claim = match idempotency::claim(&mut tx, "custom.fate", caller, key, &asked, now).await? {
        Claimed::Done(()) => return Ok(()),
        Claimed::New(claim) => claim,
    };
    let record = lock(&mut tx, caller, order).await?;
    let here = store::goods::here(&mut tx, order).await?;
    let own = here.iter().find(|own| own.piece == piece);
    let own = own.ok_or(Error::NotFound)?;
    let said = match fate {
        GoodsFate::Here => return Err(refused("It is here already.")),
        GoodsFate::Used => {
            if let Some(why) = using_refusal(record.position.state) {
                return Err(refused(why));
            }
            format!("Worked into the piece, of the customer’s: {}.", own.words)
        }
        GoodsFate::Returned => format!("Given back to the customer: {}.", own.words),
    };
    end(&mut tx, caller, order, &[own], fate, now).await?;
    if here.len() == 1 && !record.lines.iter().any(|line| line.real) {
        // Nothing else is in the envelope.
        custody::close(&mut tx, caller, order, MoveKind::Returned, now).await?;
    }
    let change = note(&mut tx, caller, &record, &said, now).await?;
    claim.complete(&mut tx, &()).await?;
    tx.commit().await?;
    services.live.tell(change);
    services.live.carried(caller.store());
    Ok(())
}

/// Gives back what is still here of the customer's: nothing of theirs stays in the house.
pub(in crate::orders) async fn give_back_rest(work: &mut Work<'_, '_>) -> Result<(), Error> {
    let here = store::goods::here(work.tx, work.record.id).await?;
    let all: Vec<_> = here.iter().collect();
    let fate = GoodsFate::Returned;
    end(work.tx, work.caller, work.record.id, &all, fate, work.now).await
}

async fn end(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    own: &[&Kept],
    fate: GoodsFate,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let pieces: Vec<_> = own.iter().map(|own| (own.piece, own.line)).collect();
    if pieces.is_empty() {
        return Ok(());
    }
    match fate {
        GoodsFate::Used => stock::set_into_piece(tx, caller, &pieces, now).await?,
        GoodsFate::Here | GoodsFate::Returned => {
            stock::end_custody(tx, caller, &pieces, now).await?;
        }
    }
    store::goods::end(tx, order, &pieces, fate, now).await
}

fn refused(message: &str) -> Error {
    Error::Refused {
        message: message.into(),
        blockers: vec![],
    }
}
