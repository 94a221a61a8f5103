//! Whether the database is there. It may go away at any time, and comes back by itself.

use std::time::Duration;

use sqlx::{ConnectOptions, Connection, PgConnection};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::Failure;
use crate::database::Database;
use crate::schema::SchemaError;

const LOOK_EVERY: Duration = Duration::from_secs(1);
const ANSWER_WITHIN: Duration = Duration::from_secs(3);

/// What the rest of the program is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// We have not reached it since the start.
    Starting,
    /// It answered a moment ago, and its tables are up to date.
    Here,
    /// It answered once and does not now.
    Away,
}

/// Follows the database for as long as the program runs. Returns only with what no waiting mends.
///
/// `prepare` makes it ready each time that it is reached. The connection is not the pool's: a busy
/// pool must not look like a database that is away.
pub async fn follow(
    database: &Database,
    presence: &watch::Sender<Presence>,
    prepare: impl AsyncFn() -> Result<(), SchemaError>,
) -> Failure {
    loop {
        match timeout(ANSWER_WITHIN, database.app_options().connect()).await {
            Ok(Ok(connection)) => match prepare().await {
                Ok(()) => be_here(connection, presence).await,
                Err(error @ SchemaError::Refused(_)) => return error.into(),
                Err(error) => tracing::warn!(%error, "trying again"),
            },
            Ok(Err(error)) => tracing::debug!(%error, "the database is away"),
            Err(_) => tracing::debug!("the database does not answer"),
        }
        sleep(LOOK_EVERY).await;
    }
}

async fn be_here(connection: PgConnection, presence: &watch::Sender<Presence>) {
    presence.send_replace(Presence::Here);
    let error = ping_until_it_fails(connection).await;
    tracing::warn!(error, "the database is away; trying again until it is back");
    presence.send_replace(Presence::Away);
}

async fn ping_until_it_fails(mut connection: PgConnection) -> String {
    loop {
        sleep(LOOK_EVERY).await;
        match timeout(ANSWER_WITHIN, connection.ping()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return error.to_string(),
            Err(_) => return "no answer".to_owned(),
        }
    }
}
