//! All SQL on orders to vendors for stock.

use super::Held;
use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::stores::store::currency as read_currency;
use crate::{Caller, Error};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{
    PieceId, PurchaseLineId, PurchaseOrderId, ReceiptId, StoreId, VariantId, VendorId,
};
use domain::money::{Currency, Money};
use domain::orders::view::StoreView;
use domain::purchasing::{
    Awaited, Bill, BillView, Purchase, PurchaseDetail, PurchaseFacts, PurchaseFilter,
    PurchaseLineView, PurchaseState, PurchaseSummary, ReceiptView,
};
use rust_decimal::Decimal;
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

/// Writes an order with its lines: one statement.
pub(super) async fn insert(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    id: PurchaseOrderId,
    purchase: &Purchase,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let lines = &purchase.lines;
    sqlx::query(
        "with purchase as (
            insert into purchase_orders (id, number, store_id, vendor_id, eta, currency, note,
                created_at)
            values ($1, 'PO-' || nextval('purchase_order_numbers'), $2, $3, $4, $5, $6, $7)
            returning id
         )
         insert into purchase_stock_lines (purchase_order_id, id, variant_id, description,
            vendor_style, quantity, unit_cost, position)
         select purchase.id, line.*
         from purchase, unnest($8::uuid[], $9::uuid[], $10::text[], $11::text[], $12::int[],
            $13::numeric[]) with ordinality as line",
    )
    .bind(id.uuid())
    .bind(terms.store.uuid())
    .bind(purchase.vendor.uuid())
    .bind(purchase.eta)
    .bind(terms.currency.code())
    .bind(&purchase.note)
    .bind(now)
    .bind(lines.iter().map(|line| line.id.uuid()).collect::<Vec<_>>())
    .bind(
        lines
            .iter()
            .map(|line| line.variant.map(|variant| variant.uuid()))
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
            .map(|line| line.vendor_style.as_deref())
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
            .map(|line| line.unit_cost.amount())
            .collect::<Vec<_>>(),
    )
    .execute(&mut **tx)
    .await
    .map_err(|error| match error.as_database_error() {
        Some(inner) if inner.is_foreign_key_violation() => {
            Error::field("/vendor", "This vendor is not on the list.")
        }
        _ => error.into(),
    })?;
    Ok(())
}

/// What an order's state follows from, and its counts. `p` is the order.
const FACTS: &str = "
    p.sent_at is not null as sent, p.confirmed_at is not null as confirmed,
    p.cancelled_at is not null as cancelled, p.received_at is not null as complete,
    coalesce(l.received, 0) > 0 as some_received";

#[derive(sqlx::FromRow)]
struct FactsRow {
    sent: bool,
    confirmed: bool,
    cancelled: bool,
    complete: bool,
    some_received: bool,
}

impl FactsRow {
    const fn state(&self) -> PurchaseState {
        PurchaseState::of(PurchaseFacts {
            sent: self.sent,
            confirmed: self.confirmed,
            cancelled: self.cancelled,
            complete: self.complete,
            some_received: self.some_received,
        })
    }
}

#[derive(sqlx::FromRow)]
struct HeldRow {
    number: String,
    version: i32,
    #[sqlx(flatten)]
    facts: FactsRow,
}

/// Reads a store's order for stock and keeps others from changing it.
pub(super) async fn lock(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: PurchaseOrderId,
) -> Result<Held, Error> {
    let sql = format!(
        "select p.number, p.version, {FACTS}
         from purchase_orders p
         cross join lateral (
             select sum(received) as received from purchase_stock_lines
             where purchase_order_id = p.id
         ) l
         where p.id = $1 and p.store_id = $2 and p.order_id is null for update of p"
    );
    let row: HeldRow = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(id.uuid())
        .bind(store.uuid())
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Held {
        number: row.number,
        state: row.facts.state(),
        version: row.version,
    })
}

