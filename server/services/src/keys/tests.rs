use super::*;
use crate::testing::House;
use domain::ids::StoreId;
use sqlx::PgPool;

fn web_shop(store: StoreId) -> NewKey {
    NewKey {
        name: " Web shop ".into(),
        store,
        scopes: vec![Scope::OrdersWrite, Scope::OrdersRead],
    }
}

async fn made(house: &House) -> Made {
    let new = web_shop(house.store);
    create(
        &house.services,
        (&house.owner).into(),
        &new,
        IdempotencyKey::generate(),
    )
    .await
    .unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn a_key_opens_what_it_says_and_is_kept_hashed(db: PgPool) {
    let house = House::open(db).await;
    let made = made(&house).await;
    assert!(looks_like_a_token(&made.token));

    let credential = authenticate(&house.services, &made.token).await.unwrap();
    assert_eq!(credential.program.name, "Web shop");
    assert_eq!(credential.program.store, house.store);
    assert_eq!(credential.scopes, [Scope::OrdersRead, Scope::OrdersWrite]);
    assert!(credential.program.grants.may(Permission::TakeOrders));
    assert!(!credential.program.grants.may(Permission::Administer));

    let kept: String = sqlx::query_scalar("select api_keys::text from api_keys")
        .fetch_one(&house.services.db)
        .await
        .unwrap();
    assert!(!kept.contains(&made.token));
}

#[sqlx::test(migrations = "./migrations")]
async fn only_those_who_administer_make_list_and_revoke(db: PgPool) {
    let house = House::open(db).await;
    let made = made(&house).await;
    let program = authenticate(&house.services, &made.token)
        .await
        .unwrap()
        .program;
    let others: [Caller<'_>; 5] = [
        (&house.manager).into(),
        (&house.sales).into(),
        (&house.jeweler).into(),
        (&house.bookkeeper).into(),
        (&program).into(),
    ];
    for other in others {
        let new = web_shop(house.store);
        let refused = create(&house.services, other, &new, IdempotencyKey::generate()).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
        assert!(matches!(
            list(&house.services, other).await,
            Err(Error::Forbidden)
        ));
        let refused = revoke(&house.services, other, made.id).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_revoked_key_stops_at_once(db: PgPool) {
    let house = House::open(db).await;
    let made = made(&house).await;
    let owner = Caller::from(&house.owner);
    revoke(&house.services, owner, made.id).await.unwrap();
    revoke(&house.services, owner, made.id).await.unwrap();
    let refused = authenticate(&house.services, &made.token).await;
    assert!(matches!(refused, Err(Error::Unauthenticated)));
    assert!(
        list(&house.services, owner).await.unwrap()[0]
            .revoked_at
            .is_some()
    );
    let unknown = revoke(&house.services, owner, ApiKeyId::generate()).await;
    assert!(matches!(unknown, Err(Error::NotFound)));

    let acts: Vec<String> = sqlx::query_scalar("select action from audit order by at, id")
        .fetch_all(&house.services.db)
        .await
        .unwrap();
    assert_eq!(acts, ["api_key.create", "api_key.revoke"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn strangers_are_turned_away(db: PgPool) {
    let house = House::open(db).await;
    let made = made(&house).await;
    let other = format!("{PREFIX}{}", "a".repeat(RANDOM_CHARS));
    let cut = &made.token[..made.token.len() - 1];
    for wrong in [
        "",
        "bz_live_",
        "Bearer",
        cut,
        &other,
        "bz_live_'; drop table api_keys",
    ] {
        let refused = authenticate(&house.services, wrong).await;
        assert!(matches!(refused, Err(Error::Unauthenticated)), "{wrong}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn use_is_noted_once_a_minute(db: PgPool) {
    let house = House::open(db).await;
    let made = made(&house).await;
    let last = async || list(&house.services, (&house.owner).into()).await.unwrap()[0].last_used_at;
    let first = house.services.clock.now();
    authenticate(&house.services, &made.token).await.unwrap();
    house.clock.advance(TimeDelta::seconds(59));
    authenticate(&house.services, &made.token).await.unwrap();
    assert_eq!(last().await, Some(first));
    house.clock.advance(TimeDelta::seconds(1));
    authenticate(&house.services, &made.token).await.unwrap();
    assert_eq!(last().await, Some(house.services.clock.now()));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_repeated_attempt_makes_no_second_key(db: PgPool) {
    let house = House::open(db).await;
    let attempt = IdempotencyKey::generate();
    let (owner, new) = (Caller::from(&house.owner), web_shop(house.store));
    create(&house.services, owner, &new, attempt).await.unwrap();
    let again = create(&house.services, owner, &new, attempt).await;
    assert!(matches!(again, Err(Error::Conflict(_))));
    assert_eq!(list(&house.services, owner).await.unwrap().len(), 1);
    let nowhere = web_shop(StoreId::generate());
    let refused = create(&house.services, owner, &nowhere, IdempotencyKey::generate()).await;
    assert!(matches!(refused, Err(Error::Invalid(_))));
}
