//! Vendors, parts, checks, and work that comes to nothing.

use super::*;
use domain::orders::act::LineCost;
use domain::stock::{LocationDraft, LocationKind};
use sqlx::PgPool;

#[sqlx::test(migrations = "./migrations")]
async fn a_vendor_does_it_and_is_owed_for_it(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    let vendor = house.vendor("Atelier Engravers").await;
    let workshop = LocationDraft {
        kind: LocationKind::Vendor,
        name: "Atelier Engravers".into(),
        code: "V-ATELIER".into(),
        jeweler: None,
        vendor: Some(vendor),
    };
    let manager = Caller::from(&house.manager);
    let place = crate::stock::create_location(&house.services, manager, &workshop, key()).await;
    let place = place.unwrap().id;
    let desk = Desk::firm(&house).await;
    let nobody = desk.act(Action::SendToVendor, Details::default()).await;
    assert_eq!(complaint(nobody, "/details/vendor"), "Choose the vendor.");
    let details = Details {
        vendor: Some(vendor),
        eta: Some("2026-12-10".parse().unwrap()),
        ..Details::default()
    };
    desk.act(Action::SendToVendor, details).await.unwrap();
    let shown = desk.shown().await;
    assert!(
        shown.estimate > shown.first_promise,
        "it comes later than promised"
    );
    assert_eq!(desk.lies_in().await, Some(place.uuid()));

    let unknown = desk.act(Action::BackFromVendor, Details::default()).await;
    assert!(complaint(unknown, "/details/costs").contains("costs"));
    let details = Details {
        costs: vec![LineCost {
            line: desk.line().await,
            unit_cost: "18".into(),
        }],
        ..Details::default()
    };
    desk.act(Action::BackFromVendor, details).await.unwrap();
    assert_eq!(desk.state().await, "quality_check");
    assert_ne!(desk.lies_in().await, Some(place.uuid()));
    in_order(&house).await;
    desk.step(Action::PassCheck).await;
    desk.pay_all().await;
    desk.hand_over(Action::PickUp).await.unwrap();
    assert_eq!(desk.on(Account::CostOfGoods).await, dec("18"));
    in_order(&house).await;
}

impl Desk<'_> {
    /// Where the customer's piece lies.
    async fn lies_in(&self) -> Option<uuid::Uuid> {
        sqlx::query_scalar(
            "select p.location_id from pieces p join repair_pieces own on own.piece_id = p.id
             where own.order_id = $1",
        )
        .bind(self.order.uuid())
        .fetch_one(&self.house.services.db)
        .await
        .unwrap()
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn parts_are_waited_for_and_the_date_follows(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    let desk = Desk::firm(&house).await;
    desk.step(Action::StartWork).await;
    let details = Details {
        reason: "Six-prong head".into(),
        eta: Some("2026-12-14".parse().unwrap()),
        ..Details::default()
    };
    desk.act(Action::WaitForParts, details).await.unwrap();
    let shown = desk.shown().await;
    assert_eq!(
        shown.estimate,
        "2026-12-15".parse().unwrap(),
        "and a day to check"
    );
    let job = desk.jobs().await[0];
    desk.step(Action::PartsArrived).await;
    desk.work(job).await;
    assert_eq!(desk.state().await, "quality_check");
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_fails_its_check_is_worked_on_again(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    let desk = Desk::firm(&house).await;
    desk.step(Action::StartWork).await;
    let job = desk.jobs().await[0];
    desk.work(job).await;
    desk.because(Action::FailCheck, "Prong catches")
        .await
        .unwrap();
    assert_eq!(desk.state().await, "in_progress");
    in_order(&house).await;
    desk.work(job).await;
    desk.step(Action::PassCheck).await;
    assert_eq!(desk.on(Account::Inventory).await, dec("80"), "both hours");
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_cancelled_repair_gives_the_piece_and_the_money_back(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    let desk = Desk::firm(&house).await;
    desk.pay("30").await.unwrap();
    desk.step(Action::StartWork).await;
    let job = desk.jobs().await[0];
    desk.work(job).await;
    desk.because(Action::Cancel, "Taken in twice")
        .await
        .unwrap();
    assert_eq!(desk.state().await, "cancelled");
    assert!(desk.shown().await.paid.is_zero(), "nothing is kept");
    assert_eq!(desk.lies_in().await, None);
    assert_eq!(desk.on(Account::Shrinkage).await, dec("40"));
    let stock: i64 = sqlx::query_scalar("select count(*) from pieces where ownership = 'owned'")
        .fetch_one(&house.services.db)
        .await
        .unwrap();
    assert_eq!(stock, 0, "a customer's piece never becomes ours");
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_begun_at_the_bench_is_finished_there(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    let desk = Desk::firm(&house).await;
    desk.step(Action::StartWork).await;
    let job = desk.jobs().await[0];
    let (services, jeweler) = (&house.services, Caller::from(&house.jeweler));
    let step = bench::show(services, jeweler, job).await.unwrap().steps[0].id;
    let request = StepRequest {
        version: 1,
        deed: StepDeed::Start,
        hours: String::new(),
        cost: String::new(),
    };
    bench::step(services, jeweler, job, step, &request, key())
        .await
        .unwrap();
    let refused = desk.act(Action::FinishAtOnce, Details::default()).await;
    assert!(refusal(refused).contains("Finish it at the bench"));
}
