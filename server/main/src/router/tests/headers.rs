//! What every answer carries, and from where a change may come.

use axum::body::Body;
use axum::http::header::{
    ACCEPT, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, RETRY_AFTER,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use domain::staff::Role;
use sqlx::PgPool;
use std::collections::BTreeSet;
use tower::ServiceExt;

use super::doors::{DOORS, Door};
use super::routes::ADDRESSES;
use super::{Answer, Caller, Shop, asks};
use crate::watch::Presence;

impl Answer {
    /// The nonce that the page's policy names.
    pub(super) fn nonce(&self) -> Option<String> {
        let policy = self.headers.get(CONTENT_SECURITY_POLICY)?.to_str().ok()?;
        let (_, rest) = policy.split_once("'nonce-")?;
        rest.split_once('\'').map(|(nonce, _)| nonce.to_owned())
    }
}

impl Shop {
    /// The head of an answer, without waiting for all of it.
    async fn head(&self, request: Request<Body>) -> (StatusCode, HeaderMap) {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        (answer.status(), answer.headers().clone())
    }
}

/// An answer of each kind: what it is, how one comes by it, and its status.
fn kinds(staff: &Caller) -> Vec<(&'static str, Request<Body>, u16)> {
    let get = |path: &str, caller| asks(Method::GET, path, caller).header(ACCEPT, "text/html");
    let post = |path: &str, caller| asks(Method::POST, path, caller);
    let call = |name: &str, caller| post(&format!("/api/ui/ui/people/api/{name}"), caller);
    let empty = |request: axum::http::request::Builder| request.body(Body::empty()).unwrap();
    let json = |request: axum::http::request::Builder| request.body(Body::from("{}")).unwrap();
    let caller = Some(staff);
    vec![
        ("a screen", empty(get("/", caller)), 200),
        ("a screen for nobody", empty(get("/", None)), 302),
        ("no screen", empty(get("/nowhere", None)), 404),
        ("a file", empty(get("/pkg/app.css", None)), 200),
        ("a call", json(call("who_is_here", caller)), 200),
        ("a refused call", json(call("still_here", None)), 401),
        (
            "a call that can't be read",
            empty(call("unlock", caller)),
            422,
        ),
        (
            "another method",
            empty(asks(Method::DELETE, "/orders", caller)),
            405,
        ),
        ("a download", empty(get("/journal/export.csv", caller)), 200),
        (
            "a refused download",
            empty(get("/journal/export.csv", None)),
            401,
        ),
        ("no picture", empty(get("/photos/x.jpg", None)), 404),
        ("a wrong link", empty(get("/track/x", None)), 404),
        ("the live stream", empty(get("/api/live", caller)), 200),
        (
            "too much",
            empty(post("/uploads/photo", caller).header(CONTENT_LENGTH, 99_000_000)),
            413,
        ),
        (
            "another site",
            json(call("lock", caller).header(ORIGIN, "https://evil.example")),
            403,
        ),
        (
            "the machine interface",
            empty(get("/api/v1/orders", None)),
            401,
        ),
        (
            "its document",
            empty(get("/api/v1/openapi.json", None)),
            200,
        ),
        ("its page", empty(get("/api/v1", None)), 200),
        ("health", empty(get("/healthz", None)), 200),
        ("metrics", empty(get("/metrics", None)), 404),
    ]
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn every_answer_says_what_a_browser_may_do_with_it(db: PgPool) {
    let shop = Shop::open(db).await;
    let owner = shop.caller(Role::Owner).await;
    for (what, request, status) in kinds(&owner) {
        let (got, headers) = shop.head(request).await;
        assert_eq!(got.as_u16(), status, "{what}");
        hold(what, &headers);
    }
    shop.presence.send_replace(Presence::Away);
    for (what, request, _) in kinds(&owner) {
        let (_, headers) = shop.head(request).await;
        hold(&format!("{what}, with the database away"), &headers);
    }
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn with_the_database_away_everybody_is_told_in_their_own_words(db: PgPool) {
    let shop = Shop::open(db).await;
    let owner = shop.caller(Role::Owner).await;
    shop.presence.send_replace(Presence::Away);
    let person = asks(Method::GET, "/orders", Some(&owner)).header(ACCEPT, "text/html");
    let screen = asks(Method::POST, "/api/ui/ui/orders/api/board", Some(&owner));
    let program = asks(Method::GET, "/api/v1/orders", None);
    for (request, says) in [
        (person, "We can’t reach the database"),
        (screen, "\"unavailable\""),
        (program, "\"status\":503"),
    ] {
        let answer = shop.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{says}");
        assert_eq!(answer.headers[RETRY_AFTER], "5", "{says}");
        assert!(answer.text.contains(says), "{}", answer.text);
    }
    shop.presence.send_replace(Presence::Here);
    assert_eq!(
        shop.page("/orders", Some(&owner)).await.status,
        StatusCode::OK
    );
}

fn hold(what: &str, headers: &HeaderMap) {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &axum::http::HeaderValue| value.to_str().ok())
            .unwrap_or_default()
    };
    let policy = text(CONTENT_SECURITY_POLICY);
    for rule in [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ] {
        assert!(policy.contains(rule), "{what}: {policy}");
    }
    for loophole in ["unsafe-inline", "unsafe-eval'", "*", "http:"] {
        let open = policy.replace("'wasm-unsafe-eval'", "").contains(loophole);
        assert!(!open, "{what}: {policy}");
    }
    assert_eq!(text(X_CONTENT_TYPE_OPTIONS), "nosniff", "{what}");
    let referrer = text(REFERRER_POLICY);
    assert!(
        ["same-origin", "no-referrer"].contains(&referrer),
        "{what}: {referrer}"
    );
    assert!(
        !headers.contains_key(STRICT_TRANSPORT_SECURITY),
        "{what}, over http"
    );
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn every_script_of_a_page_carries_its_nonce_and_each_page_another(db: PgPool) {
    let shop = Shop::open(db).await;
    let owner = shop.caller(Role::Owner).await;
    let mut nonces = BTreeSet::new();
    for path in ["/", "/", "/orders", "/nowhere", "/sign-in"] {
        let page = shop.page(path, Some(&owner)).await;
        let nonce = page.nonce().expect("a page has a nonce");
        let scripts: Vec<_> = page.text.split("<script").skip(1).collect();
        assert!(!scripts.is_empty(), "{path}");
        for script in scripts {
            let tag = script.split('>').next().unwrap();
            assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "{path}: {tag}");
        }
        assert!(nonces.insert(nonce), "{path}: the nonce of another page");
    }
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn over_https_browsers_are_held_to_it(db: PgPool) {
    let shop = Shop::at("https://shop.example", db).await;
    let owner = shop.caller(Role::Owner).await;
    let page = shop.page("/sign-in", None).await;
    let year = page.headers[STRICT_TRANSPORT_SECURITY].to_str().unwrap();
    assert!(year.starts_with("max-age=31536000"), "{year}");
    // A cookie whose name does not bind it to this host may be another site's doing.
    assert_eq!(shop.page("/", Some(&owner)).await.status, StatusCode::FOUND);
}

/// Every address at which something can be changed.
fn changes() -> impl Iterator<Item = (Method, String)> {
    let functions = DOORS
        .iter()
        .map(|door: &Door| (Method::POST, door.address()));
    let uploads = ADDRESSES.iter().filter(|each| each.method != Method::GET);
    functions.chain(uploads.map(|each| (each.method.clone(), each.path.to_owned())))
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn another_site_changes_nothing(db: PgPool) {
    let shop = Shop::open(db).await;
    let owner = shop.caller(Role::Owner).await;
    let before = shop.state().await;
    for (method, path) in changes() {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
        ] {
            let request = asks(method.clone(), &path, Some(&owner))
                .header(HOST, "127.0.0.1:3000")
                .header(name, value);
            let answer = shop.send(request.body(Body::from("{}")).unwrap()).await;
            assert_eq!(
                answer.status,
                StatusCode::FORBIDDEN,
                "{path} {name}: {value}"
            );
        }
    }
    assert_eq!(shop.state().await, before);
}
