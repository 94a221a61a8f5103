//! Development only: the browser asks whether there is something newer, and reloads.

use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures::StreamExt;
use futures::stream::once;
use uuid::Uuid;

const SCRIPT: &str = "\
let seen;
setInterval(async () => {
  try {
    const now = await (await fetch('/_dev/build', { cache: 'no-store' })).text();
    if (seen && seen !== now) location.reload();
    seen = now;
  } catch { /* the server is being restarted */ }
}, 400);
";

/// Adds the script to every page, and the address that it asks.
pub fn with_reload(router: Router, site: PathBuf) -> Router {
    let build = Build {
        process: Uuid::now_v7(),
        style: site.join("pkg/app.css"),
    };
    let javascript = [(header::CONTENT_TYPE, "text/javascript")];
    router
        .layer(from_fn(inject))
        .route("/_dev/build", get(current).with_state(build))
        .route(
            "/_dev/reload.js",
            get(move || async move { (javascript, SCRIPT) }),
        )
}

#[derive(Debug, Clone)]
struct Build {
    process: Uuid,
    style: PathBuf,
}

/// Differs whenever the page would.
async fn current(State(build): State<Build>) -> String {
    let changed = build
        .style
        .metadata()
        .and_then(|found| found.modified())
        .ok();
    let changed = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!(
        "{} {}",
        build.process,
        changed.unwrap_or_default().as_nanos()
    )
}

async fn inject(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let kind = response
        .headers()
        .get(header::CONTENT_TYPE)
        .map(|kind| kind.as_bytes());
    if !kind.is_some_and(|kind| kind.starts_with(b"text/html")) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    let script = Bytes::from_static(b"<script src=\"/_dev/reload.js\"></script>");
    let body = body
        .into_data_stream()
        .chain(once(async move { Ok(script) }));
    (parts, Body::from_stream(body)).into_response()
}
