//! Invoices.

use crate::Error;
use crate::stores::StoreTerms;
use crate::stores::store::currency;
use chrono::NaiveDate;
use domain::ids::{InvoiceId, OrderId};
use domain::money::Money;
use domain::wholesale::invoice::{InvoiceFilter, InvoiceLook, InvoiceView};
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

const COLUMNS: &str = "
    select i.id, i.number, i.order_id, o.number as order_number, w.po_number, i.customer_id,
           c.name as account_name, i.currency, i.issued_on, i.due_on, i.net, i.tax, i.total, i.paid
    from invoices i
    join orders o on o.id = i.order_id
    join wholesale_orders w on w.order_id = i.order_id
    join customers c on c.id = i.customer_id
    where i.store_id = ";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: String,
    order_id: Uuid,
    order_number: String,
    po_number: String,
    customer_id: Uuid,
    account_name: String,
    currency: String,
    issued_on: NaiveDate,
    due_on: NaiveDate,
    net: Decimal,
    tax: Decimal,
    total: Decimal,
    paid: Decimal,
}

fn read(row: Row, today: NaiveDate) -> Result<InvoiceView, Error> {
    let currency = currency(&row.currency)?;
    let amount = |amount| Money::new(amount, currency);
    let (total, paid) = (amount(row.total)?, amount(row.paid)?);
    let open = total.minus(paid)?;
    let late = (today - row.due_on).num_days();
    Ok(InvoiceView {
        id: row.id.into(),
        number: row.number,
        order: row.order_id.into(),
        order_number: row.order_number,
        po_number: row.po_number,
        account: row.customer_id.into(),
        account_name: row.account_name,
        issued_on: row.issued_on,
        due_on: row.due_on,
        net: amount(row.net)?,
        tax: amount(row.tax)?,
        total,
        paid,
        open,
        days_late: u32::try_from(late)
            .ok()
            .filter(|days| *days > 0 && open.is_positive()),
    })
}

/// A store's invoices that a filter lets through, those that are due first at the top.
pub(in crate::wholesale) async fn page(
    db: &PgPool,
    terms: &StoreTerms,
    filter: &InvoiceFilter,
    most: usize,
) -> Result<Vec<InvoiceView>, Error> {
    let mut sql = QueryBuilder::<Postgres>::new(COLUMNS);
    sql.push_bind(terms.store.uuid());
    match filter.look {
        InvoiceLook::All => {}
        InvoiceLook::Open => {
            sql.push(" and i.paid < i.total");
        }
        InvoiceLook::Late => {
            sql.push(" and i.paid < i.total and i.due_on < ")
                .push_bind(terms.today);
        }
    }
    if let Some(account) = filter.account {
        sql.push(" and i.customer_id = ").push_bind(account.uuid());
    }
    if let Some((due, id)) = filter.after {
        sql.push(" and (i.due_on, i.id) > (").push_bind(due);
        sql.push(", ").push_bind(id.uuid()).push(")");
    }
    sql.push(" order by i.due_on, i.id limit ")
        .push_bind(i64::try_from(most).unwrap_or(50));
    let rows: Vec<Row> = sql.build_query_as().fetch_all(db).await?;
    rows.into_iter().map(|row| read(row, terms.today)).collect()
}

/// The invoices of an order, by the shipment that each is for.
pub(crate) async fn of_order(
    db: &mut PgConnection,
    terms: &StoreTerms,
    order: OrderId,
) -> Result<Vec<InvoiceView>, Error> {
    let mut sql = QueryBuilder::<Postgres>::new(COLUMNS);
    sql.push_bind(terms.store.uuid());
    sql.push(" and i.order_id = ").push_bind(order.uuid());
    sql.push(" order by i.id");
    let rows: Vec<Row> = sql.build_query_as().fetch_all(db).await?;
    rows.into_iter().map(|row| read(row, terms.today)).collect()
}

/// A store's invoice.
pub(in crate::wholesale) async fn one(
    db: &mut PgConnection,
    terms: &StoreTerms,
    id: InvoiceId,
) -> Result<InvoiceView, Error> {
    let mut sql = QueryBuilder::<Postgres>::new(COLUMNS);
    sql.push_bind(terms.store.uuid());
    sql.push(" and i.id = ").push_bind(id.uuid());
    let row: Option<Row> = sql.build_query_as().fetch_optional(db).await?;
    read(row.ok_or(Error::NotFound)?, terms.today)
}

/// What stands on an invoice's paper beside its figures.
#[derive(sqlx::FromRow)]
pub(in crate::wholesale) struct PaperRow {
    pub terms_name: String,
    pub tax_why: String,
    pub carrier: String,
    pub tracking: String,
    pub address: serde_json::Value,
}

/// A line of an invoice: SKU, words, pieces, price of one, net.
pub(in crate::wholesale) type PaperLine = (Option<String>, String, i32, Decimal, Decimal);

/// What stands on an invoice's paper, with its lines.
pub(in crate::wholesale) async fn paper(
    db: &mut PgConnection,
    id: InvoiceId,
) -> Result<(PaperRow, Vec<PaperLine>), Error> {
    let row = sqlx::query_as(
        "select w.terms_name, w.tax_why, s.carrier, s.tracking, s.address
         from invoices i
         join shipments s on s.id = i.shipment_id
         join wholesale_orders w on w.order_id = i.order_id
         where i.id = $1",
    )
    .bind(id.uuid())
    .fetch_one(&mut *db)
    .await?;
    let lines = sqlx::query_as(
        "select l.sku, l.description, s.quantity, l.unit_price, s.net
         from invoices i
         join shipment_lines s on s.shipment_id = i.shipment_id
         join order_lines l on l.id = s.order_line_id
         where i.id = $1 order by l.position",
    )
    .bind(id.uuid())
    .fetch_all(db)
    .await?;
    Ok((row, lines))
}
