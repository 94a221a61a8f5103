//! Promises of pieces to lines of orders.

use crate::Error;
use crate::db::Tx;
use crate::stores::store::currency;
use chrono::{DateTime, Utc};
use domain::ids::{LineId, LocationId, OrderId, PieceId, ReservationId, StoreId, VariantId};
use domain::money::Money;
use domain::stock::Ownership;
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// A promise to write down.
pub(in crate::stock) struct Promise<'a> {
    pub piece: PieceId,
    pub line: LineId,
    pub by: &'a str,
    pub expires: Option<DateTime<Utc>>,
}

/// Promises a piece, if nobody else has it. The index on live promises decides.
pub(in crate::stock) async fn insert(
    tx: &mut Tx<'_>,
    promise: &Promise<'_>,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let done = sqlx::query(
        "insert into reservations (id, piece_id, order_line_id, made_at, made_by_name, expires_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (piece_id) where ended_at is null do nothing",
    )
    .bind(ReservationId::generate().uuid())
    .bind(promise.piece.uuid())
    .bind(promise.line.uuid())
    .bind(now)
    .bind(promise.by)
    .bind(promise.expires)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The line that a promise is for, with its order locked.
#[derive(sqlx::FromRow)]
pub(in crate::stock) struct Line {
    pub number: String,
    pub kind: String,
    pub state: String,
    pub held: bool,
    pub quantity: i32,
    pub variant_id: Option<Uuid>,
    pub cost_is_real: bool,
    pub quote_expires: Option<chrono::NaiveDate>,
    /// Whether a piece is promised to it.
    pub promised: bool,
    /// Whether it is made at the bench.
    pub made: bool,
}

/// Keeps others from changing a store's order.
pub(in crate::stock) async fn lock_order(
    tx: &mut Tx<'_>,
    store: StoreId,
    order: OrderId,
) -> Result<(), Error> {
    let locked: Option<(Uuid,)> =
        sqlx::query_as("select id from orders where id = $1 and store_id = $2 for update")
            .bind(order.uuid())
            .bind(store.uuid())
            .fetch_optional(&mut **tx)
            .await?;
    locked.map(drop).ok_or(Error::NotFound)
}

/// Reads a line of a store's order and keeps others from changing the order.
pub(in crate::stock) async fn lock_line(
    tx: &mut Tx<'_>,
    store: StoreId,
    order: OrderId,
    line: LineId,
) -> Result<Line, Error> {
    lock_order(tx, store, order).await?;
    sqlx::query_as(
        "select o.number, o.kind, o.state, o.held, l.quantity, l.variant_id, l.cost_is_real,
                o.quote_expires,
                exists (
                    select from reservations r where r.order_line_id = l.id and r.ended_at is null
                ) as promised,
                exists (
                    select from bench_jobs j where j.order_line_id = l.id and j.state <> 'stopped'
                ) as made
         from order_lines l join orders o on o.id = l.order_id
         where l.id = $1 and l.order_id = $2",
    )
    .bind(line.uuid())
    .bind(order.uuid())
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(Error::NotFound)
}

/// A piece of a variant that nobody was promised, taken from under nobody's hands: what others
/// hold is passed over at first, and waited for where nothing else is left.
pub(in crate::stock) async fn free_of_variant(
    tx: &mut Tx<'_>,
    store: StoreId,
    variant: VariantId,
) -> Result<Option<(PieceId, String)>, Error> {
    const FREE: &str = "
        select p.id, p.serial from pieces p
        where p.store_id = $1 and p.variant_id = $2 and p.state = 'here'
            and p.ownership in ('owned', 'memo_in')
            and not exists (
                select from reservations r where r.piece_id = p.id and r.ended_at is null
            )
        order by p.created_at, p.id limit 1 for update of p";
    for how in [" skip locked", ""] {
        let sql = sqlx::AssertSqlSafe(format!("{FREE}{how}"));
        let found: Option<(Uuid, String)> = sqlx::query_as(sql)
            .bind(store.uuid())
            .bind(variant.uuid())
            .fetch_optional(&mut **tx)
            .await?;
        if let Some((id, serial)) = found {
            return Ok(Some((id.into(), serial)));
        }
    }
    Ok(None)
}

/// How many pieces of a variant are wanted.
pub(in crate::stock) struct Need {
    pub variant: VariantId,
    pub pieces: u32,
}

