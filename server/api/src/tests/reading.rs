//! Lists, pages, the document and its page.

use super::{Shop, fetch, get};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use serde_json::json;
use sqlx::PgPool;
use std::collections::HashSet;

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn pages_stand_while_orders_come_in(db: PgPool) {
    let shop = Shop::open(db).await;
    let mut before = HashSet::new();
    for _ in 0..7 {
        before.insert(shop.placed().await);
        shop.house.clock.advance(chrono::TimeDelta::seconds(1));
    }
    let (mut seen, mut path) = (Vec::new(), "/orders?limit=3".to_owned());
    loop {
        let page = shop.get(&path).await;
        let items = page.body["items"].as_array().unwrap().clone();
        seen.extend(
            items
                .iter()
                .map(|item| item["id"].as_str().unwrap().to_owned()),
        );
        // Somebody takes an order while we leaf.
        shop.placed().await;
        match page.body["next"].as_str() {
            Some(next) => path = format!("/orders?limit=3&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 7, "none twice");
    assert_eq!(
        seen.into_iter().collect::<HashSet<_>>(),
        before,
        "none missed"
    );
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn filters_narrow_the_list(db: PgPool) {
    let shop = Shop::open(db).await;
    let order = shop.placed().await;
    let mut quote = shop.ring().await;
    quote["quote"] = true.into();
    shop.post("/orders", &quote).await;
    let number = shop.get(&format!("/orders/{order}")).await.text("number");
    for (query, count) in [
        ("", 2),
        ("phase=draft", 1),
        ("phase=closed", 0),
        ("state=deposit_due", 1),
        ("kind=special_order", 2),
        ("q=ruiz", 2),
        ("q=nobody", 0),
        (&format!("q={number}"), 1),
        (
            &format!("customer={}", quote["customer"].as_str().unwrap()),
            1,
        ),
    ] {
        let list = shop.get(&format!("/orders?{query}")).await;
        assert_eq!(
            list.body["items"].as_array().unwrap().len(),
            count,
            "{query}"
        );
    }
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn no_cache_keeps_people_and_money(db: PgPool) {
    let shop = Shop::open(db).await;
    assert_eq!(shop.get("/orders").await.headers[CACHE_CONTROL], "no-store");
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn the_examples_of_the_document_fit_its_schemas(db: PgPool) {
    let shop = Shop::open(db).await;
    let document = &shop.contract.document;
    let bodies = document["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|item| {
            let operations = item.as_object().unwrap().values();
            operations.filter_map(|each| each["requestBody"]["content"].get("application/json"))
        });
    let mut count = 0;
    for body in bodies {
        shop.contract
            .fits(&body["schema"], &body["example"], "an example");
        count += 1;
    }
    assert!(count >= 3);
    let problem = json!({ "$ref": "#/components/schemas/Problem" });
    shop.contract.fits(
        &problem,
        &crate::shapes::problem_example(),
        "the example of a problem",
    );
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn every_reference_of_the_document_leads_somewhere(db: PgPool) {
    let shop = Shop::open(db).await;
    let document = &shop.contract.document;
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn the_page_shows_every_operation_and_every_problem(db: PgPool) {
    let shop = Shop::open(db).await;
    let page = fetch(&shop.router, get("", "")).await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.body.as_str().unwrap().replace("&#x2f;", "/");
    for operation in crate::operations() {
        assert!(
            html.contains(&format!("id=\"{}\"", operation.id)),
            "{}",
            operation.id
        );
        assert!(html.contains(operation.path));
    }
    for kind in crate::problem::Kind::ALL {
        assert!(
            html.contains(&format!("id=\"problem-{}\"", kind.code())),
            "{}",
            kind.code()
        );
    }
    assert!(!html.contains("<script"));
    for anchor in html.split("href=\"#").skip(1) {
        let id = anchor.split('"').next().unwrap();
        assert!(
            html.contains(&format!("id=\"{id}\"")),
            "#{id} leads nowhere"
        );
    }
}
