//! Pieces on memo.

use crate::Error;
use crate::db::Tx;
use crate::stock::memo::{OnMemo, Worth};
use crate::stores::store::currency;
use chrono::{DateTime, Utc};
use domain::ids::{LocationId, PieceId, ReservationId, StoreId};
use domain::money::Money;
use domain::orders::memo::take_out::KnownPiece;
use domain::stock::PieceState;
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    serial: String,
    name: String,
    state: String,
    ownership: String,
    price: Option<Decimal>,
    currency: String,
    promised_to: Option<String>,
    style_id: Option<Uuid>,
    variant_id: Option<Uuid>,
}

/// What is known of a store's pieces, each of them locked, in one order for all.
pub(in crate::stock) async fn known(
    tx: &mut Tx<'_>,
    store: StoreId,
    pieces: &[PieceId],
) -> Result<HashMap<PieceId, KnownPiece>, Error> {
    let ids: Vec<_> = pieces.iter().map(|piece| piece.uuid()).collect();
    sqlx::query("select from pieces where id = any ($1) and store_id = $2 order by id for update")
        .bind(&ids)
        .bind(store.uuid())
        .execute(&mut **tx)
        .await?;
    // After the lock, so that a promise that was made meanwhile is seen.
    let rows: Vec<Row> = sqlx::query_as(
        "select p.id, p.serial, p.name, p.state, p.ownership, p.price, p.currency,
                o.number as promised_to, v.style_id, p.variant_id
         from pieces p
         left join variants v on v.id = p.variant_id
         left join reservations r on r.piece_id = p.id and r.ended_at is null
         left join order_lines l on l.id = r.order_line_id
         left join orders o on o.id = l.order_id
         where p.id = any ($1) and p.store_id = $2",
    )
    .bind(&ids)
    .bind(store.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let read = |row: Row| {
        let money = currency(&row.currency)?;
        let known = KnownPiece {
            id: row.id.into(),
            serial: row.serial,
            name: row.name,
            state: row.state.parse()?,
            ownership: row.ownership.parse()?,
            price: row
                .price
                .map(|price| Money::new(price, money))
                .transpose()?,
            promised_to: row.promised_to,
            style: row.style_id.map(Into::into),
            variant: row.variant_id.map(Into::into),
        };
        Ok((known.id, known))
    };
    rows.into_iter().map(read).collect()
}

/// How a piece stands, as far as it matters for its going away.
pub(in crate::stock) struct Standing {
    pub id: PieceId,
    pub serial: String,
    pub state: PieceState,
    pub location: Option<LocationId>,
    pub promised_to: Option<String>,
}

#[derive(sqlx::FromRow)]
struct StandingRow {
    id: Uuid,
    serial: String,
    state: String,
    location_id: Option<Uuid>,
    promised_to: Option<String>,
}

/// How a store's pieces stand. They are locked already.
pub(in crate::stock) async fn standing(
    tx: &mut Tx<'_>,
    store: StoreId,
    pieces: &[PieceId],
) -> Result<Vec<Standing>, Error> {
    let rows: Vec<StandingRow> = sqlx::query_as(
        "select p.id, p.serial, p.state, p.location_id, o.number as promised_to
         from pieces p
         left join reservations r on r.piece_id = p.id and r.ended_at is null
         left join order_lines l on l.id = r.order_line_id
         left join orders o on o.id = l.order_id
         where p.id = any ($1) and p.store_id = $2",
    )
    .bind(pieces.iter().map(|piece| piece.uuid()).collect::<Vec<_>>())
    .bind(store.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let read = |row: StandingRow| {
        Ok(Standing {
            id: row.id.into(),
            serial: row.serial,
            state: row.state.parse()?,
            location: row.location_id.map(Into::into),
            promised_to: row.promised_to,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Promises pieces to lines, those that nobody else has. The index on live promises decides.
pub(in crate::stock) async fn promise(
    tx: &mut Tx<'_>,
    by: &str,
    pieces: &[OnMemo],
    now: DateTime<Utc>,
) -> Result<HashSet<PieceId>, Error> {
    let promised: Vec<Uuid> = sqlx::query_scalar(
        "insert into reservations (made_at, made_by_name, id, piece_id, order_line_id)
         select $1, $2, promise.* from unnest($3::uuid[], $4::uuid[], $5::uuid[]) as promise
         on conflict (piece_id) where ended_at is null do nothing
         returning piece_id",
    )
    .bind(now)
    .bind(by)
    .bind(
        pieces
            .iter()
            .map(|_| ReservationId::generate().uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        pieces
            .iter()
            .map(|out| out.piece.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(pieces.iter().map(|out| out.line.uuid()).collect::<Vec<_>>())
    .fetch_all(&mut **tx)
    .await?;
    Ok(promised.into_iter().map(Into::into).collect())
}

/// Puts pieces where they are now; says whose each is and what it cost.
pub(in crate::stock) async fn put_all(
    tx: &mut Tx<'_>,
    pieces: &[PieceId],
    state: PieceState,
    location: Option<LocationId>,
    now: DateTime<Utc>,
) -> Result<Vec<Worth>, Error> {
    let rows: Vec<(String, Option<Decimal>, String)> = sqlx::query_as(
        "update pieces set state = $2, location_id = $3, version = version + 1, updated_at = $4
         where id = any ($1) returning ownership, cost, currency",
    )
    .bind(pieces.iter().map(|piece| piece.uuid()).collect::<Vec<_>>())
    .bind(state.code())
    .bind(location.map(|place| place.uuid()))
    .bind(now)
    .fetch_all(&mut **tx)
    .await?;
    let read = |(whose, cost, money): (String, Option<Decimal>, String)| {
        let cost = Money::new(cost.unwrap_or_default(), currency(&money)?)?;
        Ok((whose.parse()?, cost))
    };
    rows.into_iter().map(read).collect()
}
