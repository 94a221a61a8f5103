//! Orders to vendors that cover the lines of customers' orders.

use crate::Error;
use crate::db::Tx;
use crate::purchasing::Covering;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{OrderId, PurchaseLineId, PurchaseOrderId};
use domain::purchasing::PurchaseKind;
use uuid::Uuid;

/// Writes the order, its lines, and on the customer's lines the vendor and the expected cost: one
/// statement. Pieces that stock covers, or that have left, are not ordered. A line that is covered already is refused by its index.
pub(in crate::purchasing) async fn cover(
    tx: &mut Tx<'_>,
    id: PurchaseOrderId,
    covering: &Covering<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let what = covering.what;
    sqlx::query(
        "with purchase as (
            insert into purchase_orders (id, number, store_id, vendor_id, order_id, kind, reference,
                eta, currency, sent_at, created_at)
            values ($1, 'PO-' || nextval('purchase_order_numbers'), $2, $3, $4, $5, $6, $7, $8, $9,
                $9)
            returning id
         ), lines as (
            insert into purchase_lines (id, purchase_order_id, position, order_line_id, variant_id,
                description, vendor_style, quantity, unit_cost)
            select line.id, purchase.id, o.position, o.id, o.variant_id, o.description, o.sku,
                   o.quantity - o.shipped - (
                        select count(*) from reservations r
                        where r.order_line_id = o.id and r.ended_at is null
                   ), line.cost
            from purchase
            cross join unnest($10::uuid[], $11::uuid[], $12::numeric[]) as line (id, covers, cost)
            join order_lines o on o.id = line.covers and o.order_id = $4
            returning order_line_id, unit_cost
         )
         update order_lines set vendor_id = $3, unit_cost = lines.unit_cost,
            quoted_cost = coalesce(quoted_cost, lines.unit_cost)
         from lines where order_lines.id = lines.order_line_id and order_lines.order_id = $4",
    )
    .bind(id.uuid())
    .bind(covering.store.uuid())
    .bind(what.vendor.uuid())
    .bind(covering.order.uuid())
    .bind(what.kind.code())
    .bind(&what.reference)
    .bind(what.eta)
    .bind(covering.currency.code())
    .bind(now)
    .bind(
        what.costs
            .iter()
            .map(|_| PurchaseLineId::generate().uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        what.costs
            .iter()
            .map(|(line, _)| line.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(
        what.costs
            .iter()
            .map(|(_, cost)| cost.amount())
            .collect::<Vec<_>>(),
    )
    .execute(&mut **tx)
    .await
    .map_err(|error| match error.as_database_error() {
        Some(inner) if inner.is_foreign_key_violation() => {
            Error::field("/details/vendor", "Choose the vendor.")
        }
        _ => error.into(),
    })?;
    Ok(())
}

/// Notes the vendor's date for what is on its way to an order; gives by how many orders it comes.
pub(in crate::purchasing) async fn expect(
    tx: &mut Tx<'_>,
    order: OrderId,
    purchase: Option<PurchaseOrderId>,
    eta: NaiveDate,
    confirmed_at: Option<DateTime<Utc>>,
) -> Result<u64, Error> {
    let done = sqlx::query(
        "update purchase_orders set eta = $2, confirmed_at = coalesce($3, confirmed_at),
            version = version + 1
         where order_id = $1 and received_at is null and cancelled_at is null
            and ($4::uuid is null or id = $4)",
    )
    .bind(order.uuid())
    .bind(eta)
    .bind(confirmed_at)
    .bind(purchase.map(PurchaseOrderId::uuid))
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}

/// Notes that the vendor was told to ship what is for an order.
pub(in crate::purchasing) async fn set_released(
    tx: &mut Tx<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<Vec<PurchaseOrderId>, Error> {
    let ids: Vec<Uuid> = sqlx::query_scalar(
        "update purchase_orders set released_at = $2, version = version + 1
         where order_id = $1 and received_at is null and cancelled_at is null returning id",
    )
    .bind(order.uuid())
    .bind(now)
    .fetch_all(&mut **tx)
    .await?;
    Ok(ids.into_iter().map(Into::into).collect())
}

/// Notes with whom what is for an order travels.
pub(in crate::purchasing) async fn set_shipment(
    tx: &mut Tx<'_>,
    order: OrderId,
    carrier: &str,
    tracking: &str,
) -> Result<(), Error> {
    sqlx::query(
        "update purchase_orders set carrier = $2, tracking = $3
         where order_id = $1 and kind = 'drop_ship'
            and received_at is null and cancelled_at is null",
    )
    .bind(order.uuid())
    .bind(carrier)
    .bind(tracking)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The orders to vendors, of one kind where it is named, of which something is still to come for an
/// order, locked.
pub(in crate::purchasing) async fn open_of(
    tx: &mut Tx<'_>,
    order: OrderId,
    kind: Option<PurchaseKind>,
) -> Result<Vec<PurchaseOrderId>, Error> {
    let ids: Vec<Uuid> = sqlx::query_scalar(
        "select id from purchase_orders
         where order_id = $1 and received_at is null and cancelled_at is null
            and ($2::text is null or kind = $2)
         order by id for update",
    )
    .bind(order.uuid())
    .bind(kind.map(PurchaseKind::code))
    .fetch_all(&mut **tx)
    .await?;
    Ok(ids.into_iter().map(Into::into).collect())
}

/// Calls off all that is still to come for an order. Of what came in part, nothing more comes.
pub(in crate::purchasing) async fn call_off(
    tx: &mut Tx<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "with open as (
            select p.id,
                   exists (
                        select from purchase_lines
                        where purchase_order_id = p.id and received > 0
                   ) as begun
            from purchase_orders p
            where order_id = $1 and received_at is null and cancelled_at is null
         ), lines as (
            update purchase_lines l set ended_at = $2
            from open
            where l.purchase_order_id = open.id and not open.begun and l.ended_at is null
         )
         update purchase_orders p set version = version + 1,
            cancelled_at = case when not open.begun then $2 end,
            received_at = case when open.begun then $2 end
         from open where p.id = open.id",
    )
    .bind(order.uuid())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What came for an order went back: nothing covers its lines any more.
pub(in crate::purchasing) async fn end_all(
    tx: &mut Tx<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update purchase_lines l set ended_at = $2, returned = received > 0
         from order_lines o
         where o.id = l.order_line_id and o.order_id = $1 and l.ended_at is null",
    )
    .bind(order.uuid())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
