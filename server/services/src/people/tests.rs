//! Every rule of signing in and managing people, against a real Postgres.

use super::sessions::{self, Found};
use super::{Opened, Origin, Seat, Token, manage, own, place_device, sign_in};
use crate::testing::House;
use crate::{Error, Staff};
use chrono::TimeDelta;
use domain::ids::{IdempotencyKey, StaffId, StoreId};
use domain::people::{NewPerson, PersonChange, Proof};
use domain::staff::Role;
use sqlx::PgPool;
use std::net::IpAddr;

const PASSWORD: &str = "a quiet afternoon";
const PIN: &str = "2580";

struct Shop {
    house: House,
}

impl Shop {
    /// A house in which everybody has the same password and PIN.
    async fn open(db: PgPool) -> Self {
        let house = House::open(db).await;
        let password = super::secrets::hash(PASSWORD.into()).await.unwrap();
        let pin = super::secrets::hash(PIN.into()).await.unwrap();
        sqlx::query(
            "update staff set email = role || '@example.com', password_hash = $1, pin_hash = $2",
        )
        .bind(password)
        .bind(pin)
        .execute(&house.services.db)
        .await
        .unwrap();
        Self { house }
    }

    async fn enter(&self, role: Role) -> Opened {
        self.try_enter(role.code(), PASSWORD, None).await.unwrap()
    }

    async fn try_enter(
        &self,
        who: &str,
        password: &str,
        device: Option<Token>,
    ) -> Result<Opened, Error> {
        let email = format!("{who}@example.com");
        sign_in(
            &self.house.services,
            &email,
            password,
            origin("192.0.2.7", device),
        )
        .await
    }

    async fn find(&self, token: &Token) -> Option<Found> {
        sessions::find(&self.house.services, token).await.unwrap()
    }

    async fn working(&self, token: &Token) -> Seat {
        match self.find(token).await {
            Some(Found::Working(seat)) => seat,
            other => panic!("not at work: {other:?}"),
        }
    }

    async fn second_store(&self) -> StoreId {
        let id = StoreId::generate();
        sqlx::query(
            "insert into stores (id, name, jurisdiction, address, created_at)
             values ($1, 'Uptown', 'US-NY', '{}', now())",
        )
        .bind(id.uuid())
        .execute(&self.house.services.db)
        .await
        .unwrap();
        id
    }

    async fn audited(&self, action: &str) -> i64 {
        sqlx::query_scalar("select count(*) from audit where action = $1")
            .bind(action)
            .fetch_one(&self.house.services.db)
            .await
            .unwrap()
    }
}

fn origin(address: &str, device: Option<Token>) -> Origin {
    let address: IpAddr = address.parse().unwrap();
    Origin {
        address,
        device,
        device_name: "iPad".into(),
    }
}

fn field(error: &Error, pointer: &str) -> Option<String> {
    match error {
        Error::Invalid(errors) => errors.get(pointer).map(str::to_owned),
        _ => None,
    }
}

fn pin(pin: &str) -> Proof {
    Proof::Pin(pin.into())
}

#[sqlx::test(migrations = "./migrations")]
async fn the_right_password_opens_a_session(db: PgPool) {
    let shop = Shop::open(db).await;
    let opened = shop.enter(Role::Sales).await;
    let seat = shop.working(&opened.token).await;
    assert_eq!(seat.staff, shop.house.sales);
    assert!(opened.device_token.is_some());
    assert!(!opened.choose_store, "there is but one store");
    assert_eq!(shop.audited("people.signed_in").await, 1);
    let stored: Vec<u8> = sqlx::query_scalar("select token_hash from sessions")
        .fetch_one(&shop.house.services.db)
        .await
        .unwrap();
    assert_ne!(stored, opened.token.reveal().as_bytes());
}

#[sqlx::test(migrations = "./migrations")]
async fn a_wrong_address_and_a_wrong_password_are_told_alike(db: PgPool) {
    let shop = Shop::open(db).await;
    let nobody = shop.try_enter("nobody", PASSWORD, None).await.unwrap_err();
    let wrong = shop
        .try_enter("sales", "not the password", None)
        .await
        .unwrap_err();
    assert!(field(&wrong, "/password").is_some());
    assert_eq!(nobody.to_string(), wrong.to_string());
}

