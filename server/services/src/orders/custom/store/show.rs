//! A custom order as its page shows it: a query for each part, none in a loop.

use super::rounds::{FileRow, file_of};
use super::{policy, revisions};
use crate::Error;
use crate::orders::record::{local, money};
use crate::stores::StoreTerms;
use chrono::{DateTime, Months, NaiveDate, Utc};
use domain::ids::OrderId;
use domain::money::Money;
use domain::orders::custom::estimate::Estimate;
use domain::orders::custom::inquiry::Brief;
use domain::orders::custom::policy::Policy;
use domain::orders::custom::rounds::RoundFile;
use domain::orders::custom::view::{
    AnswerView, CustomView, EstimateView, GoodsView, RoundView, Warranty,
};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Head {
    wish: Option<String>,
    notes: Option<String>,
    budget: Option<Decimal>,
    wanted_by: Option<NaiveDate>,
    revision: i32,
    currency: String,
    total: Decimal,
    handed_over: Option<DateTime<Utc>>,
    inspiration: Vec<String>,
    finals: Vec<String>,
}

/// What a custom order has beyond its order.
pub(in crate::orders::custom) async fn view(
    db: &mut PgConnection,
    order: OrderId,
    terms: &StoreTerms,
    with_cost: bool,
) -> Result<CustomView, Error> {
    let head: Head = sqlx::query_as(
        "select c.wish, c.notes, c.budget, c.wanted_by, c.revision, o.currency, o.total,
                o.handed_over_at as handed_over,
                array(select url from custom_pictures p where p.order_id = c.order_id
                    and p.kind = 'inspiration' order by p.id) as inspiration,
                array(select url from custom_pictures p where p.order_id = c.order_id
                    and p.kind = 'final' order by p.id) as finals
         from customs c join orders o on o.id = c.order_id where c.order_id = $1",
    )
    .bind(order.uuid())
    .fetch_one(&mut *db)
    .await?;
    let currency = head.currency.as_str();
    let total = money(head.total, currency)?;
    let policy = policy::in_force(db, terms, order).await?;
    let stands = revisions::current(db, order, total).await?;
    let rounds = rounds(db, order, currency, terms).await?;
    let shown = u32::try_from(rounds.len()).unwrap_or(u32::MAX);
    let budget = head.budget.map(|budget| money(budget, currency));
    let handed_over = head
        .handed_over
        .map(|at| local(at, terms.zone).date_naive());
    Ok(CustomView {
        brief: Brief {
            wish: head.wish,
            notes: head.notes,
            budget: budget.transpose()?,
            wanted_by: head.wanted_by,
            photos: head.inspiration,
        },
        revision: count(head.revision),
        estimates: estimates(db, order, currency, terms, with_cost).await?,
        charged: Money::sum(total.currency(), rounds.iter().map(|round| round.fee))?,
        rounds,
        answers: answers(db, order, currency, terms).await?,
        approved: stands.is_some_and(|stands| stands.is_approved()),
        included_rounds: policy.included_rounds,
        next_fee: policy.fee_of_round(shown.saturating_add(1)),
        goods: goods(db, order, currency).await?,
        final_photos: head.finals,
        wants_final_photos: policy.final_photos,
        warranty: warranty(&policy, handed_over),
        shows_parts: policy.shows_parts,
    })
}

fn warranty(policy: &Policy, handed_over: Option<NaiveDate>) -> Option<Warranty> {
    let months = policy.warranty_months;
    let until = handed_over.and_then(|day| day.checked_add_months(Months::new(months.into())));
    (months > 0).then(|| Warranty {
        months,
        words: policy.warranty.clone(),
        until,
    })
}

fn count(stored: i32) -> u32 {
    u32::try_from(stored).unwrap_or_default()
}

#[derive(sqlx::FromRow)]
struct EstimateRow {
    number: i32,
    estimate: serde_json::Value,
    cost: Decimal,
    price: Decimal,
    parts: serde_json::Value,
    total: Decimal,
    expires: NaiveDate,
    reason: Option<String>,
    at: DateTime<Utc>,
    actor_name: String,
}

async fn estimates(
    db: &mut PgConnection,
    order: OrderId,
    currency: &str,
    terms: &StoreTerms,
    with_cost: bool,
) -> Result<Vec<EstimateView>, Error> {
    let rows: Vec<EstimateRow> = sqlx::query_as(
        "select number, estimate, cost, price, parts, total, expires, reason, at, actor_name
         from custom_estimates where order_id = $1 order by number desc",
    )
    .bind(order.uuid())
    .fetch_all(db)
    .await?;
    let read = |row: EstimateRow| {
        let estimate: Estimate = serde_json::from_value(row.estimate)?;
        let cost = with_cost.then(|| money(row.cost, currency)).transpose()?;
        Ok(EstimateView {
            number: count(row.number),
            specification: estimate.specification(),
            parts: serde_json::from_value(row.parts)?,
            price: money(row.price, currency)?,
            total: money(row.total, currency)?,
            expires: row.expires,
            reason: row.reason,
            by: row.actor_name,
            at: local(row.at, terms.zone),
            estimate: with_cost.then(|| Box::new(estimate)),
            cost,
        })
    };
    rows.into_iter().map(read).collect()
}

