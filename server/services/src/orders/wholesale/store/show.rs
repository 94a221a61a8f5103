//! What a wholesale order's page shows beyond every order's.

use super::lines::{self, Po};
use crate::Error;
use crate::orders::record::{local, money};
use crate::stores::StoreTerms;
use crate::wholesale::store::invoices;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::OrderId;
use domain::money::Money;
use domain::orders::wholesale::view::{PoLineView, PoView, ShipmentView};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Head {
    po_number: String,
    blanket_id: Option<Uuid>,
    blanket_number: Option<String>,
    ship_from: Option<NaiveDate>,
    cancel_after: Option<NaiveDate>,
    tax_why: String,
    terms_name: String,
    available: Decimal,
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: Uuid,
    sku: Option<String>,
    description: String,
    ordered: i32,
    quantity: i32,
    shipped: i32,
    unit_price: Decimal,
    price_reason: Option<String>,
    net: Decimal,
    off: bool,
    answer: Option<String>,
    backordered: i32,
    backorder_on: Option<NaiveDate>,
    note: Option<String>,
}

type ParcelRow = (
    Uuid,
    i16,
    String,
    String,
    DateTime<Utc>,
    String,
    bool,
    i64,
    Uuid,
);

/// What an order has as a wholesale order, and its lines as the gates look at them.
pub(in crate::orders::wholesale) async fn view(
    db: &mut PgConnection,
    order: OrderId,
    terms: &StoreTerms,
) -> Result<(PoView, Po), Error> {
    let currency = terms.currency;
    let po = lines::po(db, order, currency.code()).await?;
    let head: Head = sqlx::query_as(
        "select w.po_number, w.blanket_id, b.number as blanket_number, w.ship_from, w.cancel_after,
                w.tax_why, w.terms_name, a.credit_limit - e.receivable - e.on_order as available
         from wholesale_orders w
         join wholesale_accounts a on a.customer_id = w.customer_id
         join wholesale_exposures e on e.customer_id = w.customer_id
         left join blanket_orders b on b.id = w.blanket_id
         where w.order_id = $1",
    )
    .bind(order.uuid())
    .fetch_one(&mut *db)
    .await?;
    let view = PoView {
        po_number: head.po_number,
        blanket: head.blanket_id.map(Into::into).zip(head.blanket_number),
        ship_from: head.ship_from,
        cancel_after: head.cancel_after,
        tax: head.tax_why,
        terms: head.terms_name,
        available: money(head.available, currency.code())?,
        lines: line_views(db, order, currency.code(), &po).await?,
        shipments: shipments(db, order, terms).await?,
    };
    Ok((view, po))
}

async fn line_views(
    db: &mut PgConnection,
    order: OrderId,
    currency: &str,
    po: &Po,
) -> Result<Vec<PoLineView>, Error> {
    let rows: Vec<LineRow> = sqlx::query_as(
        "select l.id, l.sku, l.description, w.ordered, l.quantity, l.shipped, l.unit_price,
                l.price_reason, l.net, l.off is not null as off, w.answer, w.backordered,
                w.backorder_on, w.note
         from order_lines l join wholesale_lines w on w.order_line_id = l.id
         where l.order_id = $1 order by l.position",
    )
    .bind(order.uuid())
    .fetch_all(db)
    .await?;
    let filled = po.by_id();
    let count = |stored: i32| u32::try_from(stored).map_err(Error::internal);
    let each = rows.into_iter().map(|row| {
        let known = filled.get(&row.id.into());
        let quantity = if row.off { 0 } else { count(row.quantity)? };
        let shipped = count(row.shipped)?;
        let here = known.map_or(0, |line| line.po.here);
        let uncovered = known.map_or(0, |line| line.uncovered);
        let nothing = Money::zero(crate::stores::store::currency(currency)?);
        Ok(PoLineView {
            line: row.id.into(),
            sku: row.sku,
            description: row.description,
            ordered: count(row.ordered)?,
            quantity,
            shipped,
            here,
            on_order: quantity
                .saturating_sub(shipped)
                .saturating_sub(here)
                .saturating_sub(uncovered),
            uncovered,
            unit_price: money(row.unit_price, currency)?,
            why: row.price_reason,
            net: if row.off {
                nothing
            } else {
                money(row.net, currency)?
            },
            answer: row.answer.as_deref().map(str::parse).transpose()?,
            backordered: count(row.backordered)?,
            backorder_on: row.backorder_on,
            note: row.note,
        })
    });
    each.collect()
}

async fn shipments(
    db: &mut PgConnection,
    order: OrderId,
    terms: &StoreTerms,
) -> Result<Vec<ShipmentView>, Error> {
    let rows: Vec<ParcelRow> = sqlx::query_as(
        "select s.id, s.number, s.carrier, s.tracking, s.at, s.by_name, s.by_vendor,
                    (select sum(quantity) from shipment_lines where shipment_id = s.id), i.id
             from shipments s join invoices i on i.shipment_id = s.id
             where s.order_id = $1 order by s.number",
    )
    .bind(order.uuid())
    .fetch_all(&mut *db)
    .await?;
    let invoices = invoices::of_order(db, terms, order).await?;
    let mut invoices: HashMap<_, _> = invoices
        .into_iter()
        .map(|invoice| (invoice.id.uuid(), invoice))
        .collect();
    let each = rows.into_iter().map(
        |(id, number, carrier, tracking, at, by, by_vendor, pieces, invoice)| {
            Ok(ShipmentView {
                id: id.into(),
                number: u32::try_from(number).map_err(Error::internal)?,
                carrier,
                tracking,
                at: local(at, terms.zone),
                by,
                by_vendor,
                pieces: u32::try_from(pieces).map_err(Error::internal)?,
                invoice: invoices
                    .remove(&invoice)
                    .ok_or_else(|| Error::internal("a parcel without its invoice"))?,
            })
        },
    );
    each.collect()
}
