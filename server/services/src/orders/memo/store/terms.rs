//! A store's rules for memos.

use crate::Error;
use crate::db::Tx;
use crate::stores::StoreTerms;
use domain::ids::StoreId;
use domain::money::Money;
use domain::orders::memo::terms::MemoTerms;
use rust_decimal::Decimal;
use sqlx::PgConnection;

#[derive(sqlx::FromRow)]
struct Row {
    days: i32,
    customer_limit: Decimal,
    insured: Option<Decimal>,
    reminders: Vec<i32>,
    conditions: String,
    version: i32,
}

/// The rules, which a store has since it was opened.
pub(in crate::orders::memo) async fn read(
    db: &mut PgConnection,
    terms: &StoreTerms,
) -> Result<MemoTerms, Error> {
    let row: Row = sqlx::query_as(
        "select days, customer_limit, insured, reminders, conditions, version
         from memo_terms where store_id = $1",
    )
    .bind(terms.store.uuid())
    .fetch_one(db)
    .await?;
    let days = |stored: i32| u16::try_from(stored).map_err(Error::internal);
    let money = |amount| Money::new(amount, terms.currency);
    Ok(MemoTerms {
        days: days(row.days)?,
        limit: money(row.customer_limit)?,
        insured: row.insured.map(money).transpose()?,
        reminders: row
            .reminders
            .into_iter()
            .map(days)
            .collect::<Result<_, _>>()?,
        conditions: row.conditions,
        version: row.version,
    })
}

/// Writes the rules anew, unless somebody else did since that version.
pub(in crate::orders::memo) async fn set(
    tx: &mut Tx<'_>,
    store: StoreId,
    rules: &MemoTerms,
) -> Result<i32, Error> {
    let reminders: Vec<_> = rules
        .reminders
        .iter()
        .map(|days| i32::from(*days))
        .collect();
    let version = sqlx::query_scalar(
        "update memo_terms set days = $3, customer_limit = $4, insured = $5, reminders = $6,
            conditions = $7, version = version + 1
         where store_id = $1 and version = $2 returning version",
    )
    .bind(store.uuid())
    .bind(rules.version)
    .bind(i32::from(rules.days))
    .bind(rules.limit.amount())
    .bind(rules.insured.map(Money::amount))
    .bind(reminders)
    .bind(&rules.conditions)
    .fetch_optional(&mut **tx)
    .await?;
    version.ok_or_else(|| {
        Error::Conflict(
            "Somebody else changed the terms in the meantime. Reload to see how they are now."
                .into(),
        )
    })
}
