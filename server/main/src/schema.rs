//! The tables: brought up to date before anything is served.

use std::collections::BTreeSet;

use services::db;
use sqlx::PgPool;
use sqlx::migrate::MigrateError;

/// Why the tables are not up to date.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// Trying again later helps.
    #[error("the database cannot be reached: {0}")]
    Away(#[source] sqlx::Error),
    #[error(
        "the tables cannot be brought up to date: {0}. If DATABASE_URL is not the owner of the \
         tables, set DATABASE_OWNER_URL, or run `server migrate` as the owner first."
    )]
    Refused(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Migrates, and lets the role that the server works as use the tables.
pub async fn prepare(owner: &PgPool, worker_role: Option<&str>) -> Result<(), SchemaError> {
    if is_current(owner).await {
        return Ok(());
    }
    db::migrate(owner).await.map_err(|error| match error {
        MigrateError::Execute(error) => SchemaError::from(services::Error::from(error)),
        other => SchemaError::Refused(other.into()),
    })?;
    if let Some(role) = worker_role {
        db::grant(owner, role).await?;
    }
    tracing::info!("the tables are up to date");
    Ok(())
}

/// Whether there is nothing to do, which a role without the owner's rights can see too.
async fn is_current(pool: &PgPool) -> bool {
    let applied = sqlx::query_scalar("select version from _sqlx_migrations where success");
    let Ok(applied) = applied.fetch_all(pool).await else {
        return false;
    };
    let applied: BTreeSet<i64> = applied.into_iter().collect();
    db::MIGRATIONS
        .iter()
        .all(|migration| applied.contains(&migration.version))
}

impl From<services::Error> for SchemaError {
    fn from(error: services::Error) -> Self {
        match error {
            services::Error::Unavailable => Self::Away(sqlx::Error::PoolTimedOut),
            services::Error::Internal(cause) => Self::Refused(cause),
            other => Self::Refused(other.into()),
        }
    }
}
