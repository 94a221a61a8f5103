//! What a browser may do with our pages, and from where it may change anything.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The policy of a page whose inline scripts carry this nonce.
pub fn policy(nonce: Option<&str>) -> String {
    let nonce = nonce
        .map(|nonce| format!(" 'nonce-{nonce}'"))
        .unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'{nonce} 'wasm-unsafe-eval'; style-src 'self'{nonce}; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         worker-src 'self'; media-src 'self' blob:; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    )
}

/// Adds to every answer the headers that it does not set itself.
pub async fn headers(State(public_url): State<String>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY)
        && let Ok(policy) = policy(None).parse()
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    for (name, value) in FIXED {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if public_url.starts_with("https://") {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    response
}

const FIXED: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // A customer's link holds a secret: no other site is told where the browser came from.
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    ),
];

/// Refuses a change that another site makes in a signed-in person's browser.
///
/// Browsers say where a request comes from; a program that is no browser says nothing, and has
/// nobody's cookies either.
pub async fn same_site(State(public_url): State<String>, request: Request, next: Next) -> Response {
    if is_safe(request.method()) || is_from_us(request.headers(), &public_url) {
        return next.run(request).await;
    }
    tracing::warn!("refused a change that another site asked for");
    (
        StatusCode::FORBIDDEN,
        "This request came from another site.",
    )
        .into_response()
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn is_from_us(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: HeaderName| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or_default())
    };
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN) else {
        return true;
    };
    let host = origin
        .parse::<Uri>()
        .ok()
        .and_then(|uri| uri.authority().map(ToString::to_string));
    origin == public_url || (host.is_some() && host.as_deref() == text(header::HOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_us(given: &[(&'static str, &'static str)]) -> bool {
        let headers = given.iter().map(|&(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        });
        is_from_us(&headers.collect(), "https://shop.example")
    }

    #[test]
    fn a_browser_on_our_own_page_may_change_things() {
        assert!(from_us(&[("sec-fetch-site", "same-origin")]));
        assert!(from_us(&[
            ("origin", "https://shop.example"),
            ("host", "inside:3000")
        ]));
        assert!(from_us(&[
            ("origin", "http://10.0.0.7:3000"),
            ("host", "10.0.0.7:3000")
        ]));
    }

    #[test]
    fn another_sites_page_may_not() {
        assert!(!from_us(&[
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://shop.example")
        ]));
        assert!(!from_us(&[("sec-fetch-site", "same-site")]));
        assert!(!from_us(&[
            ("origin", "https://evil.example"),
            ("host", "shop.example")
        ]));
        assert!(!from_us(&[("origin", "null"), ("host", "shop.example")]));
    }

    #[test]
    fn a_program_without_a_browser_is_judged_by_its_key_alone() {
        assert!(from_us(&[("host", "shop.example")]));
    }

    #[test]
    fn a_page_may_run_its_own_scripts_only() {
        let policy = policy(Some("abc"));
        assert!(policy.contains("script-src 'self' 'nonce-abc' 'wasm-unsafe-eval'"));
        assert!(!policy.contains("unsafe-inline"));
    }
}
