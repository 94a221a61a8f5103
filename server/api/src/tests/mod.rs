//! The interface through its real router, over a real Postgres. Every answer that any test gets
//! is held against the published document.

mod channels;
mod contract;
mod customers;
mod doors;
mod input;
mod journey;
mod once;
mod reading;

use crate::Settings;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use contract::Contract;
use domain::ids::{IdempotencyKey, StoreId};
use domain::keys::{NewKey, Scope};
use serde_json::{Value, json};
use services::testing::House;
use services::{Console, keys};
use sqlx::PgPool;
use tower::ServiceExt;

/// A house with the interface in front of it, and a key that opens all of it.
struct Shop {
    house: House,
    router: Router,
    contract: Contract,
    token: String,
}

/// What came back.
#[derive(Debug, Clone)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
}

impl Shop {
    async fn open(db: PgPool) -> Self {
        let house = House::open(db).await;
        Self::of(house).await
    }

    async fn of(house: House) -> Self {
        let services = house.services.clone();
        let router = Router::new().nest(
            crate::BASE,
            crate::router(services, Settings { rate: None }),
        );
        let document = fetch(&router, get("/openapi.json", "")).await.body;
        let mut shop = Self {
            house,
            router,
            contract: Contract::of(document),
            token: String::new(),
        };
        shop.token = shop.key(Scope::ALL).await;
        shop
    }

    async fn key(&self, scopes: &[Scope]) -> String {
        self.key_of(self.house.store, scopes).await
    }

    async fn key_of(&self, store: StoreId, scopes: &[Scope]) -> String {
        let new = NewKey {
            name: "Web shop".into(),
            store,
            scopes: scopes.to_vec(),
        };
        let console = Console { store };
        let attempt = IdempotencyKey::generate();
        let made = keys::create(&self.house.services, (&console).into(), &new, attempt).await;
        made.unwrap().token
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let answer = fetch(&self.router, request).await;
        self.contract.hold(&method, &path, &answer);
        answer
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(get(path, &self.token)).await
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_as(path, body, &IdempotencyKey::generate().to_string())
            .await
    }

    async fn post_as(&self, path: &str, body: &Value, attempt: &str) -> Answer {
        self.send(post(path, &self.token, attempt, body)).await
    }

    async fn patch(&self, path: &str, body: &Value) -> Answer {
        let request = build(Method::PATCH, path, &self.token)
            .header(CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()));
        self.send(request.unwrap()).await
    }

    /// A ring described in words, for 1,000.00 and 8.875 % tax: 1,088.75, deposit 544.38.
    async fn ring(&self) -> Value {
        let customer = self.house.customer("Ana Ruiz").await;
        json!({
            "kind": "special_order", "customer": customer, "delivery": "pick_up",
            "lines": [{
                "description": "Oval halo ring", "quantity": 1, "ring_size": "6½",
                "metal": { "gold14k": "white" }, "unit_price": "1000.00",
            }],
        })
    }

    async fn placed(&self) -> String {
        let placed = self.post("/orders", &self.ring().await).await;
        assert_eq!(placed.status, StatusCode::CREATED, "{placed:?}");
        placed.text("id")
    }

    async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(&self.house.services.db)
            .await
            .unwrap()
    }
}

impl Answer {
    fn text(&self, field: &str) -> String {
        self.body[field]
            .as_str()
            .unwrap_or_else(|| panic!("no {field} in {self:?}"))
            .to_owned()
    }

    /// The last part of a problem's type.
    fn problem(&self) -> String {
        assert_eq!(
            self.headers[CONTENT_TYPE], "application/problem+json",
            "{self:?}"
        );
        self.text("type")
            .rsplit("problem-")
            .next()
            .unwrap()
            .to_owned()
    }

    /// The pointers and parameters that are complained about.
    fn complaints(&self) -> Vec<&str> {
        let errors = self.body["errors"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        let at = |error: &'_ Value| error["pointer"].as_str().is_some();
        errors
            .iter()
            .map(|error| {
                if at(error) {
                    &error["pointer"]
                } else {
                    &error["parameter"]
                }
            })
            .filter_map(Value::as_str)
            .collect()
    }
}

fn get(path: &str, token: &str) -> Request<Body> {
    build(Method::GET, path, token).body(Body::empty()).unwrap()
}

fn post(path: &str, token: &str, attempt: &str, body: &Value) -> Request<Body> {
    build(Method::POST, path, token)
        .header("idempotency-key", attempt)
        .header(CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

fn build(method: Method, path: &str, token: &str) -> axum::http::request::Builder {
    let request = Request::builder()
        .method(method)
        .uri(format!("{}{path}", crate::BASE));
    if token.is_empty() {
        request
    } else {
        request.header(AUTHORIZATION, format!("Bearer {token}"))
    }
}

async fn fetch(router: &Router, request: Request<Body>) -> Answer {
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: serde_json::from_str(&text).unwrap_or(Value::String(text)),
    }
}
