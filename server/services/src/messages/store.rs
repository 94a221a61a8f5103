use super::compose::Words;
use super::facts::Facts;
use super::templates::Template;
use super::vendor;
use crate::Error;
use chrono::{DateTime, Utc};
use domain::ids::{EventId, MessageId, OrderId, PurchaseOrderId, StoreId};
use domain::messages::{MessageChannel, MessageStatus, VendorLetter};
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

/// The letter to a vendor about an order, where it was written.
pub(super) async fn of_purchase(
    db: &PgPool,
    purchase: PurchaseOrderId,
    letter: VendorLetter,
) -> Result<Option<MessageId>, Error> {
    let id: Option<Uuid> = sqlx::query_scalar(
        "select id from messages where purchase_order_id = $1 and letter = $2 and channel = $3",
    )
    .bind(purchase.uuid())
    .bind(letter.code())
    .bind(CHANNEL.code())
    .fetch_optional(db)
    .await?;
    Ok(id.map(Into::into))
}

/// Keeps a letter to a vendor, unless another process was quicker; gives the one that is kept.
pub(super) async fn insert_letter(
    db: &PgPool,
    facts: &vendor::Facts,
    letter: VendorLetter,
    words: &Words,
    status: MessageStatus,
    now: DateTime<Utc>,
) -> Result<MessageId, Error> {
    let id: Uuid = sqlx::query_scalar(
        "insert into messages (id, store_id, order_id, purchase_order_id, letter, channel,
                               recipient, subject, body_text, body_html, status, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         on conflict (purchase_order_id, letter, channel) do update set letter = excluded.letter
         returning id",
    )
    .bind(MessageId::generate().uuid())
    .bind(facts.store_id)
    .bind(facts.order_id)
    .bind(facts.id)
    .bind(letter.code())
    .bind(CHANNEL.code())
    .bind(&facts.vendor_email)
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
    /// The customer's order that it is about, and its version.
    pub order: Option<(OrderId, i32)>,
    /// What goes with it: papers about our order to a vendor.
    pub attached: Option<(PurchaseOrderId, VendorLetter)>,
    pub shop: String,
    pub shop_email: String,
    pub to_name: String,
    pub recipient: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

#[derive(sqlx::FromRow)]
struct QueuedRow {
    store_id: Uuid,
    order_id: Option<Uuid>,
    version: Option<i32>,
    purchase_order_id: Option<Uuid>,
    letter: Option<String>,
    shop: String,
    shop_email: String,
    to_name: String,
    recipient: String,
    subject: String,
    body_text: String,
    body_html: String,
}

/// The message, if it still waits.
pub(super) async fn queued(db: &PgPool, message: MessageId) -> Result<Option<Queued>, Error> {
    let row: Option<QueuedRow> = sqlx::query_as(
        "select m.store_id, m.order_id, o.version, m.purchase_order_id, m.letter, s.name as shop,
                s.email as shop_email, coalesce(c.name, v.name) as to_name, m.recipient,
                m.subject, m.body_text, m.body_html
         from messages m
         left join orders o on o.id = m.order_id
         left join customers c on c.id = o.customer_id
         left join purchase_orders p on p.id = m.purchase_order_id
         left join vendors v on v.id = p.vendor_id
         join stores s on s.id = m.store_id
         where m.id = $1 and m.status = 'queued'",
    )
    .bind(message.uuid())
    .fetch_optional(db)
    .await?;
    row.map(QueuedRow::read).transpose()
}

impl QueuedRow {
    fn read(self) -> Result<Queued, Error> {
        let letter = self.letter.map(|code| code.parse()).transpose()?;
        Ok(Queued {
            store: self.store_id.into(),
            order: self.order_id.map(Into::into).zip(self.version),
            attached: self.purchase_order_id.map(Into::into).zip(letter),
            shop: self.shop,
            shop_email: self.shop_email,
            to_name: self.to_name,
            recipient: self.recipient,
            subject: self.subject,
            text: self.body_text,
            html: self.body_html,
        })
    }
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
