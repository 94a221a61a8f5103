//! Things that are about to be carried: pieces first and then envelopes, so that no two wait for
//! each other.

use super::holders::Held;
use crate::Error;
use crate::db::Tx;
use domain::custody::{HandOverDraft, Thing};
use domain::ids::{EnvelopeId, PieceId, StoreId};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    code: String,
    location_id: Option<Uuid>,
    place: Option<String>,
    state: Option<String>,
    closed: bool,
}

/// What of a store's is asked for, with what travels along: the pieces that were taken for the
/// envelopes, and the envelopes that the pieces are in.
pub(in crate::custody) async fn lock(
    tx: &mut Tx<'_>,
    store: StoreId,
    draft: &HandOverDraft,
) -> Result<Vec<Held>, Error> {
    let pieces: Vec<_> = draft.pieces().map(PieceId::uuid).collect();
    let envelopes: Vec<_> = draft.envelopes().map(EnvelopeId::uuid).collect();
    let mut held = Vec::new();
    for row in lock_pieces(tx, store, &pieces, &envelopes).await? {
        held.push(row.read(|id| Thing::Piece(id.into()))?);
    }
    for row in lock_envelopes(tx, store, &pieces, &envelopes).await? {
        held.push(row.read(|id| Thing::Envelope(id.into()))?);
    }
    Ok(held)
}

async fn lock_pieces(
    tx: &mut Tx<'_>,
    store: StoreId,
    pieces: &[Uuid],
    envelopes: &[Uuid],
) -> Result<Vec<Row>, Error> {
    Ok(sqlx::query_as(
        "select p.id, p.serial as code, p.location_id, l.name as place, p.state, false as closed
         from pieces p left join locations l on l.id = p.location_id
         where p.store_id = $1 and p.id in (
            select unnest($2::uuid[])
            union
            select i.piece_id from envelopes e
            join enclosed_pieces i on i.order_line_id = e.order_line_id
            where e.id = any ($3) and e.store_id = $1
         )
         order by p.id for update of p",
    )
    .bind(store.uuid())
    .bind(pieces)
    .bind(envelopes)
    .fetch_all(&mut **tx)
    .await?)
}

async fn lock_envelopes(
    tx: &mut Tx<'_>,
    store: StoreId,
    pieces: &[Uuid],
    envelopes: &[Uuid],
) -> Result<Vec<Row>, Error> {
    Ok(sqlx::query_as(
        "select e.id, e.code, e.location_id, l.name as place, null::text as state,
                e.closed_at is not null as closed
         from envelopes e left join locations l on l.id = e.location_id
         where e.store_id = $1 and e.id in (
            select unnest($3::uuid[])
            union
            select e.id from enclosed_pieces i
            join envelopes e on e.order_line_id = i.order_line_id and e.closed_at is null
            where i.piece_id = any ($2)
         )
         order by e.id for update of e",
    )
    .bind(store.uuid())
    .bind(pieces)
    .bind(envelopes)
    .fetch_all(&mut **tx)
    .await?)
}

impl Row {
    fn read(self, thing: impl Fn(Uuid) -> Thing) -> Result<Held, Error> {
        Ok(Held {
            thing: thing(self.id),
            code: self.code,
            place: self.location_id.map(Into::into).zip(self.place),
            state: self.state.map(|state| state.parse()).transpose()?,
            closed: self.closed,
        })
    }
}
