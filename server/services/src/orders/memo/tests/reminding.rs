//! Who is reminded of what they have had for long.

use super::super::remind;
use super::*;
use chrono::TimeDelta;
use sqlx::PgPool;

/// The reminders so far, in days.
async fn reminders(salon: &Salon) -> Vec<i64> {
    sqlx::query_scalar(
        "select (data->>'days')::bigint from order_events where code = 'memo_reminded' order by id",
    )
    .fetch_all(&salon.house.services.db)
    .await
    .unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn a_customer_is_reminded_at_each_age_once(db: PgPool) {
    let salon = Salon::open(db).await;
    let memo = salon.out(&[salon.ring().await]).await;
    let mut said = Vec::new();
    for (days, expected) in [
        (59, vec![]),
        (1, vec![60]),
        (0, vec![60]),
        (14, vec![60]),
        (1, vec![60, 75]),
        (20, vec![60, 75, 95]),
        (30, vec![60, 75, 95]),
    ] {
        salon.house.clock.advance(TimeDelta::days(days));
        remind(&salon.house.services).await.unwrap();
        said = reminders(&salon).await;
        assert_eq!(said, expected, "{days} days later");
    }
    assert_eq!(said.len(), 3);
    assert_eq!(memo.memo().await.reminded, Some(85));
    let jobs: i64 = sqlx::query_scalar(
        "select count(*) from jobs j join order_events e on e.id = (j.payload->>'event')::uuid
         where e.code = 'memo_reminded'",
    )
    .fetch_one(&salon.house.services.db)
    .await
    .unwrap();
    assert_eq!(jobs, 3, "each is written");
}

#[sqlx::test(migrations = "./migrations")]
async fn who_brought_it_back_hears_nothing(db: PgPool) {
    let salon = Salon::open(db).await;
    let memo = salon.out(&[salon.ring().await]).await;
    memo.take_back(&[memo.line(0).await]).await.unwrap();
    salon.house.clock.advance(TimeDelta::days(100));
    remind(&salon.house.services).await.unwrap();
    assert!(reminders(&salon).await.is_empty());
}

#[sqlx::test(migrations = "./migrations")]
async fn the_ages_are_the_stores_own(db: PgPool) {
    let salon = Salon::open(db).await;
    salon.rule(|terms| terms.reminders = "5".into()).await;
    salon.out(&[salon.ring().await]).await;
    salon.house.clock.advance(TimeDelta::days(6));
    let rounds = (0..4).map(|_| remind(&salon.house.services));
    for round in futures::future::join_all(rounds).await {
        round.unwrap();
    }
    assert_eq!(reminders(&salon).await, [6]);
}
