//! When jobs are through, and what follows for their orders.

use super::*;
use domain::bench::PostponeDraft;
use domain::orders::covers::Cover;
use domain::orders::view::Detail;

impl Made<'_> {
    async fn shown(&self) -> Detail {
        crate::orders::show(&self.shop.house.services, self.shop.manager(), self.order)
            .await
            .unwrap()
    }

    async fn postpone(&self, due_on: &str) -> Result<Saved<BenchJobId>, Error> {
        let job = self.job().await;
        let draft = PostponeDraft {
            version: self.shop.job(job).await.card.version,
            due_on: due_on.parse().ok(),
            reason: "The casting failed".into(),
        };
        let services = &self.shop.house.services;
        postpone(services, self.shop.jeweler(), job, &draft, key()).await
    }
}

/// Of how many things the customer of an order is told.
async fn told(made: &Made<'_>) -> i64 {
    sqlx::query_scalar(
        "select count(*) from jobs j join order_events e on e.id = (j.payload ->> 'event')::uuid
         where e.order_id = $1",
    )
    .bind(made.order.uuid())
    .fetch_one(&made.shop.house.services.db)
    .await
    .unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn a_job_covers_its_line_and_says_when(db: PgPool) {
    let shop = Shop::open(db).await;
    let made = shop.order().await;
    let shown = made.shown().await;
    let cover = shown.lines[0].cover.clone().unwrap();
    let job = shop.job(made.job().await).await.card;
    assert_eq!(cover.cover, Cover::Production);
    assert_eq!((cover.number, cover.eta), (job.number, Some(job.due_on)));
    assert!(shown.estimate > job.due_on, "and the days to check it");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_job_that_takes_longer_moves_its_order_and_the_customer_is_told_once(db: PgPool) {
    let shop = Shop::open(db).await;
    let made = shop.order().await;
    let promised = made.shown().await.first_promise;
    let before = told(&made).await;
    made.postpone("2027-02-01").await.unwrap();
    let shown = made.shown().await;
    assert!(shown.estimate > "2027-02-01".parse().unwrap());
    assert_eq!(
        shown.first_promise, promised,
        "what was promised stays known"
    );
    assert_eq!(told(&made).await, before + 1);
    made.postpone("2027-01-18").await.unwrap();
    assert_eq!(told(&made).await, before + 1, "it got better");
    let past = made.postpone("2026-11-01").await;
    assert!(matches!(past, Err(Error::Invalid(_))));
    shop.in_order().await;
}
