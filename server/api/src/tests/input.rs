//! Bad input: refused with a pointer to what is wrong, and nothing is kept.

use super::{Shop, build, post};
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::PgPool;

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn each_wrong_field_is_named(db: PgPool) {
    let shop = Shop::open(db).await;
    let good = shop.ring().await;
    let cases: [(&str, Value, &str); 14] = [
        ("/kind", json!("repaired"), "/kind"),
        ("/customer", json!("nobody"), "/customer"),
        (
            "/customer",
            json!("01936f2e-5b1c-7c3e-9d0a-3f6a1c2b4d5e"),
            "/customer",
        ),
        ("/lines", json!([]), "/lines"),
        ("/lines/0/quantity", json!(0), "/lines/0/quantity"),
        ("/lines/0/quantity", json!(-1), "/lines/0/quantity"),
        (
            "/lines/0/unit_price",
            json!("12.345"),
            "/lines/0/unit_price",
        ),
        ("/lines/0/unit_price", json!("-1"), "/lines/0/unit_price"),
        ("/lines/0/unit_price", json!(1000), "/lines/0/unit_price"),
        ("/lines/0/ring_size", json!("large"), "/lines/0/ring_size"),
        (
            "/lines/0/description",
            json!("a\u{0}b"),
            "/lines/0/description",
        ),
        ("/delivery", json!("ship"), "/ship_to"),
        ("/deposit", json!("1.00"), "/deposit"),
        ("/note", json!("n".repeat(2_001)), "/note"),
    ];
    for (at, wrong, complaint) in cases {
        let mut order = good.clone();
        match order.pointer_mut(at) {
            Some(field) => *field = wrong.clone(),
            None => order[&at[1..]] = wrong.clone(),
        }
        let answer = shop.post("/orders", &order).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{at} {wrong}: {answer:?}"
        );
        assert!(
            answer.complaints().contains(&complaint),
            "{at} {wrong}: {answer:?}"
        );
    }
    assert_eq!(shop.count("select count(*) from orders").await, 0);
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn a_misspelt_field_is_refused_and_not_dropped(db: PgPool) {
    let shop = Shop::open(db).await;
    let mut order = shop.ring().await;
    order["lines"][0]["engravng"] = "Always".into();
    let answer = shop.post("/orders", &order).await;
    assert_eq!(answer.complaints(), ["/lines/0/engravng"]);
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn what_is_no_json_is_told_apart(db: PgPool) {
    let shop = Shop::open(db).await;
    let send = async |kind: &str, body: String| {
        let request = build(Method::POST, "/orders", &shop.token)
            .header("idempotency-key", "one")
            .header(CONTENT_TYPE, kind)
            .body(Body::from(body));
        shop.send(request.unwrap()).await
    };
    for (kind, body, status, problem) in [
        ("application/json", "{".into(), 400, "malformed"),
        ("application/json", "\u{0}".into(), 400, "malformed"),
        (
            "application/json; charset=utf-8",
            "[]".into(),
            422,
            "invalid",
        ),
        ("text/plain", "{}".into(), 415, "unsupported-type"),
        (
            "application/x-www-form-urlencoded",
            "kind=special_order".into(),
            415,
            "unsupported-type",
        ),
        ("application/json", " ".repeat(600 * 1024), 413, "too-large"),
    ] {
        let answer = send(kind, body).await;
        assert_eq!(
            (answer.status.as_u16(), answer.problem().as_str()),
            (status, problem)
        );
    }
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn scripts_and_sql_are_text(db: PgPool) {
    let shop = Shop::open(db).await;
    let text = "<script>alert(1)</script>'; drop table orders; --";
    let mut order = shop.ring().await;
    order["lines"][0]["description"] = text.into();
    let placed = shop.post("/orders", &order).await;
    let shown = shop.get(&format!("/orders/{}", placed.text("id"))).await;
    assert_eq!(shown.body["lines"][0]["description"], text);
    let found = shop.get("/orders?q=%27%3B+drop+table+orders%3B+--").await;
    assert_eq!(found.status, StatusCode::OK);
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn wrong_parameters_are_named(db: PgPool) {
    let shop = Shop::open(db).await;
    for (query, parameter) in [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=many", "limit"),
        ("phase=gone", "phase"),
        ("state=gone", "state"),
        ("customer=ana", "customer"),
        ("cursor=zzz", "cursor"),
    ] {
        let answer = shop.get(&format!("/orders?{query}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert_eq!(answer.complaints(), [parameter], "{answer:?}");
    }
    let answer = shop.get("/orders?colour=red").await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{answer:?}"
    );
    let answer = shop.get("/catalogue/variants").await;
    assert_eq!(answer.complaints(), ["sku"], "{answer:?}");
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn an_attempt_has_a_name(db: PgPool) {
    let shop = Shop::open(db).await;
    let order = shop.ring().await;
    for name in ["", " ", &"x".repeat(201)] {
        let answer = shop.send(post("/orders", &shop.token, name, &order)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(answer.problem(), "idempotency-key-required");
    }
}
