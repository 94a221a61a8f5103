use crate::db::Tx;
use crate::stock::Moved;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::StockMoveId;
use uuid::Uuid;

/// Writes what happened to pieces: one statement, however many.
pub(in crate::stock) async fn insert(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    moves: &[Moved<'_>],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let column = |of: fn(&Moved<'_>) -> Option<Uuid>| moves.iter().map(of).collect::<Vec<_>>();
    sqlx::query(
        "insert into stock_moves (at, store_id, actor_kind, actor_id, actor_name,
            id, piece_id, kind, from_location, to_location, order_line_id, reason)
         select $1, $2, $3, $4, $5, move.* from unnest($6::uuid[], $7::uuid[], $8::text[],
            $9::uuid[], $10::uuid[], $11::uuid[], $12::text[]) as move",
    )
    .bind(now)
    .bind(caller.store().uuid())
    .bind(caller.kind())
    .bind(caller.id())
    .bind(caller.name())
    .bind(
        moves
            .iter()
            .map(|_| StockMoveId::generate().uuid())
            .collect::<Vec<_>>(),
    )
    .bind(column(|moved| Some(moved.piece.uuid())))
    .bind(moves.iter().map(|m| m.kind.code()).collect::<Vec<_>>())
    .bind(column(|moved| moved.from.map(|place| place.uuid())))
    .bind(column(|moved| moved.to.map(|place| place.uuid())))
    .bind(column(|moved| moved.line.map(|line| line.uuid())))
    .bind(moves.iter().map(|m| m.reason).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
