//! Pieces of stock on their way through an order; the house's own check has the last word.

use super::promising::Wanting;
use super::*;
use crate::check::check;
use crate::orders::{act, pay};
use crate::stock::{show, step};
use domain::orders::act::{Details, Request, Signature};
use domain::orders::requests::PaymentRequest;
use domain::orders::{Action, State};
use domain::payments::{Method, NewPayment};
use domain::stock::{Ownership, PieceState, Step};
use sqlx::PgPool;

impl Vault {
    pub(super) async fn act(&self, order: Wanting, action: Action) -> Result<State, Error> {
        let (services, db) = (&self.house.services, &self.house.services.db);
        let version: i32 = sqlx::query_scalar("select version from orders where id = $1")
            .bind(order.order.uuid())
            .fetch_one(db)
            .await
            .unwrap();
        let vendor = self.house.vendor("Maison Lavergne").await;
        let request = Request {
            action,
            version,
            details: Details {
                vendor: Some(vendor),
                reason: "Because".into(),
                received_by: "Ana Ruiz".into(),
                signature: Some(Signature::Typed("Ana Ruiz".into())),
                costs: vec![],
                ..Details::default()
            },
            override_reason: String::new(),
        };
        let key = IdempotencyKey::generate();
        let acted = act(services, self.manager(), order.order, &request, key).await?;
        Ok(acted.position.state)
    }

    pub(super) async fn special(&self, order: Wanting, action: Action) -> Result<State, Error> {
        self.act(order, action).await
    }

    pub(super) async fn pay_all(&self, order: Wanting) {
        let request = PaymentRequest {
            version: None,
            payment: NewPayment {
                amount: "544.38".into(),
                method: Method::Cash,
                reference: String::new(),
            },
        };
        let key = IdempotencyKey::generate();
        pay(
            &self.house.services,
            self.manager(),
            order.order,
            &request,
            key,
        )
        .await
        .unwrap();
    }

    async fn state(&self, piece: PieceId) -> PieceState {
        let shown = show(&self.house.services, self.manager(), piece).await;
        shown.unwrap().state
    }

    pub(super) async fn expect_order_in_the_house(&self) {
        let mut said = Vec::new();
        check(&self.house.services.db, |finding| {
            if let crate::check::Finding::Difference(rule, difference) = finding {
                said.push(format!("{}: {difference:?}", rule.name));
            }
        })
        .await
        .unwrap();
        assert!(said.is_empty(), "{said:#?}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_piece_is_sold_from_the_safe(db: PgPool) {
    let vault = Vault::open(db).await;
    let ring = vault.add(&vault.ring("200")).await;
    let order = vault.wanting(None, false).await;
    vault.reserve(order, ring).await.unwrap();
    vault.pay_all(order).await;
    let refused = vault.special(order, Action::PlaceWithVendor).await;
    assert_eq!(refusal(refused), "Every piece is promised from stock.");

    vault.special(order, Action::TakeFromStock).await.unwrap();
    assert_eq!(vault.ledger(Account::Stock).await, dec("0"));
    assert_eq!(vault.ledger(Account::Inventory).await, dec("200"));
    vault.expect_order_in_the_house().await;
    let scrap = Step::Scrap {
        reason: "Broken".into(),
    };
    let key = IdempotencyKey::generate();
    let tried = step(&vault.house.services, vault.manager(), ring, &scrap, key).await;
    assert!(refusal(tried).contains("is promised to SO-"));

    for action in [Action::StartCheck, Action::PassCheck, Action::PickUp] {
        vault.special(order, action).await.unwrap();
    }
    assert_eq!(vault.state(ring).await, PieceState::Sold);
    for (account, amount) in [
        (Account::Inventory, "0"),
        (Account::CostOfGoods, "200"),
        (Account::Payable, "0"),
        (Account::Revenue, "-500"),
    ] {
        assert_eq!(vault.ledger(account).await, dec(amount), "{account}");
    }
    vault.expect_order_in_the_house().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_cancelled_order_puts_its_piece_back(db: PgPool) {
    let vault = Vault::open(db).await;
    let ring = vault.add(&vault.ring("200")).await;
    let order = vault.wanting(None, false).await;
    vault.reserve(order, ring).await.unwrap();
    vault.pay_all(order).await;
    vault.special(order, Action::TakeFromStock).await.unwrap();
    vault.act(order, Action::Cancel).await.unwrap();
    assert_eq!(vault.state(ring).await, PieceState::Here);
    assert_eq!(vault.ledger(Account::Stock).await, dec("200"));
    vault.expect_order_in_the_house().await;
    let next = vault.wanting(None, false).await;
    vault.reserve(next, ring).await.unwrap();
}

#[sqlx::test(migrations = "./migrations")]
async fn a_piece_that_fails_its_check_goes_back_into_stock(db: PgPool) {
    let vault = Vault::open(db).await;
    let ring = vault.add(&vault.ring("200")).await;
    let order = vault.wanting(None, false).await;
    vault.reserve(order, ring).await.unwrap();
    vault.pay_all(order).await;
    for action in [Action::TakeFromStock, Action::StartCheck, Action::FailCheck] {
        vault.special(order, action).await.unwrap();
    }
    assert_eq!(vault.ledger(Account::Stock).await, dec("200"));
    vault.expect_order_in_the_house().await;
    let another = vault.add(&vault.ring("230")).await;
    vault.reserve(order, another).await.unwrap();
    for action in [
        Action::TakeFromStock,
        Action::StartCheck,
        Action::PassCheck,
        Action::PickUp,
    ] {
        vault.special(order, action).await.unwrap();
    }
    assert_eq!(vault.ledger(Account::CostOfGoods).await, dec("230"));
    vault.expect_order_in_the_house().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_lent_piece_is_owed_for_when_it_is_sold(db: PgPool) {
    let vault = Vault::open(db).await;
    let lent = PieceDraft {
        ownership: Ownership::MemoIn,
        vendor: Some(vault.house.vendor("Maison Lavergne").await),
        ..vault.ring("300")
    };
    let lent = vault.add(&lent).await;
    let order = vault.wanting(None, false).await;
    vault.reserve(order, lent).await.unwrap();
    vault.pay_all(order).await;
    vault.special(order, Action::TakeFromStock).await.unwrap();
    assert_eq!(vault.ledger(Account::Payable).await, dec("-300"));
    vault.expect_order_in_the_house().await;
    for action in [Action::StartCheck, Action::PassCheck, Action::PickUp] {
        vault.special(order, action).await.unwrap();
    }
    assert_eq!(vault.ledger(Account::CostOfGoods).await, dec("300"));
    vault.expect_order_in_the_house().await;
}
