//! The whole way of an order, and the ways in which it must not go.

use super::*;
use sqlx::PgPool;

#[sqlx::test(migrations = "./migrations")]
async fn from_the_counter_to_the_ledger(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    let bench = Bench::take(
        &house,
        &NewOrder {
            payment: Some(cash("544.38")),
            ..ring(ana)
        },
    )
    .await;
    assert_eq!(
        bench.state().await,
        "to_order",
        "the deposit moved it on by itself"
    );
    assert_eq!(bench.ledger(Account::Deposits).await, dec("-544.38"));
    assert_eq!(
        bench.ledger(Account::Revenue).await,
        dec("0"),
        "nothing is earned yet"
    );

    bench.make_ready().await;
    assert_eq!(bench.ledger(Account::Inventory).await, dec("500"));
    let refused = bench
        .act(&house.sales, Action::PickUp, Bench::signed())
        .await;
    let Err(Error::Refused { message, blockers }) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(
        (message.as_str(), blockers.len()),
        ("$544.37 is still owed.", 1)
    );

    bench.pay("544.37").await.unwrap();
    let gone = bench.step(Action::PickUp, Bench::signed()).await;
    assert_eq!(
        gone.position.state,
        at(S::Closed),
        "nothing owed: it closes by itself"
    );
    for (account, amount) in [
        (Account::Cash, "1088.75"),
        (Account::Deposits, "0"),
        (Account::Revenue, "-1000"),
        (Account::TaxPayable, "-88.75"),
        (Account::CostOfGoods, "500"),
        (Account::Inventory, "0"),
        (Account::Payable, "-500"),
        (Account::Receivable, "0"),
    ] {
        assert_eq!(bench.ledger(account).await, dec(amount), "{account}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_manager_lets_a_piece_go_unpaid_and_the_rest_is_owed(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    let bench = Bench::take(
        &house,
        &NewOrder {
            payment: Some(cash("544.38")),
            ..ring(ana)
        },
    )
    .await;
    bench.make_ready().await;
    let pick_up = Action::PickUp;
    let tried = bench
        .act_over(&house.sales, pick_up, Bench::signed(), "She will pay")
        .await;
    assert!(
        matches!(tried, Err(Error::Forbidden)),
        "sales may not pass a gate"
    );
    let gone = bench
        .act_over(&house.manager, pick_up, Bench::signed(), "Pays on Friday")
        .await;
    assert_eq!(gone.unwrap().position.state, at(S::PickedUp));
    assert_eq!(bench.ledger(Account::Receivable).await, dec("544.37"));
    let paid = bench.pay("544.37").await.unwrap();
    assert_eq!(paid.position.state, at(S::Closed));
    assert_eq!(bench.ledger(Account::Receivable).await, dec("0"));
}

#[sqlx::test(migrations = "./migrations")]
async fn work_waits_for_the_deposit(db: PgPool) {
    let house = House::open(db).await;
    let bench = Bench::take(&house, &ring(house.customer("Ben").await)).await;
    assert_eq!(bench.state().await, "deposit_due");
    let details = Details {
        vendor: Some(vendor(&house).await),
        costs: bench.costs("480").await,
        ..Details::default()
    };
    let order = Action::PlaceWithVendor;
    let tried = bench.act(&house.sales, order, details.clone()).await;
    assert!(matches!(tried, Err(Error::Refused { .. })), "{tried:?}");
    bench.pay("100").await.unwrap();
    assert_eq!(
        bench.state().await,
        "deposit_due",
        "a part is not the deposit"
    );
    bench
        .act_over(&house.manager, order, details, "An old friend")
        .await
        .unwrap();
    assert_eq!(bench.state().await, "ordered");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_quote_binds_nobody_and_expires(db: PgPool) {
    let house = House::open(db).await;
    let bench = Bench::take(
        &house,
        &NewOrder {
            quote: true,
            ..ring(house.customer("Cy").await)
        },
    )
    .await;
    assert!(matches!(bench.pay("10").await, Err(Error::Refused { .. })));
    house.clock.advance(chrono::TimeDelta::days(15));
    let accept = Action::AcceptQuote;
    let late = bench.act(&house.sales, accept, Details::default()).await;
    assert!(matches!(late, Err(Error::Refused { .. })), "{late:?}");
    house.clock.advance(chrono::TimeDelta::days(-15));
    bench
        .act(&house.sales, accept, Details::default())
        .await
        .unwrap();
    assert_eq!(bench.state().await, "deposit_due");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_delay_moves_the_estimate_and_never_the_first_promise(db: PgPool) {
    let house = House::open(db).await;
    let bench = Bench::take(
        &house,
        &NewOrder {
            payment: Some(cash("544.38")),
            ..ring(house.customer("Di").await)
        },
    )
    .await;
    bench.place_with_vendor().await;
    let late = Details {
        eta: Some("2027-01-08".parse().unwrap()),
        reason: "Stone not in stock".into(),
        ..Details::default()
    };
    bench.step(Action::ReportDelay, late).await;
    let (first, estimate): (chrono::NaiveDate, chrono::NaiveDate) =
        sqlx::query_as("select first_promise, estimate from orders where id = $1")
            .bind(bench.order.uuid())
            .fetch_one(&house.services.db)
            .await
            .unwrap();
    assert_eq!(first, "2026-11-25".parse().unwrap());
    assert_eq!(
        estimate,
        "2027-01-12".parse().unwrap(),
        "two working days in the house"
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn a_piece_that_fails_goes_back_and_is_ordered_again(db: PgPool) {
    let house = House::open(db).await;
    let bench = Bench::take(
        &house,
        &NewOrder {
            payment: Some(cash("1088.75")),
            ..ring(house.customer("Ed").await)
        },
    )
    .await;
    bench.place_with_vendor().await;
    bench.receive("500").await;
    bench.step(Action::StartCheck, Details::default()).await;
    let why = Details {
        reason: "Loose stone".into(),
        ..Details::default()
    };
    bench.step(Action::FailCheck, why).await;
    assert_eq!(
        bench.ledger(Account::Payable).await,
        dec("0"),
        "we owe nothing for it"
    );
    bench.place_with_vendor().await;
    bench.receive("510").await;
    bench.step(Action::StartCheck, Details::default()).await;
    bench
        .step(Action::SendToFinishing, Details::default())
        .await;
    bench.step(Action::Finish, Details::default()).await;
    let ship = Details {
        carrier: "UPS".into(),
        reference: "1Z999AA10123456784".into(),
        ship_to: Some(domain::contact::PostalAddress {
            line1: "48 Mercer St".into(),
            city: "New York".into(),
            region: "NY".into(),
            postcode: "10013".into(),
            country: "US".into(),
            ..Default::default()
        }),
        ..Details::default()
    };
    bench.step(Action::Ship, ship).await;
    assert_eq!(bench.ledger(Account::CostOfGoods).await, dec("510"));
    assert_eq!(bench.ledger(Account::Inventory).await, dec("0"));
    bench
        .step(Action::ConfirmDelivery, Details::default())
        .await;
    assert_eq!(bench.state().await, "closed");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_held_order_waits_and_goes_on_where_it_was(db: PgPool) {
    let house = House::open(db).await;
    let bench = Bench::take(
        &house,
        &NewOrder {
            payment: Some(cash("544.38")),
            ..ring(house.customer("Flo").await)
        },
    )
    .await;
    let why = Details {
        reason: "Customer travels".into(),
        ..Details::default()
    };
    bench.act(&house.sales, Action::Hold, why).await.unwrap();
    let details = Details {
        vendor: Some(vendor(&house).await),
        costs: bench.costs("480").await,
        ..Details::default()
    };
    let order = Action::PlaceWithVendor;
    assert!(
        bench
            .act(&house.sales, order, details.clone())
            .await
            .is_err()
    );
    bench
        .act(&house.sales, Action::Resume, Details::default())
        .await
        .unwrap();
    bench.act(&house.sales, order, details).await.unwrap();
}
