//! What waits for a person.

use crate::Error;
use crate::db::Tx;
use crate::orders::record::local;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::channels::parked::ParkedKind;
use domain::channels::view::ParkedView;
use domain::ids::{LineId, OrderId, ParkedId, StoreId};
use domain::orders::lifecycle::WebFacts;
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

/// Something to park.
#[derive(Debug, Clone)]
pub(in crate::orders) struct Park {
    pub kind: ParkedKind,
    /// What tells it from others of its kind: a line, a refund.
    pub subject: String,
    pub line: Option<LineId>,
    pub message: String,
}

/// Parks things for a person, each once: what was decided is not asked again in the same words.
pub(in crate::orders) async fn insert(
    tx: &mut Tx<'_>,
    store: StoreId,
    order: OrderId,
    all: &[Park],
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    if all.is_empty() {
        return Ok(false);
    }
    let done = sqlx::query(
        "insert into parked (store_id, order_id, at, id, order_line_id, kind, subject, message,
            blocks)
         select $1, $2, $3, park.* from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[],
            $8::text[], $9::bool[]) as park (id, line, kind, subject, message, blocks)
         where not exists (
            select from parked p
            where p.order_id = $2 and p.kind = park.kind and p.subject = park.subject
                and p.message = park.message
         )
         on conflict (order_id, kind, subject) where ended_at is null
            do update set message = excluded.message",
    )
    .bind(store.uuid())
    .bind(order.uuid())
    .bind(now)
    .bind(
        all.iter()
            .map(|_| ParkedId::generate().uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        all.iter()
            .map(|park| park.line.map(|line| line.uuid()))
            .collect::<Vec<_>>(),
    )
    .bind(all.iter().map(|park| park.kind.code()).collect::<Vec<_>>())
    .bind(
        all.iter()
            .map(|park| park.subject.as_str())
            .collect::<Vec<_>>(),
    )
    .bind(
        all.iter()
            .map(|park| park.message.as_str())
            .collect::<Vec<_>>(),
    )
    .bind(
        all.iter()
            .map(|park| park.kind.blocks())
            .collect::<Vec<_>>(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Ends what is open of some kinds, whoever or whatever settled it.
pub(in crate::orders) async fn end_kinds(
    tx: &mut Tx<'_>,
    order: OrderId,
    kinds: &[ParkedKind],
    (by, ending): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update parked set ended_at = $3, ended_by_name = $4, ending = $5
         where order_id = $1 and kind = any ($2) and ended_at is null",
    )
    .bind(order.uuid())
    .bind(kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>())
    .bind(now)
    .bind(by)
    .bind(ending)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends what is open about lines.
pub(in crate::orders) async fn end_of_lines(
    tx: &mut Tx<'_>,
    lines: &[LineId],
    kind: ParkedKind,
    (by, ending): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update parked set ended_at = $3, ended_by_name = $4, ending = $5
         where order_line_id = any ($1) and kind = $2 and ended_at is null",
    )
    .bind(lines.iter().map(|line| line.uuid()).collect::<Vec<_>>())
    .bind(kind.code())
    .bind(now)
    .bind(by)
    .bind(ending)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Something that a person decides, locked.
#[derive(Debug, Clone)]
pub(in crate::orders) struct Open {
    pub kind: ParkedKind,
    /// For a line, the channel's name for it.
    pub external_line: Option<String>,
    pub message: String,
}

/// To which order something belongs that is parked in a store.
pub(in crate::orders) async fn order_of(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: ParkedId,
) -> Result<OrderId, Error> {
    let order: Option<Uuid> =
        sqlx::query_scalar("select order_id from parked where id = $1 and store_id = $2")
            .bind(id.uuid())
            .bind(store.uuid())
            .fetch_optional(&mut **tx)
            .await?;
    order.map(Into::into).ok_or(Error::NotFound)
}

/// What is open under an id; none where somebody settled it.
pub(in crate::orders) async fn open(tx: &mut Tx<'_>, id: ParkedId) -> Result<Option<Open>, Error> {
    let row: Option<(String, Option<String>, String)> = sqlx::query_as(
        "select p.kind, l.external_line, p.message
         from parked p left join order_lines l on l.id = p.order_line_id
         where p.id = $1 and p.ended_at is null for update of p",
    )
    .bind(id.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|(kind, external_line, message)| {
        Ok(Open {
            kind: kind.parse()?,
            external_line,
            message,
        })
    })
    .transpose()
}

/// Ends one thing by a person's decision.
pub(in crate::orders) async fn end(
    tx: &mut Tx<'_>,
    id: ParkedId,
    (by, ending): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update parked set ended_at = $2, ended_by_name = $3, ending = $4
         where id = $1 and ended_at is null",
    )
    .bind(id.uuid())
    .bind(now)
    .bind(by)
    .bind(ending)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What the gates of an order from a channel look at.
pub(in crate::orders) async fn facts(
    db: &mut PgConnection,
    order: OrderId,
) -> Result<WebFacts, Error> {
    let (parked, out, unrefunded): (i64, i64, i64) = sqlx::query_as(
        "select (select count(*) from parked
                 where order_id = $1 and blocks and ended_at is null),
                coalesce(sum(quantity - returned) filter (where off is null), 0),
                coalesce(sum(greatest(returned - refunded, 0)) filter (where off is null), 0)
         from order_lines where order_id = $1",
    )
    .bind(order.uuid())
    .fetch_one(db)
    .await?;
    let count = |many: i64| u32::try_from(many).unwrap_or(u32::MAX);
    Ok(WebFacts {
        parked: count(parked),
        pieces_out: count(out),
        unrefunded: count(unrefunded),
    })
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    order_id: Uuid,
    number: String,
    channel: String,
    external_id: String,
    customer: String,
    order_line_id: Option<Uuid>,
    description: Option<String>,
    sku: Option<String>,
    message: String,
    address: Option<serde_json::Value>,
    at: DateTime<Utc>,
}

/// Up to so many open things of a store, or of one of its orders, the oldest first.
pub(in crate::orders) async fn page(
    db: impl PgExecutor<'_>,
    store: StoreId,
    order: Option<OrderId>,
    after: Option<ParkedId>,
    (zone, limit): (Tz, i64),
) -> Result<Vec<ParkedView>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select p.id, p.kind, p.order_id, o.number, c.channel, c.external_id,
                person.name as customer, p.order_line_id, l.description, l.sku, p.message,
                case when p.kind = 'address' then a.address end as address, p.at
         from parked p
         join orders o on o.id = p.order_id
         join channel_orders c on c.order_id = o.id
         join customers person on person.id = o.customer_id
         left join order_lines l on l.id = p.order_line_id
         left join order_addresses a on a.order_id = o.id
         where p.store_id = $1 and p.ended_at is null and ($2::uuid is null or p.order_id = $2)
            and ($3::uuid is null or p.id > $3)
         order by p.id limit $4",
    )
    .bind(store.uuid())
    .bind(order.map(|order| order.uuid()))
    .bind(after.map(|after| after.uuid()))
    .bind(limit)
    .fetch_all(db)
    .await?;
    let read = |row: Row| {
        Ok(ParkedView {
            id: row.id.into(),
            kind: row.kind.parse()?,
            order: row.order_id.into(),
            number: row.number,
            channel: row.channel.parse()?,
            external_id: row.external_id,
            customer: row.customer,
            line: row.order_line_id.map(Into::into),
            words: row.description,
            sku: row.sku,
            message: row.message,
            address: row.address.map(serde_json::from_value).transpose()?,
            at: local(row.at, zone),
        })
    };
    rows.into_iter().map(read).collect()
}

/// How much is open in a store.
pub(in crate::orders) async fn count(
    db: impl PgExecutor<'_>,
    store: StoreId,
) -> Result<u32, Error> {
    let count: i64 =
        sqlx::query_scalar("select count(*) from parked where store_id = $1 and ended_at is null")
            .bind(store.uuid())
            .fetch_one(db)
            .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}
