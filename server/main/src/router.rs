//! Every address that the server answers at, and what all requests pass through.

use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use axum::{Router, http::StatusCode};
use leptos::config::LeptosOptions;
use leptos_axum::{LeptosRoutes, generate_route_list_with_exclusions};
use services::Services;
use std::time::Duration;
use tokio::sync::watch;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

use crate::config::WebConfig;
use crate::shutdown::Shutdown;
use crate::watch::Presence;
use crate::{
    auth, dev, downloads, health, live, machine, metrics, outage, panics, render, request_id,
    security, site, track, uploads,
};

/// A vendor's whole catalogue as CSV fits; a film does not.
const LARGEST_BODY: usize = 24 * 1024 * 1024;
const LONGEST_REQUEST: Duration = Duration::from_secs(60);

/// What the router needs from the program.
#[derive(Clone)]
pub struct Parts {
    pub services: Services,
    pub presence: watch::Receiver<Presence>,
    /// Streams end with it; nothing else would end them.
    pub shutdown: Shutdown,
}

/// Puts the whole web side together.
pub fn build(web: &WebConfig, parts: Parts) -> Router {
    let public_url = web.public_url();
    let router = screens(web, &parts)
        .merge(live::routes(parts.clone()))
        .merge(downloads::routes(parts.services.clone()))
        .merge(uploads::routes(parts.services.clone()))
        .route_layer(from_fn_with_state(parts.services.clone(), auth::recognise))
        // Only what matched a route is held back; files are served without a database.
        .route_layer(from_fn_with_state(parts.presence.clone(), outage::gate))
        .route_layer(from_fn_with_state(public_url.clone(), security::same_site))
        .nest(api::BASE, machine::interface(web, &parts))
        .merge(metrics::routes(
            parts.services.clone(),
            web.machine.metrics_token.as_deref(),
        ))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready).with_state(parts.presence));
    let router = if web.dev_reload {
        dev::with_reload(router, web.site.clone())
    } else {
        router
    };

    // From the inside out: the last one sees a request first.
    router
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .layer(DefaultBodyLimit::disable())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            LONGEST_REQUEST,
        ))
        .layer(CompressionLayer::new())
        .layer(panics::layer())
        .layer(from_fn_with_state(public_url, security::headers))
        .layer(PropagateRequestIdLayer::new(request_id::HEADER))
        .layer(from_fn(metrics::time))
        .layer(TraceLayer::new_for_http().make_span_with(request_id::span))
        .layer(SetRequestIdLayer::new(
            request_id::HEADER,
            request_id::Fresh,
        ))
}

/// The screens, their server functions, the files, and the page for everything else.
fn screens(web: &WebConfig, parts: &Parts) -> Router {
    let options = LeptosOptions::builder()
        .output_name("app")
        .site_root(web.site.to_string_lossy().into_owned())
        .site_addr(web.address())
        .build();
    // The style guide is for those who build the house, not for its visitors.
    let hidden = (!cfg!(debug_assertions)).then(|| vec!["/_styleguide".to_owned()]);
    let routes = generate_route_list_with_exclusions(ui::App, hidden);
    let context = render::context(parts);
    let shell = {
        let options = options.clone();
        move || ui::shell(options.clone())
    };
    let not_found = get(leptos_axum::render_app_to_stream_with_context(
        context.clone(),
        shell.clone(),
    ));
    let not_found = not_found.layer(from_fn(render::as_not_found));
    let files = site::files(&web.site).fallback(not_found.with_state(options.clone()));
    let files = Router::new()
        .fallback_service(files)
        .layer(from_fn(site::caching));
    Router::new()
        .leptos_routes_with_context(&options, routes, context, shell)
        .fallback_service(files)
        .with_state(options)
        .merge(track::routes(parts.services.clone()))
}

#[cfg(test)]
mod tests;