/// Free pieces of several variants, as many as are wanted of each, the longest in stock first. What
/// others hold is passed over.
pub(in crate::stock) async fn free_of_variants(
    tx: &mut Tx<'_>,
    store: StoreId,
    needs: &[Need],
) -> Result<HashMap<VariantId, Vec<PieceId>>, Error> {
    let rows: Vec<(Uuid, Uuid)> = sqlx::query_as(
        "select need.variant, p.id
         from unnest($2::uuid[], $3::int[]) as need (variant, pieces)
         cross join lateral (
            select p.id from pieces p
            where p.store_id = $1 and p.variant_id = need.variant and p.state = 'here'
                and p.ownership in ('owned', 'memo_in')
                and not exists (
                    select from reservations r where r.piece_id = p.id and r.ended_at is null
                )
            order by p.created_at, p.id limit need.pieces for update of p skip locked
         ) p",
    )
    .bind(store.uuid())
    .bind(
        needs
            .iter()
            .map(|need| need.variant.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        needs
            .iter()
            .map(|need| i32::try_from(need.pieces).unwrap_or(i32::MAX))
            .collect::<Vec<_>>(),
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut found: HashMap<VariantId, Vec<PieceId>> = HashMap::new();
    for (variant, piece) in rows {
        found.entry(variant.into()).or_default().push(piece.into());
    }
    Ok(found)
}

/// Promises pieces to lines, those that nobody else was promised meanwhile; gives how many.
pub(in crate::stock) async fn insert_all(
    tx: &mut Tx<'_>,
    promises: &[(PieceId, LineId)],
    by: &str,
    now: DateTime<Utc>,
) -> Result<usize, Error> {
    let done = sqlx::query(
        "insert into reservations (id, piece_id, order_line_id, made_at, made_by_name)
         select one.*, $4, $5 from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as one
         on conflict (piece_id) where ended_at is null do nothing",
    )
    .bind(
        promises
            .iter()
            .map(|_| ReservationId::generate().uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        promises
            .iter()
            .map(|(piece, _)| piece.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        promises
            .iter()
            .map(|(_, line)| line.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(now)
    .bind(by)
    .execute(&mut **tx)
    .await?;
    Ok(usize::try_from(done.rows_affected()).unwrap_or_default())
}

/// A piece that is promised to an order.
#[derive(Debug, Clone)]
pub(in crate::stock) struct Promised {
    pub piece: PieceId,
    pub serial: String,
    pub line: LineId,
    pub ownership: Ownership,
    pub location: Option<LocationId>,
    pub cost: Money,
    /// Whether it was taken out of stock for the order.
    pub taken: bool,
}

#[derive(sqlx::FromRow)]
struct PromisedRow {
    piece_id: Uuid,
    serial: String,
    order_line_id: Uuid,
    ownership: String,
    location_id: Option<Uuid>,
    cost: Option<Decimal>,
    currency: String,
    taken: bool,
}

/// What is promised to the lines of an order, the pieces locked in one order for all.
pub(in crate::stock) async fn of_order(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Vec<Promised>, Error> {
    let rows: Vec<PromisedRow> = sqlx::query_as(
        "select r.piece_id, p.serial, r.order_line_id, p.ownership, p.location_id,
                coalesce(r.taken_cost, p.cost) as cost, p.currency,
                r.taken_cost is not null as taken
         from reservations r
         join order_lines l on l.id = r.order_line_id
         join pieces p on p.id = r.piece_id
         where l.order_id = $1 and r.ended_at is null
         order by p.id for update of p",
    )
    .bind(order.uuid())
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(PromisedRow::read).collect()
}

impl PromisedRow {
    fn read(self) -> Result<Promised, Error> {
        Ok(Promised {
            piece: self.piece_id.into(),
            serial: self.serial,
            line: self.order_line_id.into(),
            ownership: self.ownership.parse()?,
            location: self.location_id.map(Into::into),
            cost: Money::new(self.cost.unwrap_or_default(), currency(&self.currency)?)?,
            taken: self.taken,
        })
    }
}

/// Notes at what cost promised pieces were taken out of stock.
pub(in crate::stock) async fn set_taken(
    tx: &mut Tx<'_>,
    pieces: &[(PieceId, Money)],
) -> Result<(), Error> {
    sqlx::query(
        "update reservations set taken_cost = taken.cost
         from unnest($1::uuid[], $2::numeric[]) as taken (piece, cost)
         where reservations.piece_id = taken.piece and ended_at is null",
    )
    .bind(
        pieces
            .iter()
            .map(|(piece, _)| piece.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        pieces
            .iter()
            .map(|(_, cost)| cost.amount())
            .collect::<Vec<_>>(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends the promises of pieces.
pub(in crate::stock) async fn end(
    tx: &mut Tx<'_>,
    pieces: &[PieceId],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update reservations set ended_at = $2 where piece_id = any ($1) and ended_at is null",
    )
    .bind(pieces.iter().map(|piece| piece.uuid()).collect::<Vec<_>>())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes that what was taken went back: it cost the order nothing after all.
pub(in crate::stock) async fn forget_taken(
    tx: &mut Tx<'_>,
    pieces: &[PieceId],
) -> Result<(), Error> {
    sqlx::query(
        "update reservations set taken_cost = null where piece_id = any ($1) and ended_at is null",
    )
    .bind(pieces.iter().map(|piece| piece.uuid()).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Lets the promises to an order stand until they are let go.
pub(in crate::stock) async fn never_expire(tx: &mut Tx<'_>, order: OrderId) -> Result<(), Error> {
    sqlx::query(
        "update reservations set expires_at = null
         from order_lines l
         where l.id = reservations.order_line_id and l.order_id = $1 and ended_at is null",
    )
    .bind(order.uuid())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends the promises whose time is over.
pub(in crate::stock) async fn end_expired(
    tx: &mut Tx<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update reservations set ended_at = $1
         where ended_at is null and expires_at <= $1 and taken_cost is null",
    )
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Sells pieces: they lie nowhere in the house any more.
pub(in crate::stock) async fn sell(
    tx: &mut Tx<'_>,
    pieces: &[PieceId],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update pieces set state = 'sold', location_id = null, version = version + 1,
            updated_at = $2 where id = any ($1)",
    )
    .bind(pieces.iter().map(|piece| piece.uuid()).collect::<Vec<_>>())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
