//! Who may do what, twice what was asked once, and what is another store's.

use super::*;
use crate::orders::custom::{policy, read_file, remove_final_photo, save_brief, settle_goods};
use crate::orders::repair::tests::complaint;
use domain::ids::PieceId;
use domain::orders::custom::goods::GoodsFate;
use sqlx::PgPool;

#[sqlx::test(migrations = "./migrations")]
async fn an_inquiry_is_taken_down_once_by_who_takes_orders(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    let (services, wish, key) = (&house.services, inquiry(ana), key());
    let first = take_inquiry(services, (&house.sales).into(), &wish, key).await;
    let again = take_inquiry(services, (&house.sales).into(), &wish, key).await;
    assert_eq!(first.unwrap().id, again.unwrap().id);
    for who in [&house.jeweler, &house.bookkeeper] {
        let refused = take_inquiry(services, who.into(), &wish, key).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
    }
    let nameless = NewInquiry {
        title: String::new(),
        ..inquiry(ana)
    };
    let taken = take_inquiry(
        services,
        (&house.sales).into(),
        &nameless,
        crate::orders::repair::tests::key(),
    );
    let wrong = complaint(taken.await, "/title");
    assert_eq!(wrong, "Say what it is about.");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_another_stores_is_not_found(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::in_design(&house).await;
    desk.show_round("one").await.unwrap();
    let hash = desk.custom().await.rounds[0].files[0].file.hash.clone();
    let services = &house.services;
    let (name, kind, bytes) = read_file(services, (&house.sales).into(), desk.order, &hash)
        .await
        .unwrap();
    assert_eq!((name.as_str(), kind), ("one.pdf", "application/pdf"));
    assert_eq!(bytes, b"%PDF-1.7 one");

    let other = House::open(services.db.clone()).await;
    let stranger = || Caller::from(&other.owner);
    let key = crate::orders::repair::tests::key;
    let brief = NewBrief::default();
    let url = format!("/photos/{}.jpg", "e".repeat(64));
    let piece = PieceId::generate();
    let file = read_file(services, stranger(), desk.order, &hash).await;
    assert!(matches!(file, Err(Error::NotFound)));
    let saved = save_brief(services, stranger(), desk.order, &brief, key()).await;
    assert!(matches!(saved, Err(Error::NotFound)));
    let photo = add_final_photo(services, stranger(), desk.order, &url, key()).await;
    assert!(matches!(photo, Err(Error::NotFound)));
    let off = remove_final_photo(services, stranger(), desk.order, &url, key()).await;
    assert!(matches!(off, Err(Error::NotFound)));
    let fate = GoodsFate::Returned;
    let settled = settle_goods(services, stranger(), desk.order, piece, fate, key()).await;
    assert!(matches!(settled, Err(Error::NotFound)));
    let strange = read_file(services, (&house.sales).into(), desk.order, &"a".repeat(64)).await;
    assert!(matches!(strange, Err(Error::NotFound)));
}

#[sqlx::test(migrations = "./migrations")]
async fn only_files_that_were_sent_are_shown(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::in_design(&house).await;
    let design = NewRound {
        files: vec![NewFile {
            hash: "a".repeat(64),
            name: "x.stl".into(),
        }],
        ..NewRound::default()
    };
    let details = Details {
        design,
        ..Details::default()
    };
    let wrong = desk.act(Action::ShowDesign, details).await;
    let wrong = complaint(wrong, "/details/design/files/0");
    assert_eq!(wrong, "This file is not here any more. Send it again.");
    let page = b"<html><script>".to_vec();
    let refused = keep_file(&house.services, (&house.sales).into(), page).await;
    assert!(complaint(refused, "/file").starts_with("Choose an STL"));
    let refused = drawing(&house, &house.bookkeeper, "x").await;
    assert!(matches!(refused, Err(Error::Forbidden)));
}

#[sqlx::test(migrations = "./migrations")]
async fn only_a_manager_draws_before_the_deposit_and_says_why(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::inquiry(&house).await;
    desk.estimate(ring()).await.unwrap();
    desk.agree(Action::AcceptQuote).await.unwrap();
    let refused = refusal(desk.show_round("one").await);
    assert_eq!(
        refused,
        "$350.00 of the design deposit is still to be paid."
    );
    let hash = drawing(&house, &house.sales, "one").await.unwrap();
    let design = NewRound {
        files: vec![NewFile {
            hash,
            name: "one.pdf".into(),
        }],
        ..NewRound::default()
    };
    let request = |version| domain::orders::act::Request {
        action: Action::ShowDesign,
        version,
        details: Details {
            design: design.clone(),
            ..Details::default()
        },
        override_reason: "An old friend of the house".into(),
    };
    let version = desk.shown().await.version;
    for (who, allowed) in [(&house.sales, false), (&house.manager, true)] {
        let key = crate::orders::repair::tests::key();
        let asked = request(version);
        let shown = crate::orders::act(&house.services, who.into(), desk.order, &asked, key).await;
        assert_eq!(shown.is_ok(), allowed, "{}", who.name);
    }
    assert_eq!(desk.state().await, "awaiting_approval");
}

#[sqlx::test(migrations = "./migrations")]
async fn the_terms_are_kept_by_who_keeps_prices(db: PgPool) {
    let house = House::open(db).await;
    let (services, manager) = (&house.services, Caller::from(&house.manager));
    let known = policy(services, manager).await.unwrap();
    assert_eq!(known.included_rounds, 3);
    assert!(known.route.is_some(), "the bench’s way of custom work");
    let draft = PolicyDraft::from(&known);
    let key = crate::orders::repair::tests::key;
    let refused = save_policy(services, (&house.sales).into(), 1, &draft, key()).await;
    assert!(matches!(refused, Err(Error::Forbidden)));
    let saved = save_policy(services, manager, known.version, &draft, key()).await;
    assert_eq!(saved.unwrap(), known.version + 1);
    let late = save_policy(services, manager, known.version, &draft, key()).await;
    assert!(matches!(late, Err(Error::Conflict(_))));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_brief_grows_with_the_consultation(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::inquiry(&house).await;
    let url = |letter: &str| format!("/photos/{}.jpg", letter.repeat(64));
    let brief = NewBrief {
        notes: "Likes low settings".into(),
        photos: vec![url("a"), url("b")],
        ..NewBrief::default()
    };
    let key = crate::orders::repair::tests::key;
    let sales = || Caller::from(&house.sales);
    save_brief(&house.services, sales(), desk.order, &brief, key())
        .await
        .unwrap();
    let shorter = NewBrief {
        photos: vec![url("b")],
        ..brief
    };
    save_brief(&house.services, sales(), desk.order, &shorter, key())
        .await
        .unwrap();
    let custom = desk.custom().await;
    assert_eq!(custom.brief.notes.as_deref(), Some("Likes low settings"));
    assert_eq!(custom.brief.photos, [url("b")]);
}
