//! A store's own rules: zone, currency, tax, deposit, cancellation.

pub(crate) mod store;

use crate::Error;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::calendar::HouseDays;
use domain::contact::PostalAddress;
use domain::ids::StoreId;
use domain::money::{Currency, Money};
use domain::orders::cancellation::CancellationPolicy;
use domain::orders::view::StoreView;
use domain::schedule::DepositPolicy;
use domain::tax::Rates;

/// The rules in force in a store today.
#[derive(Debug, Clone)]
pub struct StoreTerms {
    pub store: StoreId,
    pub name: String,
    pub zone: Tz,
    /// Today there.
    pub today: NaiveDate,
    pub currency: Currency,
    pub rates: Rates,
    pub deposit: DepositPolicy,
    pub cancellation: CancellationPolicy,
    pub quote_days: u16,
    pub house_days: HouseDays,
    pub idle_minutes: u16,
    /// Up to what difference from a channel's total nobody is asked.
    pub channel_rounding: Money,
    pub address: PostalAddress,
    pub phone: String,
    pub email: String,
}

/// The rules of a store now.
pub async fn terms(
    db: impl sqlx::PgExecutor<'_>,
    store: StoreId,
    now: DateTime<Utc>,
) -> Result<StoreTerms, Error> {
    store::terms(db, store, now).await
}

/// Every store with its name, for those who choose one at the command line.
pub async fn all(db: impl sqlx::PgExecutor<'_>) -> Result<Vec<(StoreId, String)>, Error> {
    store::all(db).await
}

impl StoreTerms {
    /// The shop as its papers show it.
    pub(crate) fn letterhead(&self) -> StoreView {
        StoreView {
            name: self.name.clone(),
            address: self.address.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
        }
    }
}
