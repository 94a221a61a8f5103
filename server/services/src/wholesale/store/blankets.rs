//! Blanket orders.

use crate::db::Tx;
use crate::{Caller, Error};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{BlanketId, BlanketLineId, CustomerId, OrderId};
use domain::money::{Currency, Money};
use domain::wholesale::blanket::{Blanket, BlanketLineView, BlanketView};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// Writes a blanket order with its lines.
pub(in crate::wholesale) async fn insert(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    blanket: &Blanket,
    now: DateTime<Utc>,
) -> Result<BlanketId, Error> {
    let id = BlanketId::generate();
    let lines = &blanket.lines;
    sqlx::query(
        "with blanket as (
            insert into blanket_orders (id, number, store_id, customer_id, reference, ends_on, note,
                created_at, created_by_name)
            values ($1, 'BL-' || nextval('blanket_numbers'), $2, $3, $4, $5, $6, $7, $8)
            returning id
         )
         insert into blanket_lines (blanket_id, id, variant_id, sku, description, quantity,
            unit_price, position)
         select blanket.id, line.* from blanket, unnest($9::uuid[], $10::uuid[], $11::text[],
            $12::text[], $13::int[], $14::numeric[]) with ordinality as line",
    )
    .bind(id.uuid())
    .bind(caller.store().uuid())
    .bind(blanket.account.uuid())
    .bind(&blanket.reference)
    .bind(blanket.ends_on)
    .bind(&blanket.note)
    .bind(now)
    .bind(caller.name())
    .bind(lines.iter().map(|line| line.id.uuid()).collect::<Vec<_>>())
    .bind(
        lines
            .iter()
            .map(|line| line.variant.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        lines
            .iter()
            .map(|line| line.sku.as_deref())
            .collect::<Vec<_>>(),
    )
    .bind(
        lines
            .iter()
            .map(|line| line.description.as_str())
            .collect::<Vec<_>>(),
    )
    .bind(
        lines
            .iter()
            .map(|line| i32::try_from(line.quantity).unwrap_or(i32::MAX))
            .collect::<Vec<_>>(),
    )
    .bind(
        lines
            .iter()
            .map(|line| line.unit_price.amount())
            .collect::<Vec<_>>(),
    )
    .execute(&mut **tx)
    .await
    .map_err(|error| match error.as_database_error() {
        Some(inner) if inner.is_unique_violation() => {
            let wrong = "This account has a blanket order of this number already.";
            Error::field("/reference", wrong)
        }
        _ => error.into(),
    })?;
    Ok(id)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: String,
    customer_id: Uuid,
    reference: String,
    ends_on: Option<NaiveDate>,
    note: Option<String>,
}

#[derive(sqlx::FromRow)]
struct LineRow {
    blanket_id: Uuid,
    id: Uuid,
    variant_id: Uuid,
    sku: Option<String>,
    description: String,
    quantity: i32,
    released: i32,
    unit_price: Decimal,
}

/// An account's blanket orders, the newest first.
pub(super) async fn of_account(
    db: &mut PgConnection,
    account: CustomerId,
    currency: Currency,
) -> Result<Vec<BlanketView>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select id, number, customer_id, reference, ends_on, note from blanket_orders
         where customer_id = $1 order by id desc limit 100",
    )
    .bind(account.uuid())
    .fetch_all(&mut *db)
    .await?;
    with_lines(db, rows, currency).await
}

/// An account's blanket order.
pub(crate) async fn one(
    db: &mut PgConnection,
    account: CustomerId,
    id: BlanketId,
    currency: Currency,
) -> Result<BlanketView, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select id, number, customer_id, reference, ends_on, note from blanket_orders
         where id = $1 and customer_id = $2",
    )
    .bind(id.uuid())
    .bind(account.uuid())
    .fetch_all(&mut *db)
    .await?;
    let found = with_lines(db, rows, currency).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

async fn with_lines(
    db: &mut PgConnection,
    rows: Vec<Row>,
    currency: Currency,
) -> Result<Vec<BlanketView>, Error> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let lines: Vec<LineRow> = sqlx::query_as(
        "select blanket_id, id, variant_id, sku, description, quantity, released, unit_price
         from blanket_lines where blanket_id = any ($1) order by blanket_id, position",
    )
    .bind(ids)
    .fetch_all(db)
    .await?;
    let mut of: HashMap<Uuid, Vec<BlanketLineView>> = HashMap::new();
    for line in lines {
        let count = |stored: i32| u32::try_from(stored).map_err(Error::internal);
        of.entry(line.blanket_id)
            .or_default()
            .push(BlanketLineView {
                id: line.id.into(),
                variant: line.variant_id.into(),
                sku: line.sku,
                description: line.description,
                quantity: count(line.quantity)?,
                released: count(line.released)?,
                unit_price: Money::new(line.unit_price, currency)?,
            });
    }
    let each = rows.into_iter().map(|row| BlanketView {
        lines: of.remove(&row.id).unwrap_or_default(),
        id: row.id.into(),
        number: row.number,
        account: row.customer_id.into(),
        reference: row.reference,
        ends_on: row.ends_on,
        note: row.note,
    });
    Ok(each.collect())
}

/// Calls pieces off. What others called off meanwhile counts: the database refuses what goes beyond.
pub(crate) async fn call_off(
    tx: &mut Tx<'_>,
    pieces: &[(BlanketLineId, u32)],
) -> Result<(), Error> {
    sqlx::query(
        "update blanket_lines l set released = released + called.pieces
         from (
            select id, sum(pieces)::int as pieces from unnest($1::uuid[], $2::int[])
                as one (id, pieces) group by id
         ) called where l.id = called.id",
    )
    .bind(
        pieces
            .iter()
            .map(|(line, _)| line.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        pieces
            .iter()
            .map(|(_, count)| i32::try_from(*count).unwrap_or(i32::MAX))
            .collect::<Vec<_>>(),
    )
    .execute(&mut **tx)
    .await
    .map_err(|error| match error.as_database_error() {
        Some(inner) if inner.is_check_violation() => Error::Conflict(
            "Somebody called off pieces of this blanket order meanwhile. Look at what is left."
                .into(),
        ),
        _ => error.into(),
    })?;
    Ok(())
}

/// Gives back to its blanket order what an order does not deliver: what was taken off its lines, and
/// all that was not shipped of one that is cancelled.
pub(crate) async fn give_back(
    tx: &mut Tx<'_>,
    order: OrderId,
    cancelled: bool,
) -> Result<(), Error> {
    sqlx::query(
        "with kept as (
            select w.order_line_id as line, w.blanket_line_id as blanket_line,
                   w.ordered - case
                        when l.off is not null then 0
                        when $2 then l.shipped
                        else l.quantity
                   end as freed,
                   w.returned_to_blanket as before
            from wholesale_lines w join order_lines l on l.id = w.order_line_id
            where w.order_id = $1 and w.blanket_line_id is not null
         ), noted as (
            update wholesale_lines w set returned_to_blanket = kept.freed
            from kept where w.order_line_id = kept.line
         )
         update blanket_lines b set released = b.released - sums.freed
         from (
            select blanket_line, sum(freed - before)::int as freed from kept group by 1
         ) sums where b.id = sums.blanket_line and sums.freed <> 0",
    )
    .bind(order.uuid())
    .bind(cancelled)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
