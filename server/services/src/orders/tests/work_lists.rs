//! What wants attention, and on which list it stands.

use super::*;
use crate::orders::work;
use chrono::TimeDelta;
use domain::orders::work::WorkList;
use sqlx::PgPool;

impl Bench<'_> {
    /// The lists on which the order stands, to somebody.
    async fn on_lists(&self, who: &Staff) -> Vec<WorkList> {
        let mut lists = Vec::new();
        for list in WorkList::ALL {
            let view = work(&self.house.services, who.into(), *list).await.unwrap();
            assert_eq!(view.count(*list) as usize, view.orders.len(), "{list}");
            if view.orders.iter().any(|order| order.id == self.order) {
                lists.push(*list);
            }
        }
        lists
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn an_order_is_on_the_list_of_whoever_has_to_do_something(db: PgPool) {
    let house = House::open(db).await;
    let bench = Bench::take(&house, &ring(house.customer("Ana Ruiz").await)).await;
    let sales = &house.sales;
    let waiting = [WorkList::Customer, WorkList::Deposits];
    assert_eq!(bench.on_lists(sales).await, waiting);
    bench.pay("1088.75").await.unwrap();
    assert!(
        bench.on_lists(sales).await.is_empty(),
        "the house is to order it"
    );
    bench.place_with_vendor().await;
    assert_eq!(bench.on_lists(sales).await, [WorkList::Vendor]);

    house.clock.advance(TimeDelta::days(60));
    let late = [WorkList::Mine, WorkList::Overdue, WorkList::Vendor];
    assert_eq!(bench.on_lists(sales).await, late);
    let others = [WorkList::Overdue, WorkList::Vendor];
    assert_eq!(
        bench.on_lists(&house.manager).await,
        others,
        "mine is who took it"
    );
    let because = Details {
        reason: "The customer travels".into(),
        ..Details::default()
    };
    bench.step(Action::Hold, because).await;
    assert_eq!(bench.on_lists(sales).await, [WorkList::Overdue], "held");
    bench.step(Action::Resume, Details::default()).await;

    bench.receive("500").await;
    bench.step(Action::StartCheck, Details::default()).await;
    bench.step(Action::PassCheck, Details::default()).await;
    let ready = [WorkList::Customer, WorkList::Uncollected];
    assert_eq!(bench.on_lists(sales).await, ready);
    bench.step(Action::PickUp, Bench::signed()).await;
    assert!(bench.on_lists(sales).await.is_empty(), "it is done");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_another_stores_is_on_no_list(db: PgPool) {
    let house = House::open(db.clone()).await;
    let bench = Bench::take(&house, &ring(house.customer("Ana Ruiz").await)).await;
    let other = House::open(db).await;
    assert!(bench.on_lists(&other.owner).await.is_empty());
}
