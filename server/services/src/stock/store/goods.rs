//! What lies here of customers.

use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::custody::{CustomersPiece, GoodsStanding};
use domain::ids::PieceId;
use domain::money::Money;
use rust_decimal::Decimal;
use sqlx::PgPool;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    serial: String,
    name: String,
    customer_id: Uuid,
    customer: String,
    place: String,
    who: Option<String>,
    created_at: DateTime<Utc>,
    declared_value: Option<Decimal>,
}

/// Those that came after a piece, the longest in the house first.
pub(in crate::stock) async fn page(
    db: &PgPool,
    terms: &StoreTerms,
    after: Option<PieceId>,
    most: usize,
) -> Result<Vec<CustomersPiece>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select p.id, p.serial, p.name, c.id as customer_id, c.name as customer, l.name as place,
                coalesce(s.name, v.name) as who, p.created_at, p.declared_value
         from pieces p
         join customers c on c.id = p.customer_id
         join locations l on l.id = p.location_id
         left join staff s on s.id = l.staff_id
         left join vendors v on v.id = l.vendor_id
         where p.store_id = $1 and p.ownership = 'customer' and p.state = 'here'
            and ($2::uuid is null or (p.created_at, p.id) > (
                select last.created_at, last.id from pieces last
                where last.id = $2 and last.store_id = $1
            ))
         order by p.created_at, p.id limit $3",
    )
    .bind(terms.store.uuid())
    .bind(after.map(PieceId::uuid))
    .bind(i64::try_from(most).unwrap_or(i64::MAX))
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.read(terms)).collect()
}

impl Row {
    fn read(self, terms: &StoreTerms) -> Result<CustomersPiece, Error> {
        let value = self.declared_value;
        Ok(CustomersPiece {
            id: self.id.into(),
            serial: self.serial,
            name: self.name,
            customer: (self.customer_id.into(), self.customer),
            place: self.place,
            who: self.who,
            since: self.created_at.with_timezone(&terms.zone).fixed_offset(),
            declared_value: value
                .map(|value| Money::new(value, terms.currency))
                .transpose()?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct StandingRow {
    pieces: i64,
    total: Decimal,
    without_value: i64,
    amount: Option<Decimal>,
    at: Option<DateTime<Utc>>,
    actor_name: Option<String>,
}

/// What they come to, and the limit that counts.
pub(in crate::stock) async fn standing(
    db: &PgPool,
    terms: &StoreTerms,
) -> Result<GoodsStanding, Error> {
    let row: StandingRow = sqlx::query_as(
        "select goods.*, insured.amount, insured.at, insured.actor_name
         from (
            select count(*) as pieces, coalesce(sum(declared_value), 0) as total,
                   count(*) filter (where declared_value is null) as without_value
            from pieces where store_id = $1 and ownership = 'customer' and state = 'here'
         ) goods
         left join lateral (
            select amount, at, actor_name from insurance_limits
            where store_id = $1 order by id desc limit 1
         ) insured on true",
    )
    .bind(terms.store.uuid())
    .fetch_one(db)
    .await?;
    let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let at = row
        .at
        .map(|at| at.with_timezone(&terms.zone).fixed_offset());
    Ok(GoodsStanding {
        pieces: count(row.pieces),
        total: Money::new(row.total, terms.currency)?,
        without_value: count(row.without_value),
        limit: row
            .amount
            .map(|amount| Money::new(amount, terms.currency))
            .transpose()?,
        set: at.zip(row.actor_name),
    })
}

/// Writes a new limit. Those before it stay.
pub(in crate::stock) async fn insert_limit(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    limit: Money,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into insurance_limits (id, store_id, amount, currency, at, actor_kind, actor_id,
            actor_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(Uuid::now_v7())
    .bind(caller.store().uuid())
    .bind(limit.amount())
    .bind(limit.currency().code())
    .bind(now)
    .bind(caller.kind())
    .bind(caller.id())
    .bind(caller.name())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
