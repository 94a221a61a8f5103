//! Envelopes, and what happens to them.

use crate::db::Tx;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::custody::envelope_code;
use domain::ids::{EnvelopeId, LocationId, OrderId, PieceId, StockMoveId};
use domain::stock::MoveKind;
use uuid::Uuid;

/// An envelope that went from somewhere to somewhere.
#[derive(sqlx::FromRow)]
pub(in crate::custody) struct Went {
    id: Uuid,
    from_location: Option<Uuid>,
    to_location: Option<Uuid>,
}

/// A piece of an order.
#[derive(sqlx::FromRow)]
struct Enclosed {
    order_line_id: Uuid,
    store_id: Uuid,
    order_number: String,
    number: i32,
    /// Where the piece lies that was taken from stock.
    location_id: Option<Uuid>,
}

// One row for each envelope, whatever is in it: what travels together lies together.
const ENCLOSED: &str = "
    select distinct on (l.number) l.id as order_line_id, o.store_id, o.number as order_number, l.number::integer as number,
           p.location_id
    from orders o
    join lateral (
        select l.id, l.cost_is_real, l.off, row_number() over (order by l.position, each) as number
        from order_lines l cross join generate_series(1, l.quantity) as each
        where l.order_id = o.id
    ) l on true
    left join enclosed_pieces i on i.order_line_id = l.id
    left join pieces p on p.id = i.piece_id
    where o.id = $1 and l.off is null and (l.cost_is_real or i.piece_id is not null)
    order by l.number, p.location_id nulls last";

/// Opens an envelope for each piece of an order that is here and has none: new, or once more after
/// it went back.
pub(in crate::custody) async fn open(
    tx: &mut Tx<'_>,
    order: OrderId,
    hands: Option<LocationId>,
    now: DateTime<Utc>,
) -> Result<Vec<Went>, Error> {
    let pieces: Vec<Enclosed> = sqlx::query_as(ENCLOSED)
        .bind(order.uuid())
        .fetch_all(&mut **tx)
        .await?;
    let Some(store) = pieces.first().map(|piece| piece.store_id) else {
        return Ok(Vec::new());
    };
    let hands = hands.map(LocationId::uuid);
    let column = |of: &dyn Fn(&Enclosed) -> Option<Uuid>| pieces.iter().map(of).collect::<Vec<_>>();
    let number = |piece: &Enclosed| u32::try_from(piece.number).unwrap_or_default();
    let codes = pieces
        .iter()
        .map(|p| envelope_code(&p.order_number, number(p)));
    Ok(sqlx::query_as(
        "insert into envelopes (store_id, order_id, created_at, id, order_line_id, number, code,
            location_id)
         select $1, $2, $3, piece.* from unnest($4::uuid[], $5::uuid[], $6::integer[], $7::text[],
            $8::uuid[]) as piece
         on conflict (order_id, number) do update
            set location_id = excluded.location_id, closed_at = null
            where envelopes.closed_at is not null
         returning id, null::uuid as from_location, location_id as to_location",
    )
    .bind(store)
    .bind(order.uuid())
    .bind(now)
    .bind(column(&|_| Some(EnvelopeId::generate().uuid())))
    .bind(column(&|piece| Some(piece.order_line_id)))
    .bind(pieces.iter().map(|piece| piece.number).collect::<Vec<_>>())
    .bind(codes.collect::<Vec<_>>())
    .bind(column(&|piece| piece.location_id.or(hands)))
    .fetch_all(&mut **tx)
    .await?)
}

/// Closes what is open of an order.
pub(in crate::custody) async fn close(
    tx: &mut Tx<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<Vec<Went>, Error> {
    Ok(sqlx::query_as(
        "with open as (
            select id, location_id from envelopes
            where order_id = $1 and closed_at is null order by id for update
         )
         update envelopes set location_id = null, closed_at = $2
         from open where envelopes.id = open.id
         returning envelopes.id, open.location_id as from_location, null::uuid as to_location",
    )
    .bind(order.uuid())
    .bind(now)
    .fetch_all(&mut **tx)
    .await?)
}

/// Where an envelope of an order lies that is open.
pub(in crate::custody) async fn place_of(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Option<LocationId>, Error> {
    let place: Option<Option<Uuid>> = sqlx::query_scalar(
        "select location_id from envelopes
         where order_id = $1 and closed_at is null order by number limit 1",
    )
    .bind(order.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    Ok(place.flatten().map(Into::into))
}

/// The envelopes of an order that are open.
pub(in crate::custody) async fn open_of(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Vec<EnvelopeId>, Error> {
    let open: Vec<Uuid> = sqlx::query_scalar(
        "select id from envelopes where order_id = $1 and closed_at is null order by id",
    )
    .bind(order.uuid())
    .fetch_all(&mut **tx)
    .await?;
    Ok(open.into_iter().map(Into::into).collect())
}

/// The envelope that a piece is in, if it lies elsewhere still.
pub(in crate::custody) async fn around(
    tx: &mut Tx<'_>,
    piece: PieceId,
    to: LocationId,
) -> Result<Vec<(EnvelopeId, Option<LocationId>)>, Error> {
    let found: Vec<(Uuid, Option<Uuid>)> = sqlx::query_as(
        "select e.id, e.location_id from enclosed_pieces i
         join envelopes e on e.order_line_id = i.order_line_id and e.closed_at is null
         where i.piece_id = $1 and e.location_id is distinct from $2
         order by e.id for update of e",
    )
    .bind(piece.uuid())
    .bind(to.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let read = |(id, from): (Uuid, Option<Uuid>)| (id.into(), from.map(Into::into));
    Ok(found.into_iter().map(read).collect())
}

/// Puts envelopes, each from where it lies, into one place.
pub(in crate::custody) async fn carry(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    envelopes: &[(EnvelopeId, Option<LocationId>)],
    to: LocationId,
    kind: MoveKind,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if envelopes.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = envelopes.iter().map(|(id, _)| id.uuid()).collect();
    sqlx::query("update envelopes set location_id = $2 where id = any ($1)")
        .bind(&ids)
        .bind(to.uuid())
        .execute(&mut **tx)
        .await?;
    let went = envelopes.iter().map(|(id, from)| Went {
        id: id.uuid(),
        from_location: from.map(LocationId::uuid),
        to_location: Some(to.uuid()),
    });
    note(tx, caller, &went.collect::<Vec<_>>(), kind, now).await
}

/// Writes what happened to envelopes: one statement, however many.
pub(in crate::custody) async fn note(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    went: &[Went],
    kind: MoveKind,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if went.is_empty() {
        return Ok(());
    }
    let ids = went.iter().map(|_| StockMoveId::generate().uuid());
    sqlx::query(
        "insert into envelope_moves (at, store_id, kind, actor_kind, actor_id, actor_name,
            id, envelope_id, from_location, to_location)
         select $1, $2, $3, $4, $5, $6, went.*
         from unnest($7::uuid[], $8::uuid[], $9::uuid[], $10::uuid[]) as went",
    )
    .bind(now)
    .bind(caller.store().uuid())
    .bind(kind.code())
    .bind(caller.kind())
    .bind(caller.id())
    .bind(caller.name())
    .bind(ids.collect::<Vec<_>>())
    .bind(went.iter().map(|went| went.id).collect::<Vec<_>>())
    .bind(
        went.iter()
            .map(|went| went.from_location)
            .collect::<Vec<_>>(),
    )
    .bind(went.iter().map(|went| went.to_location).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
