//! Customers' own stones and metal.

use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, Utc};
use domain::ids::{CustomerId, LineId, OrderId, PieceId};
use domain::orders::custom::goods::{Goods, GoodsFate};
use uuid::Uuid;

/// Whose an order is.
pub(in crate::orders::custom) async fn customer(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<CustomerId, Error> {
    let customer: Uuid = sqlx::query_scalar("select customer_id from orders where id = $1")
        .bind(order.uuid())
        .fetch_one(&mut **tx)
        .await?;
    Ok(customer.into())
}

/// Writes what was brought for an order's line.
pub(in crate::orders::custom) async fn insert(
    tx: &mut Tx<'_>,
    (order, line, piece): (OrderId, LineId, PieceId),
    goods: &Goods,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into custom_goods (piece_id, order_id, order_line_id, kind, words, weight,
            signature, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(piece.uuid())
    .bind(order.uuid())
    .bind(line.uuid())
    .bind(goods.kind.code())
    .bind(&goods.words)
    .bind(goods.weight.map(|weight| weight.to_string()))
    .bind(serde_json::to_value(&goods.signature)?)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Something of the customer's that is here.
pub(in crate::orders::custom) struct Kept {
    pub piece: PieceId,
    pub line: LineId,
    pub words: String,
}

/// What is here of the customer's, for a locked order.
pub(in crate::orders::custom) async fn here(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Vec<Kept>, Error> {
    let rows: Vec<(Uuid, Uuid, String)> = sqlx::query_as(
        "select piece_id, order_line_id, words from custom_goods
         where order_id = $1 and fate = 'here' order by piece_id",
    )
    .bind(order.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let read = |(piece, line, words): (Uuid, Uuid, String)| Kept {
        piece: piece.into(),
        line: line.into(),
        words,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Writes what became of it.
pub(in crate::orders::custom) async fn end(
    tx: &mut Tx<'_>,
    order: OrderId,
    pieces: &[(PieceId, LineId)],
    fate: GoodsFate,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update custom_goods set fate = $3, ended_at = $4
         where order_id = $1 and piece_id = any ($2) and fate = 'here'",
    )
    .bind(order.uuid())
    .bind(
        pieces
            .iter()
            .map(|(piece, _)| piece.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(fate.code())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
