//! A piece is promised once, whoever asks at the same time.

use super::*;
use crate::orders::place as take_order;
use crate::stock::{release, reserve, reserve_any};
use domain::ids::{LineId, OrderId, VariantId};
use domain::orders::draft::{NewLine, NewOrder};
use domain::orders::{Delivery, Kind};
use sqlx::PgPool;

/// A line that waits for its piece.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanting {
    pub order: OrderId,
    pub line: LineId,
}

impl Vault {
    pub(super) async fn wanting(&self, variant: Option<VariantId>, quote: bool) -> Wanting {
        let line = NewLine {
            variant,
            description: "Band".into(),
            quantity: 1,
            unit_price: if variant.is_some() { "" } else { "500" }.into(),
            ..NewLine::default()
        };
        let order = NewOrder {
            kind: Kind::SpecialOrder,
            customer: self.house.customer("Ana Ruiz").await,
            lines: vec![line],
            quote,
            promise: None,
            deposit: String::new(),
            deposit_reason: String::new(),
            payment: None,
            delivery: Delivery::PickUp,
            ship_to: None,
            note: String::new(),
        };
        let key = IdempotencyKey::generate();
        let sales = (&self.house.sales).into();
        let placed = take_order(&self.house.services, sales, &order, key)
            .await
            .unwrap();
        let line: uuid::Uuid = sqlx::query_scalar("select id from order_lines where order_id = $1")
            .bind(placed.id.uuid())
            .fetch_one(&self.house.services.db)
            .await
            .unwrap();
        Wanting {
            order: placed.id,
            line: line.into(),
        }
    }

    pub(super) async fn reserve(&self, wanting: Wanting, piece: PieceId) -> Result<PieceId, Error> {
        let key = IdempotencyKey::generate();
        let sales = (&self.house.sales).into();
        reserve(
            &self.house.services,
            sales,
            wanting.order,
            wanting.line,
            piece,
            key,
        )
        .await
    }

    /// A variant of the catalogue, with so many pieces of it in the safe.
    async fn variant(&self, pieces: usize) -> VariantId {
        let style = uuid::Uuid::now_v7();
        let variant = uuid::Uuid::now_v7();
        let now = self.house.services.clock.now();
        sqlx::query("insert into styles (id, handle, title, created_at, updated_at) values ($1, $1::text, 'Band', $2, $2)")
            .bind(style).bind(now).execute(&self.house.services.db).await.unwrap();
        sqlx::query("insert into variants (id, style_id, position, price, currency, updated_at) values ($1, $2, 1, 500, 'USD', $3)")
            .bind(variant).bind(style).bind(now).execute(&self.house.services.db).await.unwrap();
        for _ in 0..pieces {
            let band = PieceDraft {
                variant: Some(variant.into()),
                name: String::new(),
                ..self.ring("200")
            };
            self.add(&band).await;
        }
        variant.into()
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn of_sixty_four_who_want_the_last_five_five_get_one(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    let variant = vault.variant(5).await;
    let mut wanting = Vec::new();
    for _ in 0..64 {
        wanting.push(vault.wanting(Some(variant), false).await);
    }
    let sales = Caller::from(&vault.house.sales);
    let services = &vault.house.services;
    let tries = wanting.iter().map(|w| {
        let key = IdempotencyKey::generate();
        reserve_any(services, sales, w.order, w.line, key)
    });
    let results = futures::future::join_all(tries).await;
    let mut won: Vec<_> = results.iter().filter_map(|r| r.as_ref().ok()).collect();
    won.sort();
    won.dedup();
    assert_eq!(won.len(), 5, "five pieces, each promised once");
    for lost in results.into_iter().filter(Result::is_err) {
        assert_eq!(refusal(lost), "None of these is free.");
    }
    let live: i64 = sqlx::query_scalar("select count(*) from reservations where ended_at is null")
        .fetch_one(&db)
        .await
        .unwrap();
    assert_eq!(live, 5);
}

#[sqlx::test(migrations = "./migrations")]
async fn of_sixteen_who_want_one_piece_one_gets_it(db: PgPool) {
    let vault = Vault::open(db).await;
    let ring = vault.add(&vault.ring("1200")).await;
    let mut wanting = Vec::new();
    for _ in 0..16 {
        wanting.push(vault.wanting(None, false).await);
    }
    let tries = wanting.iter().map(|w| vault.reserve(*w, ring));
    let results = futures::future::join_all(tries).await;
    assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 1);
    for lost in results.into_iter().filter(Result::is_err) {
        let why = refusal(lost);
        assert!(why.starts_with("P100001 is promised to SO-"), "{why}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn the_database_itself_refuses_a_second_promise(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    let ring = vault.add(&vault.ring("1200")).await;
    let first = vault.wanting(None, false).await;
    vault.reserve(first, ring).await.unwrap();
    let second = vault.wanting(None, false).await;
    let forced = sqlx::query(
        "insert into reservations (id, piece_id, order_line_id, made_at, made_by_name)
         values (gen_random_uuid(), $1, $2, now(), 'x')",
    )
    .bind(ring.uuid())
    .bind(second.line.uuid())
    .execute(&db)
    .await;
    let refused = forced.unwrap_err();
    assert!(refused.as_database_error().unwrap().is_unique_violation());
}

#[sqlx::test(migrations = "./migrations")]
async fn a_promise_is_let_go_and_made_to_another(db: PgPool) {
    let vault = Vault::open(db).await;
    let ring = vault.add(&vault.ring("1200")).await;
    let (first, second) = (
        vault.wanting(None, false).await,
        vault.wanting(None, false).await,
    );
    vault.reserve(first, ring).await.unwrap();
    assert_eq!(
        refusal(vault.reserve(first, ring).await),
        "This line has all its pieces."
    );
    let services = &vault.house.services;
    let sales = Caller::from(&vault.house.sales);
    let key = IdempotencyKey::generate();
    let wrong = release(services, sales, second.order, ring, key).await;
    assert_eq!(refusal(wrong), "This piece is not promised to this order.");
    let key = IdempotencyKey::generate();
    release(services, sales, first.order, ring, key)
        .await
        .unwrap();
    vault.reserve(second, ring).await.unwrap();
}

#[sqlx::test(migrations = "./migrations")]
async fn a_quotes_promise_ends_with_the_quote(db: PgPool) {
    let vault = Vault::open(db).await;
    let ring = vault.add(&vault.ring("1200")).await;
    let quote = vault.wanting(None, true).await;
    vault.reserve(quote, ring).await.unwrap();
    let order = vault.wanting(None, false).await;
    vault.house.clock.advance(chrono::TimeDelta::days(14));
    let why = refusal(vault.reserve(order, ring).await);
    assert!(
        why.contains("is promised to"),
        "its last day is not over: {why}"
    );
    vault.house.clock.advance(chrono::TimeDelta::days(1));
    vault.reserve(order, ring).await.unwrap();
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_a_customers_own_or_gone_is_promised_to_nobody(db: PgPool) {
    let vault = Vault::open(db).await;
    let customer = vault.house.customer("Ben").await;
    let own = PieceDraft {
        ownership: domain::stock::Ownership::Customer,
        customer: Some(customer),
        cost: String::new(),
        declared_value: "3000".into(),
        ..vault.ring("")
    };
    let own = vault.add(&own).await;
    let wanting = vault.wanting(None, false).await;
    let why = refusal(vault.reserve(wanting, own).await);
    assert_eq!(why, "P100001 is a customer's own. It can't be sold.");
}
