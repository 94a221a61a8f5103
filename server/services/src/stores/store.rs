use super::StoreTerms;
use crate::Error;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::calendar::HouseDays;
use domain::ids::StoreId;
use domain::money::{Currency, Money};
use domain::orders::cancellation::CancellationPolicy;
use domain::schedule::DepositPolicy;
use domain::tax::Rates;
use rust_decimal::Decimal;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    zone: String,
    currency: String,
    address: serde_json::Value,
    phone: String,
    email: String,
    deposit_percent: Option<Decimal>,
    forfeit_percent: Option<Decimal>,
    quote_days: Option<i32>,
    finishing_days: Option<i32>,
    checking_days: Option<i32>,
    idle_minutes: Option<i32>,
    channel_rounding: Option<Decimal>,
    goods_rate: Option<Decimal>,
    labour_rate: Option<Decimal>,
}

/// One round trip for all that capture needs of its store. The dated rows compare with the day
/// in the store's own zone.
const TERMS: &str = "
    select s.name, s.zone, s.currency, s.address, s.phone, s.email,
           p.deposit_percent, p.forfeit_percent, p.quote_days, p.idle_minutes,
           p.finishing_days, p.checking_days, p.channel_rounding,
           goods.rate as goods_rate, labour.rate as labour_rate
    from stores s
    cross join lateral (select ($2 at time zone s.zone)::date as today) as day
    left join lateral (
        select * from store_policies where store_id = s.id and valid_from <= day.today
        order by valid_from desc limit 1
    ) p on true
    left join lateral (
        select rate from tax_rates
        where jurisdiction = s.jurisdiction and line_class = 'goods' and valid_from <= day.today
        order by valid_from desc limit 1
    ) goods on true
    left join lateral (
        select rate from tax_rates
        where jurisdiction = s.jurisdiction and line_class = 'labour' and valid_from <= day.today
        order by valid_from desc limit 1
    ) labour on true
    where s.id = $1";

pub(super) async fn terms(
    db: impl sqlx::PgExecutor<'_>,
    store: StoreId,
    now: DateTime<Utc>,
) -> Result<StoreTerms, Error> {
    let row: Row = sqlx::query_as(TERMS)
        .bind(store.uuid())
        .bind(now)
        .fetch_optional(db)
        .await?
        .ok_or(Error::NotFound)?;
    read(store, row, now)
}

fn read(store: StoreId, row: Row, now: DateTime<Utc>) -> Result<StoreTerms, Error> {
    let zone: Tz = row
        .zone
        .parse()
        .map_err(|_| Error::internal("a store with an unknown zone"))?;
    let days = |days: Option<i32>, default: u16| {
        days.and_then(|d| u16::try_from(d).ok()).unwrap_or(default)
    };
    let usual = HouseDays::default();
    Ok(StoreTerms {
        store,
        name: row.name,
        zone,
        today: now.with_timezone(&zone).date_naive(),
        currency: currency(&row.currency)?,
        rates: Rates {
            goods: row.goods_rate.unwrap_or_default(),
            labour: row.labour_rate.unwrap_or_default(),
        },
        deposit: DepositPolicy {
            percent: row.deposit_percent.unwrap_or(Decimal::from(50)),
        },
        cancellation: CancellationPolicy {
            forfeit_percent: row.forfeit_percent.unwrap_or(Decimal::ONE_HUNDRED),
        },
        quote_days: days(row.quote_days, 14),
        house_days: HouseDays {
            finishing: days(row.finishing_days, usual.finishing),
            checking: days(row.checking_days, usual.checking),
        },
        idle_minutes: days(row.idle_minutes, 10),
        channel_rounding: Money::rounded(
            row.channel_rounding.unwrap_or(Decimal::new(5, 2)),
            currency(&row.currency)?,
        )?,
        address: serde_json::from_value(row.address)?,
        phone: row.phone,
        email: row.email,
    })
}

pub(super) async fn all(db: impl sqlx::PgExecutor<'_>) -> Result<Vec<(StoreId, String)>, Error> {
    let rows: Vec<(Uuid, String)> =
        sqlx::query_as("select id, name from stores order by lower(name), id")
            .fetch_all(db)
            .await?;
    Ok(rows
        .into_iter()
        .map(|(id, name)| (id.into(), name))
        .collect())
}

/// Reads a stored currency code.
pub(crate) fn currency(code: &str) -> Result<Currency, Error> {
    Currency::from_code(code).ok_or_else(|| Error::internal("an unknown currency in the database"))
}
