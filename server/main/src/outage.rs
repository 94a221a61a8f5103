//! What people see while the database is away: that we know, and that we are trying.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use tokio::sync::watch;
use ui::error::UiError;

use crate::watch::Presence;

/// Answers for every page and call that would need the database, while there is none.
pub async fn gate(
    State(presence): State<watch::Receiver<Presence>>,
    request: Request,
    next: Next,
) -> Response {
    let now = *presence.borrow();
    if now == Presence::Here {
        return next.run(request).await;
    }
    answer(now, &request)
}

/// What is answered when the database went away just now.
pub fn answer_away(request: &Request) -> Response {
    answer(Presence::Away, request)
}

fn answer(presence: Presence, request: &Request) -> Response {
    let body = if request.uri().path().starts_with("/api/ui/") {
        Json(UiError::Unavailable).into_response()
    } else if wants_page(request.headers()) {
        page(presence).into_response()
    } else {
        problem()
    };
    let retry = [(header::RETRY_AFTER, HeaderValue::from_static("5"))];
    (StatusCode::SERVICE_UNAVAILABLE, retry, body).into_response()
}

/// Whether a person is looking, or a program.
fn wants_page(headers: &HeaderMap) -> bool {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

fn page(presence: Presence) -> Html<String> {
    let (title, text) = match presence {
        Presence::Starting => ("Bezel is starting", "This takes a few seconds."),
        Presence::Here | Presence::Away => (
            "We can’t reach the database",
            "We are trying again. Nothing that was saved is lost, and this page comes back by itself.",
        ),
    };
    Html(plain_page(
        title,
        text,
        "<meta http-equiv=\"refresh\" content=\"3\">",
    ))
}

/// A page that needs nothing: no database, no bundle, no script.
pub fn plain_page(title: &str, text: &str, head: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">{head}\
         <title>{title} · Bezel</title><link rel=\"stylesheet\" href=\"/pkg/app.css\"></head>\
         <body><main class=\"gate\"><div class=\"gate-card\"><h1>{title}</h1>\
         <p role=\"status\">{text}</p></div></main>\
         </body></html>"
    )
}

fn problem() -> Response {
    let body = serde_json::json!({
        "type": "about:blank",
        "title": "The database cannot be reached",
        "status": 503,
        "detail": "Try again in a few seconds. Nothing that was saved is lost.",
    });
    (
        [(header::CONTENT_TYPE, "application/problem+json")],
        body.to_string(),
    )
        .into_response()
}
