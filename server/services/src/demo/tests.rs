//! The demo shop works like a real one, and never gets in the way of one.

use super::{fill, is_empty, logins};
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
