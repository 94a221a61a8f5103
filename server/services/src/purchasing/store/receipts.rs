//! Deliveries, and what came with each.

use super::count;
use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{PieceId, PurchaseLineId, PurchaseOrderId, ReceiptId};
use domain::money::{Currency, Money};
use domain::purchasing::{Receipt, ReceiptLineView, ReceiptView, Received};
use rust_decimal::Decimal;
use sqlx::PgPool;
use std::collections::HashMap;
use uuid::Uuid;

/// A piece of stock that came, and of which line.
pub(in crate::purchasing) struct Arrived {
    pub piece: PieceId,
    pub line: PurchaseLineId,
}

/// A delivery to write.
pub(in crate::purchasing) struct Delivery<'a> {
    pub purchase: PurchaseOrderId,
    pub receipt: &'a Receipt,
    pub cost: Money,
    pub arrived: &'a [Arrived],
}

/// Writes a delivery, what each line has of it, and whether the order is complete.
pub(in crate::purchasing) async fn insert_receipt(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    delivery: &Delivery<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let id = ReceiptId::generate();
    sqlx::query(
        "with purchase as (
            update purchase_orders set version = version + 1,
                received_at = case when $3 then $4 end
            where id = $2 returning version
         )
         insert into receipts (id, purchase_order_id, at, cost, actor_kind, actor_id, actor_name,
            surplus_reason, purchase_version)
         select $1, $2, $4, $5, $6, $7, $8, $9, version from purchase",
    )
    .bind(id.uuid())
    .bind(delivery.purchase.uuid())
    .bind(delivery.receipt.complete)
    .bind(now)
    .bind(delivery.cost.amount())
    .bind(caller.kind())
    .bind(caller.id())
    .bind(caller.name())
    .bind(&delivery.receipt.surplus_reason)
    .execute(&mut **tx)
    .await?;
    insert_lines(tx, id, &delivery.receipt.lines).await?;
    let arrived = delivery.arrived;
    sqlx::query(
        "insert into receipt_pieces (receipt_id, piece_id, line_id)
         select $1, came.* from unnest($2::uuid[], $3::uuid[]) as came",
    )
    .bind(id.uuid())
    .bind(arrived.iter().map(|a| a.piece.uuid()).collect::<Vec<_>>())
    .bind(arrived.iter().map(|a| a.line.uuid()).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What came of each line. What a customer's piece really costs, or the work on it, stands on its
/// line from now on.
async fn insert_lines(tx: &mut Tx<'_>, id: ReceiptId, lines: &[Received]) -> Result<(), Error> {
    fn column<'a, T>(lines: &'a [Received], of: fn(&'a Received) -> T) -> Vec<T> {
        lines.iter().map(of).collect()
    }
    let count = |pieces: u32| i32::try_from(pieces).unwrap_or(i32::MAX);
    let failed = lines
        .iter()
        .map(|line| count(line.failed.as_ref().map_or(0, |(pieces, _)| *pieces)));
    sqlx::query(
        "with came as (
            insert into receipt_lines (receipt_id, line_id, quantity, unit_cost, failed, failure)
            select $1, came.*
            from unnest($2::uuid[], $3::int[], $4::numeric[], $5::int[], $6::text[]) as came
            returning line_id, quantity, unit_cost
         )
         update purchase_lines l set received = l.received + came.quantity,
            unit_cost = case
                when coalesce(l.order_line_id, l.works_on) is not null and came.quantity > 0
                    then came.unit_cost
                else l.unit_cost
            end
         from came where l.id = came.line_id",
    )
    .bind(id.uuid())
    .bind(column(lines, |line| line.line.uuid()))
    .bind(
        lines
            .iter()
            .map(|line| count(line.quantity))
            .collect::<Vec<_>>(),
    )
    .bind(column(lines, |line| line.unit_cost.amount()))
    .bind(failed.collect::<Vec<_>>())
    .bind(column(lines, |line| {
        line.failed.as_ref().map(|(_, why)| why.as_str())
    }))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Who received what since a version of an order was seen, in words: `The sales, 2 × Band`.
pub(in crate::purchasing) async fn since(
    tx: &mut Tx<'_>,
    purchase: PurchaseOrderId,
    version: i32,
) -> Result<Vec<String>, Error> {
    Ok(sqlx::query_scalar(
        "select r.actor_name || ' received '
                || string_agg(rl.quantity || ' × ' || l.description, ', ' order by l.position)
         from receipts r
         join receipt_lines rl on rl.receipt_id = r.id and rl.quantity > 0
         join purchase_lines l on l.id = rl.line_id
         where r.purchase_order_id = $1 and r.purchase_version > $2
         group by r.id order by r.id",
    )
    .bind(purchase.uuid())
    .bind(version)
    .fetch_all(&mut **tx)
    .await?)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    at: DateTime<Utc>,
    actor_name: String,
    cost: Decimal,
    surplus_reason: Option<String>,
    pieces: Vec<Uuid>,
    serials: Vec<String>,
}

/// The deliveries of an order, the latest first. What they cost is shown in a currency, if at all.
pub(super) async fn receipts(
    db: &PgPool,
    terms: &StoreTerms,
    id: PurchaseOrderId,
    costs: Option<Currency>,
) -> Result<Vec<ReceiptView>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select r.id, r.at, r.actor_name, r.cost, r.surplus_reason,
                coalesce(array_agg(p.id order by p.serial) filter (where p.id is not null), '{}')
                    as pieces,
                coalesce(array_agg(p.serial order by p.serial) filter (where p.id is not null), '{}')
                    as serials
         from receipts r
         left join receipt_pieces rp on rp.receipt_id = r.id
         left join pieces p on p.id = rp.piece_id
         where r.purchase_order_id = $1
         group by r.id order by r.at desc, r.id desc",
    )
    .bind(id.uuid())
    .fetch_all(db)
    .await?;
    let mut lines = lines_by_receipt(db, id).await?;
    let read = |row: Row| {
        let pieces = row.pieces.into_iter().map(PieceId::from);
        Ok(ReceiptView {
            at: row.at.with_timezone(&terms.zone).fixed_offset(),
            who: row.actor_name,
            lines: lines.remove(&row.id).unwrap_or_default(),
            surplus_reason: row.surplus_reason,
            pieces: pieces.zip(row.serials).collect(),
            cost: costs
                .map(|currency| Money::new(row.cost, currency))
                .transpose()?,
        })
    };
    rows.into_iter().map(read).collect()
}

async fn lines_by_receipt(
    db: &PgPool,
    id: PurchaseOrderId,
) -> Result<HashMap<Uuid, Vec<ReceiptLineView>>, Error> {
    type Row = (Uuid, String, i32, i32, Option<String>);
    let rows: Vec<Row> = sqlx::query_as(
        "select rl.receipt_id, l.description, rl.quantity, rl.failed, rl.failure
         from receipt_lines rl join purchase_lines l on l.id = rl.line_id
         where l.purchase_order_id = $1 order by l.position",
    )
    .bind(id.uuid())
    .fetch_all(db)
    .await?;
    let mut lines: HashMap<_, Vec<_>> = HashMap::new();
    for (receipt, description, quantity, failed, failure) in rows {
        lines.entry(receipt).or_default().push(ReceiptLineView {
            description,
            quantity: count(quantity)?,
            failed: count(failed)?,
            failure,
        });
    }
    Ok(lines)
}
