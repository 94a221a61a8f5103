//! The files that are served as they are, already compressed where that helps.

use std::path::Path;

use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use tower_http::services::ServeDir;

/// The directory that `cargo xtask build` fills.
pub fn files(site: &Path) -> ServeDir {
    ServeDir::new(site)
        .append_index_html_on_directories(false)
        .call_fallback_on_method_not_allowed(true)
        .precompressed_br()
        .precompressed_gzip()
}

/// Fonts never change under their name. Everything else is asked about at every visit, which
/// costs an empty answer, and is never older than the page that needs it.
pub async fn caching(request: Request, next: Next) -> Response {
    let forever = request.uri().path().starts_with("/fonts/");
    let mut response = next.run(request).await;
    let cache = match (response.status().is_success(), forever) {
        (true, true) => "public, max-age=31536000, immutable",
        _ => "no-cache",
    };
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static(cache));
    response
}