#[derive(sqlx::FromRow)]
struct RoundRow {
    number: i32,
    note: Option<String>,
    public: bool,
    fee: Decimal,
    at: DateTime<Utc>,
    actor_name: String,
}

async fn rounds(
    db: &mut PgConnection,
    order: OrderId,
    currency: &str,
    terms: &StoreTerms,
) -> Result<Vec<RoundView>, Error> {
    let rows: Vec<RoundRow> = sqlx::query_as(
        "select number, note, public, fee, at, actor_name from custom_rounds
         where order_id = $1 order by number desc",
    )
    .bind(order.uuid())
    .fetch_all(&mut *db)
    .await?;
    let mut files = files(db, order).await?;
    let mut read = |row: RoundRow| {
        Ok(RoundView {
            number: count(row.number),
            note: row.note,
            files: files.remove(&row.number).unwrap_or_default(),
            public: row.public,
            fee: money(row.fee, currency)?,
            by: row.actor_name,
            at: local(row.at, terms.zone),
        })
    };
    rows.into_iter().map(&mut read).collect()
}

type NamedFile = (i32, String, String, String, i64, Option<String>);

async fn files(
    db: &mut PgConnection,
    order: OrderId,
) -> Result<HashMap<i32, Vec<RoundFile>>, Error> {
    let rows: Vec<NamedFile> = sqlx::query_as(
        "select f.round, f.name, d.hash, d.kind, d.bytes, d.picture
         from custom_round_files f join design_files d on d.hash = f.hash
         where f.order_id = $1 order by f.round, f.position",
    )
    .bind(order.uuid())
    .fetch_all(db)
    .await?;
    let mut files: HashMap<i32, Vec<RoundFile>> = HashMap::new();
    for (round, name, hash, kind, bytes, picture) in rows {
        let row: FileRow = (hash, kind, bytes, picture);
        let file = file_of(row)?;
        files
            .entry(round)
            .or_default()
            .push(RoundFile { name, file });
    }
    Ok(files)
}

#[derive(sqlx::FromRow)]
struct AnswerRow {
    revision: i32,
    round: Option<i32>,
    verdict: String,
    total: Decimal,
    binding: String,
    way: String,
    name: String,
    wishes: Option<String>,
    at: DateTime<Utc>,
    actor_name: String,
}

async fn answers(
    db: &mut PgConnection,
    order: OrderId,
    currency: &str,
    terms: &StoreTerms,
) -> Result<Vec<AnswerView>, Error> {
    let rows: Vec<AnswerRow> = sqlx::query_as(
        "select a.revision, r.round, a.verdict, a.total, a.binding, a.way, a.name, a.wishes, a.at,
                a.actor_name
         from custom_answers a join custom_revisions r using (order_id, revision)
         where a.order_id = $1 order by a.id desc",
    )
    .bind(order.uuid())
    .fetch_all(db)
    .await?;
    let read = |row: AnswerRow| {
        Ok(AnswerView {
            revision: count(row.revision),
            round: row.round.map(count),
            verdict: row.verdict.parse()?,
            total: money(row.total, currency)?,
            way: row.way.parse()?,
            name: row.name,
            wishes: row.wishes,
            noted_by: row.actor_name,
            at: local(row.at, terms.zone),
            binding: row.binding,
        })
    };
    rows.into_iter().map(read).collect()
}

#[derive(sqlx::FromRow)]
struct GoodsRow {
    piece_id: Uuid,
    serial: String,
    kind: String,
    words: String,
    weight: Option<String>,
    declared_value: Option<Decimal>,
    fate: String,
    photos: Vec<String>,
}

async fn goods(
    db: &mut PgConnection,
    order: OrderId,
    currency: &str,
) -> Result<Vec<GoodsView>, Error> {
    let rows: Vec<GoodsRow> = sqlx::query_as(
        "select g.piece_id, p.serial, g.kind, g.words, g.weight, p.declared_value, g.fate,
                array(select url from piece_photos where piece_id = p.id order by id limit 12)
                    as photos
         from custom_goods g join pieces p on p.id = g.piece_id
         where g.order_id = $1 order by g.piece_id",
    )
    .bind(order.uuid())
    .fetch_all(db)
    .await?;
    let read = |row: GoodsRow| {
        let value = row.declared_value.map(|value| money(value, currency));
        Ok(GoodsView {
            piece: row.piece_id.into(),
            serial: row.serial,
            kind: row.kind.parse()?,
            words: row.words,
            weight: row.weight,
            declared_value: value.transpose()?,
            fate: row.fate.parse()?,
            photos: row.photos,
        })
    };
    rows.into_iter().map(read).collect()
}
