//! The lines of an order as its channel has them: each a piece of one of the channel's lines.

use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, Utc};
use domain::catalogue::Sellable;
use domain::channels::taken::{Part, WebLine};
use domain::ids::{LineId, OrderId, PieceId, ReservationId, StoreId};
use domain::money::Money;
use domain::orders::draft::Line;
use rust_decimal::Decimal;
use uuid::Uuid;

/// A line that is still on its order.
#[derive(Debug, Clone)]
pub(in crate::orders) struct LinePart {
    pub id: LineId,
    pub part: Part,
    pub sku: Option<String>,
    pub description: String,
    pub quantity: u32,
    /// It was refunded before it was sent.
    pub off: bool,
    pub returned: u32,
    pub refunded: u32,
    /// Whether anything but a promise from stock covers it: made, ordered, taken.
    pub settled: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    external_line: String,
    external_part: i32,
    sku: Option<String>,
    description: String,
    quantity: i32,
    off: bool,
    returned: i32,
    refunded: i32,
    settled: bool,
}

/// The lines of a locked order, with what has become of each.
pub(in crate::orders) async fn of_order(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Vec<LinePart>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select l.id, l.external_line, l.external_part, l.sku, l.description, l.quantity,
                l.off is not null as off, l.returned, l.refunded,
                l.cost_is_real or exists (
                    select from line_covers c
                    where c.order_id = $1 and c.order_line_id = l.id and c.cover <> 'stock'
                ) as settled
         from order_lines l
         where l.order_id = $1 and l.external_line is not null
            and l.off is distinct from 'removed'
         order by l.position",
    )
    .bind(order.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let count = |stored: i32| u32::try_from(stored).map_err(Error::internal);
    let read = |row: Row| {
        Ok(LinePart {
            id: row.id.into(),
            part: Part {
                line: row.external_line,
                number: count(row.external_part)?,
            },
            sku: row.sku,
            description: row.description,
            quantity: count(row.quantity)?,
            off: row.off,
            returned: count(row.returned)?,
            refunded: count(row.refunded)?,
            settled: row.settled,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Writes what the channel says of lines that are there: price, discount, tax, wishes.
pub(in crate::orders) async fn update(
    tx: &mut Tx<'_>,
    order: OrderId,
    lines: &[(LineId, &WebLine)],
) -> Result<(), Error> {
    let each = |of: &dyn Fn(&WebLine) -> Money| -> Vec<Decimal> {
        lines.iter().map(|(_, line)| of(line).amount()).collect()
    };
    let text = |of: &dyn Fn(&WebLine) -> Option<String>| -> Vec<Option<String>> {
        lines.iter().map(|(_, line)| of(line)).collect()
    };
    let properties = lines
        .iter()
        .map(|(_, line)| serde_json::to_value(&line.properties))
        .collect::<Result<Vec<_>, _>>()?;
    let sizes: Vec<Option<i32>> = lines
        .iter()
        .map(|(_, line)| {
            line.ring_size
                .and_then(|size| size.hundredths_mm().try_into().ok())
        })
        .collect();
    let parts = lines
        .iter()
        .map(|(_, line)| i32::try_from(line.part.number).map_err(Error::internal))
        .collect::<Result<Vec<_>, _>>()?;
    let quantities = lines
        .iter()
        .map(|(_, line)| i32::try_from(line.quantity).map_err(Error::internal))
        .collect::<Result<Vec<_>, _>>()?;
    sqlx::query(
        "update order_lines l set unit_price = said.unit_price, discount = said.discount,
            price_tax = said.price_tax, net = said.net, tax = said.tax,
            ring_size = said.ring_size, engraving = said.engraving, properties = said.properties,
            external_line = said.line, external_part = said.part, quantity = said.quantity
         from unnest($2::uuid[], $3::numeric[], $4::numeric[], $5::numeric[], $6::numeric[],
            $7::numeric[], $8::int[], $9::text[], $10::jsonb[], $11::text[], $12::int[],
            $13::int[]) as said (id, unit_price, discount, price_tax, net, tax, ring_size,
            engraving, properties, line, part, quantity)
         where l.id = said.id and l.order_id = $1",
    )
    .bind(order.uuid())
    .bind(lines.iter().map(|(id, _)| id.uuid()).collect::<Vec<_>>())
    .bind(each(&|line| line.unit_price))
    .bind(each(&|line| line.sum.discount))
    .bind(each(&|line| line.sum.price_tax))
    .bind(each(&|line| line.sum.net))
    .bind(each(&|line| line.sum.tax))
    .bind(sizes)
    .bind(text(&|line| line.engraving.clone()))
    .bind(properties)
    .bind(text(&|line| Some(line.part.line.clone())))
    .bind(parts)
    .bind(quantities)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes lines that a change of the order brought. What the channel says of them comes after.
pub(in crate::orders) async fn add(
    tx: &mut Tx<'_>,
    order: OrderId,
    lines: &[Line],
) -> Result<(), Error> {
    let id = |of: &dyn Fn(&Line) -> Option<Uuid>| -> Vec<Option<Uuid>> {
        lines.iter().map(of).collect()
    };
    let quantities = lines
        .iter()
        .map(|line| i32::try_from(line.quantity).map_err(Error::internal))
        .collect::<Result<Vec<_>, _>>()?;
    sqlx::query(
        "insert into order_lines (order_id, position, id, style_id, variant_id, vendor_id, sku,
            description, quantity, unit_price, unit_cost, quoted_cost, class, net, tax)
         select $1, (select max(position) from order_lines where order_id = $1) + line.n, line.id,
            line.style, line.variant, line.vendor, line.sku, line.description, line.quantity,
            line.price, line.cost, line.cost, line.class, line.net, line.tax
         from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[],
            $8::int[], $9::numeric[], $10::numeric[], $11::text[], $12::numeric[], $13::numeric[])
            with ordinality as line (id, style, variant, vendor, sku, description, quantity, price,
                cost, class, net, tax, n)",
    )
    .bind(order.uuid())
    .bind(id(&|line| Some(line.id.uuid())))
    .bind(id(&|line| line.style.map(|style| style.uuid())))
    .bind(id(&|line| line.variant.map(|variant| variant.uuid())))
    .bind(id(&|line| line.vendor.map(|vendor| vendor.uuid())))
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
    .bind(quantities)
    .bind(
        lines
            .iter()
            .map(|line| line.unit_price.amount())
            .collect::<Vec<_>>(),
    )
    .bind(
        lines
            .iter()
            .map(|line| line.unit_cost.map(Money::amount))
            .collect::<Vec<_>>(),
    )
    .bind(
        lines
            .iter()
            .map(|line| line.class.code())
            .collect::<Vec<_>>(),
    )
    .bind(
        lines
            .iter()
            .map(|line| line.net.amount())
            .collect::<Vec<_>>(),
    )
    .bind(
        lines
            .iter()
            .map(|line| line.tax.amount())
            .collect::<Vec<_>>(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes lines off their order, and lets go of what was promised to them.
pub(in crate::orders) async fn take_off(
    tx: &mut Tx<'_>,
    lines: &[LineId],
    why: Off,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let ids: Vec<_> = lines.iter().map(|line| line.uuid()).collect();
    sqlx::query(
        "update order_lines set off = $2,
            refunded = case when $2 = 'refunded' then quantity else refunded end
         where id = any ($1)",
    )
    .bind(&ids)
    .bind(match why {
        Off::Refunded => "refunded",
        Off::Removed => "removed",
    })
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "update reservations set ended_at = $2 where order_line_id = any ($1) and ended_at is null",
    )
    .bind(&ids)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Why a line is not delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::orders) enum Off {
    Refunded,
    Removed,
}

/// Notes how many of each line were refunded.
pub(in crate::orders) async fn refunded(
    tx: &mut Tx<'_>,
    lines: &[(LineId, u32)],
) -> Result<(), Error> {
    count(tx, lines, "refunded").await
}

/// Notes how many of each line came back.
pub(in crate::orders) async fn returned(
    tx: &mut Tx<'_>,
    lines: &[(LineId, u32)],
) -> Result<(), Error> {
    count(tx, lines, "returned").await
}

async fn count(
    tx: &mut Tx<'_>,
    lines: &[(LineId, u32)],
    column: &'static str,
) -> Result<(), Error> {
    let more = lines
        .iter()
        .map(|(_, more)| i32::try_from(*more).map_err(Error::internal))
        .collect::<Result<Vec<_>, _>>()?;
    let sql = sqlx::AssertSqlSafe(format!(
        "update order_lines l set {column} = l.{column} + line.more
         from unnest($1::uuid[], $2::int[]) as line (id, more) where l.id = line.id"
    ));
    sqlx::query(sql)
        .bind(lines.iter().map(|(id, _)| id.uuid()).collect::<Vec<_>>())
        .bind(more)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Makes lines of an order a piece of the catalogue's.
pub(in crate::orders) async fn map(
    tx: &mut Tx<'_>,
    order: OrderId,
    external_line: &str,
    piece: &Sellable,
) -> Result<(), Error> {
    sqlx::query(
        "update order_lines set style_id = $3, variant_id = $4, vendor_id = $5, description = $6,
            unit_cost = $7, quoted_cost = $7, class = $8
         where order_id = $1 and external_line = $2 and variant_id is null and not cost_is_real",
    )
    .bind(order.uuid())
    .bind(external_line)
    .bind(piece.style.uuid())
    .bind(piece.variant.uuid())
    .bind(piece.vendor.map(|vendor| vendor.uuid()))
    .bind(piece.description())
    .bind(piece.cost.map(Money::amount))
    .bind(piece.class.code())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Promises free pieces of stock to all lines of an order that nothing covers yet, the longest in
/// stock first. What others are just taking is passed over.
pub(in crate::orders) async fn promise(
    tx: &mut Tx<'_>,
    store: StoreId,
    order: OrderId,
    by: &str,
    now: DateTime<Utc>,
) -> Result<u64, Error> {
    let pairs: Vec<(Uuid, Uuid)> = sqlx::query_as(
        "with wanted as (
            select l.id, l.variant_id,
                   row_number() over (partition by l.variant_id order by l.position) as n,
                   count(*) over (partition by l.variant_id) as many
            from order_lines l
            where l.order_id = $1 and l.off is null and l.quantity = 1
                and l.variant_id is not null and not l.cost_is_real
                and not exists (
                    select from line_covers c where c.order_id = $1 and c.order_line_id = l.id
                )
         ),
         free as (
            select p.id, v.variant_id, row_number() over (partition by v.variant_id) as n
            from (select distinct variant_id, many from wanted) v
            cross join lateral (
                select p.id from pieces p
                where p.store_id = $2 and p.variant_id = v.variant_id and p.state = 'here'
                    and p.ownership in ('owned', 'memo_in')
                    and not exists (
                        select from reservations r where r.piece_id = p.id and r.ended_at is null
                    )
                order by p.created_at, p.id limit v.many for update of p skip locked
            ) p
         )
         select wanted.id, free.id from wanted join free using (variant_id, n)",
    )
    .bind(order.uuid())
    .bind(store.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let (lines, pieces): (Vec<LineId>, Vec<PieceId>) = pairs
        .into_iter()
        .map(|(line, piece)| (LineId::from(line), PieceId::from(piece)))
        .unzip();
    let done = sqlx::query(
        "insert into reservations (made_at, made_by_name, id, order_line_id, piece_id)
         select $1, $2, promise.* from unnest($3::uuid[], $4::uuid[], $5::uuid[]) as promise
         on conflict do nothing",
    )
    .bind(now)
    .bind(by)
    .bind(
        lines
            .iter()
            .map(|_| ReservationId::generate().uuid())
            .collect::<Vec<_>>(),
    )
    .bind(lines.iter().map(|line| line.uuid()).collect::<Vec<_>>())
    .bind(pieces.iter().map(|piece| piece.uuid()).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}
