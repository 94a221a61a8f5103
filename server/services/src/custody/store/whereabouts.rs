//! Where things are: of each what it is, who has it, and its last hand-overs.

use super::holders::HolderRow;
use crate::Error;
use crate::stores::StoreTerms;
use chrono::{DateTime, Utc};
use domain::custody::{HandOverView, Thing, ThingView};
use domain::ids::{EnvelopeId, OrderId, PieceId};
use sqlx::PgPool;
use std::collections::HashMap;
use uuid::Uuid;

/// So many hand-overs are told; a piece's own page tells all of them.
const LAST: i64 = 5;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    code: String,
    name: String,
    order_id: Option<Uuid>,
    order_number: Option<String>,
    number: Option<i32>,
    count: Option<i64>,
    here: bool,
    location_id: Option<Uuid>,
    kind: Option<String>,
    place: Option<String>,
    who: Option<String>,
}

#[derive(sqlx::FromRow)]
struct MoveRow {
    thing: Uuid,
    at: DateTime<Utc>,
    kind: String,
    from_name: Option<String>,
    to_name: Option<String>,
    actor_name: String,
}

const PIECE: &str = "
    select p.id, p.serial as code, p.name, o.id as order_id, o.number as order_number,
           null::integer as number, null::bigint as count, p.state = 'here' as here,
           l.id as location_id, l.kind, l.name as place, coalesce(s.name, v.name) as who
    from pieces p
    left join locations l on l.id = p.location_id
    left join staff s on s.id = l.staff_id
    left join vendors v on v.id = l.vendor_id
    left join lateral (
        select order_line_id from reservations where piece_id = p.id and ended_at is null
        union all
        select order_line_id from repair_pieces where piece_id = p.id
        union all
        select order_line_id from memo_lines where piece_id = p.id and state = 'out'
        union all
        select order_line_id from custom_goods where piece_id = p.id
        limit 1
    ) its on true
    left join order_lines ol on ol.id = its.order_line_id
    left join orders o on o.id = ol.order_id
    where p.id = $1 and p.store_id = $2";

macro_rules! envelopes {
    ($which:literal) => {
        concat!(
            "select e.id, e.code, ol.description as name, o.id as order_id,
                    o.number as order_number, e.number,
                    (select sum(quantity) from order_lines where order_id = o.id) as count,
                    e.closed_at is null as here,
                    l.id as location_id, l.kind, l.name as place, coalesce(s.name, v.name) as who
             from envelopes e
             join order_lines ol on ol.id = e.order_line_id
             join orders o on o.id = e.order_id
             left join locations l on l.id = e.location_id
             left join staff s on s.id = l.staff_id
             left join vendors v on v.id = l.vendor_id
             where e.store_id = $2 and ",
            $which,
            " order by e.number limit 1000"
        )
    };
}

const PIECE_MOVES: &str = "
    select thing, m.at, m.kind, f.name as from_name, t.name as to_name, m.actor_name
    from unnest($1::uuid[]) as thing
    cross join lateral (
        select * from stock_moves where piece_id = thing order by id desc limit $2
    ) m
    left join locations f on f.id = m.from_location
    left join locations t on t.id = m.to_location
    order by m.id desc";

const ENVELOPE_MOVES: &str = "
    select thing, m.at, m.kind, f.name as from_name, t.name as to_name, m.actor_name
    from unnest($1::uuid[]) as thing
    cross join lateral (
        select * from envelope_moves where envelope_id = thing order by id desc limit $2
    ) m
    left join locations f on f.id = m.from_location
    left join locations t on t.id = m.to_location
    order by m.id desc";

/// A store's piece.
pub(in crate::custody) async fn piece(
    db: &PgPool,
    terms: &StoreTerms,
    id: PieceId,
) -> Result<ThingView, Error> {
    let rows: Vec<Row> = sqlx::query_as(PIECE)
        .bind(id.uuid())
        .bind(terms.store.uuid())
        .fetch_all(db)
        .await?;
    let of = |id: Uuid| Thing::Piece(id.into());
    let found = with_moves(db, terms, rows, PIECE_MOVES, of).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

/// A store's envelope.
pub(in crate::custody) async fn envelope(
    db: &PgPool,
    terms: &StoreTerms,
    id: EnvelopeId,
) -> Result<ThingView, Error> {
    let rows: Vec<Row> = sqlx::query_as(envelopes!("e.id = $1"))
        .bind(id.uuid())
        .bind(terms.store.uuid())
        .fetch_all(db)
        .await?;
    let of = |id: Uuid| Thing::Envelope(id.into());
    let found = with_moves(db, terms, rows, ENVELOPE_MOVES, of).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

/// All envelopes of an order of the store.
pub(in crate::custody) async fn of_order(
    db: &PgPool,
    terms: &StoreTerms,
    order: OrderId,
) -> Result<Vec<ThingView>, Error> {
    let known: Option<i32> =
        sqlx::query_scalar("select 1 from orders where id = $1 and store_id = $2")
            .bind(order.uuid())
            .bind(terms.store.uuid())
            .fetch_optional(db)
            .await?;
    known.ok_or(Error::NotFound)?;
    let rows: Vec<Row> = sqlx::query_as(envelopes!("e.order_id = $1"))
        .bind(order.uuid())
        .bind(terms.store.uuid())
        .fetch_all(db)
        .await?;
    let of = |id: Uuid| Thing::Envelope(id.into());
    with_moves(db, terms, rows, ENVELOPE_MOVES, of).await
}

async fn with_moves(
    db: &PgPool,
    terms: &StoreTerms,
    rows: Vec<Row>,
    moves: &'static str,
    thing: impl Fn(Uuid) -> Thing,
) -> Result<Vec<ThingView>, Error> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let moves: Vec<MoveRow> = sqlx::query_as(moves)
        .bind(ids)
        .bind(LAST)
        .fetch_all(db)
        .await?;
    let mut last: HashMap<Uuid, Vec<HandOverView>> = HashMap::new();
    for moved in moves {
        let of = last.entry(moved.thing).or_default();
        of.push(moved.read(terms)?);
    }
    let view = |row: Row| {
        let last = last.remove(&row.id).unwrap_or_default();
        row.read(&thing, last)
    };
    rows.into_iter().map(view).collect()
}

impl Row {
    fn read(
        self,
        thing: impl Fn(Uuid) -> Thing,
        last: Vec<HandOverView>,
    ) -> Result<ThingView, Error> {
        let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        let holder = match (self.location_id, self.kind, self.place) {
            (Some(id), Some(kind), Some(place)) => {
                Some(HolderRow::new(id, kind, place, self.who).read()?)
            }
            _ => None,
        };
        let number = self.number.map(i64::from).zip(self.count);
        Ok(ThingView {
            thing: thing(self.id),
            code: self.code,
            name: self.name,
            order: self.order_id.map(Into::into).zip(self.order_number),
            number: number.map(|(number, of)| (count(number), count(of))),
            // What was taken for an order, or put back, stayed where it was.
            since: holder.as_ref().and_then(|_| {
                let came = last.iter().find(|moved| moved.from != moved.to);
                came.map(|moved| moved.at)
            }),
            here: self.here,
            holder,
            last,
        })
    }
}

impl MoveRow {
    fn read(self, terms: &StoreTerms) -> Result<HandOverView, Error> {
        Ok(HandOverView {
            at: self.at.with_timezone(&terms.zone).fixed_offset(),
            kind: self.kind.parse()?,
            from: self.from_name,
            to: self.to_name,
            by: self.actor_name,
        })
    }
}
