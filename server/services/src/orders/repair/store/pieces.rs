//! Repairs and their pieces.

use crate::Error;
use crate::db::Tx;
use chrono::NaiveDate;
use domain::ids::{CustomerId, LineId, OrderId, PieceId, StoreId};
use domain::orders::repair::findings::{Findings, Item};
use domain::orders::repair::take_in::{Piece, TakeIn};
use domain::orders::repair::tasks::{Original, Task};
use uuid::Uuid;

/// A piece as it is kept: its line, and itself among customers' goods.
pub(in crate::orders::repair) struct Kept<'a> {
    pub line: LineId,
    pub piece: PieceId,
    pub what: &'a Piece,
}

/// Writes what a repair has beyond its order.
pub(in crate::orders::repair) async fn insert(
    tx: &mut Tx<'_>,
    order: OrderId,
    taken: &TakeIn,
    kept: &[Kept<'_>],
) -> Result<(), Error> {
    sqlx::query(
        "insert into repairs (order_id, rush, firm, notify, signature, redo_of)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(order.uuid())
    .bind(taken.rush)
    .bind(taken.firm || taken.done)
    .bind(taken.notify.code())
    .bind(serde_json::to_value(&taken.signature)?)
    .bind(taken.redo_of.map(|original| original.uuid()))
    .execute(&mut **tx)
    .await?;
    let column =
        |of: fn(&Piece) -> Option<&str>| kept.iter().map(|k| of(k.what)).collect::<Vec<_>>();
    let findings: Vec<_> = kept
        .iter()
        .map(|kept| serde_json::to_value(&kept.what.findings))
        .collect::<Result<_, _>>()?;
    let conditions: Vec<_> = kept
        .iter()
        .map(|kept| serde_json::to_value(&kept.what.condition))
        .collect::<Result<_, _>>()?;
    sqlx::query(
        "insert into repair_pieces (order_id, order_line_id, piece_id, item, word, said, note,
            findings, condition)
         select $1, own.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[],
            $7::text[], $8::jsonb[], $9::jsonb[]) as own",
    )
    .bind(order.uuid())
    .bind(kept.iter().map(|kept| kept.line.uuid()).collect::<Vec<_>>())
    .bind(
        kept.iter()
            .map(|kept| kept.piece.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(column(|piece| Some(piece.item.code())))
    .bind(column(|piece| piece.word.as_deref()))
    .bind(column(|piece| piece.said.as_deref()))
    .bind(column(|piece| piece.note.as_deref()))
    .bind(findings)
    .bind(conditions)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A piece of a repair as the use cases work on it.
pub(in crate::orders::repair) struct Own {
    pub line: LineId,
    pub piece: PieceId,
    pub item: Item,
    pub word: Option<String>,
    /// What papers call it.
    pub wording: String,
}

/// The pieces of a locked order, in their turn.
pub(in crate::orders::repair) async fn of_order(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Vec<Own>, Error> {
    let rows: Vec<(Uuid, Uuid, String, Option<String>, String)> = sqlx::query_as(
        "select l.id, p.piece_id, p.item, p.word, l.description
         from order_lines l join repair_pieces p on p.order_line_id = l.id
         where l.order_id = $1 order by l.position",
    )
    .bind(order.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let read =
        |(line, piece, item, word, wording): (Uuid, Uuid, String, Option<String>, String)| {
            Ok(Own {
                line: line.into(),
                piece: piece.into(),
                item: item.parse()?,
                word,
                wording,
            })
        };
    rows.into_iter().map(read).collect()
}

/// Whether the customer waits for a repair.
pub(in crate::orders::repair) async fn is_rush(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<bool, Error> {
    Ok(
        sqlx::query_scalar("select rush from repairs where order_id = $1")
            .bind(order.uuid())
            .fetch_one(&mut **tx)
            .await?,
    )
}

/// Writes what was found of pieces, and what they are called by it.
pub(in crate::orders::repair) async fn set_findings(
    tx: &mut Tx<'_>,
    order: OrderId,
    found: &[(LineId, &Findings, &str)],
) -> Result<(), Error> {
    let findings: Vec<_> = found
        .iter()
        .map(|(_, findings, _)| serde_json::to_value(findings))
        .collect::<Result<_, _>>()?;
    let lines: Vec<_> = found.iter().map(|(line, ..)| line.uuid()).collect();
    let words: Vec<_> = found.iter().map(|(.., words)| *words).collect();
    sqlx::query(
        "with found as (
            select * from unnest($2::uuid[], $3::jsonb[], $4::text[]) as f (line, findings, words)
         ),
         pieces as (
            update repair_pieces set findings = found.findings
            from found where order_line_id = found.line and order_id = $1
         )
         update order_lines set description = found.words
         from found where id = found.line and order_id = $1",
    )
    .bind(order.uuid())
    .bind(lines)
    .bind(findings)
    .bind(words)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What of a repair is answered for, if it was handed over; of one customer, where one is named.
pub(in crate::orders::repair) async fn original(
    tx: &mut Tx<'_>,
    store: StoreId,
    order: OrderId,
    customer: Option<CustomerId>,
) -> Result<Option<Original>, Error> {
    let head: Option<(String, NaiveDate)> = sqlx::query_as(
        "select o.number, (o.handed_over_at at time zone s.zone)::date
         from orders o join stores s on s.id = o.store_id
         where o.id = $1 and o.store_id = $2 and o.kind = 'repair'
            and o.handed_over_at is not null and ($3::uuid is null or o.customer_id = $3)",
    )
    .bind(order.uuid())
    .bind(store.uuid())
    .bind(customer.map(|customer| customer.uuid()))
    .fetch_optional(&mut **tx)
    .await?;
    let Some((number, handed_over)) = head else {
        return Ok(None);
    };
    let tasks: Vec<serde_json::Value> =
        sqlx::query_scalar("select task from repair_tasks where order_id = $1")
            .bind(order.uuid())
            .fetch_all(&mut **tx)
            .await?;
    let read = |task| {
        let task: Task = serde_json::from_value(task)?;
        Ok((task.task, task.name, task.warranty_days))
    };
    Ok(Some(Original {
        number,
        handed_over,
        tasks: tasks.into_iter().map(read).collect::<Result<_, Error>>()?,
    }))
}
