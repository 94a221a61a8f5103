//! An order to a vendor in full.

use super::receipts::receipts;
use super::{FACTS, FactsRow, Line, late, lines};
use crate::Error;
use crate::stores::StoreTerms;
use crate::stores::store::currency as read_currency;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::PurchaseOrderId;
use domain::money::{Currency, Money};
use domain::orders::view::StoreView;
use domain::purchasing::{
    BillView, DropShipView, LetterView, PurchaseDetail, PurchaseKind, PurchaseState,
};
use rust_decimal::Decimal;
use sqlx::PgPool;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    number: String,
    version: i32,
    order_id: Option<Uuid>,
    order_number: Option<String>,
    vendor_id: Uuid,
    vendor_name: String,
    vendor_email: String,
    vendor_phone: String,
    account_number: String,
    reference: Option<String>,
    currency: String,
    eta: Option<NaiveDate>,
    note: Option<String>,
    created_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
    customer: Option<String>,
    ship_to: Option<serde_json::Value>,
    released_at: Option<DateTime<Utc>>,
    carrier: Option<String>,
    tracking: Option<String>,
    bill_number: Option<String>,
    bill_date: Option<NaiveDate>,
    bill_total: Option<Decimal>,
    difference: Option<Decimal>,
    #[sqlx(flatten)]
    facts: FactsRow,
}

/// A store's order to a vendor in full; `with_cost` decides whether cost is shown.
pub(in crate::purchasing) async fn detail(
    db: &PgPool,
    terms: &StoreTerms,
    id: PurchaseOrderId,
    with_cost: bool,
) -> Result<PurchaseDetail, Error> {
    let sql = format!(
        "select p.number, p.version, p.order_id, o.number as order_number, p.vendor_id,
                v.name as vendor_name, v.email as vendor_email, v.phone as vendor_phone,
                v.account_number, p.reference, p.currency, p.eta, p.note, p.created_at, p.sent_at,
                c.name as customer, a.address as ship_to, p.released_at, p.carrier, p.tracking,
                b.number as bill_number, b.date as bill_date, b.total as bill_total, b.difference,
                {FACTS}
         from purchase_orders p
         join vendors v on v.id = p.vendor_id
         left join orders o on o.id = p.order_id
         left join customers c on c.id = o.customer_id
         left join order_addresses a on a.order_id = p.order_id
         left join vendor_bills b on b.purchase_order_id = p.id
         cross join lateral (
             select sum(received) as received from purchase_lines where purchase_order_id = p.id
         ) l
         where p.id = $1 and p.store_id = $2"
    );
    let row: Row = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(id.uuid())
        .bind(terms.store.uuid())
        .fetch_optional(db)
        .await?
        .ok_or(Error::NotFound)?;
    let currency = read_currency(&row.currency)?;
    let lines = lines(db, id).await?;
    let total = total(&lines, currency)?;
    let receipts = receipts(db, terms, id, with_cost.then_some(currency)).await?;
    let letters = letters(db, id).await?;
    let bill = row.bill(currency)?.filter(|_| with_cost);
    let facts = row.facts.read()?;
    let state = PurchaseState::of(facts);
    let drop_ship = row.drop_ship(facts.kind, terms)?;
    let day = |at: DateTime<Utc>| at.with_timezone(&terms.zone).date_naive();
    Ok(PurchaseDetail {
        id,
        version: row.version,
        number: row.number,
        kind: facts.kind,
        order: row.order_id.map(Into::into).zip(row.order_number),
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
        reference: row.reference,
        eta: row.eta,
        late: late(state, row.eta, terms.today),
        note: row.note,
        lines: lines.into_iter().map(|line| line.view(with_cost)).collect(),
        total: total.filter(|_| with_cost),
        receipts,
        bill,
        letters,
        drop_ship,
        created_on: day(row.created_at),
        sent_on: row.sent_at.map(day),
        today: terms.today,
    })
}

/// What all of it comes to; none as long as nobody knows what a line costs.
fn total(lines: &[Line], currency: Currency) -> Result<Option<Money>, Error> {
    let known = lines
        .iter()
        .map(|line| Some(line.unit_cost()?.times(line.awaited.ordered)));
    let Some(costs) = known.collect::<Option<Vec<_>>>() else {
        return Ok(None);
    };
    let costs = costs.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(Some(Money::sum(currency, costs)?))
}

async fn letters(db: &PgPool, id: PurchaseOrderId) -> Result<Vec<LetterView>, Error> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "select letter, recipient, status from messages where purchase_order_id = $1 order by id",
    )
    .bind(id.uuid())
    .fetch_all(db)
    .await?;
    let read = |(letter, recipient, status): (String, String, String)| {
        Ok(LetterView {
            letter: letter.parse()?,
            recipient,
            status: status.parse()?,
        })
    };
    rows.into_iter().map(read).collect()
}

impl Row {
    fn drop_ship(
        &self,
        kind: PurchaseKind,
        terms: &StoreTerms,
    ) -> Result<Option<DropShipView>, Error> {
        if kind != PurchaseKind::DropShip {
            return Ok(None);
        }
        let ship_to = self.ship_to.clone().map(serde_json::from_value);
        Ok(Some(DropShipView {
            customer: self.customer.clone().unwrap_or_default(),
            ship_to: ship_to.transpose()?,
            released_on: self
                .released_at
                .map(|at| at.with_timezone(&terms.zone).date_naive()),
            carrier: self.carrier.clone(),
            tracking: self.tracking.clone(),
        }))
    }

    fn bill(&self, currency: Currency) -> Result<Option<BillView>, Error> {
        let (Some(number), Some(date), Some(total), Some(difference)) = (
            self.bill_number.clone(),
            self.bill_date,
            self.bill_total,
            self.difference,
        ) else {
            return Ok(None);
        };
        Ok(Some(BillView {
            number,
            date,
            total: Money::new(total, currency)?,
            difference: Money::new(difference, currency)?,
        }))
    }
}
