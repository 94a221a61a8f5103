//! How many jobs there are, for those who watch the house from outside.

use crate::Error;
use sqlx::PgPool;

/// How many jobs there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// To be done, now or later.
    pub waiting: i64,
    /// Given up.
    pub dead: i64,
}

/// Counts the jobs. What is done is not kept, so there are few.
pub async fn counts(db: &PgPool) -> Result<Counts, Error> {
    Ok(sqlx::query_as(
        "select count(*) filter (where dead_at is null) as waiting, count(dead_at) as dead
         from jobs",
    )
    .fetch_one(db)
    .await?)
}
