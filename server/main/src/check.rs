//! `server check`: reckons every number of the house anew, and says what differs.

use std::io::{self, Write};

use services::check::{Finding, check};

use crate::Failure;
use crate::config::DatabaseConfig;
use crate::database::Database;

pub async fn run(config: DatabaseConfig) -> Result<(), Failure> {
    let database = Database::open(&config).await?;
    let checked = look(&database).await;
    database.close().await?;
    match checked? {
        0 => Ok(()),
        1 => Err("the house is not in order: 1 difference".into()),
        many => Err(format!("the house is not in order: {many} differences").into()),
    }
}

async fn look(database: &Database) -> Result<u64, Failure> {
    let pool = database.pool();
    let mut out = io::stdout().lock();
    let mut told = Ok(());
    let found = check(&pool, |finding| {
        let line = tell(&mut out, &finding);
        told = std::mem::replace(&mut told, Ok(())).and(line);
    })
    .await;
    pool.close().await;
    told?;
    Ok(found?)
}

/// A line for each difference, then one for their rule.
fn tell(out: &mut impl Write, finding: &Finding) -> io::Result<()> {
    match finding {
        Finding::Difference(rule, difference) => writeln!(
            out,
            "{}: {}: expected {}, found {}",
            rule.name, difference.subject, difference.expected, difference.found
        ),
        Finding::Checked(rule, 0) => writeln!(out, "ok    {}: {}", rule.name, rule.says),
        Finding::Checked(rule, found) => {
            writeln!(out, "WRONG {}: {} ({found} not)", rule.name, rule.says)
        }
    }
}
