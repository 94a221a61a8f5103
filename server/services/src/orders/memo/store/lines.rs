//! The pieces of memos, and what becomes of each.

use crate::Error;
use crate::db::Tx;
use crate::orders::record::money;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{LineId, OrderId, PieceId};
use domain::money::Money;
use domain::orders::memo::sale::MemoLine;
use domain::orders::memo::take_out::TakeOut;
use domain::orders::memo::view::{Bearer, LineState};
use rust_decimal::Decimal;
use uuid::Uuid;

/// Writes what a memo has beyond its order.
pub(in crate::orders::memo) async fn insert(
    tx: &mut Tx<'_>,
    order: OrderId,
    memo: &TakeOut,
) -> Result<(), Error> {
    let pieces = &memo.pieces;
    sqlx::query(
        "with memo as (insert into memos (order_id, bearer) values ($1, $2))
         insert into memo_lines (order_id, due, order_line_id, piece_id, value)
         select $1, $3, line.* from unnest($4::uuid[], $5::uuid[], $6::numeric[]) as line",
    )
    .bind(order.uuid())
    .bind(memo.bearer.code())
    .bind(memo.order.promise)
    .bind(pieces.iter().map(|p| p.line.uuid()).collect::<Vec<_>>())
    .bind(pieces.iter().map(|p| p.piece.uuid()).collect::<Vec<_>>())
    .bind(pieces.iter().map(|p| p.value.amount()).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A piece that is with the customer.
#[derive(Debug, Clone)]
pub(in crate::orders::memo) struct OutLine {
    pub piece: PieceId,
    pub value: Money,
    pub line: MemoLine,
}

#[derive(sqlx::FromRow)]
struct Row {
    order_line_id: Uuid,
    piece_id: Uuid,
    value: Decimal,
    currency: String,
    description: String,
    style_id: Option<Uuid>,
    variant_id: Option<Uuid>,
}

/// The pieces of a locked memo that are out.
pub(in crate::orders::memo) async fn out(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Vec<OutLine>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select m.order_line_id, m.piece_id, m.value, o.currency, l.description, l.style_id,
                l.variant_id
         from memo_lines m
         join order_lines l on l.id = m.order_line_id
         join orders o on o.id = m.order_id
         where m.order_id = $1 and m.state = 'out' order by l.position",
    )
    .bind(order.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let read = |row: Row| {
        Ok(OutLine {
            piece: row.piece_id.into(),
            value: money(row.value, &row.currency)?,
            line: MemoLine {
                line: row.order_line_id.into(),
                description: row.description,
                style: row.style_id.map(Into::into),
                variant: row.variant_id.map(Into::into),
            },
        })
    };
    rows.into_iter().map(read).collect()
}

/// Notes that all of a memo went out, on the terms of that moment.
pub(in crate::orders::memo) async fn issue(
    tx: &mut Tx<'_>,
    order: OrderId,
    conditions: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "with memo as (
            update memos set issued_at = $2, conditions = $3 where order_id = $1
         )
         update memo_lines set state = 'out' where order_id = $1",
    )
    .bind(order.uuid())
    .bind(now)
    .bind(conditions)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes that pieces are out no more.
pub(in crate::orders::memo) async fn end(
    tx: &mut Tx<'_>,
    lines: &[LineId],
    state: LineState,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update memo_lines set state = $2, ended_at = $3
         where order_line_id = any ($1) and state = 'out'",
    )
    .bind(uuids(lines))
    .bind(state.code())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes until when pieces may stay.
pub(in crate::orders::memo) async fn extend(
    tx: &mut Tx<'_>,
    lines: &[LineId],
    due: NaiveDate,
) -> Result<(), Error> {
    sqlx::query("update memo_lines set due = $2 where order_line_id = any ($1) and state = 'out'")
        .bind(uuids(lines))
        .bind(due)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The first day on which a piece that is out is due.
pub(in crate::orders::memo) async fn first_due(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Option<NaiveDate>, Error> {
    Ok(
        sqlx::query_scalar("select min(due) from memo_lines where order_id = $1 and state = 'out'")
            .bind(order.uuid())
            .fetch_one(&mut **tx)
            .await?,
    )
}

/// Who pays for what is lost.
pub(in crate::orders::memo) async fn bearer(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Bearer, Error> {
    let code: String = sqlx::query_scalar("select bearer from memos where order_id = $1")
        .bind(order.uuid())
        .fetch_one(&mut **tx)
        .await?;
    Ok(code.parse()?)
}

pub(super) fn uuids(lines: &[LineId]) -> Vec<Uuid> {
    lines.iter().map(|line| line.uuid()).collect()
}
