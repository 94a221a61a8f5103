//! Which orders a code stands for: an order's own number, an envelope's, a piece's serial, a job's, an
//! order's to a vendor or the vendor's own number for it.

use crate::Error;
use domain::ids::StoreId;
use sqlx::PgPool;
use uuid::Uuid;

/// The orders of a store that go by a code; mostly none, or one.
pub(super) async fn orders_of(db: &PgPool, store: StoreId, code: &str) -> Result<Vec<Uuid>, Error> {
    Ok(sqlx::query_scalar(
        "with piece_lines as (
            select r.order_line_id from pieces p join reservations r on r.piece_id = p.id
            where p.serial = $2
            union all
            select own.order_line_id from pieces p join repair_pieces own on own.piece_id = p.id
            where p.serial = $2
         ), named as (
            select id from orders where number = $2
            union all select order_id from envelopes where code = $2
            union all select order_id from bench_jobs where number = $2
            union all select order_id from purchase_orders where number = $2
            union all select order_id from purchase_orders
                where upper(reference) = $2 and order_id is not null
            union all select l.order_id from order_lines l join piece_lines on l.id = order_line_id
         )
         select o.id from orders o where o.store_id = $1 and o.id in (select id from named)",
    )
    .bind(store.uuid())
    .bind(code)
    .fetch_all(db)
    .await?)
}

/// What somebody may have read off a label; none where it can't be a code.
pub(super) fn as_code(text: &str) -> Option<String> {
    let numbered = text.bytes().any(|byte| byte.is_ascii_digit());
    (numbered && !text.contains(char::is_whitespace)).then(|| text.to_uppercase())
}
