//! Vendors, parts, checks, and work that comes to nothing.

use super::*;
use crate::purchasing;
use domain::orders::act::LineCost;
use domain::purchasing::{
    BillDraft, PurchaseDetail, PurchaseFilter, PurchaseKind, PurchaseState, ReceiptDraft,
    ReceivedDraft,
};
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
    let ordered = desk.sent_out().await;
    assert_eq!(ordered.state, PurchaseState::Sent);
    let words = &ordered.lines[0].description;
    assert!(words.ends_with(&format!(": {RETIP}")), "{words}");
    assert_eq!(ordered.total, None, "nobody knows yet what it costs");

    let unknown = desk.act(Action::BackFromVendor, Details::default()).await;
    assert!(complaint(unknown, "/details/costs").contains("costs"));
    desk.back_at("18").await;
    assert_eq!(desk.state().await, "quality_check");
    assert_ne!(desk.lies_in().await, Some(place.uuid()));
    in_order(&house).await;
    desk.step(Action::PassCheck).await;
    desk.pay_all().await;
    desk.hand_over(Action::PickUp).await.unwrap();
    assert_eq!(desk.on(Account::CostOfGoods).await, dec("18"));
    in_order(&house).await;

    let done = desk.sent_out().await;
    assert_eq!(done.state, PurchaseState::Received);
    assert_eq!(done.total.unwrap().plain(), "18.00");
    let bill = BillDraft {
        number: "A-77".into(),
        date: Some("2026-11-23".parse().unwrap()),
        total: "20".into(),
    };
    let owner = Caller::from(&house.owner);
    let matched =
        purchasing::match_bill(&house.services, owner, done.id, done.version, &bill, key()).await;
    assert_eq!(matched.unwrap().difference.plain(), "2.00");
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn the_vendor_says_when_and_the_piece_comes_back_with_its_repair(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    let vendor = house.vendor("Atelier Engravers").await;
    let desk = Desk::firm(&house).await;
    let details = || Details {
        vendor: Some(vendor),
        ..Details::default()
    };
    desk.act(Action::SendToVendor, details()).await.unwrap();
    let sent = desk.sent_out().await;
    let manager = Caller::from(&house.manager);
    let (services, day) = (&house.services, "2026-12-16".parse().unwrap());
    purchasing::confirm(services, manager, sent.id, sent.version, day, key())
        .await
        .unwrap();
    assert!(desk.shown().await.estimate > day, "and a day to check");

    let sent = desk.sent_out().await;
    let taken = ReceiptDraft {
        lines: vec![ReceivedDraft::of(sent.lines[0].id, 1)],
        ..ReceiptDraft::default()
    };
    let refused =
        purchasing::receive(services, manager, sent.id, sent.version, &taken, key()).await;
    assert!(refusal(refused).contains("can't be done"));

    desk.back_at("18").await;
    desk.because(Action::FailCheck, "Prong catches")
        .await
        .unwrap();
    desk.act(Action::SendToVendor, details()).await.unwrap();
    assert_ne!(desk.sent_out().await.id, sent.id, "an order of its own");
    in_order(&house).await;
    desk.because(Action::Cancel, "Taken in twice")
        .await
        .unwrap();
    assert_eq!(desk.sent_out().await.state, PurchaseState::Cancelled);
    in_order(&house).await;
}

impl Desk<'_> {
    /// The newest order to a vendor for the pieces.
    async fn sent_out(&self) -> PurchaseDetail {
        let (services, owner) = (&self.house.services, Caller::from(&self.house.owner));
        let filter = PurchaseFilter {
            kind: Some(PurchaseKind::Repair),
            ..PurchaseFilter::default()
        };
        let page = purchasing::list(services, owner, &filter).await.unwrap();
        purchasing::show(services, owner, page.items[0].id)
            .await
            .unwrap()
    }

    async fn back_at(&self, cost: &str) {
        let details = Details {
            costs: vec![LineCost {
                line: self.line().await,
                unit_cost: cost.into(),
            }],
            ..Details::default()
        };
        self.act(Action::BackFromVendor, details).await.unwrap();
    }

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
