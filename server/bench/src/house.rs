//! The house to measure in, and its past.

use anyhow::Result;
use clap::Args;
use domain::clock::{Clock, SystemClock};
use domain::ids::{LocationId, StoreId};
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

/// How many customers the house has.
pub const CUSTOMERS: u128 = 2000;

/// How many pieces of jewelry lie in its safe.
#[cfg(test)]
const JEWELS: i64 = 20_000;

/// Opens the house.
#[derive(Debug, Args)]
pub struct Open {
    /// The database, as the owner of its tables.
    #[arg(long)]
    database: String,
}

/// Fills the house.
#[derive(Debug, Args)]
pub struct Seed {
    /// The database, as the owner of its tables.
    #[arg(long)]
    database: String,
    /// The first order to write; 0 was taken just now, each further one earlier.
    #[arg(long, default_value_t = 0)]
    from: u32,
    /// Up to which order; that one is not written.
    #[arg(long)]
    upto: u32,
}

/// The store's id, as in `house.sql`.
pub fn store() -> StoreId {
    Uuid::from_u128(0x7000_8000_0000_0000_0001).into()
}

/// Where its stock lies.
pub fn safe() -> LocationId {
    Uuid::from_u128(0x7000_8000_0000_0000_0008).into()
}

/// A variant of the catalogue: 0 is the ring for 1,200.00, 1 the band for 640.00.
pub fn variant(nth: u128) -> Uuid {
    Uuid::from_u128(0x7000_8000_0000_0000_0005 + nth)
}

/// A customer; after the last comes the first again.
pub fn customer(nth: u128) -> Uuid {
    Uuid::from_u128(0x7000_9000_0000_0000_0001 + nth % CUSTOMERS)
}

impl Open {
    pub async fn run(self) -> Result<()> {
        let mut db = PgConnection::connect(&self.database).await?;
        open(&mut db).await
    }
}

impl Seed {
    pub async fn run(self) -> Result<()> {
        let mut db = PgConnection::connect(&self.database).await?;
        seed(&mut db, self.from, self.upto).await?;
        // As autovacuum would have done over the years that these orders stand for.
        sqlx::raw_sql("vacuum analyze").execute(&mut db).await?;
        Ok(())
    }
}

async fn open(db: &mut PgConnection) -> Result<()> {
    let mut tx = db.begin().await?;
    for script in [
        include_str!("sql/house.sql"),
        include_str!("sql/jewels.sql"),
    ] {
        sqlx::raw_sql(script).execute(&mut *tx).await?;
    }
    Ok(tx.commit().await?)
}

async fn seed(db: &mut PgConnection, from: u32, upto: u32) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query(
        "select set_config('bench.now', $1, true), set_config('bench.from', $2, true),
                set_config('bench.upto', $3, true)",
    )
    .bind(SystemClock.now().to_rfc3339())
    .bind(from.to_string())
    .bind(upto.to_string())
    .execute(&mut *tx)
    .await?;
    sqlx::raw_sql(include_str!("sql/orders.sql"))
        .execute(&mut *tx)
        .await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use services::check::{Finding, check};
    use sqlx::PgPool;

    #[sqlx::test(migrations = "../services/migrations")]
    async fn a_seeded_house_is_in_order(db: PgPool) {
        let mut connection = db.acquire().await.unwrap();
        open(&mut connection).await.unwrap();
        seed(&mut connection, 0, 200).await.unwrap();
        seed(&mut connection, 200, 300).await.unwrap();
        let tell = |finding| match finding {
            Finding::Checked(..) => {}
            Finding::Difference(rule, difference) => panic!("{}: {difference:?}", rule.name),
        };
        assert_eq!(check(&db, tell).await.unwrap(), 0);
        let orders: i64 = sqlx::query_scalar("select count(*) from orders where store_id = $1")
            .bind(store().uuid())
            .fetch_one(&db)
            .await
            .unwrap();
        assert_eq!(orders, 300);
    }

    #[sqlx::test(migrations = "../services/migrations")]
    async fn the_fixed_ids_are_those_of_the_house(db: PgPool) {
        let mut connection = db.acquire().await.unwrap();
        open(&mut connection).await.unwrap();
        let found: bool = sqlx::query_scalar(
            "select exists (select from stores where id = $1)
                and exists (select from variants where id = $2 and price = 1200)
                and exists (select from variants where id = $3 and price = 640)
                and (select count(*) from customers) = $4
                and exists (select from customers where id = $5)
                and exists (select from customers where id = $6)
                and exists (select from locations where id = $7 and store_id = $1)
                and (select count(*) from pieces where location_id = $7) = $8",
        )
        .bind(store().uuid())
        .bind(variant(0))
        .bind(variant(1))
        .bind(i64::try_from(CUSTOMERS).unwrap())
        .bind(customer(0))
        .bind(customer(CUSTOMERS - 1))
        .bind(safe().uuid())
        .bind(JEWELS)
        .fetch_one(&db)
        .await
        .unwrap();
        assert!(found);
    }
}
