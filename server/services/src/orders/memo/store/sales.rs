//! Memos and the orders by which their pieces are sold.

use super::lines::uuids;
use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, Utc};
use domain::ids::{CustomerId, LineId, OrderId};
use domain::money::Money;
use domain::orders::act::Signature;
use domain::orders::memo::view::{FromMemo, LineState};
use sqlx::PgConnection;
use uuid::Uuid;

/// Who has a memo.
pub(in crate::orders::memo) async fn customer(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<CustomerId, Error> {
    let id: Uuid = sqlx::query_scalar("select customer_id from orders where id = $1")
        .bind(order.uuid())
        .fetch_one(&mut **tx)
        .await?;
    Ok(id.into())
}

/// By which a memo was signed for.
pub(in crate::orders::memo) async fn signature(
    tx: &mut Tx<'_>,
    memo: OrderId,
) -> Result<Signature, Error> {
    let signature: serde_json::Value =
        sqlx::query_scalar("select signature from order_handovers where order_id = $1")
            .bind(memo.uuid())
            .fetch_one(&mut **tx)
            .await?;
    Ok(serde_json::from_value(signature)?)
}

/// Notes by which line each piece was sold: `of_memo` has the sale's line and the memo's.
pub(in crate::orders::memo) async fn sold(
    tx: &mut Tx<'_>,
    of_memo: &[(LineId, LineId)],
    state: LineState,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let (own, memo): (Vec<_>, Vec<_>) = of_memo.iter().copied().unzip();
    sqlx::query(
        "update memo_lines m set state = $3, sale_line_id = line.own, ended_at = $4
         from unnest($1::uuid[], $2::uuid[]) as line (own, memo)
         where m.order_line_id = line.memo and m.state = 'out'",
    )
    .bind(uuids(&own))
    .bind(uuids(&memo))
    .bind(state.code())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes of which memo an order is.
pub(in crate::orders::memo) async fn insert(
    tx: &mut Tx<'_>,
    sale: OrderId,
    memo: OrderId,
    lost: bool,
) -> Result<(), Error> {
    sqlx::query("insert into memo_sales (order_id, memo_id, lost) values ($1, $2, $3)")
        .bind(sale.uuid())
        .bind(memo.uuid())
        .bind(lost)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The memo that an order was sold from, and whether what was sold is lost.
pub(in crate::orders::memo) async fn memo_of(
    db: &mut PgConnection,
    sale: OrderId,
) -> Result<Option<FromMemo>, Error> {
    let row: Option<(Uuid, String, bool)> = sqlx::query_as(
        "select o.id, o.number, s.lost
         from memo_sales s join orders o on o.id = s.memo_id where s.order_id = $1",
    )
    .bind(sale.uuid())
    .fetch_optional(db)
    .await?;
    Ok(row.map(|(id, number, lost)| FromMemo {
        memo: id.into(),
        number,
        lost,
    }))
}

/// Takes a memo's pieces off the order by which they were sold: they are out again, or came back.
pub(in crate::orders::memo) async fn unsell(
    tx: &mut Tx<'_>,
    sale: OrderId,
    state: LineState,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let ended = (state != LineState::Out).then_some(now);
    sqlx::query(
        "update memo_lines m set state = $2, sale_line_id = null, ended_at = $3
         from order_lines l where l.id = m.sale_line_id and l.order_id = $1",
    )
    .bind(sale.uuid())
    .bind(state.code())
    .bind(ended)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes that an order was taken back whole, once.
pub(in crate::orders::memo) async fn insert_reversal(
    tx: &mut Tx<'_>,
    sale: OrderId,
    (net, tax): (Money, Money),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into order_charges (id, order_id, kind, label, net, tax, external_id, at,
            after_hand_over)
         values ($1, $2, 'refund', 'Sale reversed', $3, $4, 'reversal', $5, true)",
    )
    .bind(Uuid::now_v7())
    .bind(sale.uuid())
    .bind(-net.amount())
    .bind(-tax.amount())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
