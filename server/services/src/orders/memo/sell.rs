//! What a customer keeps of a memo, or has lost, is sold: an order of its own.

use super::store::{lines, sales};
use crate::live::Change;
use crate::orders::effects::{self, Work};
use crate::orders::history::History;
use crate::orders::{act, place, store};
use crate::stock::{self, OnMemo};
use crate::{Error, Services};
use domain::ids::OrderId;
use domain::orders::history::Happening;
use domain::orders::memo::sale::{Buyer, order};
use domain::orders::memo::steps::Kept;
use domain::orders::memo::view::LineState;

/// Writes the order of what is kept and makes the sale: the pieces are with the customer already,
/// who owes for them from now on.
pub(super) async fn sell(
    services: &Services,
    work: &mut Work<'_, '_>,
    kept: &[Kept],
    lost: bool,
) -> Result<Change, Error> {
    let memo = work.record.id;
    let mut out = lines::out(work.tx, memo).await?;
    let mut sold = Vec::with_capacity(kept.len());
    for piece in kept {
        let index = out.iter().position(|out| out.line.line == piece.line);
        let line = index.map(|index| out.swap_remove(index));
        let line = line.ok_or_else(|| Error::internal("a piece that is sold and not out"))?;
        sold.push((line.piece, (piece.clone(), line.line)));
    }
    let (pieces, sold): (Vec<_>, Vec<_>) = sold.into_iter().unzip();
    let buyer = Buyer {
        customer: sales::customer(work.tx, memo).await?,
        currency: work.record.currency(),
        rates: &work.terms.rates,
        today: work.terms.today,
    };
    let (draft, of_memo) = order(buyer, &sold)?;
    let placed = place::keep(work.tx, services, work.caller, work.terms, &draft, work.now).await?;
    sales::insert(work.tx, placed.id, memo, lost).await?;
    let on_memo: Vec<_> = pieces
        .iter()
        .zip(&of_memo)
        .map(|(piece, (own, _))| OnMemo {
            piece: *piece,
            line: *own,
        })
        .collect();
    stock::promise_what_is_out(work.tx, work.caller, &on_memo, work.now).await?;
    let state = if lost {
        LineState::Lost
    } else {
        LineState::Sold
    };
    sales::sold(work.tx, &of_memo, state, work.now).await?;
    hand_over(work, placed.id, lost).await
}

/// Makes the sale of an order that was just written, as any hand-over does.
async fn hand_over(work: &mut Work<'_, '_>, sale: OrderId, lost: bool) -> Result<Change, Error> {
    let mut record = store::lock(work.tx, work.caller.store(), sale).await?;
    let mut history = History::of(sale, record.delivery, work.caller);
    let from = &work.record.number;
    history.add(Happening::Noted {
        text: if lost {
            format!("Lost on memo {from}, and charged at its value.")
        } else {
            format!("Kept of memo {from}.")
        },
    });
    let proof = store::Proof::Signed {
        received_by: format!("On memo {from}"),
        signature: sales::signature(work.tx, work.record.id).await?,
    };
    let mut of_sale = Work {
        tx: work.tx,
        caller: work.caller,
        terms: work.terms,
        record: &mut record,
        now: work.now,
    };
    effects::sell_what_is_promised(&mut of_sale, &proof).await?;
    act::settle(&mut record, work.terms.today, &mut history)?;
    store::update(work.tx, &record, work.now).await?;
    history.write(work.tx, work.now).await?;
    Ok(Change {
        store: record.store,
        order: sale,
        version: record.version + 1,
    })
}
