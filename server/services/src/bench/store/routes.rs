//! Routes.

use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, Utc};
use domain::bench::{CheckedRoute, Route};
use domain::ids::RouteId;
use sqlx::PgExecutor;
use uuid::Uuid;

type Row = (Uuid, String, serde_json::Value, i32);

fn read((id, name, steps, version): Row) -> Result<Route, Error> {
    Ok(Route {
        id: id.into(),
        name,
        steps: serde_json::from_value(steps)?,
        version,
    })
}

/// All routes, by name. A shop has a dozen.
pub(in crate::bench) async fn all_routes(db: impl PgExecutor<'_>) -> Result<Vec<Route>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select id, name, steps, version from bench_routes order by lower(name) limit 500",
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(read).collect()
}

/// A route, if there is such a one.
pub(in crate::bench) async fn route(tx: &mut Tx<'_>, id: RouteId) -> Result<Option<Route>, Error> {
    let row: Option<Row> =
        sqlx::query_as("select id, name, steps, version from bench_routes where id = $1")
            .bind(id.uuid())
            .fetch_optional(&mut **tx)
            .await?;
    row.map(read).transpose()
}

/// Writes a new route.
pub(in crate::bench) async fn insert_route(
    tx: &mut Tx<'_>,
    id: RouteId,
    route: &CheckedRoute,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into bench_routes (id, name, steps, created_at, updated_at)
         values ($1, $2, $3, $4, $4)",
    )
    .bind(id.uuid())
    .bind(&route.name)
    .bind(serde_json::to_value(&route.steps)?)
    .bind(now)
    .execute(&mut **tx)
    .await
    .map_err(named_already)?;
    Ok(())
}

/// Writes a route anew, unless somebody changed it since `version`; gives the new one.
pub(in crate::bench) async fn update_route(
    tx: &mut Tx<'_>,
    id: RouteId,
    version: i32,
    route: &CheckedRoute,
    now: DateTime<Utc>,
) -> Result<i32, Error> {
    let done: Option<i32> = sqlx::query_scalar(
        "update bench_routes set name = $3, steps = $4, updated_at = $5, version = version + 1
         where id = $1 and version = $2 returning version",
    )
    .bind(id.uuid())
    .bind(version)
    .bind(&route.name)
    .bind(serde_json::to_value(&route.steps)?)
    .bind(now)
    .fetch_optional(&mut **tx)
    .await
    .map_err(named_already)?;
    match done {
        Some(version) => Ok(version),
        None if self::route(tx, id).await?.is_none() => Err(Error::NotFound),
        None => Err(Error::Conflict(
            "Somebody else changed this route in the meantime. Look at it again before you go on."
                .into(),
        )),
    }
}

fn named_already(error: sqlx::Error) -> Error {
    match error.as_database_error() {
        Some(inner) if inner.is_unique_violation() => {
            Error::field("/name", "Another kind of work is called so.")
        }
        _ => error.into(),
    }
}
