//! The database: pools, migrations, transactions.

use crate::Error;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgPool, Postgres, Transaction};
use std::time::Duration;

/// A transaction in progress.
pub type Tx<'a> = Transaction<'a, Postgres>;

/// The schema, step by step.
pub static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// A connection that lay unused for longer is asked whether it still works. To ask a busy one
/// would be a round trip more for every request.
const TRUSTED_FOR: Duration = Duration::from_secs(1);

/// Opens a pool without waiting for the database, which may come up later.
#[must_use]
pub fn pool(options: PgConnectOptions, most: u32) -> PgPool {
    PgPoolOptions::new()
        .max_connections(most)
        .acquire_timeout(Duration::from_secs(5))
        .test_before_acquire(false)
        .before_acquire(|connection, pooled| {
            Box::pin(async move {
                if pooled.idle_for > TRUSTED_FOR {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_lazy_with(options)
}

/// Brings the schema up to date. Needs the owner's rights.
pub async fn migrate(owner: &PgPool) -> Result<(), sqlx::migrate::MigrateError> {
    MIGRATIONS.run(owner).await
}

/// Lets the lesser role that the server runs as read and write, but never change the schema or
/// what is append-only.
pub async fn grant(owner: &PgPool, role: &str) -> Result<(), Error> {
    let role = role.replace('"', "\"\"");
    let statements = format!(
        r#"grant usage on schema public to "{role}";
           grant select, insert, update, delete on all tables in schema public to "{role}";
           revoke update, delete on ledger_entries, ledger_postings, order_events, payments, audit,
               stock_moves, bulk_moves, receipts, receipt_pieces, receipt_lines, envelope_moves,
               insurance_limits, bench_charges, stock_count_scans, stock_count_quantities,
               stock_count_results, repair_quotes, repair_approvals, custom_estimates,
               custom_rounds, custom_round_files, custom_revisions, custom_answers from "{role}";
           revoke insert, update, delete on _sqlx_migrations from "{role}";
           grant usage on all sequences in schema public to "{role}";"#
    );
    // The role's name is ours, from the configuration, and quoted above.
    sqlx::raw_sql(sqlx::AssertSqlSafe(statements))
        .execute(owner)
        .await?;
    Ok(())
}
