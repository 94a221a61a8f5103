//! What is done to pieces: each revision of the quote, and who agreed to it.

use crate::db::Tx;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{LineId, OrderId};
use domain::money::Money;
use domain::orders::act::Signature;
use domain::orders::repair::tasks::{Price, Task};
use domain::orders::repair::view::ApprovedBy;

/// What is done to a piece.
pub(in crate::orders::repair) struct Work<'a> {
    pub line: LineId,
    pub tasks: &'a [Task],
    pub price: &'a Price,
}

/// Writes a quote: the tasks as they are now, and a copy that stays.
pub(in crate::orders::repair) async fn insert(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    total: Money,
    work: &[Work<'_>],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query("delete from repair_tasks where order_id = $1")
        .bind(order.uuid())
        .execute(&mut **tx)
        .await?;
    let tasks: Vec<_> = work
        .iter()
        .flat_map(|of| (1i16..).zip(of.tasks).map(|(at, task)| (of.line, at, task)))
        .collect();
    let written: Vec<_> = tasks
        .iter()
        .map(|(.., task)| serde_json::to_value(task))
        .collect::<Result<_, _>>()?;
    sqlx::query(
        "insert into repair_tasks (order_id, order_line_id, position, book_task_id, task)
         select $1, task.* from unnest($2::uuid[], $3::smallint[], $4::uuid[], $5::jsonb[]) as task",
    )
    .bind(order.uuid())
    .bind(tasks.iter().map(|(line, ..)| line.uuid()).collect::<Vec<_>>())
    .bind(tasks.iter().map(|(_, at, _)| *at).collect::<Vec<_>>())
    .bind(
        tasks
            .iter()
            .map(|(.., task)| task.task.map(|id| id.uuid()))
            .collect::<Vec<_>>(),
    )
    .bind(written)
    .execute(&mut **tx)
    .await?;
    let copy: Vec<_> = work.iter().map(|of| (of.line, of.tasks)).collect();
    sqlx::query(
        "insert into repair_quotes (order_id, revision, total, tasks, at, actor_name)
         select order_id, revision, $2, $3, $4, $5 from repairs where order_id = $1",
    )
    .bind(order.uuid())
    .bind(total.amount())
    .bind(serde_json::to_value(copy)?)
    .bind(now)
    .bind(caller.name())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// From now on another revision counts.
pub(in crate::orders::repair) async fn begin_revision(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<(), Error> {
    sqlx::query("update repairs set revision = revision + 1 where order_id = $1")
        .bind(order.uuid())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Who agreed to a price, and how.
pub(in crate::orders::repair) struct Agreed<'a> {
    pub way: ApprovedBy,
    pub name: &'a str,
    pub signature: Option<&'a Signature>,
}

/// Writes that somebody agreed to the quote as it stands.
pub(in crate::orders::repair) async fn approve(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    agreed: &Agreed<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into repair_approvals (order_id, revision, total, way, name, signature, at,
            actor_name)
         select q.order_id, q.revision, q.total, $2, $3, $4, $5, $6
         from repairs r join repair_quotes q using (order_id, revision) where r.order_id = $1",
    )
    .bind(order.uuid())
    .bind(agreed.way.code())
    .bind(agreed.name)
    .bind(agreed.signature.map(serde_json::to_value).transpose()?)
    .bind(now)
    .bind(caller.name())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The tasks of each line of a locked order, in their turn.
pub(in crate::orders::repair) async fn tasks(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Vec<(LineId, Task)>, Error> {
    let rows: Vec<(uuid::Uuid, serde_json::Value)> = sqlx::query_as(
        "select t.order_line_id, t.task
         from repair_tasks t join order_lines l on l.id = t.order_line_id
         where t.order_id = $1 order by l.position, t.position",
    )
    .bind(order.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let read = |(line, task): (uuid::Uuid, serde_json::Value)| {
        Ok((line.into(), serde_json::from_value(task)?))
    };
    rows.into_iter().map(read).collect()
}

/// The repair that this one puts right.
pub(in crate::orders::repair) async fn redo_of(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Option<OrderId>, Error> {
    let original: Option<uuid::Uuid> =
        sqlx::query_scalar("select redo_of from repairs where order_id = $1")
            .bind(order.uuid())
            .fetch_one(&mut **tx)
            .await?;
    Ok(original.map(Into::into))
}
