//! The customer's page: the whole of it in one answer, kept by nobody on the way.

use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use services::people::Origin;
use services::{Error, Services};
use ui::portal;

/// Who has the address has the order, so it must not leave the customer's hands by itself.
const PRIVATE: [(HeaderName, HeaderValue); 3] = [
    (
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    ),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    ),
    (
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex, nofollow"),
    ),
];

pub fn routes(services: Services) -> Router {
    Router::new()
        .route("/track/{token}", get(show))
        .with_state(services)
}

async fn show(
    State(services): State<Services>,
    Path(token): Path<String>,
    origin: Option<Extension<Origin>>,
) -> Response {
    let from = origin.map(|Extension(origin)| origin.address);
    let (status, page) = match services::tracking::show(&services, &token, from).await {
        Ok(order) => (StatusCode::OK, portal::order_page(order)),
        Err(Error::TooMany) => (StatusCode::TOO_MANY_REQUESTS, portal::wait_page()),
        Err(Error::Unavailable) => (StatusCode::SERVICE_UNAVAILABLE, portal::away_page()),
        Err(Error::Internal(cause)) => {
            tracing::error!(error = %cause, "an order could not be shown to its customer");
            (StatusCode::INTERNAL_SERVER_ERROR, portal::away_page())
        }
        Err(_) => (StatusCode::NOT_FOUND, portal::closed_page()),
    };
    (status, PRIVATE, Html(page)).into_response()
}