#[sqlx::test(migrations = "./migrations")]
async fn whoever_left_can_not_sign_in(db: PgPool) {
    let shop = Shop::open(db).await;
    let opened = shop.enter(Role::Sales).await;
    sqlx::query("update staff set active = false where role = 'sales'")
        .execute(&shop.house.services.db)
        .await
        .unwrap();
    assert!(shop.try_enter("sales", PASSWORD, None).await.is_err());
    assert_eq!(shop.find(&opened.token).await, None);
}

#[sqlx::test(migrations = "./migrations")]
async fn guessing_one_password_is_stopped_and_forgotten_in_time(db: PgPool) {
    let shop = Shop::open(db).await;
    for _ in 0..10 {
        let wrong = shop.try_enter("sales", "guess", None).await.unwrap_err();
        assert!(matches!(wrong, Error::Invalid(_)));
    }
    let right = shop.try_enter("sales", PASSWORD, None).await;
    assert!(
        matches!(right, Err(Error::TooMany)),
        "even the right one waits now"
    );
    assert!(
        shop.try_enter("owner", PASSWORD, None).await.is_ok(),
        "others don't"
    );
    shop.house.clock.advance(TimeDelta::minutes(15));
    assert!(shop.try_enter("sales", PASSWORD, None).await.is_ok());
}

#[sqlx::test(migrations = "./migrations")]
async fn guessing_many_addresses_from_one_place_is_stopped(db: PgPool) {
    let shop = Shop::open(db).await;
    let services = &shop.house.services;
    // A shop that signs in and out all day does not count against itself.
    for _ in 0..3 {
        shop.enter(Role::Owner).await;
    }
    sqlx::query("update rate_limits set count = 60 where bucket = 'sign-in:address:192.0.2.7'")
        .execute(&services.db)
        .await
        .unwrap();
    assert!(matches!(
        shop.try_enter("owner", PASSWORD, None).await,
        Err(Error::TooMany)
    ));
    let elsewhere = sign_in(
        services,
        "owner@example.com",
        PASSWORD,
        origin("192.0.2.8", None),
    )
    .await;
    assert!(elsewhere.is_ok());
}

