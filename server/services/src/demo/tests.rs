//! The demo shop works like a real one, and never gets in the way of one.

use super::{fill, is_empty, logins};
use crate::check::{Finding, check};
use crate::testing::House;
use crate::{Error, customers, people, stores};
use domain::staff::{Role, check_password, check_pin};
use rust_decimal::Decimal;
use sqlx::PgPool;
use std::net::{IpAddr, Ipv4Addr};

#[sqlx::test(migrations = "./migrations")]
async fn an_empty_database_becomes_a_shop_once(db: PgPool) {
    let services = crate::testing::services(db);
    assert!(is_empty(&services).await.unwrap());
    let logins = fill(&services).await.unwrap();
    assert!(!is_empty(&services).await.unwrap());
    assert!(matches!(fill(&services).await, Err(Error::Conflict(_))));
    for login in logins.people {
        let origin = people::Origin {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            device: None,
            device_name: String::new(),
        };
        let opened = people::sign_in(&services, login.email, logins.password, origin)
            .await
            .unwrap();
        assert_eq!(
            (opened.seat.staff.role, opened.choose_store),
            (login.role, true)
        );
        let pin = domain::people::Proof::Pin(login.pin.into());
        people::sessions::unlock(&services, &opened.seat, &pin)
            .await
            .unwrap();
        let terms = stores::terms(&services.db, opened.seat.staff.store, services.clock.now());
        assert_eq!(terms.await.unwrap().rates.labour, Decimal::new(8875, 5));
        let found = customers::search(&services, (&opened.seat.staff).into(), "0142")
            .await
            .unwrap();
        assert_eq!(found.len(), 1);
    }
}

/// Its cases are full, one piece waits for an order, and its numbers agree.
#[sqlx::test(migrations = "./migrations")]
async fn the_shops_stock_is_in_order(db: PgPool) {
    let services = crate::testing::services(db);
    fill(&services).await.unwrap();
    let count = async |of: &'static str| -> i64 {
        sqlx::query_scalar(of)
            .fetch_one(&services.db)
            .await
            .unwrap()
    };
    assert_eq!(
        count("select count(*) from pieces where state = 'here'").await,
        52
    );
    assert_eq!(
        count("select count(distinct location_id) from pieces").await,
        7
    );
    assert_eq!(
        count("select count(distinct ownership) from pieces").await,
        3
    );
    assert_eq!(
        count("select count(*) from reservations where ended_at is null").await,
        1
    );
    let mut wrong = Vec::new();
    let differences = check(&services.db, |finding| {
        if let Finding::Difference(rule, difference) = finding {
            wrong.push((rule.name, difference));
        }
    });
    assert_eq!(differences.await.unwrap(), 0, "{wrong:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_shop_that_is_there_is_left_alone(db: PgPool) {
    let house = House::open(db).await;
    assert!(matches!(
        fill(&house.services).await,
        Err(Error::Conflict(_))
    ));
}

#[test]
fn everybody_of_the_demo_keeps_the_houses_rules() {
    let logins = logins();
    assert!(check_password(logins.password).is_ok());
    assert!(
        logins
            .people
            .iter()
            .all(|login| check_pin(login.pin).is_ok())
    );
    let roles: Vec<_> = logins.people.iter().map(|login| login.role).collect();
    assert_eq!(roles, Role::ALL);
}
