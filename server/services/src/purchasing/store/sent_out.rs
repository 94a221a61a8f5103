//! Orders to vendors who work on customers' own pieces.

use crate::Error;
use crate::db::Tx;
use crate::purchasing::SentOut;
use chrono::{DateTime, Utc};
use domain::ids::{LineId, OrderId, PurchaseLineId, PurchaseOrderId};
use domain::purchasing::PurchaseKind;
use uuid::Uuid;

/// Writes the order and its lines. What the work costs is known when the pieces are back.
pub(in crate::purchasing) async fn send_out(
    tx: &mut Tx<'_>,
    id: PurchaseOrderId,
    sent: &SentOut<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let each = |of: fn(&(LineId, String)) -> Uuid| sent.work.iter().map(of).collect::<Vec<_>>();
    let words: Vec<_> = sent.work.iter().map(|(_, words)| words.as_str()).collect();
    sqlx::query(
        "with purchase as (
            insert into purchase_orders (id, number, store_id, vendor_id, order_id, kind, reference,
                eta, currency, sent_at, created_at)
            values ($1, 'PO-' || nextval('purchase_order_numbers'), $2, $3, $4, $5, $6, $7, $8, $9,
                $9)
            returning id
         )
         insert into purchase_lines (id, purchase_order_id, position, works_on, description,
            quantity, unit_cost)
         select work.id, purchase.id, o.position, o.id, work.words, o.quantity, 0
         from purchase
         cross join unnest($10::uuid[], $11::uuid[], $12::text[]) as work (id, line, words)
         join order_lines o on o.id = work.line and o.order_id = $4",
    )
    .bind(id.uuid())
    .bind(sent.store.uuid())
    .bind(sent.vendor.uuid())
    .bind(sent.order.uuid())
    .bind(PurchaseKind::Repair.code())
    .bind(sent.reference)
    .bind(sent.eta)
    .bind(sent.currency.code())
    .bind(now)
    .bind(each(|_| PurchaseLineId::generate().uuid()))
    .bind(each(|(line, _)| line.uuid()))
    .bind(words)
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

/// What is with a vendor for an order: the order to the vendor, its line, and the piece's.
pub(in crate::purchasing) async fn away(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Vec<(PurchaseOrderId, PurchaseLineId, LineId)>, Error> {
    let rows: Vec<(Uuid, Uuid, Uuid)> = sqlx::query_as(
        "select p.id, l.id, l.works_on
         from purchase_orders p join purchase_lines l on l.purchase_order_id = p.id
         where p.order_id = $1 and p.received_at is null and p.cancelled_at is null
            and l.works_on is not null and l.ended_at is null
         order by l.position for update",
    )
    .bind(order.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let read = |(purchase, line, works_on): (Uuid, Uuid, Uuid)| {
        (purchase.into(), line.into(), works_on.into())
    };
    Ok(rows.into_iter().map(read).collect())
}

/// The pieces are no longer with a vendor.
pub(in crate::purchasing) async fn end_work(
    tx: &mut Tx<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update purchase_lines l set ended_at = $2
         from order_lines o
         where o.id = l.works_on and o.order_id = $1 and l.ended_at is null",
    )
    .bind(order.uuid())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
