//! Messages as staff look after them.

use crate::db::Tx;
use crate::jobs::{self, Job};
use crate::{Caller, Error, Services, audit, stores};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::ids::{MessageId, StoreId};
use domain::messages::{About, Filter, MessageRow, MessageStatus, MessageText};
use domain::orders::requests::Page;
use domain::staff::Permission;
use serde_json::json;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

const PAGE: usize = 50;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    order_id: Option<Uuid>,
    purchase_order_id: Option<Uuid>,
    number: String,
    to_name: String,
    channel: String,
    recipient: String,
    subject: String,
    body_text: String,
    status: String,
    last_error: Option<String>,
    created_at: DateTime<Utc>,
}

const ROWS: &str = "
    select m.id, m.order_id, m.purchase_order_id, coalesce(p.number, o.number) as number,
           coalesce(v.name, c.name) as to_name, m.channel, m.recipient, m.subject, m.body_text,
           m.status, m.last_error, m.created_at
    from messages m
    left join orders o on o.id = m.order_id
    left join customers c on c.id = o.customer_id
    left join purchase_orders p on p.id = m.purchase_order_id
    left join vendors v on v.id = p.vendor_id
    where m.store_id = ";

fn rows_of(store: StoreId) -> QueryBuilder<Postgres> {
    let mut sql = QueryBuilder::new(ROWS);
    sql.push_bind(store.uuid());
    sql
}

/// The newest messages of the caller's store.
pub async fn list(
    services: &Services,
    caller: Caller<'_>,
    filter: &Filter,
) -> Result<Page<MessageRow>, Error> {
    caller.require(Permission::ViewMessages)?;
    let zone = zone(services, caller.store()).await?;
    let mut sql = rows_of(caller.store());
    if let Some(status) = filter.status {
        sql.push(" and m.status = ").push_bind(status.code());
    }
    if let Some(after) = &filter.after {
        let after: MessageId = after.parse().map_err(|_| {
            Error::field(
                "/after",
                "This page does not exist any more. Start from the first.",
            )
        })?;
        sql.push(" and m.id < ").push_bind(after.uuid());
    }
    sql.push(" order by m.id desc limit ");
    sql.push_bind(i64::try_from(PAGE).unwrap_or_default() + 1);
    let rows: Vec<Row> = sql.build_query_as().fetch_all(&services.db).await?;
    let more = rows.len() > PAGE;
    let shown = rows.into_iter().take(PAGE);
    let items: Vec<_> = shown.map(|row| read(row, zone)).collect::<Result<_, _>>()?;
    let last = items.last().map(|row: &MessageText| row.row.id.to_string());
    Ok(Page {
        items: items.into_iter().map(|message| message.row).collect(),
        next: last.filter(|_| more),
    })
}

/// A message with its words.
pub async fn show(
    services: &Services,
    caller: Caller<'_>,
    message: MessageId,
) -> Result<MessageText, Error> {
    caller.require(Permission::ViewMessages)?;
    let zone = zone(services, caller.store()).await?;
    let mut sql = rows_of(caller.store());
    sql.push(" and m.id = ").push_bind(message.uuid());
    let row: Option<Row> = sql.build_query_as().fetch_optional(&services.db).await?;
    read(row.ok_or(Error::NotFound)?, zone)
}

async fn zone(services: &Services, store: StoreId) -> Result<Tz, Error> {
    let terms = stores::terms(&services.db, store, services.clock.now()).await?;
    Ok(terms.zone)
}

fn read(row: Row, zone: Tz) -> Result<MessageText, Error> {
    let about = match (row.purchase_order_id, row.order_id) {
        (Some(purchase), _) => About::Purchase(purchase.into()),
        (None, Some(order)) => About::Order(order.into()),
        (None, None) => return Err(Error::internal("a message about nothing")),
    };
    Ok(MessageText {
        row: MessageRow {
            id: row.id.into(),
            about,
            number: row.number,
            to_name: row.to_name,
            channel: row.channel.parse()?,
            recipient: row.recipient,
            subject: row.subject,
            status: row.status.parse()?,
            trouble: row.last_error,
            created_at: row.created_at.with_timezone(&zone).fixed_offset(),
        },
        text: row.body_text,
    })
}

/// Has a message sent after all, to the address that the customer has now. One that waits or went
/// out is left alone, so asking twice sends it once.
pub async fn retry(
    services: &Services,
    caller: Caller<'_>,
    message: MessageId,
) -> Result<(), Error> {
    let before = show(services, caller, message).await?;
    if !before.row.status.may_be_sent_again() {
        return Ok(());
    }
    let queued = requeue(services, caller, Some(message), before.row.status).await?;
    if queued == 0 && before.row.status == MessageStatus::Unreachable {
        return Err(Error::Refused {
            message: match before.row.about {
                About::Order(_) => {
                    "The customer has no e-mail address, or does not wish to be written to."
                }
                About::Purchase(_) => "The vendor has no e-mail address.",
            }
            .into(),
            blockers: vec![],
        });
    }
    Ok(())
}

/// Has every message sent that was kept because no mail server was set up. Gives their number.
pub async fn retry_all(services: &Services, caller: Caller<'_>) -> Result<u32, Error> {
    let queued = requeue(services, caller, None, MessageStatus::NotSent).await?;
    u32::try_from(queued).map_err(Error::internal)
}

async fn requeue(
    services: &Services,
    caller: Caller<'_>,
    only: Option<MessageId>,
    from: MessageStatus,
) -> Result<usize, Error> {
    caller.require(Permission::ViewMessages)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let messages = queue_again(&mut tx, caller.store(), only, from).await?;
    if messages.is_empty() {
        return Ok(0);
    }
    let sends: Vec<_> = messages
        .iter()
        .map(|message| Job::Send { message: *message })
        .collect();
    jobs::enqueue(&mut tx, &sends, now).await?;
    let subject = only.map(MessageId::uuid);
    let about = json!({ "messages": messages.len() });
    audit::note(&mut tx, caller, "message.retried", subject, about, now).await?;
    tx.commit().await?;
    Ok(messages.len())
}

/// Puts messages back into the queue, where their customer may be told.
async fn queue_again(
    tx: &mut Tx<'_>,
    store: StoreId,
    only: Option<MessageId>,
    from: MessageStatus,
) -> Result<Vec<MessageId>, Error> {
    // At a time no more than a mail server takes in good humour.
    let ids: Vec<Uuid> = sqlx::query_scalar(
        "with chosen as (
            select id, order_id, purchase_order_id from messages
            where store_id = $1 and status = $2 and ($3::uuid is null or id = $3)
            order by id limit 500 for update
         ), reachable as (
            select chosen.id, c.email
            from chosen
            join orders o on o.id = chosen.order_id and chosen.purchase_order_id is null
            join customers c on c.id = o.customer_id
            where c.email is not null and c.email_consent
            union all
            select chosen.id, v.email
            from chosen
            join purchase_orders p on p.id = chosen.purchase_order_id
            join vendors v on v.id = p.vendor_id
            where v.email <> ''
         )
         update messages m set status = 'queued', last_error = null, recipient = reachable.email
         from reachable where m.id = reachable.id
         returning m.id",
    )
    .bind(store.uuid())
    .bind(from.code())
    .bind(only.map(MessageId::uuid))
    .fetch_all(&mut **tx)
    .await?;
    Ok(ids.into_iter().map(Into::into).collect())
}
