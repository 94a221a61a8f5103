//! Pieces that come back from customers.

use crate::Error;
use crate::db::Tx;
use crate::stores::store::currency;
use domain::ids::{LineId, OrderId, PieceId, VariantId, VendorId};
use domain::money::Money;
use rust_decimal::Decimal;
use uuid::Uuid;

/// What came back of a line.
pub(in crate::stock) struct Came {
    pub line: LineId,
    pub quantity: u32,
    /// The piece of stock that it was.
    pub piece: Option<PieceId>,
    /// Whether it was lent to us.
    pub lent: bool,
    pub words: String,
    pub variant: Option<VariantId>,
    pub vendor: Option<VendorId>,
    /// Of one.
    pub cost: Money,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    quantity: i32,
    piece_id: Option<Uuid>,
    lent: bool,
    description: String,
    variant_id: Option<Uuid>,
    vendor_id: Option<Uuid>,
    unit_cost: Option<Decimal>,
    currency: String,
}

/// What lines of an order were, of which so many came back.
pub(in crate::stock) async fn of_lines(
    tx: &mut Tx<'_>,
    order: OrderId,
    lines: &[(LineId, u32)],
) -> Result<Vec<Came>, Error> {
    let quantities = lines
        .iter()
        .map(|(_, quantity)| i32::try_from(*quantity).map_err(Error::internal))
        .collect::<Result<Vec<_>, _>>()?;
    let rows: Vec<Row> = sqlx::query_as(
        "select l.id, back.quantity, r.piece_id, coalesce(r.lent, false) as lent, l.description,
                l.variant_id, l.vendor_id, l.unit_cost, o.currency
         from unnest($2::uuid[], $3::int[]) as back (line, quantity)
         join order_lines l on l.id = back.line
         join orders o on o.id = l.order_id
         left join lateral (
            select r.piece_id, p.ownership = 'memo_in' as lent
            from reservations r join pieces p on p.id = r.piece_id
            where r.order_line_id = l.id and r.taken_cost is not null and p.state = 'sold'
            order by r.ended_at desc limit 1
         ) r on true
         where l.order_id = $1
         order by l.position",
    )
    .bind(order.uuid())
    .bind(
        lines
            .iter()
            .map(|(line, _)| line.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(quantities)
    .fetch_all(&mut **tx)
    .await?;
    let read = |row: Row| {
        Ok(Came {
            line: row.id.into(),
            quantity: u32::try_from(row.quantity).map_err(Error::internal)?,
            piece: row.piece_id.map(Into::into),
            lent: row.lent,
            words: row.description,
            variant: row.variant_id.map(Into::into),
            vendor: row.vendor_id.map(Into::into),
            cost: Money::new(row.unit_cost.unwrap_or_default(), currency(&row.currency)?)?,
        })
    };
    rows.into_iter().map(read).collect()
}
