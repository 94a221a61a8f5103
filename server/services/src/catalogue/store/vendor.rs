//! Vendors.

use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, Utc};
use domain::catalogue::{CheckedVendor, VendorView};
use domain::ids::VendorId;
use sqlx::PgExecutor;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    version: i32,
    name: String,
    email: String,
    phone: String,
    account_number: String,
    lead_days: i32,
    styles: i64,
}

/// All vendors, by name. A house works with dozens, not thousands.
pub(in crate::catalogue) async fn vendors(
    db: impl PgExecutor<'_>,
) -> Result<Vec<VendorView>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select d.id, d.version, d.name, d.email, d.phone, d.account_number, d.lead_days,
                coalesce(s.styles, 0) as styles
         from vendors d
         left join (select vendor_id, count(*) as styles from styles group by vendor_id) s
             on s.vendor_id = d.id
         order by lower(d.name) limit 1000",
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Row::read).collect())
}

impl Row {
    fn read(self) -> VendorView {
        VendorView {
            id: self.id.into(),
            version: self.version,
            name: self.name,
            email: self.email,
            phone: self.phone,
            account_number: self.account_number,
            lead_days: u16::try_from(self.lead_days).unwrap_or_default(),
            styles: u32::try_from(self.styles).unwrap_or(u32::MAX),
        }
    }
}

/// Writes a new vendor.
pub(in crate::catalogue) async fn create_vendor(
    tx: &mut Tx<'_>,
    id: VendorId,
    vendor: &CheckedVendor,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into vendors (id, name, email, phone, account_number, lead_days, created_at,
                              updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)",
    )
    .bind(id.uuid())
    .bind(&vendor.name)
    .bind(&vendor.email)
    .bind(&vendor.phone)
    .bind(&vendor.account_number)
    .bind(i32::from(vendor.lead_days))
    .bind(now)
    .execute(&mut **tx)
    .await
    .map_err(name_taken)?;
    Ok(())
}

/// Writes a vendor anew if nobody else did since `version`; gives the new version, or nothing.
pub(in crate::catalogue) async fn update_vendor(
    tx: &mut Tx<'_>,
    id: VendorId,
    version: i32,
    vendor: &CheckedVendor,
    now: DateTime<Utc>,
) -> Result<Option<i32>, Error> {
    sqlx::query_scalar(
        "update vendors set name = $3, email = $4, phone = $5, account_number = $6,
             lead_days = $7, updated_at = $8, version = version + 1
         where id = $1 and version = $2 returning version",
    )
    .bind(id.uuid())
    .bind(version)
    .bind(&vendor.name)
    .bind(&vendor.email)
    .bind(&vendor.phone)
    .bind(&vendor.account_number)
    .bind(i32::from(vendor.lead_days))
    .bind(now)
    .fetch_optional(&mut **tx)
    .await
    .map_err(name_taken)
}

fn name_taken(error: sqlx::Error) -> Error {
    match error.as_database_error() {
        Some(inner) if inner.is_unique_violation() => {
            Error::field("/name", "Another vendor has this name.")
        }
        _ => error.into(),
    }
}
