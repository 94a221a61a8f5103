//! Memos that have been out for long.

use crate::Error;
use crate::db::Tx;
use crate::orders::history::Actor;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{EventId, OrderId};
use domain::orders::history::Happening;
use uuid::Uuid;

/// A memo of which its customer is to be reminded.
pub(in crate::orders::memo) struct Due {
    pub order: OrderId,
    /// How long it has been out, and which reminder that is.
    pub days: i32,
    pub reminder: i32,
    pub due: NaiveDate,
}

/// The memos that have been out for as many days as a reminder says, and were not reminded of it,
/// each of them locked. One that somebody works on is left for the next round.
pub(in crate::orders::memo) async fn due(
    tx: &mut Tx<'_>,
    now: DateTime<Utc>,
    most: i64,
) -> Result<Vec<Due>, Error> {
    let rows: Vec<(Uuid, i32, i32, NaiveDate)> = sqlx::query_as(
        "select o.id, out.days, reached.reminder, o.estimate
         from orders o
         join memos m on m.order_id = o.id
         join stores s on s.id = o.store_id
         join memo_terms t on t.store_id = o.store_id
         cross join lateral (
            select ($1 at time zone s.zone)::date - (m.issued_at at time zone s.zone)::date as days
         ) out
         cross join lateral (
            select max(reminder) as reminder from unnest(t.reminders) as reminder
            where reminder <= out.days
         ) reached
         where o.kind = 'memo' and o.phase = 'out' and reached.reminder > coalesce(m.reminded, 0)
         order by o.id limit $2 for update of o, m skip locked",
    )
    .bind(now)
    .bind(most)
    .fetch_all(&mut **tx)
    .await?;
    let read = |(order, days, reminder, due): (Uuid, i32, i32, NaiveDate)| Due {
        order: order.into(),
        days,
        reminder,
        due,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Notes the reminders on their memos; gives what happened, to be told.
pub(in crate::orders::memo) async fn note(
    tx: &mut Tx<'_>,
    due: &[Due],
    now: DateTime<Utc>,
) -> Result<Vec<EventId>, Error> {
    let events: Vec<_> = due.iter().map(|_| EventId::generate()).collect();
    let mut data = Vec::with_capacity(due.len());
    for memo in due {
        data.push(serde_json::to_value(Happening::MemoReminded {
            days: u32::try_from(memo.days).map_err(Error::internal)?,
            due: memo.due,
        })?);
    }
    let house = Actor::House;
    sqlx::query(
        "with memo as (
            select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::jsonb[])
                as memo (id, reminder, event, data)
         ),
         reminded as (
            update memos m set reminded = memo.reminder from memo where m.order_id = memo.id
         ),
         version as (
            update orders o set version = version + 1, updated_at = $5
            from memo where o.id = memo.id
         )
         insert into order_events
            (id, order_id, at, actor_kind, actor_name, code, data, visible)
         select event, id, $5, $6, $7, 'memo_reminded', data, true from memo",
    )
    .bind(due.iter().map(|memo| memo.order.uuid()).collect::<Vec<_>>())
    .bind(due.iter().map(|memo| memo.reminder).collect::<Vec<_>>())
    .bind(events.iter().map(|event| event.uuid()).collect::<Vec<_>>())
    .bind(data)
    .bind(now)
    .bind(house.kind())
    .bind(house.name())
    .execute(&mut **tx)
    .await?;
    Ok(events)
}
