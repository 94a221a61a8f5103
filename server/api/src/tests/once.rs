//! Sending again, sending at once, and deciding on what is no longer so.

use super::{Answer, Shop};
use axum::http::StatusCode;
use futures::future::join_all;
use serde_json::{Value, json};
use sqlx::PgPool;

const TWICE: &str = "idempotent-replayed";

async fn sixteen(shop: &Shop, path: &str, body: &Value) -> Vec<Answer> {
    let each = (0..16).map(|_| shop.post_as(path, body, "cart-17"));
    let answers = join_all(each).await;
    for answer in &answers {
        assert!(answer.status.is_success(), "{answer:?}");
        assert_eq!(answer.status, answers[0].status);
        assert_eq!(answer.body, answers[0].body);
    }
    let first = answers
        .iter()
        .filter(|answer| !answer.headers.contains_key(TWICE))
        .count();
    assert_eq!(first, 1, "one did it, the others were told so");
    answers
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn sixteen_of_the_same_are_one(db: PgPool) {
    let shop = Shop::open(db).await;
    let placed = sixteen(&shop, "/orders", &shop.ring().await).await;
    assert_eq!(shop.count("select count(*) from orders").await, 1);

    let order = placed[0].text("id");
    let payment = json!({ "payment": { "amount": "100.00", "method": "cash" } });
    sixteen(&shop, &format!("/orders/{order}/payments"), &payment).await;
    assert_eq!(shop.count("select count(*) from payments").await, 1);

    let step =
        json!({ "action": "hold", "version": 2, "details": { "reason": "Waiting for a call" } });
    sixteen(&shop, &format!("/orders/{order}/actions"), &step).await;
    let shown = shop.get(&format!("/orders/{order}")).await;
    assert_eq!(
        (&shown.body["held"], &shown.body["version"]),
        (&json!(true), &json!(3))
    );
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn a_name_used_for_something_else_is_a_conflict(db: PgPool) {
    let shop = Shop::open(db).await;
    let mut order = shop.ring().await;
    shop.post_as("/orders", &order, "cart-17").await;
    order["lines"][0]["quantity"] = 2.into();
    let answer = shop.post_as("/orders", &order, "cart-17").await;
    assert_eq!(
        (answer.status, answer.problem()),
        (StatusCode::CONFLICT, "conflict".into())
    );
    assert_eq!(shop.count("select count(*) from orders").await, 1);
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn two_programs_may_use_the_same_name(db: PgPool) {
    let shop = Shop::open(db).await;
    let order = shop.ring().await;
    let other = shop.key(domain::keys::Scope::ALL).await;
    let one = shop.post_as("/orders", &order, "1").await;
    let two = shop.send(super::post("/orders", &other, "1", &order)).await;
    assert_eq!(
        (one.status, two.status),
        (StatusCode::CREATED, StatusCode::CREATED)
    );
    assert_ne!(one.body["id"], two.body["id"]);
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn who_decided_on_an_older_version_is_told(db: PgPool) {
    let shop = Shop::open(db).await;
    let order = shop.placed().await;
    let step = |action: &str| json!({ "action": action, "version": 1, "details": { "reason": "The customer called" } });
    let actions = format!("/orders/{order}/actions");
    assert_eq!(
        shop.post(&actions, &step("hold")).await.status,
        StatusCode::OK
    );
    let late = shop.post(&actions, &step("cancel")).await;
    assert_eq!(
        (late.status, late.problem()),
        (StatusCode::CONFLICT, "conflict".into())
    );
    assert!(
        late.text("detail").contains("Web shop"),
        "it says who: {late:?}"
    );

    let payment = json!({ "version": 1, "payment": { "amount": "1.00", "method": "cash" } });
    let late = shop
        .post(&format!("/orders/{order}/payments"), &payment)
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(shop.count("select count(*) from payments").await, 0);
}
