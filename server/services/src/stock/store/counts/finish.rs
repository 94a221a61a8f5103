//! What finishing a count reads and writes.

use super::expected;
use crate::Error;
use crate::db::Tx;
use crate::stock::counts::Held;
use crate::stock::store::bulk::Item;
use crate::stores::store::currency;
use chrono::{DateTime, Utc};
use domain::ids::{CountId, LocationId, PieceId};
use domain::measures::{Quantity, Unit};
use domain::money::Money;
use domain::stock::{BulkCounted, Ownership, Tally};
use rust_decimal::Decimal;
use uuid::Uuid;

/// A piece that should be there and was not found, locked.
pub(in crate::stock) struct Missing {
    pub id: PieceId,
    pub serial: String,
    pub location: LocationId,
    /// What leaves the books with it; nothing, where it isn't ours.
    pub cost: Option<Money>,
    pub promised_to: Option<String>,
}

impl Missing {
    /// Who waits for it, in words.
    pub fn promise(&self) -> Option<String> {
        let order = self.promised_to.as_ref()?;
        Some(format!("{} is promised to {order}", self.serial))
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    serial: String,
    location_id: Uuid,
    ownership: String,
    cost: Option<Decimal>,
    currency: String,
    promised_to: Option<String>,
}

/// The pieces that a count misses. Locked in one order first, so that whatever happened to one
/// of them meanwhile is seen.
pub(in crate::stock) async fn lock_missing(
    tx: &mut Tx<'_>,
    count: &Held,
) -> Result<Vec<Missing>, Error> {
    let ids: Vec<Uuid> = sqlx::query_scalar(concat!(
        "select id from pieces where id in (
             select id from (",
        expected!(),
        ") expected where not found
         ) order by id for update"
    ))
    .bind(count.id.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let rows: Vec<Row> = sqlx::query_as(concat!(
        "select e.id, e.serial, e.location_id, e.ownership, e.cost, e.currency,
                (select o.number from reservations r
                 join order_lines l on l.id = r.order_line_id join orders o on o.id = l.order_id
                 where r.piece_id = e.id and r.ended_at is null) as promised_to
         from (",
        expected!(),
        ") e where not e.found and e.id = any($2) order by e.serial"
    ))
    .bind(count.id.uuid())
    .bind(ids)
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

impl Row {
    fn read(self) -> Result<Missing, Error> {
        let ownership: Ownership = self.ownership.parse()?;
        let money = currency(&self.currency)?;
        let cost = self.cost.filter(|_| ownership.is_valued());
        Ok(Missing {
            id: self.id.into(),
            serial: self.serial,
            location: self.location_id.into(),
            cost: cost.map(|cost| Money::new(cost, money)).transpose()?,
            promised_to: self.promised_to,
        })
    }
}

/// How many pieces a count expects, and how many of them were found.
pub(in crate::stock) async fn tally(tx: &mut Tx<'_>, count: &Held) -> Result<Tally, Error> {
    let (expected, found): (i64, i64) = sqlx::query_as(concat!(
        "select count(*), count(*) filter (where found) from (",
        expected!(),
        ") expected"
    ))
    .bind(count.id.uuid())
    .fetch_one(&mut **tx)
    .await?;
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Tally {
        expected: number(expected),
        found: number(found),
    })
}

/// Writes pieces off: they lie nowhere any more.
pub(in crate::stock) async fn put_missing(
    tx: &mut Tx<'_>,
    pieces: &[Missing],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update pieces set state = 'missing', location_id = null, version = version + 1,
             updated_at = $2
         where id = any($1)",
    )
    .bind(ids(pieces))
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn ids(pieces: &[Missing]) -> Vec<Uuid> {
    pieces.iter().map(|piece| piece.id.uuid()).collect()
}

/// Keeps what was written off, each with its reason.
pub(in crate::stock) async fn insert_lost(
    tx: &mut Tx<'_>,
    count: CountId,
    pieces: &[Missing],
    reasons: &[String],
) -> Result<(), Error> {
    let places: Vec<_> = pieces.iter().map(|piece| piece.location.uuid()).collect();
    let new: Vec<_> = pieces.iter().map(|_| Uuid::now_v7()).collect();
    sqlx::query(
        "insert into stock_count_results (id, count_id, piece_id, location_id, reason)
         select lost.id, $1, lost.piece, lost.place, lost.reason
         from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[])
             as lost (id, piece, place, reason)",
    )
    .bind(count.uuid())
    .bind(new)
    .bind(ids(pieces))
    .bind(places)
    .bind(reasons)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Goods in bulk of which another quantity was counted than the books say.
pub(in crate::stock) struct Difference {
    pub item: Item,
    pub location: LocationId,
    pub counted: BulkCounted,
}

type DifferenceRow = (Uuid, String, String, Uuid, Decimal, Decimal, String);

/// What was counted last and is not what the books said then.
pub(in crate::stock) async fn differences(
    tx: &mut Tx<'_>,
    count: CountId,
) -> Result<Vec<Difference>, Error> {
    let rows: Vec<DifferenceRow> = sqlx::query_as(
        "select i.id, i.code, i.unit, q.location_id, q.quantity, q.held, q.actor_name
         from (
             select distinct on (item_id, location_id) *
             from stock_count_quantities where count_id = $1
             order by item_id, location_id, id desc
         ) q
         join bulk_items i on i.id = q.item_id
         where q.quantity <> q.held
         order by i.id, q.location_id",
    )
    .bind(count.uuid())
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(difference).collect()
}

fn difference(row: DifferenceRow) -> Result<Difference, Error> {
    let (id, code, unit, location, quantity, held, by) = row;
    let unit: Unit = unit.parse()?;
    let measured = |amount| Quantity::new(amount, unit).map_err(Error::internal);
    Ok(Difference {
        item: Item {
            id: id.into(),
            code,
            unit,
        },
        location: location.into(),
        counted: BulkCounted {
            quantity: measured(quantity)?,
            held: measured(held)?,
            by,
        },
    })
}

/// Keeps what was adjusted, from what to what, and why.
pub(in crate::stock) async fn insert_adjusted(
    tx: &mut Tx<'_>,
    count: CountId,
    (item, at): (&Item, LocationId),
    (held, quantity): (Quantity, Quantity),
    reason: &str,
) -> Result<(), Error> {
    sqlx::query(
        "insert into stock_count_results (id, count_id, item_id, location_id, held, quantity,
             reason)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(Uuid::now_v7())
    .bind(count.uuid())
    .bind(item.id.uuid())
    .bind(at.uuid())
    .bind(held.amount())
    .bind(quantity.amount())
    .bind(reason)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
