//! For load balancers: is the process alive, and can it serve?

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::watch::Presence;

/// Alive: nothing else is asked.
pub async fn alive() -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

/// Ready: the database answers and its tables are up to date.
pub async fn ready(State(presence): State<watch::Receiver<Presence>>) -> (StatusCode, Json<Value>) {
    match *presence.borrow() {
        Presence::Here => (StatusCode::OK, Json(json!({ "status": "ready" }))),
        Presence::Starting => not_ready("the database has not been reached yet"),
        Presence::Away => not_ready("the database is away"),
    }
}

fn not_ready(reason: &str) -> (StatusCode, Json<Value>) {
    (
        StatusCode::SERVICE_UNAVAILABLE,
        Json(json!({ "status": "not ready", "reason": reason })),
    )
}
