//! Goods in bulk: never more than there is, and the books always agree.

use super::*;
use crate::check::check;
use crate::stock::{bulk, bulk_moves, bulk_step, create_bulk};
use domain::ids::BulkItemId;
use domain::measures::Unit;
use domain::stock::{BulkDraft, BulkStep, BulkView, Source};
use sqlx::PgPool;

impl Vault {
    pub(super) async fn grain(&self) -> BulkItemId {
        let draft = BulkDraft {
            code: "au-14y".into(),
            name: "14K yellow casting grain".into(),
            unit: Unit::Gram,
            metal: None,
        };
        let key = IdempotencyKey::generate();
        let saved = create_bulk(&self.house.services, self.manager(), &draft, key).await;
        saved.unwrap().id
    }

    async fn bulk_step(&self, item: BulkItemId, step: BulkStep) -> Result<(), Error> {
        let key = IdempotencyKey::generate();
        bulk_step(&self.house.services, self.manager(), item, &step, key).await
    }

    async fn receive(&self, item: BulkItemId, quantity: &str, cost: &str) {
        let step = BulkStep::Receive {
            to: Some(self.safe),
            quantity: quantity.into(),
            cost: cost.into(),
            source: Source::Opening,
            vendor: None,
        };
        self.bulk_step(item, step).await.unwrap();
    }

    async fn first(&self) -> BulkView {
        let all = bulk(&self.house.services, self.manager()).await.unwrap();
        all.into_iter().next().unwrap()
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn it_is_received_carried_counted_and_scrapped(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    let bench = place(&vault.house, LocationKind::Bench, "BENCH-1").await;
    let grain = vault.grain().await;
    vault.receive(grain, "100", "6000").await;
    vault.receive(grain, "50", "3600").await;
    assert_eq!(vault.ledger(Account::Stock).await, dec("9600"));

    let carry = BulkStep::Move {
        from: Some(vault.safe),
        to: Some(bench),
        quantity: "30".into(),
    };
    vault.bulk_step(grain, carry).await.unwrap();
    let now = vault.first().await;
    let lies: Vec<_> = now
        .holdings
        .iter()
        .map(|h| {
            (
                h.name.as_str(),
                h.quantity.to_string(),
                h.value.unwrap().to_string(),
            )
        })
        .collect();
    assert_eq!(
        lies,
        [
            ("bench-1", "30 g".to_owned(), "$1,920.00".to_owned()),
            ("safe-1", "120 g".to_owned(), "$7,680.00".to_owned()),
        ],
        "what is carried carries its share"
    );

    let count = |quantity: &str| BulkStep::Count {
        at: Some(bench),
        quantity: quantity.into(),
        reason: "Weighed at closing".into(),
    };
    vault.bulk_step(grain, count("29.5")).await.unwrap();
    assert_eq!(vault.ledger(Account::Shrinkage).await, dec("32"));
    vault.bulk_step(grain, count("30")).await.unwrap();
    assert_eq!(vault.ledger(Account::Shrinkage).await, dec("0"));
    let scrap = BulkStep::Scrap {
        from: Some(bench),
        quantity: "30".into(),
        reason: "Contaminated".into(),
    };
    vault.bulk_step(grain, scrap).await.unwrap();
    assert_eq!(vault.ledger(Account::Stock).await, dec("7680"));
    let moves = bulk_moves(&vault.house.services, vault.manager(), grain)
        .await
        .unwrap();
    let kinds: Vec<_> = moves.iter().rev().map(|m| m.kind.code()).collect();
    assert_eq!(
        kinds,
        ["received", "received", "moved", "lost", "found", "scrapped"]
    );
    assert_eq!(check(&db, drop).await.unwrap(), 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn no_more_is_taken_than_there_is(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    let bench = place(&vault.house, LocationKind::Bench, "BENCH-1").await;
    let grain = vault.grain().await;
    vault.receive(grain, "10", "600").await;
    let carry = |quantity: &str| BulkStep::Move {
        from: Some(vault.safe),
        to: Some(bench),
        quantity: quantity.into(),
    };
    let tries = (0..16).map(|_| vault.bulk_step(grain, carry("3")));
    let results = futures::future::join_all(tries).await;
    assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 3);
    let refused = vault.bulk_step(grain, carry("1.001")).await;
    assert_eq!(complaint(refused, "/quantity"), "There are only 1 g here.");
    let wrong = vault.bulk_step(grain, carry("-1")).await;
    assert_eq!(
        complaint(wrong, "/quantity"),
        "A quantity can't be below zero."
    );
    assert_eq!(check(&db, drop).await.unwrap(), 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_another_stores_is_not_there(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    let grain = vault.grain().await;
    let other = House::open(db).await;
    let services = &vault.house.services;
    let stranger = (&other.owner).into();
    assert!(bulk(services, stranger).await.unwrap().is_empty());
    let step = BulkStep::Count {
        at: Some(vault.safe),
        quantity: "1".into(),
        reason: "x".into(),
    };
    let key = IdempotencyKey::generate();
    let tried = bulk_step(services, stranger, grain, &step, key).await;
    assert!(matches!(tried, Err(Error::NotFound)));
    let key = IdempotencyKey::generate();
    let jeweler = (&vault.house.jeweler).into();
    let tried = bulk_step(services, jeweler, grain, &step, key).await;
    assert!(matches!(tried, Err(Error::Forbidden)));
}
