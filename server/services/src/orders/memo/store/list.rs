//! Memos in lists, and what is out in all.

use super::show::days_since;
use crate::Error;
use crate::orders::record::{local, money};
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
    created_at: DateTime<Utc>,
    issued_at: Option<DateTime<Utc>>,
    pieces_out: i64,
    pieces: i64,
    value: Decimal,
    value_out: Decimal,
}

/// A memo in a list, with the place at which the next page would begin.
pub(in crate::orders::memo) struct Listed {
    pub memo: MemoSummary,
    pub place: Place,
}

/// The memos that a filter lets through, so many: what is out by its day, all others the newest
/// first.
pub(in crate::orders::memo) async fn page(
    db: &PgPool,
    terms: &StoreTerms,
    rules: &MemoTerms,
    filter: &MemoFilter,
    (after, most): (Option<Place>, usize),
) -> Result<Vec<Listed>, Error> {
    let by_due = matches!(filter.look, Look::Out | Look::Overdue);
    let mut sql = QueryBuilder::new(
        "select o.id, o.number, o.state, o.customer_id, c.name as customer_name, o.title,
                o.currency, o.estimate, o.created_at, m.issued_at, l.pieces_out, l.pieces, l.value,
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
    if let Some(after) = after {
        let (key, sign) = if by_due {
            ("o.estimate, o.id", " > ")
        } else {
            ("o.created_at::date, o.id", " < ")
        };
        sql.push(format!(" and ({key}){sign}("));
        sql.push_bind(after.date).push(", ");
        sql.push_bind(after.id).push(")");
    }
    let order = if by_due {
        "o.estimate, o.id"
    } else {
        "o.created_at::date desc, o.id desc"
    };
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
    each.map(|row| row.read(terms, rules, by_due)).collect()
}

/// A memo's number, or a part of its customer's name, phone or e-mail.
fn matching(sql: &mut QueryBuilder<Postgres>, text: &str) {
    let plain = |text: String| {
        text.replace('\\', "\\\\")
            .replace('%', "\\%")
            .replace('_', "\\_")
    };
    sql.push(" and (o.number like ")
        .push_bind(format!("%{}%", plain(text.to_uppercase())));
    sql.push(" or o.customer_id in (select id from customers where search like ")
        .push_bind(format!("%{}%", plain(text.to_lowercase())));
    sql.push("))");
}

impl Row {
    fn read(self, terms: &StoreTerms, rules: &MemoTerms, by_due: bool) -> Result<Listed, Error> {
        let state: State = self.state.parse()?;
        let out = state == State::Issued;
        let count = |many: i64| u32::try_from(many).map_err(Error::internal);
        let days_out = self.issued_at.filter(|_| out);
        let days_out = days_out.map(|at| days_since(at, terms));
        let date = if by_due {
            self.estimate
        } else {
            self.created_at.date_naive()
        };
        Ok(Listed {
            place: Place { date, id: self.id },
            memo: MemoSummary {
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
            },
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
