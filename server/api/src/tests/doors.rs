//! Who gets in where.

use super::{Shop, build, fetch, get, post};
use crate::operation::Operation;
use crate::{Settings, operations, router};
use axum::body::Body;
use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{Method, Request, StatusCode};
use domain::ids::{IdempotencyKey, OrderId};
use domain::keys::Scope;
use serde_json::json;
use services::keys;
use services::testing::House;
use sqlx::PgPool;
use std::num::NonZeroU32;

/// Every operation, as a request with a made-up id.
fn every() -> Vec<(Method, String, Scope)> {
    let id = "01936f2e-5b1c-7c3e-9d0a-3f6a1c2b4d5e";
    operations()
        .into_iter()
        .map(|each| {
            (
                each.method.clone(),
                each.path.replace("{id}", id),
                each.scope,
            )
        })
        .collect()
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn without_a_key_nothing_opens(db: PgPool) {
    let shop = Shop::open(db).await;
    let unknown = format!("bz_live_{}", "A".repeat(43));
    for (method, path, _) in every() {
        for token in ["", "nonsense", &unknown] {
            let request = build(method.clone(), &path, token)
                .body(Body::empty())
                .unwrap();
            let answer = shop.send(request).await;
            assert_eq!(
                answer.status,
                StatusCode::UNAUTHORIZED,
                "{method} {path} {token}"
            );
            assert_eq!(answer.problem(), "unauthenticated");
            let challenge = answer.headers[WWW_AUTHENTICATE].to_str().unwrap();
            assert!(challenge.starts_with("Bearer"), "{challenge}");
        }
    }
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn a_key_opens_what_its_scopes_say_and_nothing_else(db: PgPool) {
    let shop = Shop::open(db).await;
    for (method, path, scope) in every() {
        let others: Vec<_> = Scope::ALL
            .iter()
            .copied()
            .filter(|other| *other != scope)
            .collect();
        let token = shop.key(&others).await;
        let request = build(method.clone(), &path, &token)
            .body(Body::empty())
            .unwrap();
        let answer = shop.send(request).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path}");
        assert!(answer.text("detail").contains(scope.code()), "{answer:?}");

        let token = shop.key(&[scope]).await;
        let request = build(method.clone(), &path, &token)
            .body(Body::empty())
            .unwrap();
        let answer = shop.send(request).await;
        assert_ne!(answer.status, StatusCode::FORBIDDEN, "{method} {path}");
    }
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn money_with_an_order_needs_the_scope_for_money(db: PgPool) {
    let shop = Shop::open(db).await;
    let token = shop.key(&[Scope::OrdersWrite]).await;
    let mut order = shop.ring().await;
    order["payment"] = json!({ "amount": "544.38", "method": "cash" });
    let refused = shop.send(post("/orders", &token, "one", &order)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text("detail").contains("payments:write"));
    assert_eq!(shop.count("select count(*) from orders").await, 0);
}

/// Whose a thing is that an operation names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Nobodys,
    /// One store's. Other stores do not find it.
    AStores,
    /// The whole house's, which every store sees.
    TheHouses,
}

fn whose(path: &str) -> Whose {
    match path.split_once("/{id}") {
        None => Whose::Nobodys,
        Some(("/orders", _)) => Whose::AStores,
        Some(("/customers" | "/catalogue/styles", _)) => Whose::TheHouses,
        Some(_) => panic!("whose is what {path} names?"),
    }
}

/// A call of an operation on something, as its document shows it.
fn call(operation: &Operation, id: &str, token: &str) -> Request<Body> {
    let body = operation.body.as_ref().map(|body| body.example.to_string());
    let path = operation.path.replace("{id}", id);
    build(operation.method.clone(), &path, token)
        .header("idempotency-key", IdempotencyKey::generate().to_string())
        .header(CONTENT_TYPE, "application/json")
        .body(body.map_or_else(Body::empty, Body::from))
        .unwrap()
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn another_stores_orders_look_like_nobodys(db: PgPool) {
    let shop = Shop::open(db.clone()).await;
    let order = shop.placed().await;
    let before = shop.get(&format!("/orders/{order}")).await;
    let elsewhere = Shop::of(House::open(db).await).await;
    let nobodys = OrderId::generate().to_string();
    for operation in operations() {
        let what = format!("{} {}", operation.method, operation.path);
        let answer = elsewhere
            .send(call(&operation, &order, &elsewhere.token))
            .await;
        let (number, text) = (before.text("number"), answer.body.to_string());
        assert!(
            !text.contains(&order) && !text.contains(&number),
            "{what}: {answer:?}"
        );
        if whose(operation.path) == Whose::AStores {
            let none = elsewhere
                .send(call(&operation, &nobodys, &elsewhere.token))
                .await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what}: {answer:?}");
            assert_eq!(
                (answer.status, answer.body),
                (none.status, none.body),
                "{what}"
            );
        }
    }
    let after = shop.get(&format!("/orders/{order}")).await;
    assert_eq!(after.body, before.body, "nothing came of it");
}

/// Customers and the catalogue are every store's.
#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn what_is_the_houses_every_store_finds(db: PgPool) {
    let shop = Shop::open(db.clone()).await;
    let customer = shop.house.customer("Ana Ruiz").await.to_string();
    let style = shop.stock().await.to_string();
    let elsewhere = Shop::of(House::open(db).await).await;
    for operation in operations() {
        if whose(operation.path) != Whose::TheHouses || operation.method != Method::GET {
            continue;
        }
        let id = if operation.path.starts_with("/customers") {
            &customer
        } else {
            &style
        };
        let answer = elsewhere.send(call(&operation, id, &elsewhere.token)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", operation.path);
        assert_eq!(answer.text("id"), *id);
    }
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn what_is_not_there_says_nothing_more(db: PgPool) {
    let shop = Shop::open(db).await;
    for path in [
        "/nothing",
        "/orders/",
        "/orders/1",
        "/orders/not-a-uuid/actions/x",
        "/../etc/passwd",
    ] {
        let answer = shop.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.problem(), "not-found");
    }
    let unknown = shop
        .get("/orders/01936f2e-5b1c-7c3e-9d0a-3f6a1c2b4d5e")
        .await;
    assert_eq!(
        (unknown.status, unknown.problem()),
        (StatusCode::NOT_FOUND, "not-found".into())
    );

    let request = build(Method::DELETE, "/orders", &shop.token)
        .body(Body::empty())
        .unwrap();
    let wrong = shop.send(request).await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(wrong.problem(), "method-not-allowed");
    let allowed = wrong.headers[ALLOW].to_str().unwrap();
    assert!(
        allowed.contains("GET") && allowed.contains("POST"),
        "{allowed}"
    );
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn a_revoked_key_is_shut_out_at_once(db: PgPool) {
    let shop = Shop::open(db).await;
    assert_eq!(shop.get("/orders").await.status, StatusCode::OK);
    let owner = (&shop.house.owner).into();
    for key in keys::list(&shop.house.services, owner).await.unwrap() {
        keys::revoke(&shop.house.services, owner, key.id)
            .await
            .unwrap();
    }
    assert_eq!(shop.get("/orders").await.status, StatusCode::UNAUTHORIZED);
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn a_key_that_calls_too_often_is_asked_to_wait(db: PgPool) {
    let shop = Shop::open(db).await;
    let settings = Settings {
        rate: NonZeroU32::new(1),
    };
    let slow = axum::Router::new().nest(crate::BASE, router(shop.house.services.clone(), settings));
    let mut last = fetch(&slow, get("/orders", &shop.token)).await;
    assert_eq!(last.status, StatusCode::OK);
    for _ in 0..5 {
        last = fetch(&slow, get("/orders", &shop.token)).await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(last.problem(), "too-many-requests");
    assert!(last.headers.contains_key(RETRY_AFTER));
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn while_the_database_is_away_it_says_so(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.house.services.db.close().await;
    let answer = shop.get("/orders").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.problem(), "unavailable");
    assert!(answer.headers.contains_key(RETRY_AFTER));
}
