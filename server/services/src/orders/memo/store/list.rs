//! Memos in lists, and what is out in all.

use super::show::days_since;
use crate::Error;
use crate::orders::record::{local, money};
use crate::orders::store::escape;
use crate::place::Place;
use crate::stores::StoreTerms;
use chrono::{DateTime, NaiveDate, Utc};
use domain::money::Money;
use domain::orders::memo::State;
use domain::orders::memo::terms::MemoTerms;
use domain::orders::memo::view::{Look, MemoFilter, MemoStanding, MemoSummary};
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: String,
    state: String,
    customer_id: Uuid,
    customer_name: String,
    title: String,
    currency: String,
    estimate: NaiveDate,
    issued_at: Option<DateTime<Utc>>,
    pieces_out: i64,
    pieces: i64,
    value: Decimal,
    value_out: Decimal,
}

/// The memos that a filter lets through, so many: what is out by its day, all others the newest
/// first.
pub(in crate::orders::memo) async fn page(
    db: &PgPool,
    terms: &StoreTerms,
    rules: &MemoTerms,
    filter: &MemoFilter,
    (after, most): (Option<Place>, usize),
) -> Result<Vec<MemoSummary>, Error> {
    let by_due = matches!(filter.look, Look::Out | Look::Overdue);
    let mut sql = QueryBuilder::new(
        "select o.id, o.number, o.state, o.customer_id, c.name as customer_name, o.title,
                o.currency, o.estimate, m.issued_at, l.pieces_out, l.pieces, l.value,
                l.value_out
         from (select * from orders o where o.kind = 'memo' and o.store_id = ",
    );
    sql.push_bind(terms.store.uuid());
    match filter.look {
        Look::Out => sql.push(" and o.phase = 'out'"),
        Look::Overdue => sql
            .push(" and o.phase = 'out' and o.estimate < ")
            .push_bind(terms.today),
        Look::Requested => sql.push(" and o.phase = 'open'"),
        Look::All => &mut sql,
    };
    if let Some(customer) = filter.customer {
        sql.push(" and o.customer_id = ").push_bind(customer.uuid());
    }
    let text = filter.text.trim();
    if !text.is_empty() {
        matching(&mut sql, text);
    }
    // The ids sort by the time of their making.
    let order = if by_due {
        "o.estimate, o.id"
    } else {
        "o.id desc"
    };
    match after {
        Some(after) if by_due => {
            sql.push(" and (o.estimate, o.id) > (")
                .push_bind(after.date);
            sql.push(", ").push_bind(after.id).push(")");
        }
        Some(after) => {
            sql.push(" and o.id < ").push_bind(after.id);
        }
        None => {}
    }
    sql.push(format!(" order by {order} limit "))
        .push_bind(i64::try_from(most).unwrap_or(i64::MAX));
    sql.push(format!(
        ") o
         join customers c on c.id = o.customer_id
         join memos m on m.order_id = o.id
         cross join lateral (
            select count(*) as pieces, count(*) filter (where state = 'out') as pieces_out,
                   coalesce(sum(value), 0) as value,
                   coalesce(sum(value) filter (where state = 'out'), 0) as value_out
            from memo_lines where order_id = o.id
         ) l
         order by {order}"
    ));
    let rows: Vec<Row> = sql.build_query_as().fetch_all(db).await?;
    let each = rows.into_iter();
    each.map(|row| row.read(terms, rules)).collect()
}

/// A memo's number, or a part of its customer's name, phone or e-mail.
fn matching(sql: &mut QueryBuilder<Postgres>, text: &str) {
    let number = format!("%{}%", escape(&text.to_uppercase()));
    let person = format!("%{}%", escape(&text.to_lowercase()));
    sql.push(" and (o.number like ").push_bind(number);
    sql.push(" or o.customer_id in (select id from customers where search like ")
        .push_bind(person);
    sql.push("))");
}

impl Row {
    fn read(self, terms: &StoreTerms, rules: &MemoTerms) -> Result<MemoSummary, Error> {
        let state: State = self.state.parse()?;
        let out = state == State::Issued;
        let count = |many: i64| u32::try_from(many).map_err(Error::internal);
        let days_out = self.issued_at.filter(|_| out);
        let days_out = days_out.map(|at| days_since(at, terms));
        Ok(MemoSummary {
            id: self.id.into(),
            number: self.number,
            state,
            customer: (self.customer_id.into(), self.customer_name),
            title: self.title,
            pieces_out: count(self.pieces_out)?,
            pieces: count(self.pieces)?,
            value: money(self.value, &self.currency)?,
            value_out: money(self.value_out, &self.currency)?,
            since: self.issued_at.map(|at| local(at, terms.zone)),
            days_out,
            due: self.estimate,
            overdue: out && self.estimate < terms.today,
            reminder: days_out.and_then(|days| rules.reminder(days)),
        })
    }
}

/// What is out of a store in all.
pub(in crate::orders::memo) async fn standing(
    db: &mut PgConnection,
    terms: &StoreTerms,
    rules: &MemoTerms,
) -> Result<MemoStanding, Error> {
    let (memos, pieces, value, overdue, overdue_value): (i64, i64, Decimal, i64, Decimal) =
        sqlx::query_as(
            "select count(distinct o.id), count(*), coalesce(sum(l.value), 0),
                    count(distinct o.id) filter (where l.due < $2),
                    coalesce(sum(l.value) filter (where l.due < $2), 0)
             from orders o join memo_lines l on l.order_id = o.id and l.state = 'out'
             where o.store_id = $1 and o.kind = 'memo' and o.phase = 'out'",
        )
        .bind(terms.store.uuid())
        .bind(terms.today)
        .fetch_one(db)
        .await?;
    let count = |many: i64| u32::try_from(many).map_err(Error::internal);
    Ok(MemoStanding {
        memos: count(memos)?,
        pieces: count(pieces)?,
        value: Money::new(value, terms.currency)?,
        overdue: count(overdue)?,
        overdue_value: Money::new(overdue_value, terms.currency)?,
        insured: rules.insured,
    })
}
