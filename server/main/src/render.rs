//! The bridge to the screens: what their server side finds in its context.

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use leptos::context::{provide_context, use_context};
use leptos::nonce::use_nonce;
use leptos_axum::ResponseOptions;

use crate::router::Parts;
use crate::security;

/// Runs before each screen and each server function.
pub fn context(parts: &Parts) -> impl Fn() + Clone + Send + Sync + 'static {
    let services = parts.services.clone();
    move || {
        provide_context(services.clone());
        ui::server::provide_presence();
        name_the_nonce();
    }
}

/// A page's inline scripts carry a nonce, and its policy has to say which.
fn name_the_nonce() {
    if let Some(response) = use_context::<ResponseOptions>()
        && let Ok(policy) = HeaderValue::from_str(&security::policy(use_nonce().as_deref()))
    {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// The page of an address that leads nowhere says so to programs too.
pub async fn as_not_found(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}