pub(super) async fn set_sent(
    tx: &mut Tx<'_>,
    id: PurchaseOrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query("update purchase_orders set sent_at = $2, version = version + 1 where id = $1")
        .bind(id.uuid())
        .bind(now)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub(super) async fn set_confirmed(
    tx: &mut Tx<'_>,
    id: PurchaseOrderId,
    eta: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update purchase_orders set confirmed_at = $3, eta = $2, version = version + 1
         where id = $1",
    )
    .bind(id.uuid())
    .bind(eta)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(super) async fn set_cancelled(
    tx: &mut Tx<'_>,
    id: PurchaseOrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update purchase_orders set cancelled_at = $2, version = version + 1 where id = $1",
    )
    .bind(id.uuid())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A line, as far as a delivery needs to know.
pub(super) struct Line {
    pub awaited: Awaited,
    pub variant: Option<VariantId>,
    pub vendor: VendorId,
    pub description: String,
    pub vendor_style: Option<String>,
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: Uuid,
    vendor_id: Uuid,
    variant_id: Option<Uuid>,
    description: String,
    vendor_style: Option<String>,
    quantity: i32,
    received: i32,
    unit_cost: Decimal,
}

const LINES: &str = "
    select l.id, p.vendor_id, l.variant_id, l.description, l.vendor_style, l.quantity, l.received,
           l.unit_cost
    from purchase_stock_lines l join purchase_orders p on p.id = l.purchase_order_id
    where p.id = $1 order by l.position";

/// The lines of an order.
pub(super) async fn lines(
    tx: &mut Tx<'_>,
    id: PurchaseOrderId,
    currency: Currency,
) -> Result<Vec<Line>, Error> {
    let rows: Vec<LineRow> = sqlx::query_as(LINES)
        .bind(id.uuid())
        .fetch_all(&mut **tx)
        .await?;
    rows.into_iter().map(|row| row.read(currency)).collect()
}

impl LineRow {
    fn read(self, currency: Currency) -> Result<Line, Error> {
        Ok(Line {
            awaited: Awaited {
                line: self.id.into(),
                ordered: count(self.quantity)?,
                received: count(self.received)?,
                unit_cost: Money::new(self.unit_cost, currency)?,
            },
            variant: self.variant_id.map(Into::into),
            vendor: self.vendor_id.into(),
            description: self.description,
            vendor_style: self.vendor_style,
        })
    }
}

/// A stored count, which a constraint keeps from going below zero.
fn count(stored: i32) -> Result<u32, Error> {
    u32::try_from(stored).map_err(Error::internal)
}

/// A piece that came, and of which line.
pub(super) struct Arrived {
    pub piece: PieceId,
    pub line: PurchaseLineId,
}

/// A delivery to write.
pub(super) struct Delivery<'a> {
    pub id: ReceiptId,
    pub purchase: PurchaseOrderId,
    pub cost: Money,
    pub arrived: &'a [Arrived],
    pub complete: bool,
}

/// Writes a delivery, what each line has of it, and whether the order is complete.
pub(super) async fn insert_receipt(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    delivery: &Delivery<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into receipts (id, purchase_order_id, at, cost, actor_kind, actor_id, actor_name)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(delivery.id.uuid())
    .bind(delivery.purchase.uuid())
    .bind(now)
    .bind(delivery.cost.amount())
    .bind(caller.kind())
    .bind(caller.id())
    .bind(caller.name())
    .execute(&mut **tx)
    .await?;
    let arrived = delivery.arrived;
    sqlx::query(
        "with came as (
            insert into receipt_pieces (receipt_id, piece_id, line_id)
            select $1, came.* from unnest($2::uuid[], $3::uuid[]) as came
            returning line_id
         ), counted as (
            select line_id, count(*) as pieces from came group by line_id
         )
         update purchase_stock_lines l set received = l.received + counted.pieces::integer
         from counted where l.id = counted.line_id",
    )
    .bind(delivery.id.uuid())
    .bind(arrived.iter().map(|a| a.piece.uuid()).collect::<Vec<_>>())
    .bind(arrived.iter().map(|a| a.line.uuid()).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "update purchase_orders set version = version + 1,
            received_at = case when $2 then $3 end where id = $1",
    )
    .bind(delivery.purchase.uuid())
    .bind(delivery.complete)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What all deliveries of an order came to.
pub(super) async fn received_cost(
    tx: &mut Tx<'_>,
    id: PurchaseOrderId,
    currency: Currency,
) -> Result<Money, Error> {
    let cost: Decimal = sqlx::query_scalar(
        "select coalesce(sum(cost), 0) from receipts where purchase_order_id = $1",
    )
    .bind(id.uuid())
    .fetch_one(&mut **tx)
    .await?;
    Ok(Money::new(cost, currency)?)
}

