use super::compose::Words;
use super::facts::Facts;
use super::templates::Template;
use crate::Error;
use chrono::{DateTime, Utc};
use domain::ids::{EventId, MessageId, OrderId, StoreId};
use domain::messages::{MessageChannel, MessageStatus};
use sqlx::PgPool;
use uuid::Uuid;

const CHANNEL: MessageChannel = MessageChannel::Email;

/// The message that tells of an event, where it was written.
pub(super) async fn of_event(db: &PgPool, event: EventId) -> Result<Option<MessageId>, Error> {
    let id: Option<Uuid> =
        sqlx::query_scalar("select id from messages where event_id = $1 and channel = $2")
            .bind(event.uuid())
            .bind(CHANNEL.code())
            .fetch_optional(db)
            .await?;
    Ok(id.map(Into::into))
}

/// Keeps a message, unless another process was quicker; gives the one that is kept.
pub(super) async fn insert(
    db: &PgPool,
    event: EventId,
    facts: &Facts,
    words: &Words,
    status: MessageStatus,
    now: DateTime<Utc>,
) -> Result<MessageId, Error> {
    let id: Uuid = sqlx::query_scalar(
        "insert into messages (id, store_id, order_id, event_id, channel, recipient, subject,
                               body_text, body_html, status, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (event_id, channel) do update set event_id = excluded.event_id
         returning id",
    )
    .bind(MessageId::generate().uuid())
    .bind(facts.store.uuid())
    .bind(facts.order.uuid())
    .bind(event.uuid())
    .bind(CHANNEL.code())
    .bind(facts.recipient().unwrap_or_default())
    .bind(&words.subject)
    .bind(&words.text)
    .bind(&words.html)
    .bind(status.code())
    .bind(now)
    .fetch_one(db)
    .await?;
    Ok(id.into())
}

/// A message that waits to be handed over.
pub(super) struct Queued {
    pub store: StoreId,
    pub order: OrderId,
    pub order_version: i32,
    pub shop: String,
    pub shop_email: String,
    pub customer: String,
    pub recipient: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

#[derive(sqlx::FromRow)]
struct QueuedRow {
    store_id: Uuid,
    order_id: Uuid,
    version: i32,
    shop: String,
    shop_email: String,
    customer: String,
    recipient: String,
    subject: String,
    body_text: String,
    body_html: String,
}

/// The message, if it still waits.
pub(super) async fn queued(db: &PgPool, message: MessageId) -> Result<Option<Queued>, Error> {
    let row: Option<QueuedRow> = sqlx::query_as(
        "select m.store_id, m.order_id, o.version, s.name as shop, s.email as shop_email,
                c.name as customer, m.recipient, m.subject, m.body_text, m.body_html
         from messages m
         join orders o on o.id = m.order_id
         join customers c on c.id = o.customer_id
         join stores s on s.id = m.store_id
         where m.id = $1 and m.status = 'queued'",
    )
    .bind(message.uuid())
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Queued {
        store: row.store_id.into(),
        order: row.order_id.into(),
        order_version: row.version,
        shop: row.shop,
        shop_email: row.shop_email,
        customer: row.customer,
        recipient: row.recipient,
        subject: row.subject,
        text: row.body_text,
        html: row.body_html,
    }))
}

/// Notes what became of handing it over.
pub(super) async fn note_outcome(
    db: &PgPool,
    message: MessageId,
    status: MessageStatus,
    trouble: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let trouble = trouble.map(|why| why.chars().take(500).collect::<String>());
    sqlx::query(
        "update messages set status = $2, last_error = $3, attempts = attempts + 1,
                sent_at = case when $2 = 'sent' then $4 else sent_at end
         where id = $1 and status = 'queued'",
    )
    .bind(message.uuid())
    .bind(status.code())
    .bind(trouble)
    .bind(now)
    .execute(db)
    .await?;
    Ok(())
}

/// The shop's own wording under a name.
pub(super) async fn own_template(db: &PgPool, name: &str) -> Result<Option<Template>, Error> {
    let row: Option<(String, String)> =
        sqlx::query_as("select subject, body from message_templates where name = $1")
            .bind(name)
            .fetch_optional(db)
            .await?;
    Ok(row.map(|(subject, body)| Template { subject, body }))
}
