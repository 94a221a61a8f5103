//! Pieces of stock from hand to hand, with the envelopes that they are in.

use super::promising::Wanting;
use super::*;
use crate::Staff;
use crate::custody::{hand_over, of_order, where_is};
use crate::stock::{show, step};
use domain::custody::{HandOverDraft, HandedOver, Holder, Thing, ThingView};
use domain::orders::Action;
use domain::stock::{MoveKind, Step};
use sqlx::PgPool;

impl Vault {
    async fn hand(&self, who: &Staff, things: &[Thing], to: Holder) -> Result<HandedOver, Error> {
        let draft = HandOverDraft {
            things: things.to_vec(),
            to,
        };
        let key = IdempotencyKey::generate();
        hand_over(&self.house.services, who.into(), &draft, key).await
    }

    async fn find(&self, thing: Thing) -> ThingView {
        let found = where_is(&self.house.services, self.manager(), thing).await;
        found.unwrap()
    }

    /// Where a piece lies, as its own page says.
    async fn lies_in(&self, piece: PieceId) -> Option<LocationId> {
        let shown = show(&self.house.services, self.manager(), piece).await;
        shown.unwrap().location.map(|(id, _)| id)
    }

    /// An order whose ring was taken from the safe, and the envelope that it is in.
    async fn taken(&self, ring: PieceId) -> (Wanting, Thing) {
        let order = self.wanting(None, false).await;
        self.reserve(order, ring).await.unwrap();
        self.pay_all(order).await;
        self.special(order, Action::TakeFromStock).await.unwrap();
        let services = &self.house.services;
        let envelopes = of_order(services, self.manager(), order.order).await;
        (order, envelopes.unwrap()[0].thing)
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_piece_in_somebodys_hands_lies_there_and_nowhere_else(db: PgPool) {
    let vault = Vault::open(db).await;
    let ring = vault.add(&vault.ring("200")).await;
    let house = &vault.house;
    let to = Holder::Person(house.jeweler.id);
    let handed = vault
        .hand(&house.sales, &[Thing::Piece(ring)], to)
        .await
        .unwrap();
    assert_eq!(handed.to.who.as_deref(), Some("The jeweler"));
    assert_eq!(handed.passed[0].from.as_deref(), Some("safe-1"));
    assert_eq!(vault.lies_in(ring).await, Some(handed.to.id));

    let found = vault.find(Thing::Piece(ring)).await;
    assert_eq!(found.holder, Some(handed.to.clone()));
    let last = &found.last[0];
    assert_eq!(
        (last.kind, last.by.as_str()),
        (MoveKind::Moved, "The sales")
    );
    assert_eq!(last.to.as_deref(), Some("In hand: The jeweler"));
    assert_eq!(found.since, Some(last.at));

    // Handed to them once more, they still have it, and nothing is noted of it.
    let again = vault
        .hand(&house.sales, &[Thing::Piece(ring)], to)
        .await
        .unwrap();
    assert!(again.passed[0].already);
    assert_eq!(again.to, handed.to, "a person has one place");
    assert_eq!(vault.find(Thing::Piece(ring)).await.last.len(), 2);
    vault.expect_order_in_the_house().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn whoever_has_a_bench_has_things_there(db: PgPool) {
    let vault = Vault::open(db).await;
    let draft = LocationDraft {
        kind: LocationKind::Bench,
        name: "First bench".into(),
        code: "BENCH-1".into(),
        jeweler: Some(vault.house.jeweler.id),
        vendor: None,
    };
    let (services, key) = (&vault.house.services, IdempotencyKey::generate());
    let bench = create_location(services, vault.manager(), &draft, key).await;
    let ring = vault.add(&vault.ring("200")).await;
    let to = Holder::Person(vault.house.jeweler.id);
    let handed = vault
        .hand(&vault.house.manager, &[Thing::Piece(ring)], to)
        .await
        .unwrap();
    assert_eq!(handed.to.id, bench.unwrap().id);
    assert_eq!(handed.to.kind, LocationKind::Bench);
}

#[sqlx::test(migrations = "./migrations")]
async fn an_envelope_and_the_piece_in_it_go_together(db: PgPool) {
    let vault = Vault::open(db).await;
    let ring = vault.add(&vault.ring("200")).await;
    let (order, envelope) = vault.taken(ring).await;
    let before = vault.find(envelope).await;
    assert_eq!(before.holder.unwrap().id, vault.safe, "where the piece lay");
    assert_eq!(before.number, Some((1, 1)));
    vault.expect_order_in_the_house().await;

    let case = place(&vault.house, LocationKind::Showcase, "CASE-1").await;
    let bin = place(&vault.house, LocationKind::Bin, "BIN-1").await;
    let jeweler = &vault.house.jeweler;
    // By the envelope, by the piece, and by the piece's own page.
    vault
        .hand(jeweler, &[envelope], Holder::Place(case))
        .await
        .unwrap();
    assert_eq!(vault.lies_in(ring).await, Some(case));
    let by_piece = [Thing::Piece(ring), envelope];
    vault
        .hand(jeweler, &by_piece, Holder::Place(bin))
        .await
        .unwrap();
    assert_eq!(vault.find(envelope).await.holder.unwrap().id, bin);
    let (services, key) = (&vault.house.services, IdempotencyKey::generate());
    let back = Step::Move { to: vault.safe };
    step(services, jeweler.into(), ring, &back, key)
        .await
        .unwrap();
    let shown = vault.find(envelope).await;
    assert_eq!(shown.holder.unwrap().id, vault.safe);
    assert_eq!(shown.last.len(), 4);
    vault.expect_order_in_the_house().await;

    for action in [Action::StartCheck, Action::PassCheck, Action::PickUp] {
        vault.special(order, action).await.unwrap();
    }
    let gone = vault.find(envelope).await;
    assert_eq!((gone.here, gone.holder, gone.since), (false, None, None));
    assert_eq!(gone.last[0].kind, MoveKind::Sold);
    vault.expect_order_in_the_house().await;
    let tried = vault.hand(jeweler, &[envelope], Holder::Place(case)).await;
    assert!(refusal(tried).ends_with("-1 has left the house."));
}

#[sqlx::test(migrations = "./migrations")]
async fn an_order_that_is_cancelled_needs_no_envelope(db: PgPool) {
    let vault = Vault::open(db).await;
    let ring = vault.add(&vault.ring("200")).await;
    let (order, envelope) = vault.taken(ring).await;
    vault.act(order, Action::Cancel).await.unwrap();
    let closed = vault.find(envelope).await;
    assert_eq!(closed.holder, None);
    assert_eq!(closed.last[0].kind, MoveKind::Returned);
    assert_eq!(vault.lies_in(ring).await, Some(vault.safe));
    // The piece goes its own way again.
    let case = place(&vault.house, LocationKind::Showcase, "CASE-1").await;
    let piece = [Thing::Piece(ring)];
    vault
        .hand(&vault.house.sales, &piece, Holder::Place(case))
        .await
        .unwrap();
    assert_eq!(vault.find(envelope).await.last.len(), 2);
    vault.expect_order_in_the_house().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn all_goes_or_nothing_and_once(db: PgPool) {
    let vault = Vault::open(db).await;
    let (here, missing) = (
        vault.add(&vault.ring("200")).await,
        vault.add(&vault.ring("300")).await,
    );
    let lose = Step::Lose {
        reason: "Not at the count".into(),
    };
    let (services, key) = (&vault.house.services, IdempotencyKey::generate());
    step(services, vault.manager(), missing, &lose, key)
        .await
        .unwrap();
    let case = place(&vault.house, LocationKind::Showcase, "CASE-1").await;
    let to = Holder::Place(case);
    let both = [Thing::Piece(here), Thing::Piece(missing)];
    assert_eq!(
        refusal(vault.hand(&vault.house.sales, &both, to).await),
        "P100002 is not in stock but missing."
    );
    assert_eq!(vault.lies_in(here).await, Some(vault.safe));

    let draft = HandOverDraft {
        things: vec![Thing::Piece(here)],
        to,
    };
    let taps = (0..8).map(|_| hand_over(services, vault.manager(), &draft, key));
    let done = futures::future::join_all(taps).await;
    let first = done[0].as_ref().unwrap();
    assert!(done.iter().all(|d| d.as_ref().is_ok_and(|d| d == first)));
    assert_eq!(vault.find(Thing::Piece(here)).await.last.len(), 2);
}

#[sqlx::test(migrations = "./migrations")]
async fn nobody_is_handed_what_is_not_theirs_to_have(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    let ring = vault.add(&vault.ring("200")).await;
    let house = &vault.house;
    let thing = [Thing::Piece(ring)];
    let to = Holder::Place(vault.safe);
    let tried = vault.hand(&house.bookkeeper, &thing, to).await;
    assert!(matches!(tried, Err(Error::Forbidden)));
    let nothing = vault.hand(&house.sales, &[], to).await;
    assert_eq!(complaint(nothing, "/things"), "Scan what is handed over.");

    let other = House::open(db).await;
    let elsewhere = place(&other, LocationKind::Safe, "SAFE-9").await;
    for away in [
        Holder::Place(elsewhere),
        Holder::Person(domain::ids::StaffId::generate()),
    ] {
        let tried = vault.hand(&house.sales, &thing, away).await;
        assert_eq!(
            complaint(tried, "/to"),
            "Choose who has it from now on.",
            "{away:?}"
        );
    }
    let theirs = vault
        .hand(&other.owner, &thing, Holder::Place(elsewhere))
        .await;
    assert!(matches!(theirs, Err(Error::NotFound)));
    let seen = where_is(&house.services, (&other.owner).into(), thing[0]).await;
    assert!(matches!(seen, Err(Error::NotFound)));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_check_misses_a_piece_that_is_not_in_its_envelope(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    let ring = vault.add(&vault.ring("200")).await;
    vault.taken(ring).await;
    let bin = place(&vault.house, LocationKind::Bin, "BIN-1").await;
    sqlx::query("update envelopes set location_id = $1")
        .bind(bin.uuid())
        .execute(&db)
        .await
        .unwrap();
    let mut said = Vec::new();
    crate::check::check(&db, |finding| {
        if let crate::check::Finding::Difference(rule, _) = finding {
            said.push(rule.name);
        }
    })
    .await
    .unwrap();
    assert_eq!(said, ["envelopes", "enclosed"]);
}
