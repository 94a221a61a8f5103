//! What customers are asked about, and what they say: each answer is bound to one revision.

use crate::db::Tx;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{EventId, OrderId};
use domain::money::Money;
use domain::orders::act::Consent;
use domain::orders::custom::binding::Binding;
use domain::orders::custom::estimate::Estimate;
use domain::orders::custom::rounds::Verdict;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

#[derive(sqlx::FromRow)]
struct Row {
    revision: i32,
    round: Option<i32>,
    estimate_number: i32,
    estimate: serde_json::Value,
    binding: Option<String>,
    files: Vec<String>,
    photographed: bool,
    policy: Option<serde_json::Value>,
    approved: Option<String>,
    begun_deposit: Option<Decimal>,
}

/// The revision that an order's customer is asked about now, and what of it was answered.
pub(in crate::orders::custom) struct Current {
    pub revision: i32,
    pub round: Option<i32>,
    estimate_number: i32,
    /// The hash that it was made of, and the one that its files, specification and price have now.
    made_of: Option<String>,
    pub now: String,
    /// The hash that was approved.
    approved: Option<String>,
    pub photographed: bool,
    pub policy: Option<serde_json::Value>,
    /// The deposit on which work was begun.
    pub begun: Option<Money>,
}

impl Current {
    /// Whether files, specification and price are still what the revision was made of.
    pub(in crate::orders::custom) fn is_as_it_was(&self) -> bool {
        self.made_of.as_ref() == Some(&self.now)
    }

    /// Whether it was approved, and is still what was approved.
    pub(in crate::orders::custom) fn is_approved(&self) -> bool {
        self.approved.as_ref() == Some(&self.now)
    }
}

/// The newest of everything: what stands is the newest estimate and the newest round, at what the
/// order comes to.
const CURRENT: &str = "
    select c.revision, s.round, e.number as estimate_number, e.estimate, r.binding, c.policy,
           c.begun_deposit,
           array(
               select f.hash from custom_round_files f
               where f.order_id = c.order_id and f.round = s.round order by f.hash
           ) as files,
           exists (
               select from custom_pictures p where p.order_id = c.order_id and p.kind = 'final'
           ) as photographed,
           a.binding as approved
    from customs c
    join lateral (
        select number, estimate from custom_estimates
        where order_id = c.order_id order by number desc limit 1
    ) e on true
    cross join lateral (
        select max(number) as round from custom_rounds where order_id = c.order_id
    ) s
    left join custom_revisions r on r.order_id = c.order_id and r.revision = c.revision
    left join custom_answers a on a.order_id = c.order_id and a.revision = c.revision
        and a.verdict = 'approved'
    where c.order_id = $1";

/// What stands of an order that comes to `total`; none where no price was told yet.
pub(in crate::orders::custom) async fn current(
    db: &mut PgConnection,
    order: OrderId,
    total: Money,
) -> Result<Option<Current>, Error> {
    let row: Option<Row> = sqlx::query_as(CURRENT)
        .bind(order.uuid())
        .fetch_optional(db)
        .await?;
    row.map(|row| row.read(total)).transpose()
}

impl Row {
    fn read(self, total: Money) -> Result<Current, Error> {
        let estimate: Estimate = serde_json::from_value(self.estimate)?;
        let bound = Binding {
            files: &self.files,
            specification: &estimate.specification(),
            total,
        };
        let now = hex::encode(Sha256::digest(bound.text()?));
        Ok(Current {
            revision: self.revision,
            round: self.round,
            estimate_number: self.estimate_number,
            made_of: self.binding,
            now,
            approved: self.approved,
            photographed: self.photographed,
            policy: self.policy,
            begun: self
                .begun_deposit
                .map(|deposit| Money::new(deposit, total.currency()))
                .transpose()?,
        })
    }
}

/// From now on the customer is asked about what stands.
pub(in crate::orders::custom) async fn begin(
    tx: &mut Tx<'_>,
    order: OrderId,
    total: Money,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let stands = current(tx, order, total).await?;
    let stands = stands.ok_or_else(|| Error::internal("a revision without an estimate"))?;
    sqlx::query(
        "with next as (
            update customs set revision = revision + 1 where order_id = $1 returning revision
         )
         insert into custom_revisions (order_id, revision, estimate, round, total, binding, at)
         select $1, revision, $2, $3, $4, $5, $6 from next",
    )
    .bind(order.uuid())
    .bind(stands.estimate_number)
    .bind(stands.round)
    .bind(total.amount())
    .bind(&stands.now)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Work is begun on the deposit as it is now. The first time counts.
pub(in crate::orders::custom) async fn begin_work(
    tx: &mut Tx<'_>,
    order: OrderId,
    deposit: Money,
) -> Result<(), Error> {
    sqlx::query(
        "update customs set begun_deposit = coalesce(begun_deposit, $2) where order_id = $1",
    )
    .bind(order.uuid())
    .bind(deposit.amount())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What somebody says of a revision.
pub(in crate::orders::custom) struct Answer<'a> {
    pub revision: &'a Current,
    pub total: Money,
    pub verdict: Verdict,
    pub consent: &'a Consent,
    pub wishes: Option<&'a str>,
}

/// Writes it, bound to the revision.
pub(in crate::orders::custom) async fn answer(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: OrderId,
    answer: &Answer<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let total: Decimal = answer.total.amount();
    let signature = answer.consent.signature.as_ref();
    sqlx::query(
        "insert into custom_answers (id, order_id, revision, verdict, total, binding, way, name,
            signature, wishes, at, actor_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(EventId::generate().uuid())
    .bind(order.uuid())
    .bind(answer.revision.revision)
    .bind(answer.verdict.code())
    .bind(total)
    .bind(&answer.revision.now)
    .bind(answer.consent.way().code())
    .bind(&answer.consent.name)
    .bind(signature.map(serde_json::to_value).transpose()?)
    .bind(answer.wishes)
    .bind(now)
    .bind(caller.name())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
