//! Memos in in a list.

use crate::Error;
use crate::place::Place;
use crate::stores::StoreTerms;
use crate::stores::store::currency;
use chrono::NaiveDate;
use domain::memo_in::{MemoInFilter, MemoInLook, MemoInSummary};
use domain::money::Money;
use rust_decimal::Decimal;
use sqlx::{PgPool, QueryBuilder};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: String,
    vendor_id: Uuid,
    vendor_name: String,
    currency: String,
    reference: String,
    received_on: NaiveDate,
    due: NaiveDate,
    pieces: i64,
    here: i64,
    sold: i64,
    owed: Decimal,
    lent: Decimal,
}

/// A piece that is with us still, and one that is gone and not paid for.
const WITH_US: &str = "p.state in ('here', 'on_memo', 'missing') and l.return_id is null";
const OWED: &str = "p.state in ('sold', 'set', 'scrapped') and l.return_id is null \
                    and l.payment_id is null";

/// Those that a filter lets through, the first due first, so many.
pub(in crate::memo_in) async fn page(
    db: &PgPool,
    terms: &StoreTerms,
    filter: &MemoInFilter,
    (after, most): (Option<Place>, usize),
    with_cost: bool,
) -> Result<Vec<MemoInSummary>, Error> {
    let mut sql = QueryBuilder::new(format!(
        "select m.id, m.number, m.vendor_id, v.name as vendor_name, m.currency, m.reference,
                m.received_on, m.due, c.pieces, c.here, c.sold, c.owed, c.lent
         from memos_in m
         join vendors v on v.id = m.vendor_id
         cross join lateral (
            select count(*) as pieces, count(*) filter (where {WITH_US}) as here,
                   count(*) filter (where {OWED}) as sold,
                   coalesce(sum(l.cost) filter (where {OWED}), 0) as owed,
                   coalesce(sum(l.cost) filter (where {WITH_US}), 0) as lent
            from memo_in_lines l join pieces p on p.id = l.piece_id
            where l.memo_in_id = m.id
         ) c
         where m.store_id = "
    ));
    sql.push_bind(terms.store.uuid());
    match filter.look {
        MemoInLook::Open => sql.push(" and c.here + c.sold > 0"),
        MemoInLook::Overdue => sql
            .push(" and c.here > 0 and m.due < ")
            .push_bind(terms.today),
        MemoInLook::Owed => sql.push(" and c.sold > 0"),
        MemoInLook::All => &mut sql,
    };
    if let Some(vendor) = filter.vendor {
        sql.push(" and m.vendor_id = ").push_bind(vendor.uuid());
    }
    if let Some(after) = after {
        sql.push(" and (m.due, m.id) > (").push_bind(after.date);
        sql.push(", ").push_bind(after.id).push(")");
    }
    sql.push(" order by m.due, m.id limit ")
        .push_bind(i64::try_from(most).unwrap_or(i64::MAX));
    let rows: Vec<Row> = sql.build_query_as().fetch_all(db).await?;
    let each = rows.into_iter();
    each.map(|row| row.read(terms, with_cost)).collect()
}

impl Row {
    fn read(self, terms: &StoreTerms, with_cost: bool) -> Result<MemoInSummary, Error> {
        let money = currency(&self.currency)?;
        let count = |many: i64| u32::try_from(many).map_err(Error::internal);
        let cost = |amount| {
            let seen = with_cost.then(|| Money::new(amount, money));
            seen.transpose()
        };
        Ok(MemoInSummary {
            id: self.id.into(),
            number: self.number,
            vendor: (self.vendor_id.into(), self.vendor_name),
            reference: self.reference,
            received_on: self.received_on,
            due: self.due,
            overdue: self.here > 0 && self.due < terms.today,
            pieces: count(self.pieces)?,
            here: count(self.here)?,
            sold: count(self.sold)?,
            owed: cost(self.owed)?,
            lent: cost(self.lent)?,
        })
    }
}
