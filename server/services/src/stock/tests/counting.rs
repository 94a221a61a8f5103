//! Counting against a real Postgres: what is found, what is missing, and what the books say of it.

use super::*;
use crate::check::{Finding, check};
use crate::stock::{
    bulk_step, count_quantity, counts, create_bulk, finish_count, give_up_count, scan_count,
    show_count, start_count, step,
};
use chrono::TimeDelta;
use domain::ids::{BulkItemId, CountId};
use domain::measures::Unit;
use domain::stock::{
    BulkDraft, BulkStep, CountDetail, CountDraft, CountState, FinishDraft, Form, PieceState,
    Scanned, Sighting, Source, Step, Tally,
};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use sqlx::PgPool;

impl Vault {
    /// Pieces of ours in the safe, each at a cost of 100, by their serials.
    async fn rings(&self, serials: &[&str]) -> Vec<PieceId> {
        let mut ids = Vec::new();
        for serial in serials {
            let ring = PieceDraft {
                serial: (*serial).into(),
                ..self.ring("100")
            };
            ids.push(self.add(&ring).await);
        }
        ids
    }

    async fn start_counting(&self, places: &[LocationId]) -> CountId {
        let draft = CountDraft {
            places: places.to_vec(),
            form: None,
        };
        let key = IdempotencyKey::generate();
        let id = start_count(&self.house.services, self.manager(), &draft, key).await;
        // What happens from now on, happens later.
        self.house.clock.advance(TimeDelta::seconds(1));
        id.unwrap()
    }

    async fn scan(&self, id: CountId, codes: &[&str]) -> Vec<Scanned> {
        let codes: Vec<_> = codes.iter().map(|code| (*code).to_owned()).collect();
        let caller = (&self.house.jeweler).into();
        scan_count(&self.house.services, caller, id, &codes)
            .await
            .unwrap()
    }

    async fn count(&self, id: CountId) -> CountDetail {
        show_count(&self.house.services, self.manager(), id)
            .await
            .unwrap()
    }

    async fn finish(&self, id: CountId, missing: u32) -> Result<Tally, Error> {
        let draft = FinishDraft {
            missing,
            reason: "Not found in the count".into(),
            ..FinishDraft::default()
        };
        let key = IdempotencyKey::generate();
        finish_count(&self.house.services, self.manager(), id, &draft, key).await
    }

    async fn take(&self, piece: PieceId, what: Step) {
        let key = IdempotencyKey::generate();
        step(&self.house.services, self.manager(), piece, &what, key)
            .await
            .unwrap();
    }

    async fn differences(&self) -> Vec<String> {
        let mut found = Vec::new();
        let tell = |finding| {
            if let Finding::Difference(rule, difference) = finding {
                found.push(format!("{}: {difference:?}", rule.name));
            }
        };
        check(&self.house.services.db, tell).await.unwrap();
        found
    }
}

