use super::{current, resend, revoke, show, url};
use crate::testing::House;
use crate::testing::fixture::{Written, day, usd};
use crate::{Error, Services};
use chrono::TimeDelta;
use domain::ids::IdempotencyKey;
use domain::orders::history::Happening;
use serde_json::Value;
use sqlx::PgPool;
use std::collections::BTreeSet;

fn token(services: &Services, written: &Written) -> String {
    let url = url(services, written.link);
    url.rsplit('/').next().unwrap().to_owned()
}

/// Every name in a JSON value, by path, lists folded into `[]`. An amount is one thing.
fn paths(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) if fields.len() == 2 && fields.contains_key("currency") => {}
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            let path = format!("{at}/{name}");
            paths(value, &path, found);
            found.insert(path);
        }),
        Value::Array(items) => items
            .iter()
            .for_each(|item| paths(item, &format!("{at}[]"), found)),
        _ => {}
    }
}

/// The whole of what a customer's link may show. Adding to it is a decision, made here.
const ALLOWED: &[&str] = &[
    "/delivery",
    "/estimate",
    "/first_promise",
    "/headline",
    "/history",
    "/history[]/at",
    "/history[]/day",
    "/history[]/text",
    "/money",
    "/money/balance",
    "/money/due_now",
    "/money/paid",
    "/money/schedule",
    "/money/schedule[]/amount",
    "/money/schedule[]/gates",
    "/money/schedule[]/label",
    "/money/schedule[]/paid",
    "/money/tax",
    "/money/total",
    "/number",
    "/pictures",
    "/pieces",
    "/pieces[]/description",
    "/pieces[]/engraving",
    "/pieces[]/metal",
    "/pieces[]/metal/gold14k",
    "/pieces[]/quantity",
    "/pieces[]/ring_size",
    "/pieces[]/stone",
    "/quote_expires",
    "/shipment",
    "/shipment/carrier",
    "/shipment/tracking",
    "/stage",
    "/steps",
    "/steps[]/label",
    "/steps[]/progress",
    "/store",
    "/store/address",
    "/store/address/city",
    "/store/address/country",
    "/store/address/line1",
    "/store/address/line2",
    "/store/address/postcode",
    "/store/address/recipient",
    "/store/address/region",
    "/store/email",
    "/store/name",
    "/store/phone",
];

#[sqlx::test(migrations = "./migrations")]
async fn shows_what_is_on_the_list_and_nothing_else(db: PgPool) {
    let house = House::open(db).await;
    let written = house.write_order("Ana Ruiz").await;
    let secrets = [
        Happening::Noted {
            text: "SECRET-NOTE".into(),
        },
        Happening::PriceChanged {
            description: "Ring".into(),
            list: usd("1"),
            price: usd("2"),
            reason: "SECRET-REASON".into(),
        },
    ];
    for secret in &secrets {
        // Even one marked visible by mistake has no words for customers.
        house.write_event(written.order, secret, true).await;
    }
    sqlx::query(
        r#"insert into order_handovers (order_id, carrier, tracking, signature, received_by, at)
         values ($1, 'UPS', '1Z999', '{"typed":"SECRET-SIGNATURE"}', 'SECRET-PERSON', now())"#,
    )
    .bind(written.order.uuid())
    .execute(&house.services.db)
    .await
    .unwrap();
    let token = token(&house.services, &written);
    let view = show(&house.services, &token, None).await.unwrap();
    let json = serde_json::to_value(&view).unwrap();
    let mut found = BTreeSet::new();
    paths(&json, "", &mut found);
    let strangers: Vec<_> = found
        .iter()
        .filter(|path| !ALLOWED.contains(&path.as_str()))
        .collect();
    assert!(
        strangers.is_empty(),
        "shown, but not on the list: {strangers:?}"
    );
    let text = json.to_string();
    for secret in ["SECRET", "123.45", "Ana", "2125550142", "The sales"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    assert_eq!(view.number, written.number);
    assert_eq!(view.money.due_now, usd("544.38"));
    assert_eq!(view.history.len(), 1);
    assert_eq!(view.history[0].day, day("2026-11-23"));
}

#[sqlx::test(migrations = "./migrations")]
async fn wrong_links_all_look_the_same(db: PgPool) {
    let house = House::open(db).await;
    let services = &house.services;
    let written = house.write_order("Ana Ruiz").await;
    let good = token(services, &written);
    assert!(show(services, &good, None).await.is_ok());
    for wrong in ["", "nope", "' or 1=1 --", "../admin", &"A".repeat(43)] {
        let answer = show(services, wrong, None).await;
        assert!(matches!(answer, Err(Error::NotFound)), "{wrong}");
    }
    house.clock.advance(TimeDelta::days(600));
    assert!(matches!(
        show(services, &good, None).await,
        Err(Error::NotFound)
    ));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_link_sent_again_shuts_the_one_before(db: PgPool) {
    let house = House::open(db).await;
    let services = &house.services;
    let written = house.write_order("Ana Ruiz").await;
    let old = token(services, &written);
    let key = IdempotencyKey::generate();
    let again = resend(services, (&house.sales).into(), written.order, key)
        .await
        .unwrap();
    let twice = resend(services, (&house.sales).into(), written.order, key)
        .await
        .unwrap();
    assert_eq!(again, twice);
    let new = again.rsplit('/').next().unwrap();
    assert!(matches!(
        show(services, &old, None).await,
        Err(Error::NotFound)
    ));
    assert!(show(services, new, None).await.is_ok());
    assert_eq!(
        current(services, (&house.sales).into(), written.order)
            .await
            .unwrap(),
        Some(again.clone())
    );

    let refused = resend(
        services,
        (&house.jeweler).into(),
        written.order,
        IdempotencyKey::generate(),
    )
    .await;
    assert!(matches!(refused, Err(Error::Forbidden)));

    revoke(
        services,
        (&house.sales).into(),
        written.order,
        IdempotencyKey::generate(),
    )
    .await
    .unwrap();
    assert!(matches!(
        show(services, new, None).await,
        Err(Error::NotFound)
    ));
    assert_eq!(
        current(services, (&house.sales).into(), written.order)
            .await
            .unwrap(),
        None
    );
    let noted: i64 = sqlx::query_scalar("select count(*) from audit where subject = $1")
        .bind(written.order.uuid())
        .fetch_one(&services.db)
        .await
        .unwrap();
    assert_eq!(noted, 2);
}

#[sqlx::test(migrations = "./migrations")]
async fn guessing_is_stopped_and_others_are_not(db: PgPool) {
    let house = House::open(db).await;
    let services = &house.services;
    let written = house.write_order("Ana Ruiz").await;
    let good = token(services, &written);
    let (guesser, neighbour) = ("192.0.2.1".parse().ok(), "192.0.2.2".parse().ok());
    for _ in 0..30 {
        assert!(matches!(
            show(services, "nope", guesser).await,
            Err(Error::NotFound)
        ));
    }
    assert!(matches!(
        show(services, "nope", guesser).await,
        Err(Error::TooMany)
    ));
    assert!(matches!(
        show(services, &good, guesser).await,
        Err(Error::TooMany)
    ));
    assert!(show(services, &good, neighbour).await.is_ok());
    house.clock.advance(TimeDelta::minutes(15));
    assert!(show(services, &good, guesser).await.is_ok());
}
