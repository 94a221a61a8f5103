//! `server migrate`: brings the tables up to date, and stops.

use crate::Failure;
use crate::config::DatabaseConfig;
use crate::database::Database;

pub async fn run(config: DatabaseConfig) -> Result<(), Failure> {
    let database = Database::open(&config).await?;
    let migrated = database.prepare_schema().await;
    database.close().await?;
    Ok(migrated?)
}
