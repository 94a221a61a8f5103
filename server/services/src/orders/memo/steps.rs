//! What the steps of a memo do beyond moving it.

use super::store::{self, lines};
use super::{reverse, sell};
use crate::db::Tx;
use crate::live::Change;
use crate::orders::effects::Work;
use crate::orders::history::History;
use crate::orders::record::Record;
use crate::orders::store as orders_store;
use crate::stock::{self, OnMemo};
use crate::{Error, Services};
use chrono::NaiveDate;
use domain::ids::{LineId, LocationId};
use domain::orders::Kind;
use domain::orders::act::{self, Signature};
use domain::orders::memo::steps::{Effect, Kept, Out};
use domain::orders::memo::view::{Bearer, LineState};
use lines::OutLine;

/// The pieces that are with the customer, of which the steps of a memo are; none of another kind.
pub(in crate::orders) async fn out(
    tx: &mut Tx<'_>,
    record: &Record,
) -> Result<Option<Vec<Out>>, Error> {
    if record.kind != Kind::Memo {
        return Ok(None);
    }
    let out = lines::out(tx, record.id).await?;
    let each = out.iter().map(|piece| Out {
        line: piece.line.line,
        value: piece.value,
    });
    Ok(Some(each.collect()))
}

/// Whether a step is one of memos, and of what is sold from them.
pub(in crate::orders) const fn takes(kind: Kind, effect: &act::Effect) -> bool {
    match effect {
        act::Effect::Memo(_) | act::Effect::ReverseSale { .. } => true,
        act::Effect::TakeBack { .. } => matches!(kind, Kind::Memo),
        _ => false,
    }
}

/// Carries out what a step of a memo does, or the reversal of its sale. Gives the other orders that
/// were written or changed by it.
pub(in crate::orders) async fn carry_out(
    services: &Services,
    work: &mut Work<'_, '_>,
    effect: act::Effect,
    history: &mut History<'_>,
) -> Result<Vec<Change>, Error> {
    match effect {
        act::Effect::Memo(effect) => step(services, work, effect).await,
        act::Effect::TakeBack { back, to } => {
            take_back(work, &back, to).await?;
            Ok(Vec::new())
        }
        act::Effect::ReverseSale { to, .. } => {
            let memo = reverse::reverse(work, to, history).await?;
            Ok(vec![memo])
        }
        _ => Err(Error::internal("a step that no memo takes")),
    }
}

async fn step(
    services: &Services,
    work: &mut Work<'_, '_>,
    effect: Effect,
) -> Result<Vec<Change>, Error> {
    match effect {
        Effect::Issue {
            received_by,
            signature,
        } => {
            issue(work, received_by, signature).await?;
            Ok(Vec::new())
        }
        Effect::Sell(kept) => {
            let sale = sell::sell(services, work, &kept, false).await?;
            look_again(work).await?;
            Ok(vec![sale])
        }
        Effect::Lose { lines, reason } => lose(services, work, &lines, &reason).await,
        Effect::Extend { lines, due, .. } => {
            extend(work, &lines, due).await?;
            Ok(Vec::new())
        }
    }
}

/// The pieces leave the house, signed for on the terms of today.
async fn issue(
    work: &mut Work<'_, '_>,
    received_by: String,
    signature: Signature,
) -> Result<(), Error> {
    let order = work.record.id;
    let proof = orders_store::Proof::Signed {
        received_by,
        signature,
    };
    orders_store::insert_handover(work.tx, order, &proof, work.now).await?;
    stock::go_out(work.tx, work.caller, order, work.now).await?;
    let rules = store::terms::read(work.tx, work.terms).await?;
    lines::issue(work.tx, order, &rules.conditions, work.now).await?;
    look_again(work).await
}

/// Pieces that the customer brought back lie in the house again.
async fn take_back(work: &mut Work<'_, '_>, back: &[LineId], to: LocationId) -> Result<(), Error> {
    let out = lines::out(work.tx, work.record.id).await?;
    let mut pieces = Vec::with_capacity(back.len());
    for (index, line) in back.iter().enumerate() {
        let piece = out.iter().find(|piece| piece.line.line == *line);
        let piece = piece.ok_or_else(|| {
            let pointer = format!("/details/back/{index}");
            Error::field(pointer, "This piece is not with the customer.")
        })?;
        pieces.push(on_memo(piece));
    }
    stock::back_from_memo(work.tx, work.caller, &pieces, to, work.now).await?;
    lines::end(work.tx, back, LineState::Returned, work.now).await?;
    look_again(work).await
}

/// Pieces are lost: who bears that is charged for them at their value, or the house writes them off.
async fn lose(
    services: &Services,
    work: &mut Work<'_, '_>,
    lost: &[LineId],
    reason: &str,
) -> Result<Vec<Change>, Error> {
    let order = work.record.id;
    let out = lines::out(work.tx, order).await?;
    let gone: Vec<_> = out
        .iter()
        .filter(|piece| lost.contains(&piece.line.line))
        .collect();
    let written = match lines::bearer(work.tx, order).await? {
        Bearer::Customer => {
            let charged: Vec<_> = gone
                .iter()
                .map(|piece| Kept {
                    line: piece.line.line,
                    price: piece.value,
                    instead_of: None,
                })
                .collect();
            vec![sell::sell(services, work, &charged, true).await?]
        }
        Bearer::House => {
            let pieces: Vec<_> = gone.iter().map(|piece| on_memo(piece)).collect();
            let number = work.record.number.clone();
            stock::lost_on_memo(
                work.tx,
                work.caller,
                work.terms,
                (order, &number),
                (&pieces, reason),
                work.now,
            )
            .await?;
            lines::end(work.tx, lost, LineState::Lost, work.now).await?;
            Vec::new()
        }
    };
    look_again(work).await?;
    Ok(written)
}

async fn extend(work: &mut Work<'_, '_>, stay: &[LineId], due: NaiveDate) -> Result<(), Error> {
    lines::extend(work.tx, stay, due).await?;
    look_again(work).await
}

/// Reckons anew how many pieces are out, and when the first of them is due.
pub(super) async fn look_again(work: &mut Work<'_, '_>) -> Result<(), Error> {
    let order = work.record.id;
    let out = lines::out(work.tx, order).await?;
    work.record.memo.pieces_out = u32::try_from(out.len()).unwrap_or(u32::MAX);
    if let Some(due) = lines::first_due(work.tx, order).await? {
        work.record.estimate = due;
    }
    Ok(())
}

const fn on_memo(piece: &OutLine) -> OnMemo {
    OnMemo {
        piece: piece.piece,
        line: piece.line.line,
    }
}
