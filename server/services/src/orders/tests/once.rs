//! Doing once what is asked many times, and never overwriting what somebody else did.

use super::*;
use sqlx::PgPool;
use std::collections::HashSet;

async fn count(db: &PgPool, table: &str) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}")))
        .fetch_one(db)
        .await
        .unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn sixteen_taps_make_one_order_and_one_payment(db: PgPool) {
    let house = House::open(db.clone()).await;
    let input = NewOrder {
        payment: Some(cash("544.38")),
        ..ring(house.customer("Ana").await)
    };
    let key = IdempotencyKey::generate();
    let taps = (0..16).map(|_| place(&house.services, (&house.sales).into(), &input, key));
    let placed: Vec<_> = futures::future::join_all(taps).await;
    let numbers: HashSet<_> = placed.into_iter().map(|p| p.unwrap().number).collect();
    assert_eq!(numbers.len(), 1);
    for table in [
        "orders",
        "payments",
        "ledger_entries",
        "order_lines",
        "tracking_links",
    ] {
        assert_eq!(count(&db, table).await, 1, "{table}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_key_serves_one_purpose(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana").await;
    let key = IdempotencyKey::generate();
    place(&house.services, (&house.sales).into(), &ring(ana), key)
        .await
        .unwrap();
    let other = NewOrder {
        note: "another".into(),
        ..ring(ana)
    };
    let tried = place(&house.services, (&house.sales).into(), &other, key).await;
    assert!(matches!(tried, Err(Error::Conflict(_))), "{tried:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn an_order_of_nobody_leaves_nothing_and_its_key_free(db: PgPool) {
    let house = House::open(db.clone()).await;
    let key = IdempotencyKey::generate();
    let paid = |customer| NewOrder {
        payment: Some(cash("544.38")),
        ..ring(customer)
    };
    let nobody = paid(CustomerId::generate());
    let tried = place(&house.services, (&house.sales).into(), &nobody, key).await;
    let Err(Error::Invalid(errors)) = tried else {
        panic!("{tried:?}");
    };
    let complaints: Vec<_> = errors.iter().collect();
    assert_eq!(complaints, [("/customer", "Choose the customer.")]);
    for table in ["orders", "order_lines", "payments", "order_events", "jobs"] {
        assert_eq!(count(&db, table).await, 0, "{table}");
    }
    let ana = paid(house.customer("Ana").await);
    let placed = place(&house.services, (&house.sales).into(), &ana, key).await;
    assert!(placed.is_ok(), "{placed:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn of_sixteen_clerks_who_take_the_balance_one_does(db: PgPool) {
    let house = House::open(db.clone()).await;
    let bench = Bench::take(&house, &ring(house.customer("Ben").await)).await;
    let tries = futures::future::join_all((0..16).map(|_| bench.pay("1088.75"))).await;
    assert_eq!(tries.iter().filter(|paid| paid.is_ok()).count(), 1);
    assert_eq!(count(&db, "payments").await, 1);
    assert_eq!(bench.ledger(Account::Cash).await, dec("1088.75"));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_second_tablet_is_told_what_changed(db: PgPool) {
    let house = House::open(db).await;
    let bench = Bench::take(&house, &ring(house.customer("Cy").await)).await;
    let seen = bench.version().await;
    bench
        .act(
            &house.sales,
            Action::Hold,
            Details {
                reason: "Travels".into(),
                ..Details::default()
            },
        )
        .await
        .unwrap();
    let request = Request {
        action: Action::Cancel,
        version: seen,
        details: Details {
            reason: "No answer".into(),
            ..Details::default()
        },
        override_reason: String::new(),
    };
    let key = IdempotencyKey::generate();
    let late = act(
        &house.services,
        (&house.manager).into(),
        bench.order,
        &request,
        key,
    )
    .await;
    let Err(Error::Conflict(changed)) = late else {
        panic!("{late:?}")
    };
    assert!(
        changed.starts_with("The sales changed this order meanwhile: Put on hold."),
        "{changed}"
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn a_refused_step_leaves_nothing_behind(db: PgPool) {
    let house = House::open(db.clone()).await;
    let bench = Bench::take(&house, &ring(house.customer("Di").await)).await;
    let events = count(&db, "order_events").await;
    let ready = Action::PassCheck;
    assert!(
        bench
            .act(&house.owner, ready, Details::default())
            .await
            .is_err()
    );
    assert_eq!(count(&db, "order_events").await, events);
    assert_eq!(
        count(&db, "idempotency_keys").await,
        1,
        "the key is free for another try"
    );
}
