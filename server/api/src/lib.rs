//! The machine interface, `/api/v1`: for web shops, bookkeeping and whatever else a shop connects.
//!
//! Each resource is a module that lists its [`operation::Operation`]s. An operation says once how
//! it is called, which scope opens it and what it takes and gives; the router, the guard at its
//! door, the OpenAPI document and the page are all made from that one declaration.
//!
//! A call passes [`problem::finish`] (every error leaves as problem+json), [`auth::guard`] (whose
//! key, which scope, how often) and then its handler, which calls one use case.

mod attempt;
mod auth;
mod body;
mod catalogue;
mod channels;
mod customers;
mod document;
mod limit;
mod operation;
mod orders;
mod page;
mod payments;
mod problem;
mod query;
mod schema;
mod shapes;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use limit::Limiter;
use operation::Operation;
use problem::Problem;
use serde_json::Value;
use services::Services;
use std::num::NonZeroU32;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// Where the interface lives.
pub const BASE: &str = "/api/v1";

/// An order of two hundred lines fits with room to spare.
const LARGEST_BODY: usize = 512 * 1024;

/// What a shop may set about the interface.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Calls a second that one key may make for long; twice as many at once. None for no limit.
    pub rate: Option<NonZeroU32>,
}

/// What every handler works with.
#[derive(Clone)]
struct Api {
    services: Services,
    limiter: Arc<Limiter>,
    document: Arc<Value>,
}

/// The whole interface, to be nested at [`BASE`].
pub fn router(services: Services, settings: Settings) -> Router {
    let operations = operations();
    let document = document::describe(&operations, &services.public_url);
    let api = Api {
        services,
        limiter: Arc::new(Limiter::new(settings.rate)),
        document: Arc::new(document),
    };
    let router = Router::new()
        .route("/", get(page::show))
        .route("/openapi.json", get(document::show));
    operations
        .into_iter()
        .fold(router, |router, operation| {
            router.route(operation.path, operation.mount(&api))
        })
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CatchPanicLayer::custom(problem::Apology))
        .layer(from_fn(problem::finish))
        .with_state(api)
}

/// The answer to a call while the database is known to be away.
#[must_use]
pub fn unavailable(request: &Request) -> Response {
    let problem = Problem::from(services::Error::Unavailable);
    problem::word(
        problem.into_response(),
        problem::request_id(request).as_ref(),
    )
}

/// Every operation, in the order in which the document tells of them.
fn operations() -> Vec<Operation> {
    [
        orders::operations(),
        channels::operations(),
        payments::operations(),
        customers::operations(),
        catalogue::operations(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
