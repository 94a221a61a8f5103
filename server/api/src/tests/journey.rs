//! The main job, by programs alone: from the customer to a closed order and books that balance.

use super::{Answer, Shop};
use axum::http::StatusCode;
use domain::catalogue::{StyleDraft, VariantDraft, VendorDraft};
use domain::ids::{IdempotencyKey, StyleId};
use domain::tax::LineClass;
use serde_json::{Value, json};
use services::{Caller, catalogue};
use sqlx::PgPool;

impl Shop {
    /// A ring in the catalogue for 1,000.00, made by a vendor for 400.00.
    pub(super) async fn stock(&self) -> StyleId {
        let (services, owner) = (&self.house.services, Caller::from(&self.house.owner));
        let vendor = VendorDraft {
            name: "Lumen Castings".into(),
            lead_days: "10".into(),
            ..VendorDraft::default()
        };
        let key = IdempotencyKey::generate;
        let vendor = catalogue::create_vendor(services, owner, &vendor, key())
            .await
            .unwrap();
        let style = StyleDraft {
            title: "Oval halo ring".into(),
            style_number: "OH-1".into(),
            description: String::new(),
            category: "Rings".into(),
            vendor: Some(vendor.id),
            lead_days: String::new(),
            route: None,
            class: LineClass::Goods,
            options: vec!["Metal".into()],
            variants: vec![VariantDraft {
                values: vec!["14K white".into()],
                sku: "OH-1-W".into(),
                price: "1000".into(),
                cost: Some("400".into()),
                active: true,
            }],
            photos: vec![],
        };
        let saved = catalogue::create(services, owner, &style, key()).await;
        saved.unwrap().id
    }

    /// Takes a step on an order as it stands now.
    async fn step(&self, order: &str, action: &str, details: Value) -> Answer {
        let shown = self.get(&format!("/orders/{order}")).await;
        let step =
            json!({ "action": action, "version": shown.body["version"], "details": details });
        self.post(&format!("/orders/{order}/actions"), &step).await
    }

    /// What an account holds, over all entries.
    async fn balance(&self, account: &str) -> String {
        sqlx::query_scalar(
            "select coalesce(sum(amount), 0)::numeric(14, 2)::text
             from ledger_postings where account = $1",
        )
        .bind(account)
        .fetch_one(&self.house.services.db)
        .await
        .unwrap()
    }
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn an_order_is_carried_the_whole_way(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.stock().await;

    let ana = json!({ "name": "Ana Ruiz", "phone": "(212) 555-0142", "email": "ana@example.com" });
    let ana = shop.post("/customers", &ana).await;
    assert_eq!(ana.status, StatusCode::CREATED, "{ana:?}");
    let found = shop.get("/catalogue/variants?sku=oh-1-w").await;
    let ring = &found.body["items"][0];
    let style = shop
        .get(&format!(
            "/catalogue/styles/{}",
            ring["style"].as_str().unwrap()
        ))
        .await;
    assert_eq!(style.body["variants"][0]["id"], ring["variant"]);
    assert!(
        !style.body.to_string().contains("400"),
        "cost is the shop's own"
    );

    let order = json!({
        "kind": "special_order", "customer": ana.body["id"], "delivery": "pick_up",
        "lines": [{ "variant": ring["variant"], "quantity": 1, "ring_size": "6½" }],
        "payment": { "amount": "544.38", "method": "card_terminal", "reference": "auth 0912 4242" },
    });
    let placed = shop.post("/orders", &order).await;
    let id = placed.text("id");
    assert_eq!(placed.headers["location"], format!("/api/v1/orders/{id}"));
    let taken = shop.get(&format!("/orders/{id}")).await;
    assert_eq!(
        (taken.text("state"), taken.text("channel")),
        ("to_order".into(), "api".into())
    );
    assert_eq!(
        taken.body["balance"],
        json!({ "amount": "544.37", "currency": "USD" })
    );

    let vendors = shop.get("/catalogue/vendors").await;
    let vendor = &vendors.body["items"][0]["id"];
    let signed = json!({ "received_by": "Ana Ruiz", "signature": { "typed": "Ana Ruiz" } });
    for (action, details, state) in [
        (
            "place_with_vendor",
            json!({ "vendor": vendor, "eta": "2026-12-07" }),
            "ordered",
        ),
        (
            "vendor_confirms",
            json!({ "eta": "2026-12-04" }),
            "confirmed",
        ),
        ("receive", json!({}), "received"),
        ("start_check", json!({}), "quality_check"),
        ("pass_check", json!({}), "ready"),
    ] {
        let moved = shop.step(&id, action, details).await;
        assert_eq!(moved.text("state"), state, "{moved:?}");
    }

    let refused = shop.step(&id, "pick_up", signed.clone()).await;
    assert_eq!(
        (refused.status, refused.problem()),
        (StatusCode::CONFLICT, "refused".into())
    );
    assert_eq!(refused.body["blockers"][0]["gate"], "balance_paid");
    let override_it = json!({
        "action": "pick_up", "version": taken.body["version"], "details": signed,
        "override_reason": "She is a friend",
    });
    let refused = shop
        .post(&format!("/orders/{id}/actions"), &override_it)
        .await;
    assert_ne!(refused.status, StatusCode::OK, "a key passes no gate");

    let rest = json!({ "payment": { "amount": "544.37", "method": "cash" } });
    let paid = shop.post(&format!("/orders/{id}/payments"), &rest).await;
    assert_eq!(paid.status, StatusCode::CREATED, "{paid:?}");
    let again = shop.post(&format!("/orders/{id}/payments"), &rest).await;
    assert_eq!(again.problem(), "refused", "nothing is owed any more");
    let closed = shop.step(&id, "pick_up", signed).await;
    assert_eq!(
        (closed.text("state"), closed.text("phase")),
        ("closed".into(), "closed".into())
    );

    let last = shop.get(&format!("/orders/{id}")).await;
    assert_eq!(last.body["balance"]["amount"], "0.00");
    assert_eq!(last.body["hand_over"]["received_by"], "Ana Ruiz");
    shop.books_are_right().await;
}

impl Shop {
    /// What one ring for 1,000.00 that was made for 400.00 leaves in the books.
    async fn books_are_right(&self) {
        for (account, holds) in [
            ("1020", "544.38"),   // the card terminal
            ("1000", "544.37"),   // the drawer
            ("1100", "0.00"),     // nobody owes
            ("1200", "0.00"),     // the piece has left
            ("2000", "-400.00"),  // the vendor is owed
            ("2100", "0.00"),     // no deposit is held
            ("2200", "-88.75"),   // tax to hand on
            ("4000", "-1000.00"), // the sale
            ("5000", "400.00"),   // what it cost
        ] {
            assert_eq!(self.balance(account).await, holds, "{account}");
        }
        let out = "select count(*) from (select 1 from ledger_postings group by entry_id
                   having sum(amount) <> 0) as lopsided";
        assert_eq!(self.count(out).await, 0);
    }
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn the_catalogue_is_leafed_through(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.stock().await;
    let list = shop.get("/catalogue/styles?q=halo").await;
    assert_eq!(list.body["items"][0]["price_from"]["amount"], "1000.00");
    assert_eq!(
        shop.get("/catalogue/styles?q=nothinglikeit").await.body["items"],
        json!([])
    );
    let wrong = shop.get("/catalogue/styles?cursor=zzz").await;
    assert_eq!(wrong.complaints(), ["cursor"]);
    let none = shop.get("/catalogue/variants?sku=UNKNOWN").await;
    assert_eq!(none.body["items"], json!([]));
}
