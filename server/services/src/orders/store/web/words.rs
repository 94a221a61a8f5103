//! What channels said, by order, and what they were answered.

use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, Utc};
use domain::channels::SalesChannel;
use domain::channels::answer::Imported;
use domain::channels::inbound::{Inbound, InboundOrder};
use domain::channels::taken::{Revision, WebOrder, Word};
use domain::ids::{OrderId, StoreId};
use uuid::Uuid;

/// What is known of a channel's order, locked until the transaction ends.
pub(in crate::orders) struct Known {
    pub id: Uuid,
    /// None while the order itself has not come.
    pub order: Option<OrderId>,
    /// How new the order is that was applied last.
    pub revision: Option<Revision>,
    pub taken: Option<InboundOrder>,
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    id: Uuid,
    order_id: Option<Uuid>,
    version: Option<i64>,
    updated_at: Option<DateTime<Utc>>,
    taken: Option<serde_json::Value>,
}

/// Keeps others from working on the same order of a channel's, known or not. Of many that come at
/// once the constraint lets one write the row; the others wait for it here.
pub(in crate::orders) async fn hold(
    tx: &mut Tx<'_>,
    store: StoreId,
    word: &Word,
    now: DateTime<Utc>,
) -> Result<Known, Error> {
    sqlx::query(
        "insert into channel_orders (id, store_id, channel, external_id, created_at)
         values ($1, $2, $3, $4, $5) on conflict do nothing",
    )
    .bind(Uuid::now_v7())
    .bind(store.uuid())
    .bind(word.channel.code())
    .bind(&word.external_id)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    let row: KnownRow = sqlx::query_as(
        "select id, order_id, version, updated_at, taken from channel_orders
         where store_id = $1 and channel = $2 and external_id = $3 for update",
    )
    .bind(store.uuid())
    .bind(word.channel.code())
    .bind(&word.external_id)
    .fetch_one(&mut **tx)
    .await?;
    Ok(Known {
        id: row.id,
        order: row.order_id.map(Into::into),
        revision: row.updated_at.map(|updated_at| Revision {
            version: row.version,
            updated_at,
        }),
        taken: row.taken.map(serde_json::from_value).transpose()?,
    })
}

/// What was answered when the same was said before.
pub(in crate::orders) async fn answered(
    tx: &mut Tx<'_>,
    known: Uuid,
    fingerprint: &[u8],
) -> Result<Option<Imported>, Error> {
    let answer: Option<serde_json::Value> = sqlx::query_scalar(
        "select answer from channel_words where channel_order_id = $1 and fingerprint = $2",
    )
    .bind(known)
    .bind(fingerprint)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(answer.map(serde_json::from_value).transpose()?)
}

/// Keeps what was said, with its answer.
pub(in crate::orders) async fn keep(
    tx: &mut Tx<'_>,
    known: Uuid,
    fingerprint: &[u8],
    word: &Inbound,
    answer: &Imported,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into channel_words (channel_order_id, fingerprint, word, answer, at)
         values ($1, $2, $3, $4, $5)",
    )
    .bind(known)
    .bind(fingerprint)
    .bind(serde_json::to_value(word)?)
    .bind(serde_json::to_value(answer)?)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What was said of an order before it came, the first word first.
pub(in crate::orders) async fn waiting(
    tx: &mut Tx<'_>,
    known: Uuid,
) -> Result<Vec<Inbound>, Error> {
    let words: Vec<serde_json::Value> = sqlx::query_scalar(
        "select word from channel_words where channel_order_id = $1 order by at",
    )
    .bind(known)
    .fetch_all(&mut **tx)
    .await?;
    let read = words.into_iter().map(serde_json::from_value);
    Ok(read.collect::<Result<_, _>>()?)
}

/// Notes which order it is, and how the channel has it now.
pub(in crate::orders) async fn applied(
    tx: &mut Tx<'_>,
    known: Uuid,
    order: OrderId,
    revision: Revision,
    (said, web): (&InboundOrder, &WebOrder),
) -> Result<(), Error> {
    let bill_to = web.bill_to.as_ref().map(serde_json::to_value).transpose()?;
    sqlx::query(
        "update channel_orders set order_id = $2, version = $3, updated_at = $4, taken = $5,
            external_number = $6, placed_at = $7, gift_message = $8, bill_to = $9
         where id = $1",
    )
    .bind(known)
    .bind(order.uuid())
    .bind(revision.version)
    .bind(revision.updated_at)
    .bind(serde_json::to_value(said)?)
    .bind(&web.number)
    .bind(web.placed_at)
    .bind(&web.gift_message)
    .bind(bill_to)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The channel that an order came from.
pub(in crate::orders) async fn channel_of(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Option<SalesChannel>, Error> {
    let code: Option<String> =
        sqlx::query_scalar("select channel from channel_orders where order_id = $1")
            .bind(order.uuid())
            .fetch_optional(&mut **tx)
            .await?;
    Ok(code.map(|code| code.parse()).transpose()?)
}
