//! Lists of orders. The conditions are put together from what is asked, so that each kind of
//! question gets a plan of its own.

use super::codes;
use crate::Error;
use crate::orders::record::{balance, local, money};
use crate::stores::StoreTerms;
use chrono::{DateTime, NaiveDate, Utc};
use domain::orders::covers::late_against_promise;
use domain::orders::lifecycle::Position;
use domain::orders::requests::Filter;
use domain::orders::view::Summary;
use domain::orders::{Kind, State};
use rust_decimal::Decimal;
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

pub(super) const COLUMNS: &str = "
    select o.id, o.number, o.kind, o.state, o.held, o.customer_id, c.name as customer_name,
           o.title, o.currency, o.total, o.paid, o.first_promise, o.estimate, o.created_at,
           o.state_since, o.version,
           exists (select from repairs r where r.order_id = o.id and r.rush) as rush
    from orders o join customers c on c.id = o.customer_id
    where o.store_id = ";

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    number: String,
    kind: String,
    state: String,
    held: bool,
    customer_id: Uuid,
    customer_name: String,
    title: String,
    currency: String,
    total: Decimal,
    paid: Decimal,
    first_promise: NaiveDate,
    estimate: NaiveDate,
    created_at: DateTime<Utc>,
    state_since: DateTime<Utc>,
    version: i32,
    rush: bool,
}

/// Where a page ended: the newest-first order's last keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::orders) struct Cursor {
    pub created_at: DateTime<Utc>,
    pub id: Uuid,
}

/// The newest orders that a filter lets through, `limit` and one more.
pub(in crate::orders) async fn page(
    db: &PgPool,
    terms: &StoreTerms,
    filter: &Filter,
    after: Option<Cursor>,
    limit: i64,
) -> Result<Vec<Summary>, Error> {
    let mut sql = QueryBuilder::new(COLUMNS);
    sql.push_bind(terms.store.uuid());
    if let Some(kind) = filter.kind {
        sql.push(" and o.kind = ").push_bind(kind.code());
    }
    if let Some(phase) = filter.phase {
        sql.push(" and o.phase = ").push_bind(phase.code());
    }
    if let Some(state) = &filter.state {
        sql.push(" and o.state = ").push_bind(state.as_str());
    }
    if let Some(customer) = filter.customer {
        sql.push(" and o.customer_id = ").push_bind(customer.uuid());
    }
    if filter.late {
        sql.push(" and o.estimate > o.first_promise and o.phase in ('open', 'in_work')");
    }
    let text = filter.text.trim();
    let named = match codes::as_code(text) {
        Some(code) => codes::orders_of(db, terms.store, &code).await?,
        None => Vec::new(),
    };
    // What is scanned is looked for itself, not for what is like it.
    if !named.is_empty() {
        sql.push(" and o.id = any(").push_bind(named).push(")");
    } else if !text.is_empty() {
        matching(&mut sql, terms, text);
    }
    if let Some(cursor) = after {
        sql.push(" and (o.created_at, o.id) < (")
            .push_bind(cursor.created_at);
        sql.push(", ").push_bind(cursor.id).push(")");
    }
    sql.push(" order by o.created_at desc, o.id desc limit ")
        .push_bind(limit + 1);
    let rows: Vec<Row> = sql.build_query_as().fetch_all(db).await?;
    rows.into_iter().map(|row| summary(row, terms)).collect()
}

/// An order's number, ours or its channel's, or a part of its customer's name, phone or e-mail.
fn matching(sql: &mut QueryBuilder<Postgres>, terms: &StoreTerms, text: &str) {
    let number = text.to_uppercase();
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let pattern = if digits {
        format!("%-{}%", escape(&number))
    } else {
        format!("{}%", escape(&number))
    };
    let person = format!("%{}%", escape(&text.to_lowercase()));
    sql.push(" and (o.number like ").push_bind(pattern);
    sql.push(" or o.customer_id in (select id from customers where search like ");
    sql.push_bind(person).push(")");
    let external = format!("{}%", escape(&text.to_lowercase()));
    sql.push(" or o.id in (select order_id from channel_orders where store_id = ")
        .push_bind(terms.store.uuid());
    sql.push(" and (lower(external_id) like ")
        .push_bind(external.clone());
    sql.push(" or lower(external_number) like ")
        .push_bind(external)
        .push(")))");
}

/// Takes `%` and `_` for themselves.
pub(in crate::orders) fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}

/// All orders that are alive, the soonest expected first. Bounded: a board of more is no board.
pub(in crate::orders) async fn alive(
    db: &PgPool,
    terms: &StoreTerms,
) -> Result<Vec<Summary>, Error> {
    let mut sql = QueryBuilder::new(COLUMNS);
    sql.push_bind(terms.store.uuid());
    sql.push(
        " and o.phase in ('draft', 'open', 'in_work', 'ready', 'out') order by o.estimate, o.id limit 500",
    );
    let rows: Vec<Row> = sql.build_query_as().fetch_all(db).await?;
    rows.into_iter().map(|row| summary(row, terms)).collect()
}

pub(super) fn summary(row: Row, terms: &StoreTerms) -> Result<Summary, Error> {
    let kind: Kind = row.kind.parse()?;
    let state = State::parse(kind, &row.state)?;
    let since = local(row.state_since, terms.zone);
    let (total, paid) = (
        money(row.total, &row.currency)?,
        money(row.paid, &row.currency)?,
    );
    Ok(Summary {
        id: row.id.into(),
        number: row.number,
        kind,
        position: Position {
            state,
            held: row.held,
        },
        customer: row.customer_id.into(),
        customer_name: row.customer_name,
        title: row.title,
        total,
        balance: balance(state, total, paid)?,
        first_promise: row.first_promise,
        estimate: row.estimate,
        created_at: local(row.created_at, terms.zone),
        days_in_state: days_since(since.date_naive(), terms.today),
        state_since: since,
        overdue: row.estimate < terms.today && state.phase().can_be_overdue(),
        late_against_promise: late_against_promise(state.phase(), row.first_promise, row.estimate),
        rush: row.rush,
        version: row.version,
    })
}

fn days_since(then: NaiveDate, today: NaiveDate) -> u32 {
    u32::try_from((today - then).num_days()).unwrap_or_default()
}
