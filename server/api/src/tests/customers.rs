//! Customers: found however they are written, added once, changed with care.

use super::{Answer, Shop};
use axum::http::StatusCode;
use futures::future::join_all;
use serde_json::json;
use sqlx::PgPool;

async fn ana(shop: &Shop) -> Answer {
    let ana = json!({
        "name": "Ana Ruiz", "phone": "(212) 555-0142", "email": "Ana@Example.com",
        "email_consent": true,
    });
    shop.post("/customers", &ana).await
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn a_customer_is_added_found_and_changed(db: PgPool) {
    let shop = Shop::open(db).await;
    let added = ana(&shop).await;
    assert_eq!(added.status, StatusCode::CREATED);
    assert_eq!(
        (added.text("phone"), added.text("email")),
        ("+12125550142".into(), "ana@example.com".into())
    );
    for q in ["ana", "ruiz", "212+555", "0142", "ana%40ex"] {
        let found = shop.get(&format!("/customers?q={q}")).await;
        assert_eq!(found.body["items"][0]["id"], added.body["id"], "{q}");
    }
    let path = format!("/customers/{}", added.text("id"));
    let changed = shop
        .patch(
            &path,
            &json!({ "version": 1, "name": "Ana Ruiz-Vale", "email": "" }),
        )
        .await;
    assert_eq!(changed.body, json!({ "version": 2 }), "{changed:?}");
    let shown = shop.get(&path).await;
    assert_eq!(shown.body["name"], "Ana Ruiz-Vale");
    assert_eq!(shown.body["phone"], "+12125550142");
    assert_eq!(shown.body["email"], json!(null));

    let late = shop
        .patch(&path, &json!({ "version": 1, "name": "Anna" }))
        .await;
    assert_eq!(
        (late.status, late.problem()),
        (StatusCode::CONFLICT, "conflict".into())
    );
    let unknown = shop
        .patch(&path, &json!({ "version": 2, "nme": "Anna" }))
        .await;
    assert_eq!(unknown.complaints(), ["/nme"]);
    let unreachable = shop
        .patch(&path, &json!({ "version": 2, "phone": "" }))
        .await;
    assert_eq!(unreachable.complaints(), ["/phone"]);
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn who_is_known_is_not_added_twice(db: PgPool) {
    let shop = Shop::open(db).await;
    let first = ana(&shop).await;
    let again = ana(&shop).await;
    assert_eq!(
        (again.status, again.problem()),
        (StatusCode::CONFLICT, "customer-known".into())
    );
    assert_eq!(again.body["known"][0]["id"], first.body["id"]);

    let husband = json!({ "name": "Luis Ruiz", "phone": "212 555 0142", "even_if_known": true });
    assert_eq!(
        shop.post("/customers", &husband).await.status,
        StatusCode::CREATED
    );
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn sixteen_of_the_same_add_one(db: PgPool) {
    let shop = Shop::open(db).await;
    let new = json!({ "name": "Ana Ruiz", "email": "ana@example.com" });
    let answers = join_all((0..16).map(|_| shop.post_as("/customers", &new, "ana"))).await;
    assert!(
        answers.iter().all(|answer| answer.body == answers[0].body),
        "{answers:?}"
    );
    assert_eq!(shop.count("select count(*) from customers").await, 1);
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn a_customer_needs_a_name_and_a_way_to_be_reached(db: PgPool) {
    let shop = Shop::open(db).await;
    let answer = shop
        .post("/customers", &json!({ "name": " ", "email": "nobody" }))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.complaints(), ["/email", "/name"]);
    let answer = shop.post("/customers", &json!({})).await;
    assert_eq!(answer.complaints(), ["/name"]);
    assert_eq!(
        shop.get("/customers?cursor=zzz").await.complaints(),
        ["cursor"]
    );
}
