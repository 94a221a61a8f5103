//! Finding, adding and changing customers, against a real Postgres.

use super::{add, add_address, change, change_address, list, remove_address, search, show};
use crate::testing::House;
use crate::{Caller, Error};
use domain::contact::PostalAddress;
use domain::customers::{Added, CustomerCard, CustomerChange, NewAddress, NewCustomer};
use domain::ids::{AddressId, CustomerId, IdempotencyKey};
use sqlx::PgPool;

fn key() -> IdempotencyKey {
    IdempotencyKey::generate()
}

fn person(name: &str, phone: &str, email: &str) -> NewCustomer {
    NewCustomer {
        name: name.into(),
        phone: phone.into(),
        email: email.into(),
        email_consent: true,
        ..NewCustomer::default()
    }
}

async fn added(house: &House, new: &NewCustomer) -> CustomerCard {
    match add(&house.services, (&house.sales).into(), new, key())
        .await
        .unwrap()
    {
        Added::Created(card) => card,
        Added::Known(known) => panic!("known already: {known:?}"),
    }
}

async fn found(house: &House, typed: &str) -> Vec<String> {
    let cards = search(&house.services, (&house.sales).into(), typed)
        .await
        .unwrap();
    cards.into_iter().map(|card| card.name).collect()
}

#[sqlx::test(migrations = "./migrations")]
async fn one_field_finds_by_name_phone_and_email(db: PgPool) {
    let house = House::open(db).await;
    added(
        &house,
        &person("Ana Duarte", "(212) 555-0142", "ana@example.com"),
    )
    .await;
    added(
        &house,
        &person("Susana Ortiz", "+44 20 7946 0018", "s.ortiz@example.net"),
    )
    .await;
    added(&house, &person("Duarte Ana Lima", "917 555 0100", "")).await;

    assert_eq!(
        found(&house, "ana").await,
        ["Ana Duarte", "Duarte Ana Lima", "Susana Ortiz"]
    );
    assert_eq!(
        found(&house, "duarte ana").await,
        ["Duarte Ana Lima", "Ana Duarte"]
    );
    for typed in ["0142", "(212) 555-01", "212.555.0142", "+1 212 555"] {
        assert_eq!(found(&house, typed).await, ["Ana Duarte"], "{typed}");
    }
    assert_eq!(found(&house, "S.ORTIZ@example").await, ["Susana Ortiz"]);
    for typed in ["", "%", "_", "nobody", "'; drop table customers --", "\\"] {
        assert!(found(&house, typed).await.is_empty(), "{typed:?}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn never_more_than_twenty_are_found_and_the_list_has_them_all(db: PgPool) {
    let house = House::open(db).await;
    for number in 100..160 {
        added(
            &house,
            &person(&format!("Client {number}"), &format!("2125550{number}"), ""),
        )
        .await;
    }
    assert_eq!(found(&house, "client").await.len(), 20);
    let caller = Caller::from(&house.sales);
    let first = list(&house.services, caller, "", None).await.unwrap();
    let second = list(&house.services, caller, "", first.next.as_deref())
        .await
        .unwrap();
    assert_eq!(
        (first.items.len(), second.items.len(), second.next),
        (50, 10, None)
    );
    let names: Vec<_> = first
        .items
        .iter()
        .chain(&second.items)
        .map(|card| &card.name)
        .collect();
    assert!(names.is_sorted());
}

#[sqlx::test(migrations = "./migrations")]
async fn somebody_known_is_offered_instead_of_added_twice(db: PgPool) {
    let house = House::open(db).await;
    let caller = Caller::from(&house.sales);
    let ana = added(
        &house,
        &person("Ana Duarte", "2125550142", "ana@example.com"),
    )
    .await;
    let same_phone = person("A. Duarte", "+1 (212) 555-0142", "");
    let (services, attempt) = (&house.services, key());
    assert_eq!(
        add(services, caller, &same_phone, attempt).await.unwrap(),
        Added::Known(vec![ana.clone()])
    );
    let same_email = person("Ana D.", "", "ANA@example.com");
    assert_eq!(
        add(services, caller, &same_email, key()).await.unwrap(),
        Added::Known(vec![ana])
    );

    let husband = NewCustomer {
        even_if_known: true,
        ..same_phone
    };
    assert!(matches!(
        add(services, caller, &husband, attempt).await.unwrap(),
        Added::Created(_)
    ));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_double_tap_adds_one(db: PgPool) {
    let house = House::open(db).await;
    let (services, new, same) = (&house.services, person("Ana", "2125550142", ""), key());
    let caller = Caller::from(&house.sales);
    let (one, two) = tokio::join!(
        add(services, caller, &new, same),
        add(services, caller, &new, same)
    );
    assert_eq!(one.unwrap(), two.unwrap());
    // Two tablets, each with a key of its own, find each other.
    let new = person("Ben", "2125550143", "");
    let (one, two) = tokio::join!(
        add(services, caller, &new, key()),
        add(services, caller, &new, key())
    );
    let created = [one.unwrap(), two.unwrap()]
        .iter()
        .filter(|outcome| matches!(outcome, Added::Created(_)))
        .count();
    assert_eq!(created, 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_late_change_is_told_what_is_there_now(db: PgPool) {
    let house = House::open(db).await;
    let (services, caller) = (&house.services, Caller::from(&house.sales));
    let id = added(
        &house,
        &person("Ana Duarte", "2125550142", "ana@example.com"),
    )
    .await
    .id;
    let mut first = CustomerChange {
        customer: show(services, caller, id).await.unwrap().as_typed(),
        version: 1,
    };
    first.customer.sms_consent = true;
    first.customer.note = "Prefers yellow gold.".into();
    let late = CustomerChange {
        version: 1,
        ..first.clone()
    };
    let same = key();
    assert_eq!(change(services, caller, id, &first, same).await.unwrap(), 2);
    assert_eq!(change(services, caller, id, &first, same).await.unwrap(), 2);
    let Err(Error::Conflict(told)) = change(services, caller, id, &late, key()).await else {
        panic!("it was changed in the meantime");
    };
    assert!(told.contains("Ana Duarte"), "{told}");
    let now = show(services, caller, id).await.unwrap();
    assert!(now.sms_consent && now.email_consent);
    assert_eq!(
        (now.version, now.note.as_str()),
        (2, "Prefers yellow gold.")
    );
    let noted: serde_json::Value =
        sqlx::query_scalar("select data from audit where action = 'customers.changed'")
            .fetch_one(&services.db)
            .await
            .unwrap();
    assert_eq!(noted["changed"], serde_json::json!(["sms_consent", "note"]));
}

fn home() -> NewAddress {
    NewAddress {
        label: "Home".into(),
        address: PostalAddress {
            line1: "48 Mercer St".into(),
            city: "New York".into(),
            region: "NY".into(),
            postcode: "10013".into(),
            country: "us".into(),
            ..PostalAddress::default()
        },
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn addresses_come_change_and_go(db: PgPool) {
    let house = House::open(db).await;
    let (services, caller) = (&house.services, Caller::from(&house.sales));
    let ana = added(&house, &person("Ana", "2125550142", "")).await.id;
    let ben = added(&house, &person("Ben", "2125550143", "")).await.id;
    let same = key();
    let id = add_address(services, caller, ana, &home(), same)
        .await
        .unwrap();
    assert_eq!(
        add_address(services, caller, ana, &home(), same)
            .await
            .unwrap(),
        id
    );
    let moved = NewAddress {
        label: "Studio".into(),
        ..home()
    };
    change_address(services, caller, ana, id, &moved, key())
        .await
        .unwrap();
    let shown = show(services, caller, ana).await.unwrap().addresses;
    assert_eq!(
        (
            shown.len(),
            shown[0].label.as_str(),
            shown[0].address.country.as_str()
        ),
        (1, "Studio", "US")
    );

    // Another customer's address is not there.
    let not_hers = remove_address(services, caller, ben, id, key()).await;
    assert!(matches!(not_hers, Err(Error::NotFound)));
    let wrong = NewAddress {
        address: PostalAddress::default(),
        ..home()
    };
    let Err(Error::Invalid(errors)) = add_address(services, caller, ana, &wrong, key()).await
    else {
        panic!("an empty address");
    };
    assert!(errors.get("/address/line1").is_some());
    remove_address(services, caller, ana, id, key())
        .await
        .unwrap();
    assert!(
        show(services, caller, ana)
            .await
            .unwrap()
            .addresses
            .is_empty()
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn the_bench_looks_and_does_not_write(db: PgPool) {
    let house = House::open(db).await;
    let ana = added(&house, &person("Ana", "2125550142", "")).await.id;
    for staff in [&house.jeweler, &house.bookkeeper] {
        let (services, caller) = (&house.services, Caller::from(staff));
        assert!(show(services, caller, ana).await.is_ok());
        let new = person("Ben", "2125550143", "");
        let change_it = CustomerChange {
            customer: new.clone(),
            version: 1,
        };
        let who = staff.role;
        assert!(
            matches!(
                add(services, caller, &new, key()).await,
                Err(Error::Forbidden)
            ),
            "{who}"
        );
        assert!(matches!(
            change(services, caller, ana, &change_it, key()).await,
            Err(Error::Forbidden)
        ));
        assert!(matches!(
            add_address(services, caller, ana, &home(), key()).await,
            Err(Error::Forbidden)
        ));
        let nowhere = AddressId::generate();
        assert!(matches!(
            remove_address(services, caller, ana, nowhere, key()).await,
            Err(Error::Forbidden)
        ));
    }
    let nobody = show(
        &house.services,
        (&house.sales).into(),
        CustomerId::generate(),
    )
    .await;
    assert!(matches!(nobody, Err(Error::NotFound)));
}
