//! Pieces come in, lie somewhere, and go; the books follow.

use super::*;
use crate::stock::{edit, show, step};
use domain::money::Currency;
use domain::stock::{Ownership, PieceState, Source, Step};
use sqlx::PgPool;

impl Vault {
    async fn step(&self, piece: PieceId, what: &Step) -> Result<(), Error> {
        let key = IdempotencyKey::generate();
        step(&self.house.services, self.manager(), piece, what, key).await?;
        Ok(())
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_ours_stands_in_the_books_at_its_cost(db: PgPool) {
    let vault = Vault::open(db).await;
    vault.add(&vault.ring("1200")).await;
    assert_eq!(vault.ledger(Account::Stock).await, dec("1200"));
    assert_eq!(vault.ledger(Account::OpeningBalances).await, dec("-1200"));
    let vendor = vault.house.vendor("Maison Lavergne").await;
    let bought = PieceDraft {
        source: Some(Source::Purchase),
        vendor: Some(vendor),
        ..vault.ring("300")
    };
    vault.add(&bought).await;
    assert_eq!(vault.ledger(Account::Payable).await, dec("-300"));
    let lent = PieceDraft {
        ownership: Ownership::MemoIn,
        vendor: Some(vendor),
        ..vault.ring("5000")
    };
    vault.add(&lent).await;
    assert_eq!(
        vault.ledger(Account::Stock).await,
        dec("1500"),
        "what is lent is not ours"
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn a_piece_is_written_down_once(db: PgPool) {
    let vault = Vault::open(db).await;
    let key = IdempotencyKey::generate();
    let draft = vault.ring("100");
    let services = &vault.house.services;
    let taps = (0..16).map(|_| add(services, vault.manager(), &draft, key));
    let saved = futures::future::join_all(taps).await;
    let first = saved[0].as_ref().unwrap().id;
    assert!(
        saved
            .iter()
            .all(|s| s.as_ref().is_ok_and(|s| s.id == first))
    );
    assert_eq!(vault.ledger(Account::Stock).await, dec("100"));
}

#[sqlx::test(migrations = "./migrations")]
async fn serials_and_reports_are_known_once(db: PgPool) {
    let vault = Vault::open(db).await;
    let first = PieceDraft {
        serial: "hv-1".into(),
        lab: "GIA".into(),
        certificate: "2141438171".into(),
        ..vault.diamond("1.02", "G")
    };
    vault.add(&first).await;
    let again = PieceDraft {
        lab: String::new(),
        certificate: String::new(),
        ..first.clone()
    };
    assert_eq!(
        complaint(vault.try_add(&again).await, "/serial"),
        "Another piece has this serial."
    );
    let other = PieceDraft {
        serial: String::new(),
        ..first
    };
    assert_eq!(
        complaint(vault.try_add(&other).await, "/certificate"),
        "A stone with this report is in stock already."
    );
    assert_eq!(
        vault.ledger(Account::Stock).await,
        dec("900"),
        "nothing half-written"
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn a_piece_is_in_one_place_and_its_way_is_kept(db: PgPool) {
    let vault = Vault::open(db).await;
    let showcase = place(&vault.house, LocationKind::Showcase, "CASE-1").await;
    let ring = vault.add(&vault.ring("1200")).await;
    vault
        .step(ring, &Step::Move { to: showcase })
        .await
        .unwrap();
    let lost = Step::Lose {
        reason: "Not at the count".into(),
    };
    vault.step(ring, &lost).await.unwrap();
    assert_eq!(vault.ledger(Account::Shrinkage).await, dec("1200"));
    assert_eq!(
        refusal(vault.step(ring, &Step::Move { to: showcase }).await),
        "P100001 is not in stock but missing."
    );
    let found = Step::Find { to: vault.safe };
    vault.step(ring, &found).await.unwrap();
    assert_eq!(vault.ledger(Account::Shrinkage).await, dec("0"));

    let services = &vault.house.services;
    let shown = show(services, vault.manager(), ring).await.unwrap();
    assert_eq!(shown.location.unwrap().0, vault.safe);
    let way: Vec<_> = shown.moves.iter().rev().map(|m| m.kind.code()).collect();
    assert_eq!(way, ["received", "moved", "lost", "found"]);
    let scrap = Step::Scrap {
        reason: "  ".into(),
    };
    assert_eq!(
        complaint(vault.step(ring, &scrap).await, "/reason"),
        "Give a reason."
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_known_is_mended_and_nothing_is_overwritten(db: PgPool) {
    let vault = Vault::open(db).await;
    let ring = vault.add(&vault.ring("1200")).await;
    let mended = PieceDraft {
        name: "Art deco ring".into(),
        price: "2600".into(),
        ..vault.ring("1200")
    };
    let services = &vault.house.services;
    let change = |version| {
        let key = IdempotencyKey::generate();
        edit(services, vault.manager(), ring, version, &mended, key)
    };
    assert_eq!(change(1).await.unwrap().version, 2);
    assert!(matches!(change(1).await, Err(Error::Conflict(_))));
    let shown = show(services, vault.manager(), ring).await.unwrap();
    assert_eq!(
        (shown.name.as_str(), shown.serial.as_str()),
        ("Art deco ring", "P100001")
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn each_sees_and_does_what_is_theirs(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    let ring = vault.add(&vault.ring("1200")).await;
    let services = &vault.house.services;
    for (who, sees) in [(&vault.house.manager, true), (&vault.house.sales, false)] {
        let shown = show(services, who.into(), ring).await.unwrap();
        assert_eq!(shown.cost.is_some(), sees, "{}", who.name);
    }
    let key = IdempotencyKey::generate();
    let draft = vault.ring("1");
    for who in [&vault.house.sales, &vault.house.jeweler] {
        let tried = add(services, who.into(), &draft, key).await;
        assert!(matches!(tried, Err(Error::Forbidden)), "{}", who.name);
    }
    let move_it = Step::Move { to: vault.safe };
    let jeweler = (&vault.house.jeweler).into();
    step(services, jeweler, ring, &move_it, key).await.unwrap();

    let other = House::open(db).await;
    let stranger = (&other.owner).into();
    assert!(matches!(
        show(services, stranger, ring).await,
        Err(Error::NotFound)
    ));
    let key = IdempotencyKey::generate();
    let tried = step(services, stranger, ring, &move_it, key).await;
    assert!(matches!(tried, Err(Error::NotFound)));
    let own = vault.add(&vault.ring("5")).await;
    let elsewhere = place(&other, LocationKind::Safe, "SAFE-9").await;
    let away = Step::Move { to: elsewhere };
    assert_eq!(
        complaint(vault.step(own, &away).await, "/to"),
        "Choose where it goes."
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn a_stone_is_shown_with_all_that_is_known_of_it(db: PgPool) {
    let vault = Vault::open(db).await;
    let draft = vault.diamond("1.02", "g");
    let stone = vault.add(&draft).await;
    let shown = show(&vault.house.services, vault.manager(), stone)
        .await
        .unwrap();
    assert_eq!(shown.name, "1.02 ct diamond, round, G VS1");
    assert_eq!(shown.state, PieceState::Here);
    let checked = draft.check(Currency::USD).unwrap().stone;
    assert_eq!(shown.stone, checked);
}
