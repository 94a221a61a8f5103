//! Orders to vendors in a list.

use super::{FACTS, FactsRow, late};
use crate::Error;
use crate::stores::StoreTerms;
use chrono::{DateTime, NaiveDate, Utc};
use domain::purchasing::{PurchaseFilter, PurchaseState, PurchaseSummary};
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
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

/// Orders to vendors, the newest first.
pub(in crate::purchasing) async fn page(
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
    if let Some(kind) = filter.kind {
        sql.push(" and p.kind = ").push_bind(kind.code());
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
             from purchase_lines where purchase_order_id = p.id
         ) l
         order by p.id desc",
    );
    let rows: Vec<Row> = sql.build_query_as().fetch_all(db).await?;
    rows.into_iter().map(|row| row.read(terms)).collect()
}

impl Row {
    fn read(self, terms: &StoreTerms) -> Result<PurchaseSummary, Error> {
        let facts = self.facts.read()?;
        let state = PurchaseState::of(facts);
        Ok(PurchaseSummary {
            id: self.id.into(),
            number: self.number,
            vendor_name: self.vendor_name,
            kind: facts.kind,
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
