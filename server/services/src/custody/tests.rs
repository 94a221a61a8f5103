//! What codes name, and the envelopes of bought pieces, against a real Postgres.

use super::{of_order, scan, where_is};
use crate::stock::{add, create_location};
use crate::testing::{House, Upto};
use crate::{Error, Staff};
use domain::custody::Named;
use domain::ids::{IdempotencyKey, LocationId, PieceId};
use domain::stock::{LocationDraft, LocationKind, MoveKind, PieceDraft, StoneDraft};
use sqlx::PgPool;

async fn safe(house: &House) -> LocationId {
    let draft = LocationDraft {
        kind: LocationKind::Safe,
        name: "Safe".into(),
        code: "SAFE-1".into(),
        jeweler: None,
        vendor: None,
    };
    let (services, key) = (&house.services, IdempotencyKey::generate());
    let saved = create_location(services, (&house.manager).into(), &draft, key).await;
    saved.unwrap().id
}

/// A stone with a report.
async fn stone(house: &House, place: LocationId, lab: &str, number: &str) -> PieceId {
    let draft = PieceDraft {
        location: Some(place),
        cost: "900".into(),
        lab: lab.into(),
        certificate: number.into(),
        stone: Some(StoneDraft {
            variety: "Diamond".into(),
            origin: Some(domain::stock::Origin::LabGrown),
            shape: Some(domain::stock::Shape::Round),
            carat: "1.5".into(),
            ..StoneDraft::default()
        }),
        ..PieceDraft::empty()
    };
    let (services, key) = (&house.services, IdempotencyKey::generate());
    let saved = add(services, (&house.manager).into(), &draft, key).await;
    saved.unwrap().id
}

async fn named(house: &House, who: &Staff, code: &str) -> Vec<Named> {
    scan(&house.services, who.into(), code).await.unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn every_code_of_the_house_opens_what_it_names(db: PgPool) {
    let house = House::open(db).await;
    let place = safe(&house).await;
    let piece = stone(&house, place, "IGI", "lg591230448").await;
    let customer = house.customer("Ana Ruiz").await;
    let sale = house.sell(customer, "450", Upto::Received).await;
    let envelope = format!("{}-1", sale.number);
    let purchase: String = sqlx::query_scalar("select number from purchase_orders")
        .fetch_one(&house.services.db)
        .await
        .unwrap();
    let sales = &house.sales;
    for by in [
        "p100001",
        "LG591230448",
        "https://www.igi.org/report?r=LG591230448",
    ] {
        let found = named(&house, sales, by).await;
        assert!(
            matches!(&found[..], [Named::Piece { id, .. }] if *id == piece),
            "{by}: {found:?}"
        );
    }
    let found = named(&house, sales, &format!(" {}\t", envelope.to_lowercase())).await;
    assert!(
        matches!(&found[..], [Named::Envelope { order, code, .. }]
            if *order == sale.order && *code == envelope),
        "{found:?}"
    );
    let found = named(&house, sales, &sale.number).await;
    assert!(matches!(&found[..], [Named::Order { id, .. }] if *id == sale.order));
    let found = named(&house, sales, &purchase).await;
    assert!(matches!(
        &found[..],
        [Named::Purchase {
            for_stock: false,
            ..
        }]
    ));
    assert!(named(&house, &house.bookkeeper, &purchase).await.is_empty());
    let found = named(&house, &house.bookkeeper, "safe-1").await;
    assert!(matches!(&found[..], [Named::Place(holder)] if holder.id == place));
    for nothing in ["SO-99999", "", "%", "P100001'; --"] {
        assert!(named(&house, sales, nothing).await.is_empty(), "{nothing}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn two_laboratories_may_give_one_number(db: PgPool) {
    let house = House::open(db).await;
    let place = safe(&house).await;
    stone(&house, place, "GIA", "1234567").await;
    stone(&house, place, "HRD", "1234567").await;
    assert_eq!(named(&house, &house.sales, "1234567").await.len(), 2);
}

#[sqlx::test(migrations = "./migrations")]
async fn another_stores_codes_name_nothing(db: PgPool) {
    let house = House::open(db.clone()).await;
    let place = safe(&house).await;
    stone(&house, place, "GIA", "1234567").await;
    let customer = house.customer("Ana Ruiz").await;
    let sale = house.sell(customer, "450", Upto::Received).await;
    let envelope = format!("{}-1", sale.number);
    let other = House::open(db).await;
    for code in ["P100001", "1234567", "SAFE-1", &sale.number, &envelope] {
        assert!(named(&house, &other.owner, code).await.is_empty(), "{code}");
    }
    let services = &house.services;
    let envelopes = of_order(services, (&house.sales).into(), sale.order).await;
    let thing = envelopes.unwrap()[0].thing;
    let stranger = (&other.owner).into();
    let tried = of_order(services, stranger, sale.order).await;
    assert!(matches!(tried, Err(Error::NotFound)));
    let tried = where_is(services, stranger, thing).await;
    assert!(matches!(tried, Err(Error::NotFound)));
}

#[sqlx::test(migrations = "./migrations")]
async fn whoever_received_a_piece_has_its_envelope(db: PgPool) {
    let house = House::open(db).await;
    let customer = house.customer("Ana Ruiz").await;
    let services = &house.services;
    let waiting = house.sell(customer, "450", Upto::Taken).await;
    let envelopes = of_order(services, (&house.sales).into(), waiting.order).await;
    assert!(envelopes.unwrap().is_empty(), "nothing is here yet");

    let sale = house.sell(customer, "450", Upto::Received).await;
    let envelopes = of_order(services, (&house.sales).into(), sale.order).await;
    let envelope = &envelopes.unwrap()[0];
    assert_eq!(envelope.code, format!("{}-1", sale.number));
    assert_eq!(envelope.number, Some((1, 1)));
    let holder = envelope.holder.as_ref().unwrap();
    assert_eq!(holder.kind, LocationKind::Person);
    assert_eq!(holder.who.as_deref(), Some("The manager"));

    let gone = house.sell(customer, "450", Upto::HandedOver).await;
    let envelopes = of_order(services, (&house.sales).into(), gone.order).await;
    let envelope = &envelopes.unwrap()[0];
    assert_eq!(envelope.holder, None);
    assert_eq!(envelope.last[0].kind, MoveKind::Sold);
}
