//! A customer's page: the link to an order of the demo's that is in work.

use anyhow::{Context, Result};
use clap::Args;
use domain::ids::{OrderId, StoreId};
use services::{Caller, Console, Secret, tracking};
use sqlx::PgPool;
use std::path::PathBuf;
use uuid::Uuid;

use crate::house;
use crate::use_cases;

/// Finds a link.
#[derive(Debug, Args)]
pub struct Track {
    /// The database, as the server uses it.
    #[arg(long)]
    database: String,
    /// The file with the server's secret.
    #[arg(long)]
    secret: PathBuf,
}

impl Track {
    pub async fn run(self) -> Result<()> {
        let mut secret = [0; 32];
        hex::decode_to_slice(std::fs::read_to_string(&self.secret)?.trim(), &mut secret)?;
        let services = use_cases::over(&self.database, 1, Secret::new(secret))?;
        let (order, store) = in_work(&services.db).await?;
        let console = Console { store };
        let link = tracking::current(&services, Caller::from(&console), order).await?;
        println!("{}", link.context("the order has no link")?);
        Ok(())
    }
}

/// The order of the demo's with the longest history that is still in work.
async fn in_work(db: &PgPool) -> Result<(OrderId, StoreId)> {
    let (order, store): (Uuid, Uuid) = sqlx::query_as(
        "select o.id, o.store_id from orders o join order_events e on e.order_id = o.id
         where o.phase = 'in_work' and o.store_id <> $1
         group by o.id order by count(*) desc, o.id limit 1",
    )
    .bind(house::store().uuid())
    .fetch_one(db)
    .await?;
    Ok((order.into(), store.into()))
}
