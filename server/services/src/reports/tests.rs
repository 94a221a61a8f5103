//! The margin against a real Postgres.

use super::{margin, margin_orders};
use crate::testing::fixture::usd;
use crate::testing::{House, Upto};
use crate::{Caller, Error};
use chrono::TimeDelta;
use domain::reports::Period;
use domain::reports::margin::{Grouping, MarginReport};
use sqlx::PgPool;

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

async fn report(house: &House, span: &str, grouping: Grouping) -> MarginReport {
    let caller = Caller::from(&house.bookkeeper);
    margin(&house.services, caller, Some(period(span)), grouping)
        .await
        .unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_handed_over_counts_and_nothing_else(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    house.sell(ana, "500", Upto::HandedOver).await;
    house.sell(ana, "400", Upto::HandedOver).await;
    house.sell(ana, "400", Upto::Received).await;
    house.sell(ana, "400", Upto::Taken).await;

    for span in ["2026-11", "2026-Q4", "2026", "2026-11-23..2026-11-23"] {
        let report = report(&house, span, Grouping::Kind).await;
        assert_eq!(report.orders, 2, "{span}");
        let row = &report.rows[0];
        assert_eq!((row.label.as_str(), row.orders), ("Special order", 2));
        assert_eq!(row.figures, report.total);
        assert_eq!(row.figures.revenue, usd("2000"));
        assert_eq!(row.figures.cost, usd("900"));
        assert_eq!(row.figures.percent().unwrap().to_string(), "55.0");
        // Both were expected to cost 450.
        assert_eq!(row.figures.quoted_percent().unwrap().to_string(), "55.0");
    }
    let before = report(&house, "2026-10", Grouping::Kind).await;
    assert!(before.rows.is_empty());
    assert_eq!((before.orders, before.total.revenue), (0, usd("0")));
    assert_eq!(before.total.percent(), None);
}

#[sqlx::test(migrations = "./migrations")]
async fn it_opens_with_the_present_month(db: PgPool) {
    let house = House::open(db).await;
    let report = margin(&house.services, (&house.owner).into(), None, Grouping::Kind)
        .await
        .unwrap();
    assert_eq!(report.period, period("2026-11"));
    assert_eq!(report.today, "2026-11-23".parse().unwrap());
}

#[sqlx::test(migrations = "./migrations")]
async fn every_grouping_comes_to_the_same(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    house.sell(ana, "612.50", Upto::HandedOver).await;
    let labels = [
        (Grouping::Kind, "Special order"),
        (Grouping::Salesperson, "The sales"),
        (Grouping::Style, "Described in words"),
    ];
    for (grouping, label) in labels {
        let report = report(&house, "2026-11", grouping).await;
        assert_eq!(report.rows.len(), 1);
        assert_eq!(report.rows[0].label, label);
        assert_eq!(report.total.margin(), Ok(usd("387.50")), "{grouping}");
        assert_eq!(report.total.quoted_percent().unwrap().to_string(), "55.0");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_row_opens_onto_its_orders(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    let first = house.sell(ana, "500", Upto::HandedOver).await;
    house.clock.advance(TimeDelta::days(1));
    let second = house.sell(ana, "600", Upto::HandedOver).await;
    let caller = Caller::from(&house.bookkeeper);
    for grouping in Grouping::ALL {
        let report = report(&house, "2026-11", *grouping).await;
        let key = &report.rows[0].key;
        let page = margin_orders(
            &house.services,
            caller,
            period("2026-11"),
            *grouping,
            key,
            None,
        )
        .await
        .unwrap();
        let numbers: Vec<_> = page.orders.iter().map(|o| o.number.clone()).collect();
        assert_eq!(numbers, [second.number.clone(), first.number.clone()]);
        assert_eq!(page.label, report.rows[0].label);
        assert_eq!(page.orders[1].figures.margin(), Ok(usd("500")));
        assert_eq!(page.orders[1].customer_name, "Ana Ruiz");
        assert_eq!(page.next, None);
    }
    let stranger = margin_orders(
        &house.services,
        caller,
        period("2026-11"),
        Grouping::Style,
        "' or 1=1",
        None,
    );
    assert!(stranger.await.unwrap().orders.is_empty());
}

#[sqlx::test(migrations = "./migrations")]
async fn pages_of_orders_follow_each_other(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    for _ in 0..52 {
        house.sell(ana, "500", Upto::HandedOver).await;
    }
    let caller = Caller::from(&house.owner);
    let load = async |after: Option<&str>| {
        let span = period("2026-11");
        let kind = Grouping::Kind;
        margin_orders(&house.services, caller, span, kind, "special_order", after)
            .await
            .unwrap()
    };
    let first = load(None).await;
    assert_eq!(first.orders.len(), 50);
    let second = load(first.next.as_deref()).await;
    assert_eq!((second.orders.len(), second.next), (2, None));
    assert!(
        first
            .orders
            .iter()
            .all(|order| order.id != second.orders[0].id)
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn cost_is_for_those_who_answer_for_it(db: PgPool) {
    let house = House::open(db).await;
    for staff in [&house.sales, &house.jeweler] {
        let caller = Caller::from(staff);
        let answer = margin(&house.services, caller, None, Grouping::Kind).await;
        assert!(matches!(answer, Err(Error::Forbidden)));
        let span = period("2026-11");
        let kind = Grouping::Kind;
        let answer =
            margin_orders(&house.services, caller, span, kind, "special_order", None).await;
        assert!(matches!(answer, Err(Error::Forbidden)));
    }
}
