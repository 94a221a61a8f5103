//! Orders of web shops, as their adapters send them.

use super::*;

fn bands(external_id: &str) -> Value {
    json!({
        "channel": "shopify", "external_id": external_id, "updated_at": "2026-11-23T15:04:05Z",
        "order": {
            "number": "#1001", "placed_at": "2026-11-23T15:04:00Z", "currency": "USD",
            "customer": { "name": "Ana Ruiz", "email": "ana@example.com", "phone": null },
            "ship_to": { "line1": "12 Elm St", "city": "Hudson", "postcode": "12534", "country": "US" },
            "lines": [{
                "id": "1", "sku": "BAND-6", "title": "Band", "quantity": 2, "unit_price": "500",
                "tax": "80", "discount": "10", "ring_size": "6",
                "properties": [{ "name": "Gift wrap", "value": "Ivory" }],
            }],
            "shipping": { "label": "Insured", "amount": "20" },
            "total": "1090.01",
            "payments": [{ "gateway": "card", "reference": "ch_1", "amount": "1090.01" }],
            "gift_message": "For Lena",
        },
    })
}

fn without_phone(mut body: Value) -> Value {
    body["order"]["customer"]
        .as_object_mut()
        .unwrap()
        .remove("phone");
    body
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn an_order_comes_in_once_and_is_read(db: PgPool) {
    let shop = Shop::open(db).await;
    let body = without_phone(bands("450789469"));
    let first = shop.post("/orders/import", &body).await;
    assert_eq!(first.status, StatusCode::OK, "{first:?}");
    assert_eq!(first.text("outcome"), "created");
    assert_eq!(first.body["parked"][0]["kind"], "unknown_sku");
    let again = shop.post("/orders/import", &body).await;
    assert_eq!(again.body, first.body);
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(shop.count("select count(*) from orders").await, 1);

    let order = shop.get(&format!("/orders/{}", first.text("order"))).await;
    assert_eq!(order.text("kind"), "ecommerce");
    assert_eq!(order.body["web"]["external_id"], "450789469");
    assert_eq!(
        order.body["web"]["charges"][1]["label"],
        "Rounding from channel"
    );
    assert_eq!(order.body["lines"][0]["properties"][0]["value"], "Ivory");
    assert_eq!(order.body["payments"][0]["method"], "shopify");
    let found = shop.get("/orders?q=450789&kind=ecommerce").await;
    assert_eq!(found.body["items"][0]["id"], order.body["id"]);
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn what_is_wrong_is_said_beside_its_field(db: PgPool) {
    let shop = Shop::open(db).await;
    let mut body = without_phone(bands("1"));
    body["order"]["lines"][0]["unit_price"] = "5,00".into();
    body["order"]["lines"][0]["quantity"] = 0.into();
    let answer = shop.post("/orders/import", &body).await;
    assert_eq!(answer.problem(), "invalid");
    assert_eq!(
        answer.complaints(),
        ["/order/lines/0/quantity", "/order/lines/0/unit_price"]
    );
    let mut body = without_phone(bands("1"));
    body["order"]["lines"][0]["colour"] = "blue".into();
    let answer = shop.post("/orders/import", &body).await;
    assert_eq!(answer.complaints(), ["/order/lines/0/colour"]);
    let answer = shop.post("/orders/import", &bands("1")).await;
    assert_eq!(answer.complaints(), ["/order/customer/phone"]);
    assert_eq!(shop.count("select count(*) from channel_orders").await, 0);
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn a_key_needs_the_scope_of_its_own(db: PgPool) {
    let mut shop = Shop::open(db).await;
    let body = without_phone(bands("1"));
    let others: Vec<_> = Scope::ALL
        .iter()
        .copied()
        .filter(|scope| *scope != Scope::OrdersImport)
        .collect();
    shop.token = shop.key(&others).await;
    let answer = shop.post("/orders/import", &body).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{answer:?}");
    shop.token = shop.key(&[Scope::OrdersImport]).await;
    let answer = shop.post("/orders/import", &body).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let reading = shop.get("/orders").await;
    assert_eq!(
        reading.status,
        StatusCode::FORBIDDEN,
        "it opens nothing else"
    );
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn a_cancellation_may_come_first(db: PgPool) {
    let shop = Shop::open(db).await;
    let body = json!({
        "channel": "etsy", "external_id": "7", "version": 3, "updated_at": "2026-11-23T15:00:00Z",
        "cancelled": { "at": "2026-11-23T15:00:00Z" },
    });
    let kept = shop.post("/orders/import", &body).await;
    assert_eq!(
        (kept.text("outcome").as_str(), &kept.body["order"]),
        ("kept", &Value::Null)
    );
}
