//! What a message may speak of.

use crate::Error;
use crate::stores::store::currency;
use chrono::NaiveDate;
use domain::contact::{Phone, PostalAddress};
use domain::ids::{EventId, OrderId, StoreId};
use domain::money::{Currency, Money};
use domain::orders::history::Happening;
use domain::orders::{Delivery, State};
use domain::schedule::Barrier;
use rust_decimal::Decimal;
use sqlx::PgPool;
use uuid::Uuid;

/// An event with the order, the customer and the shop that it belongs to.
#[derive(Debug)]
pub(super) struct Facts {
    pub happening: Happening,
    pub order: OrderId,
    pub store: StoreId,
    pub version: i32,
    pub number: String,
    pub piece: String,
    pub delivery: Delivery,
    pub total: Money,
    pub paid: Money,
    pub balance: Money,
    pub deposit: Money,
    pub deposit_due: Money,
    pub first_promise: NaiveDate,
    pub estimate: NaiveDate,
    pub quote_expires: Option<NaiveDate>,
    pub carrier: Option<String>,
    pub tracking: Option<String>,
    pub customer: String,
    email: Option<String>,
    consent: bool,
    pub shop: String,
    pub shop_phone: String,
    pub shop_address: PostalAddress,
}

impl Facts {
    /// Whether the customer agreed to the price, where that was known when it happened.
    pub(super) fn agreed(&self) -> bool {
        match &self.happening {
            Happening::Captured { state, .. } | Happening::Moved { to: state, .. } => {
                state.is_agreed()
            }
            _ => true,
        }
    }

    /// Where the customer may be told; none without an address or against their wish.
    pub(super) fn recipient(&self) -> Option<&str> {
        self.email.as_deref().filter(|_| self.consent)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    data: serde_json::Value,
    order_id: Uuid,
    store_id: Uuid,
    version: i32,
    number: String,
    title: String,
    delivery: String,
    currency: String,
    total: Decimal,
    paid: Decimal,
    deposit: Decimal,
    kind: String,
    state: String,
    design_deposit: Decimal,
    first_promise: NaiveDate,
    estimate: NaiveDate,
    quote_expires: Option<NaiveDate>,
    carrier: Option<String>,
    tracking: Option<String>,
    customer: String,
    email: Option<String>,
    email_consent: bool,
    shop: String,
    phone: String,
    address: serde_json::Value,
}

const FACTS: &str = "
    select e.data, o.id as order_id, o.store_id, o.version, o.number, o.title, o.delivery,
           o.currency, o.total, o.paid, o.deposit, o.first_promise, o.estimate, o.quote_expires, h.carrier, h.tracking,
           c.name as customer, c.email, c.email_consent, s.name as shop, s.phone,
           s.address, o.kind, o.state, coalesce((
               select sum(amount) from order_milestones m
               where m.order_id = o.id and m.gates = 'design'
           ), 0) as design_deposit
    from order_events e
    join orders o on o.id = e.order_id
    join customers c on c.id = o.customer_id
    join stores s on s.id = o.store_id
    left join order_handovers h on h.order_id = o.id
    where e.id = $1";

pub(super) async fn of_event(db: &PgPool, event: EventId) -> Result<Facts, Error> {
    let row: Row = sqlx::query_as(FACTS)
        .bind(event.uuid())
        .fetch_optional(db)
        .await?
        .ok_or_else(|| Error::internal("a message about an event that is not there"))?;
    read(row)
}

fn read(row: Row) -> Result<Facts, Error> {
    let currency: Currency = currency(&row.currency)?;
    let money = |amount| Money::new(amount, currency);
    let (total, paid, deposit) = (money(row.total)?, money(row.paid)?, money(row.deposit)?);
    let state = State::parse(row.kind.parse()?, &row.state)?;
    // What is due is what keeps the order from going on.
    let due = match state.next_barrier() {
        Barrier::Design => money(row.design_deposit)?,
        Barrier::Work | Barrier::HandOver => deposit,
    };
    let covered = paid.min(due)?;
    Ok(Facts {
        happening: serde_json::from_value(row.data)?,
        order: row.order_id.into(),
        store: row.store_id.into(),
        version: row.version,
        number: row.number,
        piece: row.title,
        delivery: row.delivery.parse()?,
        total,
        paid,
        balance: total.minus(paid)?,
        deposit,
        deposit_due: due.minus(covered)?,
        first_promise: row.first_promise,
        estimate: row.estimate,
        quote_expires: row.quote_expires,
        carrier: row.carrier,
        tracking: row.tracking,
        customer: row.customer,
        email: row.email,
        consent: row.email_consent,
        shop: row.shop,
        // As people write it, where it is one that we can read.
        shop_phone: Phone::parse(&row.phone).map_or(row.phone, |phone| phone.to_string()),
        shop_address: serde_json::from_value(row.address)?,
    })
}
