//! Credit, and what is held for want of it.

use super::*;

#[sqlx::test(migrations = "./migrations")]
async fn of_many_at_once_no_two_take_the_last_credit(db: PgPool) {
    let trade = Trade::open(db).await;
    let tries = (0..8).map(|index| {
        let po = trade.po(&format!("PO-{index}"), 8);
        let trade = &trade;
        async move { trade.enter(&po).await.unwrap().id }
    });
    let orders = futures::future::join_all(tries).await;
    let mut entered = 0;
    for order in orders {
        entered += usize::from(trade.state(order).await == "entered");
    }
    assert_eq!(entered, 2, "two of 4,000 fit into 10,000");
    let shown = wholesale::show(&trade.house.services, trade.sales(), trade.account)
        .await
        .unwrap();
    assert_eq!(shown.credit.available().unwrap().plain(), "2,000.00");
    trade.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_manager_releases_a_hold_with_a_reason(db: PgPool) {
    let trade = Trade::open(db).await;
    let order = trade.order("BIG", 21).await;
    assert_eq!(trade.state(order).await, "credit_hold");
    let reason = || Details {
        reason: "Cheque is in the post".into(),
        ..Details::default()
    };
    let release = Action::ReleaseCredit;
    let sales = &trade.house.sales;
    let tried = trade.try_step(sales, order, release, reason(), "").await;
    assert!(
        matches!(tried, Err(Error::Forbidden | Error::Refused { .. })),
        "{tried:?}"
    );
    let manager = &trade.house.manager;
    let silent = trade
        .try_step(manager, order, release, Details::default(), "")
        .await;
    assert_eq!(complaint(silent, "/details/reason"), "Give a reason.");
    trade.step(order, release, reason()).await;
    assert_eq!(trade.state(order).await, "entered");
    let detail = trade.detail(order).await;
    let said = |text: &str| {
        let mut events = detail.timeline.iter();
        events.any(|event| {
            event
                .detail
                .as_deref()
                .is_some_and(|words| words.contains(text))
        })
    };
    assert!(said("Cheque is in the post"), "{:?}", detail.timeline);
    assert!(said("Held: $500.00 beyond"), "{:?}", detail.timeline);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_hold_ends_by_itself_when_credit_is_free_again(db: PgPool) {
    let trade = Trade::open(db).await;
    let first = trade.order("1", 15).await;
    let large = trade.order("2", 20).await;
    let small = trade.order("3", 8).await;
    assert_eq!(trade.state(small).await, "credit_hold");
    trade.review().await;
    assert_eq!(trade.state(small).await, "credit_hold", "nothing came free");
    let details = Details {
        reason: "Not wanted".into(),
        ..Details::default()
    };
    trade.step(first, Action::Cancel, details).await;
    let jobs: i64 = sqlx::query_scalar("select count(*) from jobs where kind = 'review_credit'")
        .fetch_one(&trade.house.services.db)
        .await
        .unwrap();
    assert!(jobs > 0, "a review was asked for");
    trade.review().await;
    assert_eq!(
        trade.state(large).await,
        "entered",
        "the longest held goes first"
    );
    assert_eq!(trade.state(small).await, "credit_hold");
    trade.limit(Some(1), "20000").await;
    trade.review().await;
    assert_eq!(trade.state(small).await, "entered");
    trade.in_order().await;
}
