//! A memo in with everything about it.

use crate::Error;
use crate::stores::StoreTerms;
use crate::stores::store::currency;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::MemoInId;
use domain::memo_in::{LentState, MemoInLine, MemoInReturn, MemoInSettled, MemoInView};
use domain::money::{Currency, Money};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Head {
    number: String,
    version: i32,
    vendor_id: Uuid,
    vendor_name: String,
    currency: String,
    reference: String,
    conditions: Option<String>,
    received_on: NaiveDate,
    due: NaiveDate,
    created_by_name: String,
}

#[derive(sqlx::FromRow)]
struct Line {
    piece_id: Uuid,
    serial: String,
    name: String,
    vendor_style: Option<String>,
    cost: Decimal,
    price: Option<Decimal>,
    state: String,
    returned: bool,
    paid: bool,
    place: Option<String>,
    order_id: Option<Uuid>,
    order_number: Option<String>,
}

pub(in crate::memo_in) async fn view(
    db: &mut PgConnection,
    terms: &StoreTerms,
    id: MemoInId,
    with_cost: bool,
) -> Result<MemoInView, Error> {
    let head: Head = sqlx::query_as(
        "select m.number, m.version, m.vendor_id, v.name as vendor_name, m.currency, m.reference,
                m.conditions, m.received_on, m.due, m.created_by_name
         from memos_in m join vendors v on v.id = m.vendor_id
         where m.id = $1 and m.store_id = $2",
    )
    .bind(id.uuid())
    .bind(terms.store.uuid())
    .fetch_optional(&mut *db)
    .await?
    .ok_or(Error::NotFound)?;
    let money = currency(&head.currency)?;
    let rows = lines(&mut *db, id).await?;
    let lines: Vec<_> = rows
        .iter()
        .map(|row| row.read(money, with_cost))
        .collect::<Result<_, Error>>()?;
    let state = |row: &Line| {
        let state = LentState::of(row.state.parse()?, row.returned, row.paid);
        Ok::<_, Error>((state, row.cost))
    };
    let mut owed = Decimal::ZERO;
    for row in &rows {
        let (state, cost) = state(row)?;
        if state == LentState::Owed {
            owed += cost;
        }
    }
    let with_us = |line: &MemoInLine| {
        matches!(
            line.state,
            LentState::Here | LentState::Out | LentState::Missing
        )
    };
    Ok(MemoInView {
        id,
        number: head.number,
        version: head.version,
        vendor: (head.vendor_id.into(), head.vendor_name),
        reference: head.reference,
        conditions: head.conditions,
        received_on: head.received_on,
        due: head.due,
        overdue: head.due < terms.today && lines.iter().any(with_us),
        taken_by: head.created_by_name,
        lines,
        owed: with_cost.then(|| Money::new(owed, money)).transpose()?,
        returns: returns(&mut *db, id, terms).await?,
        settled: if with_cost {
            settled(db, (id, money), terms).await?
        } else {
            Vec::new()
        },
    })
}

async fn lines(db: &mut PgConnection, id: MemoInId) -> Result<Vec<Line>, Error> {
    Ok(sqlx::query_as(
        "select l.piece_id, p.serial, p.name, p.vendor_style, l.cost, p.price, p.state,
                l.return_id is not null as returned, l.payment_id is not null as paid,
                place.name as place, o.id as order_id, o.number as order_number
         from memo_in_lines l
         join pieces p on p.id = l.piece_id
         left join locations place on place.id = p.location_id
         left join lateral (
            select m.order_line_id from stock_moves m
            where m.piece_id = p.id and m.kind in ('sold', 'memo_out')
            order by m.id desc limit 1
         ) went on p.state in ('sold', 'on_memo')
         left join lateral (
            select r.order_line_id from reservations r
            where r.piece_id = p.id and r.ended_at is null
         ) promised on true
         left join order_lines ol on ol.id = coalesce(promised.order_line_id, went.order_line_id)
         left join orders o on o.id = ol.order_id
         where l.memo_in_id = $1 order by l.position",
    )
    .bind(id.uuid())
    .fetch_all(db)
    .await?)
}

impl Line {
    fn read(&self, money: Currency, with_cost: bool) -> Result<MemoInLine, Error> {
        let amount = |amount| Money::new(amount, money);
        Ok(MemoInLine {
            piece: self.piece_id.into(),
            serial: self.serial.clone(),
            name: self.name.clone(),
            vendor_style: self.vendor_style.clone(),
            cost: with_cost.then(|| amount(self.cost)).transpose()?,
            price: self.price.map(amount).transpose()?,
            state: LentState::of(self.state.parse()?, self.returned, self.paid),
            location: self.place.clone(),
            order: self.order_id.map(Into::into).zip(self.order_number.clone()),
        })
    }
}

type ReturnRow = (
    DateTime<Utc>,
    String,
    String,
    serde_json::Value,
    Vec<String>,
);

async fn returns(
    db: &mut PgConnection,
    id: MemoInId,
    terms: &StoreTerms,
) -> Result<Vec<MemoInReturn>, Error> {
    let rows: Vec<ReturnRow> = sqlx::query_as(
        "select r.at, r.actor_name, r.received_by, r.signature, array_agg(p.serial order by p.serial)
         from memo_in_returns r
         join memo_in_lines l on l.return_id = r.id
         join pieces p on p.id = l.piece_id
         where r.memo_in_id = $1 group by r.id order by r.id",
    )
    .bind(id.uuid())
    .fetch_all(db)
    .await?;
    let read = |(at, by, received_by, signature, serials): ReturnRow| {
        Ok(MemoInReturn {
            at: at.with_timezone(&terms.zone).fixed_offset(),
            by,
            received_by,
            signature: serde_json::from_value(signature)?,
            serials,
        })
    };
    rows.into_iter().map(read).collect()
}

async fn settled(
    db: &mut PgConnection,
    (id, money): (MemoInId, Currency),
    terms: &StoreTerms,
) -> Result<Vec<MemoInSettled>, Error> {
    let rows: Vec<(DateTime<Utc>, String, String, Decimal)> = sqlx::query_as(
        "select at, actor_name, reference, amount from memo_in_payments
         where memo_in_id = $1 order by id",
    )
    .bind(id.uuid())
    .fetch_all(db)
    .await?;
    let read = |(at, by, reference, amount): (DateTime<Utc>, String, String, Decimal)| {
        Ok(MemoInSettled {
            at: at.with_timezone(&terms.zone).fixed_offset(),
            by,
            reference,
            amount: Money::new(amount, money)?,
        })
    };
    rows.into_iter().map(read).collect()
}
