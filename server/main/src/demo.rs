//! A shop to look around in: `server demo`, and `serve --demo`.

use std::fmt::Write as _;
use std::io::Write as _;

use services::{Services, demo};

use crate::config::DatabaseConfig;
use crate::database::Database;
use crate::{Failure, house};

/// Fills an empty database, and says how to sign in.
pub async fn run(config: DatabaseConfig) -> Result<(), Failure> {
    let database = Database::open(&config).await?;
    let filled = fill(&config, &database).await;
    database.close().await?;
    filled?;
    Ok(std::io::stdout().write_all(logins().as_bytes())?)
}

async fn fill(config: &DatabaseConfig, database: &Database) -> Result<(), Failure> {
    database.prepare_schema().await?;
    let pool = database.pool();
    let services = house::services(config, String::new(), pool.clone())?;
    let filled = demo::fill(&services).await;
    pool.close().await;
    filled?;
    Ok(())
}

/// Never touches a database that holds a shop.
pub async fn fill_if_empty(services: &Services) -> Result<(), services::Error> {
    if demo::is_empty(services).await? {
        tracing::info!("filling the demo shop");
        demo::fill(services).await?;
    }
    Ok(())
}

/// How to sign in, as lines to print.
pub fn logins() -> String {
    let demo::Logins { password, people } = demo::logins();
    let mut text = format!("\n  Demo shop; everybody's password is {password}\n\n");
    for person in people {
        let role = person.role.code();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "    {:<11} {:<32} PIN {}",
            role, person.email, person.pin
        );
    }
    text
}