/// Keeps a vendor's bill; an order has one.
pub(super) async fn insert_bill(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    id: PurchaseOrderId,
    bill: &Bill,
    difference: Money,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "with bill as (
            insert into vendor_bills (purchase_order_id, number, date, total, difference,
                matched_at, matched_by_name)
            values ($1, $2, $3, $4, $5, $6, $7) returning purchase_order_id
         )
         update purchase_orders p set version = version + 1
         from bill where p.id = bill.purchase_order_id",
    )
    .bind(id.uuid())
    .bind(&bill.number)
    .bind(bill.date)
    .bind(bill.total.amount())
    .bind(difference.amount())
    .bind(now)
    .bind(caller.name())
    .execute(&mut **tx)
    .await
    .map_err(|error| match error.as_database_error() {
        Some(inner) if inner.is_unique_violation() => {
            Error::field("/number", "This order has its bill already.")
        }
        _ => error.into(),
    })?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct SummaryRow {
    id: Uuid,
    number: String,
    vendor_name: String,
    order_id: Option<Uuid>,
    order_number: Option<String>,
    eta: Option<NaiveDate>,
    created_at: DateTime<Utc>,
    ordered: i64,
    received: i64,
    #[sqlx(flatten)]
    facts: FactsRow,
}

/// Orders to vendors, the newest first. Of those for customers' orders all lines come together.
pub(super) async fn page(
    db: &PgPool,
    terms: &StoreTerms,
    filter: &PurchaseFilter,
    most: usize,
) -> Result<Vec<PurchaseSummary>, Error> {
    let mut sql = QueryBuilder::<Postgres>::new(format!(
        "select p.id, p.number, v.name as vendor_name, p.order_id, o.number as order_number, p.eta,
                p.created_at, coalesce(l.ordered, 0) as ordered,
                coalesce(l.received, 0) as received, {FACTS}
         from (select * from purchase_orders p where p.store_id = "
    ));
    sql.push_bind(terms.store.uuid());
    if filter.open || filter.late {
        sql.push(" and p.sent_at is not null and p.received_at is null and p.cancelled_at is null");
    }
    if filter.late {
        sql.push(" and p.eta < ").push_bind(terms.today);
    }
    if let Some(vendor) = filter.vendor {
        sql.push(" and p.vendor_id = ").push_bind(vendor.uuid());
    }
    if let Some(cursor) = filter.cursor {
        sql.push(" and p.id < ").push_bind(cursor.uuid());
    }
    sql.push(" order by p.id desc limit ")
        .push_bind(i64::try_from(most).unwrap_or(i64::MAX));
    sql.push(
        ") p
         join vendors v on v.id = p.vendor_id
         left join orders o on o.id = p.order_id
         cross join lateral (
             select sum(quantity) as ordered, sum(received) as received
             from (
                 select quantity, received from purchase_stock_lines
                 where purchase_order_id = p.id
                 union all
                 select ol.quantity, case when p.received_at is null then 0 else ol.quantity end
                 from purchase_order_lines pl join order_lines ol on ol.id = pl.order_line_id
                 where pl.purchase_order_id = p.id
             ) lines
         ) l
         order by p.id desc",
    );
    let rows: Vec<SummaryRow> = sql.build_query_as().fetch_all(db).await?;
    rows.into_iter().map(|row| row.read(terms)).collect()
}

fn late(state: PurchaseState, eta: Option<NaiveDate>, today: NaiveDate) -> bool {
    state.is_open() && eta.is_some_and(|eta| eta < today)
}

impl SummaryRow {
    fn read(self, terms: &StoreTerms) -> Result<PurchaseSummary, Error> {
        let state = self.facts.state();
        Ok(PurchaseSummary {
            id: self.id.into(),
            number: self.number,
            vendor_name: self.vendor_name,
            state,
            order: self.order_id.map(Into::into).zip(self.order_number),
            eta: self.eta,
            late: late(state, self.eta, terms.today),
            ordered: u32::try_from(self.ordered).map_err(Error::internal)?,
            received: u32::try_from(self.received).map_err(Error::internal)?,
            created_on: self.created_at.with_timezone(&terms.zone).date_naive(),
        })
    }
}

#[derive(sqlx::FromRow)]
struct DetailRow {
    number: String,
    version: i32,
    vendor_id: Uuid,
    vendor_name: String,
    vendor_email: String,
    vendor_phone: String,
    account_number: String,
    currency: String,
    eta: Option<NaiveDate>,
    note: Option<String>,
    created_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
    bill_number: Option<String>,
    bill_date: Option<NaiveDate>,
    bill_total: Option<Decimal>,
    difference: Option<Decimal>,
    #[sqlx(flatten)]
    facts: FactsRow,
}

/// A store's order for stock in full; `with_cost` decides whether cost is shown.
pub(super) async fn detail(
    db: &PgPool,
    terms: &StoreTerms,
    id: PurchaseOrderId,
    with_cost: bool,
) -> Result<PurchaseDetail, Error> {
    let sql = format!(
        "select p.number, p.version, p.vendor_id, v.name as vendor_name, v.email as vendor_email,
                v.phone as vendor_phone, v.account_number, p.currency, p.eta, p.note,
                p.created_at, p.sent_at,
                b.number as bill_number, b.date as bill_date, b.total as bill_total, b.difference,
                {FACTS}
         from purchase_orders p
         join vendors v on v.id = p.vendor_id
         left join vendor_bills b on b.purchase_order_id = p.id
         cross join lateral (
             select sum(received) as received from purchase_stock_lines
             where purchase_order_id = p.id
         ) l
         where p.id = $1 and p.store_id = $2 and p.order_id is null"
    );
    let row: DetailRow = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(id.uuid())
        .bind(terms.store.uuid())
        .fetch_optional(db)
        .await?
        .ok_or(Error::NotFound)?;
    let currency = read_currency(&row.currency)?;
    let lines: Vec<LineRow> = sqlx::query_as(LINES).bind(id.uuid()).fetch_all(db).await?;
    let lines: Vec<Line> = lines
        .into_iter()
        .map(|line| line.read(currency))
        .collect::<Result<_, _>>()?;
    let costs = lines
        .iter()
        .map(|line| line.awaited.unit_cost.times(line.awaited.ordered))
        .collect::<Result<Vec<_>, _>>()?;
    let total = Money::sum(currency, costs)?;
    let receipts = receipts(db, terms, id, with_cost.then_some(currency)).await?;
    let state = row.facts.state();
    let amount = |amount: Decimal| Money::new(amount, currency);
    let day = |at: DateTime<Utc>| at.with_timezone(&terms.zone).date_naive();
    let bill = match (
        row.bill_number,
        row.bill_date,
        row.bill_total,
        row.difference,
    ) {
        (Some(number), Some(date), Some(total), Some(difference)) if with_cost => Some(BillView {
            number,
            date,
            total: amount(total)?,
            difference: amount(difference)?,
        }),
        _ => None,
    };
    Ok(PurchaseDetail {
        id,
        version: row.version,
        number: row.number,
        state,
        store: StoreView {
            name: terms.name.clone(),
            address: terms.address.clone(),
            phone: terms.phone.clone(),
            email: terms.email.clone(),
        },
        vendor: row.vendor_id.into(),
        vendor_name: row.vendor_name,
        vendor_email: row.vendor_email,
        vendor_phone: row.vendor_phone,
        vendor_account: row.account_number,
        eta: row.eta,
        late: late(state, row.eta, terms.today),
        note: row.note,
        lines: lines.into_iter().map(|line| line.view(with_cost)).collect(),
        total: with_cost.then_some(total),
        receipts,
        bill,
        created_on: day(row.created_at),
        sent_on: row.sent_at.map(day),
        today: terms.today,
    })
}

impl Line {
    fn view(self, with_cost: bool) -> PurchaseLineView {
        PurchaseLineView {
            id: self.awaited.line,
            description: self.description,
            vendor_style: self.vendor_style,
            quantity: self.awaited.ordered,
            received: self.awaited.received,
            unit_cost: with_cost.then_some(self.awaited.unit_cost),
        }
    }
}

#[derive(sqlx::FromRow)]
struct ReceiptRow {
    at: DateTime<Utc>,
    actor_name: String,
    cost: Decimal,
    pieces: Vec<Uuid>,
    serials: Vec<String>,
}

/// The deliveries of an order, the latest first. What they cost is shown in a currency, if at all.
async fn receipts(
    db: &PgPool,
    terms: &StoreTerms,
    id: PurchaseOrderId,
    costs: Option<Currency>,
) -> Result<Vec<ReceiptView>, Error> {
    let rows: Vec<ReceiptRow> = sqlx::query_as(
        "select r.at, r.actor_name, r.cost,
                coalesce(array_agg(p.id order by p.serial) filter (where p.id is not null), '{}')
                    as pieces,
                coalesce(array_agg(p.serial order by p.serial) filter (where p.id is not null), '{}')
                    as serials
         from receipts r
         left join receipt_pieces rp on rp.receipt_id = r.id
         left join pieces p on p.id = rp.piece_id
         where r.purchase_order_id = $1
         group by r.id order by r.id desc",
    )
    .bind(id.uuid())
    .fetch_all(db)
    .await?;
    let read = |row: ReceiptRow| {
        Ok(ReceiptView {
            at: row.at.with_timezone(&terms.zone).fixed_offset(),
            who: row.actor_name,
            pieces: row
                .pieces
                .into_iter()
                .map(PieceId::from)
                .zip(row.serials)
                .collect(),
            cost: costs
                .map(|currency| Money::new(row.cost, currency))
                .transpose()?,
        })
    };
    rows.into_iter().map(read).collect()
}