fn sightings(scans: &[Scanned]) -> Vec<Sighting> {
    scans.iter().map(|scan| scan.sighting).collect()
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_not_scanned_is_written_off_with_its_reason_once(db: PgPool) {
    let vault = Vault::open(db).await;
    let rings = vault.rings(&["R-1", "R-2", "R-3"]).await;
    let id = vault.start_counting(&[vault.safe]).await;
    assert_eq!(
        sightings(&vault.scan(id, &["r-1", " R-2 "]).await),
        [Sighting::Found; 2]
    );
    let seen = vault.count(id).await;
    assert_eq!((seen.tally.expected, seen.tally.found), (3, 2));
    assert_eq!(seen.not_found[0].serial, "R-3");

    let wrong = vault.finish(id, 2).await;
    assert!(matches!(wrong, Err(Error::Conflict(_))), "{wrong:?}");
    let mut draft = FinishDraft {
        missing: 1,
        ..FinishDraft::default()
    };
    let services = &vault.house.services;
    let try_it = async |draft: &FinishDraft| {
        let key = IdempotencyKey::generate();
        finish_count(services, vault.manager(), id, draft, key).await
    };
    assert!(complaint(try_it(&draft).await, "/reason").contains("why"));
    draft.reasons.insert(rings[2], "Stolen on Friday".into());
    let tally = try_it(&draft).await.unwrap();
    assert_eq!(tally.missing(), 1);
    assert_eq!(vault.ledger(Account::Stock).await, dec("200"));
    assert_eq!(vault.ledger(Account::Shrinkage).await, dec("100"));
    assert!(refusal(try_it(&draft).await).contains("finished already"));
    assert_eq!(vault.ledger(Account::Stock).await, dec("200"), "once");

    let over = vault.count(id).await;
    assert_eq!(over.summary.state, CountState::Finished);
    assert_eq!(over.tally, tally);
    assert_eq!(over.results[0].code, "R-3");
    assert_eq!(over.results[0].reason, "Stolen on Friday");
    assert_eq!(over.counters, [("The jeweler".to_owned(), 2)]);
    let piece = crate::stock::show(services, vault.manager(), rings[2])
        .await
        .unwrap();
    assert_eq!(piece.state, PieceState::Missing);
    assert_eq!(piece.moves[0].reason.as_deref(), Some("Stolen on Friday"));
    let late = scan_count(services, vault.manager(), id, &["R-3".into()]).await;
    assert!(refusal(late).contains("finished already"));
    assert_eq!(vault.differences().await, Vec::<String>::new());

    sqlx::query("update stock_counts set found = found - 1")
        .execute(&services.db)
        .await
        .unwrap();
    let differences = vault.differences().await;
    assert!(differences[0].starts_with("counts: "), "{differences:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn two_who_finish_at_once_finish_once(db: PgPool) {
    let vault = Vault::open(db).await;
    vault.rings(&["R-1", "R-2"]).await;
    let id = vault.start_counting(&[vault.safe]).await;
    let (one, two) = tokio::join!(vault.finish(id, 2), vault.finish(id, 2));
    assert_eq!(
        [one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(),
        1
    );
    assert_eq!(vault.ledger(Account::Shrinkage).await, dec("200"));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_nobody_expected_is_told_apart(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    let case = place(&vault.house, LocationKind::Showcase, "CASE-1").await;
    let rings = vault.rings(&["HERE", "AWAY", "LOST", "SCRAP"]).await;
    vault.take(rings[1], Step::Move { to: case }).await;
    let reason = || "test".to_owned();
    vault.take(rings[2], Step::Lose { reason: reason() }).await;
    vault.take(rings[3], Step::Scrap { reason: reason() }).await;
    let elsewhere = Vault::open(db).await;
    elsewhere.rings(&["THEIRS"]).await;
    let id = vault.start_counting(&[vault.safe]).await;
    let scans = vault
        .scan(
            id,
            &["HERE", "AWAY", "LOST", "SCRAP", "THEIRS", "^XZ~", "HERE"],
        )
        .await;
    let expected = [
        Sighting::Found,
        Sighting::Elsewhere,
        Sighting::Missed,
        Sighting::Gone,
        Sighting::AnotherStores,
        Sighting::Unknown,
    ];
    assert_eq!(sightings(&scans), expected);
    assert_eq!(scans[1].location.as_deref(), Some("case-1"));
    assert_eq!(
        (&scans[4].name, scans[4].piece),
        (&None, None),
        "theirs stays theirs"
    );
    assert!(vault.scan(id, &["HERE"]).await[0].again);
    let seen = vault.count(id).await;
    assert_eq!(sightings(&seen.unexpected), expected[1..]);

    // Brought into the books where they were found, they are found.
    vault.take(rings[1], Step::Move { to: vault.safe }).await;
    vault.take(rings[2], Step::Find { to: vault.safe }).await;
    let seen = vault.count(id).await;
    assert_eq!((seen.tally.expected, seen.tally.found), (3, 3));
    let stranger = (&elsewhere.house.owner).into();
    let theirs = show_count(&vault.house.services, stranger, id).await;
    assert!(matches!(theirs, Err(Error::NotFound)));
    let theirs = scan_count(&vault.house.services, stranger, id, &["HERE".into()]).await;
    assert!(matches!(theirs, Err(Error::NotFound)));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_leaves_or_comes_meanwhile_is_not_missing(db: PgPool) {
    let vault = Vault::open(db).await;
    let case = place(&vault.house, LocationKind::Showcase, "CASE-1").await;
    let rings = vault.rings(&["GOES", "STAYS"]).await;
    let id = vault.start_counting(&[vault.safe]).await;
    vault.take(rings[0], Step::Move { to: case }).await;
    vault.rings(&["COMES"]).await;
    let seen = vault.count(id).await;
    assert_eq!((seen.tally.expected, seen.tally.found), (2, 1));
    assert_eq!(seen.not_found[0].serial, "STAYS");
    assert_eq!(vault.finish(id, 1).await.unwrap().missing(), 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_place_is_counted_once_at_a_time_and_by_who_may(db: PgPool) {
    let vault = Vault::open(db).await;
    vault.rings(&["R-1"]).await;
    let id = vault.start_counting(&[vault.safe]).await;
    let again = CountDraft {
        places: Vec::new(),
        form: Some(Form::Jewel),
    };
    let services = &vault.house.services;
    let start = async |caller: Caller<'_>| {
        start_count(services, caller, &again, IdempotencyKey::generate()).await
    };
    assert!(refusal(start(vault.manager()).await).contains("counted already"));
    let sales = Caller::from(&vault.house.sales);
    assert!(matches!(start(sales).await, Err(Error::Forbidden)));
    let key = IdempotencyKey::generate();
    let finished = finish_count(services, sales, id, &FinishDraft::default(), key).await;
    assert!(matches!(finished, Err(Error::Forbidden)));
    assert!(matches!(
        give_up_count(services, sales, id).await,
        Err(Error::Forbidden)
    ));
    give_up_count(services, vault.manager(), id).await.unwrap();
    assert_eq!(vault.ledger(Account::Shrinkage).await, dec("0"));
    start(vault.manager()).await.unwrap();
    assert_eq!(counts(services, sales).await.unwrap().len(), 2);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_promised_is_not_written_off(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    let rings = vault.rings(&["R-1"]).await;
    let order = vault.house.write_order("Ana").await;
    sqlx::query(
        "insert into reservations (id, piece_id, order_line_id, made_at, made_by_name)
         select gen_random_uuid(), $1, id, now(), 'test' from order_lines where order_id = $2",
    )
    .bind(rings[0].uuid())
    .bind(order.order.uuid())
    .execute(&db)
    .await
    .unwrap();
    let id = vault.start_counting(&[vault.safe]).await;
    let why = refusal(vault.finish(id, 1).await);
    assert!(why.contains("R-1") && why.contains(&order.number), "{why}");
}

impl Vault {
    async fn casting_grain(&self, grams: &str, cost: &str) -> BulkItemId {
        let draft = BulkDraft {
            code: "GRAIN".into(),
            name: "Casting grain".into(),
            unit: Unit::Gram,
            metal: None,
        };
        let services = &self.house.services;
        let key = IdempotencyKey::generate();
        let item = create_bulk(services, self.manager(), &draft, key).await;
        let item = item.unwrap().id;
        let step = BulkStep::Receive {
            to: Some(self.safe),
            quantity: grams.into(),
            cost: cost.into(),
            source: Source::Opening,
            vendor: None,
        };
        let key = IdempotencyKey::generate();
        bulk_step(services, self.manager(), item, &step, key)
            .await
            .unwrap();
        item
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn goods_in_bulk_are_adjusted_by_what_was_counted(db: PgPool) {
    let vault = Vault::open(db).await;
    let case = place(&vault.house, LocationKind::Showcase, "CASE-1").await;
    let item = vault.casting_grain("12", "120").await;
    let id = vault.start_counting(&[vault.safe]).await;
    let services = &vault.house.services;
    let jeweler = Caller::from(&vault.house.jeweler);
    let count =
        async |typed: &str| count_quantity(services, jeweler, id, (item, vault.safe), typed).await;
    assert!(!complaint(count("-1").await, "/quantity").is_empty());
    count("11").await.unwrap();
    count("10").await.unwrap();
    let elsewhere = count_quantity(services, jeweler, id, (item, case), "1").await;
    assert!(
        matches!(elsewhere, Err(Error::NotFound)),
        "it is not counted there"
    );
    // Five leave while others still count.
    let away = BulkStep::Move {
        from: Some(vault.safe),
        to: Some(case),
        quantity: "5".into(),
    };
    let key = IdempotencyKey::generate();
    bulk_step(services, vault.manager(), item, &away, key)
        .await
        .unwrap();
    vault.finish(id, 0).await.unwrap();
    let over = vault.count(id).await;
    assert_eq!(over.results[0].what, "5 g instead of 7 g");
    assert_eq!(vault.ledger(Account::Stock).await, dec("100"));
    assert_eq!(vault.differences().await, Vec::<String>::new());
}

/// Whatever is scanned in whatever order, and whatever happens to the pieces meanwhile.
#[sqlx::test(migrations = "./migrations")]
async fn found_and_missing_are_always_all_that_was_expected(db: PgPool) {
    let vault = Vault::open(db).await;
    let case = place(&vault.house, LocationKind::Showcase, "CASE-1").await;
    let mut chance = StdRng::seed_from_u64(7);
    for round in 0..12 {
        let serials: Vec<_> = (0..6).map(|n| format!("R-{round}-{n}")).collect();
        let named: Vec<_> = serials.iter().map(String::as_str).collect();
        let mut pieces = vault.rings(&named).await;
        let id = vault.start_counting(&[vault.safe]).await;
        for _ in 0..chance.random_range(0..14) {
            let code = *named.choose(&mut chance).unwrap();
            match chance.random_range(0..4) {
                0 if !pieces.is_empty() => {
                    let gone = pieces.remove(chance.random_range(0..pieces.len()));
                    vault.take(gone, Step::Move { to: case }).await;
                }
                1 => drop(vault.scan(id, &[code, "NOBODYS", code]).await),
                _ => drop(vault.scan(id, &[code]).await),
            }
            let seen = vault.count(id).await;
            let missing = u32::try_from(seen.not_found.len()).unwrap();
            assert_eq!(seen.tally.found + missing, seen.tally.expected);
            assert_eq!(seen.tally.missing(), missing);
        }
        let before = vault.ledger(Account::Stock).await;
        let missing = vault.count(id).await.tally.missing();
        let tally = vault.finish(id, missing).await.unwrap();
        assert_eq!(tally.missing(), missing);
        let after = vault.ledger(Account::Stock).await;
        assert_eq!(before - after, dec("100") * Decimal::from(missing));
        assert_eq!(vault.differences().await, Vec::<String>::new());
    }
}
