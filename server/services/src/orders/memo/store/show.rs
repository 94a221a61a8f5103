//! Reading a memo for its screen and its paper.

use crate::Error;
use crate::orders::record::money;
use crate::stores::StoreTerms;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::OrderId;
use domain::money::Money;
use domain::orders::memo::view::{LineState, MemoLineView, MemoView};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Head {
    bearer: String,
    conditions: String,
    issued_at: Option<DateTime<Utc>>,
    reminded: Option<i32>,
}

#[derive(sqlx::FromRow)]
struct Line {
    order_line_id: Uuid,
    piece_id: Uuid,
    serial: String,
    description: String,
    value: Decimal,
    currency: String,
    state: String,
    due: NaiveDate,
    sale_id: Option<Uuid>,
    sale_number: Option<String>,
    photo: Option<String>,
}

/// A memo in full.
pub(in crate::orders::memo) async fn view(
    db: &mut PgConnection,
    order: OrderId,
    terms: &StoreTerms,
) -> Result<MemoView, Error> {
    let head: Head = sqlx::query_as(
        "select m.bearer, coalesce(m.conditions, t.conditions) as conditions, m.issued_at,
                m.reminded
         from memos m
         join orders o on o.id = m.order_id
         join memo_terms t on t.store_id = o.store_id
         where m.order_id = $1",
    )
    .bind(order.uuid())
    .fetch_one(&mut *db)
    .await?;
    let rows: Vec<Line> = sqlx::query_as(
        "select m.order_line_id, m.piece_id, p.serial, p.name as description, m.value, p.currency,
                m.state, m.due, sale.id as sale_id, sale.number as sale_number, photo.url as photo
         from memo_lines m
         join order_lines l on l.id = m.order_line_id
         join pieces p on p.id = m.piece_id
         left join order_lines sold on sold.id = m.sale_line_id
         left join orders sale on sale.id = sold.order_id
         left join lateral (
            select url from piece_photos where piece_id = p.id order by id limit 1
         ) photo on true
         where m.order_id = $1 order by l.position",
    )
    .bind(order.uuid())
    .fetch_all(db)
    .await?;
    let lines: Vec<_> = rows
        .into_iter()
        .map(|row| row.read(terms.today))
        .collect::<Result<_, Error>>()?;
    let out = lines.iter().filter(|line| line.state == LineState::Out);
    let days_out = head.issued_at.map(|at| days_since(at, terms));
    let reminded = head.reminded.map(u16::try_from).transpose();
    Ok(MemoView {
        bearer: head.bearer.parse()?,
        conditions: head.conditions,
        value: Money::sum(terms.currency, lines.iter().map(|line| line.value))?,
        value_out: Money::sum(terms.currency, out.map(|line| line.value))?,
        lines,
        days_out,
        reminded: reminded.map_err(Error::internal)?,
    })
}

/// How many days ago something was, by the store's calendar.
pub(super) fn days_since(at: DateTime<Utc>, terms: &StoreTerms) -> u32 {
    let then = at.with_timezone(&terms.zone).date_naive();
    u32::try_from((terms.today - then).num_days()).unwrap_or_default()
}

impl Line {
    fn read(self, today: NaiveDate) -> Result<MemoLineView, Error> {
        let state: LineState = self.state.parse()?;
        Ok(MemoLineView {
            line: self.order_line_id.into(),
            piece: (self.piece_id.into(), self.serial),
            description: self.description,
            value: money(self.value, &self.currency)?,
            state,
            due: self.due,
            overdue: state == LineState::Out && self.due < today,
            sale: self.sale_id.map(Into::into).zip(self.sale_number),
            photo: self.photo,
        })
    }
}