#[sqlx::test(migrations = "./migrations")]
async fn a_tablet_left_alone_locks_itself_and_opens_with_the_pin(db: PgPool) {
    let shop = Shop::open(db).await;
    let services = &shop.house.services;
    let opened = shop.enter(Role::Sales).await;
    shop.house.clock.advance(TimeDelta::minutes(9));
    let seat = shop.working(&opened.token).await;
    sessions::still_here(services, &seat).await.unwrap();
    shop.house.clock.advance(TimeDelta::minutes(9));
    shop.working(&opened.token).await;
    shop.house.clock.advance(TimeDelta::minutes(1));
    let Some(Found::Locked(seat)) = shop.find(&opened.token).await else {
        panic!("ten minutes untouched");
    };
    // What happens by itself does not open it.
    sessions::still_here(services, &seat).await.unwrap();
    assert!(matches!(
        shop.find(&opened.token).await,
        Some(Found::Locked(_))
    ));
    let wrong = sessions::unlock(services, &seat, &pin("1357"))
        .await
        .unwrap_err();
    assert!(field(&wrong, "/pin").is_some());
    sessions::unlock(services, &seat, &pin(PIN)).await.unwrap();
    shop.working(&opened.token).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_tablet_locked_by_hand_opens_with_the_password_too(db: PgPool) {
    let shop = Shop::open(db).await;
    let services = &shop.house.services;
    let Opened { seat, token, .. } = shop.enter(Role::Jeweler).await;
    sessions::lock(services, &seat).await.unwrap();
    assert!(matches!(shop.find(&token).await, Some(Found::Locked(_))));
    let proof = Proof::Password(PASSWORD.into());
    sessions::unlock(services, &seat, &proof).await.unwrap();
    shop.working(&token).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn guessing_a_pin_is_stopped_on_that_tablet(db: PgPool) {
    let shop = Shop::open(db).await;
    let services = &shop.house.services;
    let Opened { seat, .. } = shop.enter(Role::Sales).await;
    for _ in 0..5 {
        let wrong = sessions::unlock(services, &seat, &pin("1357"))
            .await
            .unwrap_err();
        assert!(matches!(wrong, Error::Invalid(_)));
    }
    let right = sessions::unlock(services, &seat, &pin(PIN)).await;
    assert!(matches!(right, Err(Error::TooMany)));
    let elsewhere = shop.enter(Role::Sales).await;
    assert!(
        sessions::unlock(services, &elsewhere.seat, &pin(PIN))
            .await
            .is_ok()
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn the_next_person_takes_over_by_pin_and_the_day_gets_no_longer(db: PgPool) {
    let shop = Shop::open(db).await;
    let services = &shop.house.services;
    let first = shop.enter(Role::Sales).await;
    shop.house.clock.advance(TimeDelta::minutes(5));
    let jeweler = shop.house.jeweler.id;
    let wrong = sessions::switch(services, &first.seat, jeweler, "1357")
        .await
        .unwrap_err();
    assert!(field(&wrong, "/pin").is_some());
    let next = sessions::switch(services, &first.seat, jeweler, PIN)
        .await
        .unwrap();
    assert_eq!(next.seat.staff, shop.house.jeweler);
    assert_eq!(next.seat.expires, first.seat.expires);
    assert_eq!(next.seat.device, first.seat.device);
    assert_eq!(
        shop.find(&first.token).await,
        None,
        "the first person's session is over"
    );
    shop.working(&next.token).await;
    assert_eq!(shop.audited("people.switched").await, 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn nobody_takes_over_without_a_pin(db: PgPool) {
    let shop = Shop::open(db).await;
    let services = &shop.house.services;
    let first = shop.enter(Role::Sales).await;
    sqlx::query("update staff set pin_hash = null where role = 'jeweler'")
        .execute(&services.db)
        .await
        .unwrap();
    let names: Vec<_> = sessions::colleagues(services, &first.seat)
        .await
        .unwrap()
        .into_iter()
        .map(|colleague| colleague.role)
        .collect();
    assert!(!names.contains(&Role::Jeweler) && !names.contains(&Role::Sales));
    for to in [shop.house.jeweler.id, StaffId::generate()] {
        assert!(
            sessions::switch(services, &first.seat, to, "")
                .await
                .is_err()
        );
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_session_ends_after_fourteen_hours(db: PgPool) {
    let shop = Shop::open(db).await;
    let Opened { token, .. } = shop.enter(Role::Sales).await;
    shop.house.clock.advance(TimeDelta::hours(14));
    assert_eq!(shop.find(&token).await, None);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_token_that_nobody_gave_opens_nothing(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.enter(Role::Sales).await;
    assert_eq!(shop.find(&Token::generate().unwrap()).await, None);
    assert_eq!(shop.find(&Token::sent("' or true --")).await, None);
}

#[sqlx::test(migrations = "./migrations")]
async fn signing_out_ends_the_session(db: PgPool) {
    let shop = Shop::open(db).await;
    let Opened { seat, token, .. } = shop.enter(Role::Sales).await;
    sessions::sign_out(&shop.house.services, &seat)
        .await
        .unwrap();
    assert_eq!(shop.find(&token).await, None);
}

#[sqlx::test(migrations = "./migrations")]
async fn one_ends_ones_own_sessions_and_owners_anybodys(db: PgPool) {
    let shop = Shop::open(db).await;
    let services = &shop.house.services;
    let (sales, again) = (shop.enter(Role::Sales).await, shop.enter(Role::Sales).await);
    let (jeweler, owner) = (
        shop.enter(Role::Jeweler).await,
        shop.enter(Role::Owner).await,
    );
    let mine = sessions::list(services, &sales.seat).await.unwrap();
    assert_eq!(mine.len(), 2);
    assert_eq!(mine.iter().filter(|session| session.this_one).count(), 1);
    assert_eq!(
        sessions::list(services, &owner.seat).await.unwrap().len(),
        4
    );

    let not_mine = sessions::revoke(services, &sales.seat, jeweler.seat.session).await;
    assert!(matches!(not_mine, Err(Error::NotFound)));
    sessions::revoke(services, &sales.seat, again.seat.session)
        .await
        .unwrap();
    assert_eq!(shop.find(&again.token).await, None);
    sessions::revoke(services, &owner.seat, jeweler.seat.session)
        .await
        .unwrap();
    assert_eq!(shop.find(&jeweler.token).await, None);
    assert_eq!(shop.audited("people.session_ended").await, 2);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_new_tablet_is_placed_by_whoever_signs_in_first(db: PgPool) {
    let shop = Shop::open(db).await;
    let services = &shop.house.services;
    let uptown = shop.second_store().await;
    let first = shop.enter(Role::Sales).await;
    assert!(first.choose_store);
    assert_eq!(
        first.seat.staff.store, shop.house.store,
        "their own until it is said"
    );
    let placed = place_device(services, &first.seat, uptown).await.unwrap();
    assert_eq!(
        (placed.staff.store, placed.store_name.as_str()),
        (uptown, "Uptown")
    );
    assert!(
        place_device(services, &first.seat, StoreId::generate())
            .await
            .is_err()
    );

    shop.house.clock.advance(TimeDelta::minutes(5));
    // The tablet remembers; whoever signs in next works in its store and is not asked.
    let device = first.device_token;
    let second = shop
        .try_enter("jeweler", PASSWORD, device.clone())
        .await
        .unwrap();
    assert!(!second.choose_store && second.device_token.is_none());
    assert_eq!(second.seat.staff.store, uptown);
    assert_eq!(shop.find(&first.token).await, None, "one person at a time");
    let refused = place_device(services, &second.seat, shop.house.store).await;
    assert!(matches!(refused, Err(Error::Forbidden)));
    let owner = shop.try_enter("owner", PASSWORD, device).await.unwrap();
    assert!(
        place_device(services, &owner.seat, shop.house.store)
            .await
            .is_ok()
    );
}

fn mina(store: StoreId) -> NewPerson {
    NewPerson {
        name: " Mina Roth ".into(),
        email: "Mina@Example.com".into(),
        role: Some(Role::Jeweler),
        store: Some(store),
        password: "given by the owner".into(),
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn owners_take_people_on_once_for_each_key(db: PgPool) {
    let shop = Shop::open(db).await;
    let (services, owner) = (&shop.house.services, &shop.house.owner);
    let (new, key) = (mina(shop.house.store), IdempotencyKey::generate());
    let id = manage::add(services, owner, &new, key).await.unwrap();
    assert_eq!(manage::add(services, owner, &new, key).await.unwrap(), id);
    assert_eq!(shop.audited("people.added").await, 1);
    let again = manage::add(services, owner, &new, IdempotencyKey::generate())
        .await
        .unwrap_err();
    assert!(field(&again, "/email").is_some());

    let opened = shop
        .try_enter("mina", "given by the owner", None)
        .await
        .unwrap();
    assert!(opened.seat.temporary_password && !opened.seat.has_pin);
    let kept: String =
        sqlx::query_scalar("select coalesce(string_agg(data::text, ''), '') from audit")
            .fetch_one(&services.db)
            .await
            .unwrap();
    assert!(!kept.contains("given by the owner"));
}

#[sqlx::test(migrations = "./migrations")]
async fn only_those_who_administer_manage_people(db: PgPool) {
    let shop = Shop::open(db).await;
    let house = &shop.house;
    let services = &house.services;
    for who in [
        &house.manager,
        &house.sales,
        &house.jeweler,
        &house.bookkeeper,
    ] {
        let key = IdempotencyKey::generate();
        assert!(forbidden(manage::list(services, who).await));
        assert!(forbidden(
            manage::add(services, who, &mina(house.store), key).await
        ));
        assert!(forbidden(manage::set_pin(services, who, who.id, PIN).await));
        assert!(forbidden(
            manage::set_password(services, who, who.id, PASSWORD).await
        ));
        let change = as_is(who, 1);
        assert!(forbidden(
            manage::change(services, who, who.id, &change, key).await
        ));
    }
}

fn forbidden<T>(result: Result<T, Error>) -> bool {
    matches!(result, Err(Error::Forbidden))
}

fn as_is(staff: &Staff, version: i32) -> PersonChange {
    PersonChange {
        name: staff.name.clone(),
        role: staff.role,
        store: staff.store,
        active: true,
        version,
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_change_counts_at_once_and_a_late_one_is_told(db: PgPool) {
    let shop = Shop::open(db).await;
    let (services, owner, sales) = (&shop.house.services, &shop.house.owner, &shop.house.sales);
    let opened = shop.enter(Role::Sales).await;
    let promote = PersonChange {
        role: Role::Manager,
        ..as_is(sales, 1)
    };
    let key = IdempotencyKey::generate();
    assert_eq!(
        manage::change(services, owner, sales.id, &promote, key)
            .await
            .unwrap(),
        2
    );
    assert_eq!(
        manage::change(services, owner, sales.id, &promote, key)
            .await
            .unwrap(),
        2
    );
    assert_eq!(shop.working(&opened.token).await.staff.role, Role::Manager);

    let late = manage::change(
        services,
        owner,
        sales.id,
        &as_is(sales, 1),
        IdempotencyKey::generate(),
    )
    .await;
    let Err(Error::Conflict(told)) = late else {
        panic!("{late:?}")
    };
    assert!(told.contains("Manager"), "{told}");

    let leave = PersonChange {
        active: false,
        ..as_is(sales, 2)
    };
    manage::change(
        services,
        owner,
        sales.id,
        &leave,
        IdempotencyKey::generate(),
    )
    .await
    .unwrap();
    assert_eq!(shop.find(&opened.token).await, None);
    assert_eq!(shop.audited("people.changed").await, 2);
}

#[sqlx::test(migrations = "./migrations")]
async fn owners_can_not_lock_themselves_out(db: PgPool) {
    let shop = Shop::open(db).await;
    let (services, owner) = (&shop.house.services, &shop.house.owner);
    let step_down = PersonChange {
        role: Role::Sales,
        ..as_is(owner, 1)
    };
    let leave = PersonChange {
        active: false,
        ..as_is(owner, 1)
    };
    for change in [step_down, leave] {
        let refused = manage::change(
            services,
            owner,
            owner.id,
            &change,
            IdempotencyKey::generate(),
        )
        .await;
        assert!(field(&refused.unwrap_err(), "/role").is_some());
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn pins_and_passwords_are_given_and_replaced(db: PgPool) {
    let shop = Shop::open(db).await;
    let (services, owner, sales) = (&shop.house.services, &shop.house.owner, &shop.house.sales);
    assert!(
        field(
            &manage::set_pin(services, owner, sales.id, "1234")
                .await
                .unwrap_err(),
            "/pin"
        )
        .is_some()
    );
    manage::set_pin(services, owner, sales.id, "8306")
        .await
        .unwrap();
    let before = shop.enter(Role::Sales).await;
    manage::set_password(services, owner, sales.id, "for the time being")
        .await
        .unwrap();
    assert_eq!(shop.find(&before.token).await, None);

    let opened = shop
        .try_enter("sales", "for the time being", None)
        .await
        .unwrap();
    let other = shop
        .try_enter("sales", "for the time being", None)
        .await
        .unwrap();
    assert!(
        sessions::unlock(services, &opened.seat, &pin("8306"))
            .await
            .is_ok()
    );
    let wrong =
        own::change_password(services, &opened.seat, "a wrong one", "my own password").await;
    assert!(field(&wrong.unwrap_err(), "/current").is_some());
    own::change_password(
        services,
        &opened.seat,
        "for the time being",
        "my own password",
    )
    .await
    .unwrap();
    assert!(!shop.working(&opened.token).await.temporary_password);
    assert_eq!(
        shop.find(&other.token).await,
        None,
        "elsewhere one is signed out"
    );
    own::change_pin(services, &opened.seat, "my own password", "7412")
        .await
        .unwrap();
    assert!(
        sessions::unlock(services, &opened.seat, &pin("7412"))
            .await
            .is_ok()
    );
    assert!(
        sessions::unlock(services, &opened.seat, &pin("8306"))
            .await
            .is_err()
    );
}
