//! Who did what that is no step of an order. Orders keep their own history.

use crate::db::Tx;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Notes an act in the transaction that does it.
pub async fn note(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    action: &str,
    subject: Option<Uuid>,
    data: serde_json::Value,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into audit (id, at, actor_kind, actor_id, actor_name, action, subject, data)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(Uuid::now_v7())
    .bind(now)
    .bind(caller.kind())
    .bind(caller.id())
    .bind(caller.name())
    .bind(action)
    .bind(subject)
    .bind(data)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
