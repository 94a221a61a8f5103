//! Who sees what.

use super::*;
use crate::orders::{board, list, note, show};
use domain::orders::Phase;
use domain::orders::requests::Filter;
use sqlx::PgPool;

#[sqlx::test(migrations = "./migrations")]
async fn cost_is_shown_to_those_who_answer_for_it(db: PgPool) {
    let house = House::open(db).await;
    let bench = Bench::take(
        &house,
        &NewOrder {
            payment: Some(cash("544.38")),
            ..ring(house.customer("Ana").await)
        },
    )
    .await;
    bench.place_with_vendor().await;
    for (who, sees) in [
        (&house.owner, true),
        (&house.manager, true),
        (&house.bookkeeper, true),
        (&house.sales, false),
        (&house.jeweler, false),
    ] {
        let order = show(&house.services, who.into(), bench.order)
            .await
            .unwrap();
        assert_eq!(order.lines[0].unit_cost.is_some(), sees, "{}", who.name);
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn another_stores_order_is_not_there(db: PgPool) {
    let house = House::open(db.clone()).await;
    let bench = Bench::take(&house, &ring(house.customer("Ana").await)).await;
    let other = House::open(db).await;
    let owner = (&other.owner).into();
    let key = IdempotencyKey::generate();
    assert!(matches!(
        show(&house.services, owner, bench.order).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(
        note(&house.services, owner, bench.order, "hi", key).await,
        Err(Error::NotFound)
    ));
    let request = PaymentRequest {
        version: None,
        payment: cash("1"),
    };
    let paid = pay(&house.services, owner, bench.order, &request, key).await;
    assert!(matches!(paid, Err(Error::NotFound)));
    assert!(
        list(&house.services, owner, &Filter::default())
            .await
            .unwrap()
            .items
            .is_empty()
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn each_role_does_its_own_work(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana").await;
    for who in [&house.jeweler, &house.bookkeeper] {
        assert!(matches!(
            take(&house, who, &ring(ana)).await,
            Err(Error::Forbidden)
        ));
    }
    let bench = Bench::take(
        &house,
        &NewOrder {
            payment: Some(cash("1088.75")),
            ..ring(ana)
        },
    )
    .await;
    bench.make_ready().await;
    let pick_up = Action::PickUp;
    let tried = bench.act(&house.jeweler, pick_up, Bench::signed()).await;
    assert!(matches!(tried, Err(Error::Forbidden)));
}

#[sqlx::test(migrations = "./migrations")]
async fn lists_page_without_repeating_while_orders_come_in(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    for _ in 0..5 {
        house.clock.advance(chrono::TimeDelta::seconds(1));
        Bench::take(&house, &ring(ana)).await;
    }
    let caller = (&house.sales).into();
    let mut filter = Filter {
        limit: Some(2),
        phase: Some(Phase::Open),
        ..Filter::default()
    };
    let mut seen = Vec::new();
    loop {
        let page = list(&house.services, caller, &filter).await.unwrap();
        seen.extend(page.items.into_iter().map(|order| order.number));
        house.clock.advance(chrono::TimeDelta::seconds(1));
        Bench::take(&house, &ring(ana)).await;
        match page.next {
            Some(next) => filter.after = Some(next),
            None => break,
        }
    }
    let mut sorted = seen.clone();
    sorted.sort_by(|a, b| b.cmp(a));
    sorted.dedup();
    assert_eq!((seen.len(), &seen), (5, &sorted));
}

#[sqlx::test(migrations = "./migrations")]
async fn one_field_finds_by_number_name_and_phone(db: PgPool) {
    let house = House::open(db).await;
    let bench = Bench::take(&house, &ring(house.customer("Ana Ruiz").await)).await;
    let caller = (&house.sales).into();
    let number = show(&house.services, caller, bench.order)
        .await
        .unwrap()
        .number;
    for text in [
        number.as_str(),
        &number[3..],
        "ruiz",
        "5550142",
        "ANA@example",
    ] {
        let filter = Filter {
            text: text.into(),
            ..Filter::default()
        };
        assert_eq!(
            list(&house.services, caller, &filter)
                .await
                .unwrap()
                .items
                .len(),
            1,
            "{text}"
        );
    }
    for text in ["nobody", "%", "_", "' or 1=1 --"] {
        let filter = Filter {
            text: text.into(),
            ..Filter::default()
        };
        assert!(
            list(&house.services, caller, &filter)
                .await
                .unwrap()
                .items
                .is_empty(),
            "{text}"
        );
    }
    let filter = Filter {
        after: Some("nonsense".into()),
        ..Filter::default()
    };
    assert!(matches!(
        list(&house.services, caller, &filter).await,
        Err(Error::Invalid(_))
    ));
    assert_eq!(board(&house.services, caller).await.unwrap().len(), 1);
}
