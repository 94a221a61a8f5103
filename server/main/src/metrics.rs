//! `/metrics`, for Prometheus: how many requests, how fast, and what is piling up.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use ::metrics::{gauge, histogram};
use axum::Router;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use services::{Services, jobs};

const DURATION: &str = "http_request_duration_seconds";
const BUCKETS: [f64; 11] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0,
];

/// What answers at `/metrics`.
#[derive(Clone)]
struct Gauge {
    services: Services,
    token: Option<Arc<str>>,
    handle: PrometheusHandle,
}

/// The address, for this machine alone or for whoever has the token.
pub fn routes(services: Services, token: Option<&str>) -> Router {
    let gauge = Gauge {
        services,
        token: token.map(Into::into),
        handle: recorder(),
    };
    Router::new().route("/metrics", get(show)).with_state(gauge)
}

/// The process's one recorder. Where another was installed first, as tests might, ours stays
/// empty.
fn recorder() -> PrometheusHandle {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    let install = || {
        let builder = PrometheusBuilder::new();
        let builder = builder
            .set_buckets_for_metric(Matcher::Full(DURATION.to_owned()), &BUCKETS)
            .unwrap_or_else(|_| PrometheusBuilder::new());
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        if ::metrics::set_global_recorder(recorder).is_err() {
            tracing::warn!("metrics are recorded elsewhere");
        }
        handle
    };
    RECORDER.get_or_init(install).clone()
}

/// Times each request. A route is named by its template, never by its path: paths are endless,
/// and may hold the secret of a customer's link.
pub async fn time(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("other", MatchedPath::as_str).to_owned();
    let method = method_of(&request);
    let began = Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_str().to_owned();
    histogram!(DURATION, "method" => method, "route" => route, "status" => status)
        .record(began.elapsed());
    response
}

/// A method may be any word that somebody sends; a label may not.
fn method_of(request: &Request) -> &'static str {
    match request.method().as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PATCH" => "PATCH",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

async fn show(State(metrics): State<Gauge>, request: Request) -> Response {
    if !may_look(metrics.token.as_deref(), &request) {
        return StatusCode::NOT_FOUND.into_response();
    }
    look(&metrics.services).await;
    metrics.handle.run_upkeep();
    let kind = [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (kind, metrics.handle.render()).into_response()
}

/// This machine itself, or whoever has the token. What a proxy on this machine passes on comes
/// from anywhere.
fn may_look(token: Option<&str>, request: &Request) -> bool {
    let headers = request.headers();
    if let Some(token) = token {
        return bearer(headers).is_some_and(|sent| same(sent, token));
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let here = peer.is_some_and(|peer| peer.0.ip().to_canonical().is_loopback());
    here && !headers.contains_key("x-forwarded-for") && !headers.contains_key("forwarded")
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(AUTHORIZATION)?
        .to_str()
        .ok()?
        .strip_prefix("Bearer ")
}

/// Compares without telling by its duration how much of it was right.
fn same(sent: &str, token: &str) -> bool {
    let differences = sent.bytes().zip(token.bytes()).map(|(a, b)| a ^ b);
    sent.len() == token.len() && differences.fold(0, |all, one| all | one) == 0
}

/// Looks at what is measured only when somebody asks.
async fn look(services: &Services) {
    let pool = &services.db;
    gauge!("db_connections").set(pool.size());
    gauge!("db_connections_idle").set(u32::try_from(pool.num_idle()).unwrap_or(u32::MAX));
    if let Some(bytes) = resident_memory() {
        gauge!("process_resident_memory_bytes").set(bytes as f64);
    }
    match jobs::counts(pool).await {
        Ok(counts) => {
            gauge!("jobs_waiting").set(counts.waiting as f64);
            gauge!("jobs_dead").set(counts.dead as f64);
            gauge!("db_up").set(1);
        }
        Err(error) => {
            tracing::warn!(%error, "jobs can't be counted");
            gauge!("db_up").set(0);
        }
    }
}

/// What the process holds in memory, in bytes, where the system says so.
fn resident_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kibibytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn asks(peer: &str, headers: &[(&'static str, &'static str)]) -> Request {
        let mut request = Request::new(Body::empty());
        let peer: SocketAddr = format!("{peer}:1").parse().expect("an address");
        request.extensions_mut().insert(ConnectInfo(peer));
        for (name, value) in headers {
            request
                .headers_mut()
                .insert(*name, value.parse().expect("a header"));
        }
        request
    }

    #[test]
    fn without_a_token_only_this_machine_looks() {
        assert!(may_look(None, &asks("127.0.0.1", &[])));
        assert!(!may_look(None, &asks("192.0.2.1", &[])));
        let proxied = asks("127.0.0.1", &[("x-forwarded-for", "192.0.2.1")]);
        assert!(!may_look(None, &proxied));
        assert!(!may_look(None, &Request::new(Body::empty())));
    }

    #[test]
    fn with_a_token_whoever_has_it_looks() {
        let with = |token| asks("192.0.2.1", &[("authorization", token)]);
        assert!(may_look(Some("secret"), &with("Bearer secret")));
        for wrong in ["Bearer secreT", "Bearer secre", "secret", "Bearer "] {
            assert!(!may_look(Some("secret"), &with(wrong)), "{wrong}");
        }
        assert!(!may_look(Some("secret"), &asks("127.0.0.1", &[])));
    }

    #[test]
    fn memory_is_read_where_the_system_says_it() {
        if cfg!(target_os = "linux") {
            assert!(resident_memory().is_some_and(|bytes| bytes > 1_000_000));
        }
    }
}
