//! Quotes, their revisions, and what was declined.

use super::*;
use domain::orders::repair::view::ApprovedBy;
use sqlx::PgPool;

#[sqlx::test(migrations = "./migrations")]
async fn a_change_of_scope_is_agreed_to_anew(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    let desk = Desk::firm(&house).await;
    desk.step(Action::StartWork).await;
    desk.quote(&[RETIP, "Tighten a stone"]).await.unwrap();
    assert_eq!(desk.state().await, "quote_sent");
    let repair = desk.shown().await.repair.unwrap();
    assert_eq!((repair.revision, repair.is_approved()), (2, false));
    let early = desk.act(Action::StartWork, Details::default()).await;
    assert!(early.is_err(), "nobody agreed to this price");

    desk.approve_by_phone().await.unwrap();
    let repair = desk.shown().await.repair.unwrap();
    assert!(repair.is_approved());
    let approval = repair.approval.unwrap();
    assert_eq!((approval.revision, approval.way), (2, ApprovedBy::Phone));
    assert_eq!(approval.total, desk.shown().await.totals.total);
    assert_eq!(approval.noted_by, "The manager");
    desk.step(Action::StartWork).await;
    let jobs = desk.jobs().await;
    let job = bench::show(&house.services, (&house.jeweler).into(), jobs[0]).await;
    assert_eq!(job.unwrap().steps.len(), 2);
    let both: i64 = sqlx::query_scalar("select count(*) from repair_approvals where order_id = $1")
        .bind(desk.order.uuid())
        .fetch_one(&house.services.db)
        .await
        .unwrap();
    assert_eq!(both, 2, "what was agreed before stays known");
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn work_that_is_begun_gets_the_steps_that_it_lacks(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    let desk = Desk::firm(&house).await;
    desk.step(Action::StartWork).await;
    let job = desk.jobs().await[0];
    desk.work(job).await;
    assert_eq!(desk.state().await, "quality_check");
    desk.quote(&[RETIP, "Polish and clean"]).await.unwrap();
    desk.approve_by_phone().await.unwrap();
    assert_eq!(
        desk.jobs().await,
        [job],
        "it is the same piece and the same job"
    );
    in_order(&house).await;
    desk.step(Action::StartWork).await;
    desk.work(job).await;
    desk.step(Action::PassCheck).await;
    desk.pay_all().await;
    desk.hand_over(Action::PickUp).await.unwrap();
    assert_eq!(desk.on(Account::CostOfGoods).await, dec("80"));
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_declined_goes_back_as_it_came_for_the_assessment(db: PgPool) {
    let house = House::open(db).await;
    set_terms(&house, |terms| terms.assessment_fee = "25".into()).await;
    let ana = house.customer("Ana Ruiz").await;
    let desk = Desk::take(&house, &ring(&house, ana, RETIP).await).await;
    desk.quote(&[RETIP]).await.unwrap();
    assert!(complaint(desk.because(Action::Decline, " ").await, "/details/reason").contains("why"));
    desk.because(Action::Decline, "Wants to think about it")
        .await
        .unwrap();
    assert_eq!(desk.shown().await.totals.total.plain(), "25.00");
    let refused = refusal(desk.hand_over(Action::HandBack).await);
    assert_eq!(refused, "$25.00 is still owed.");
    desk.pay_all().await;
    desk.hand_over(Action::HandBack).await.unwrap();
    assert_eq!(desk.state().await, "closed");
    assert_eq!(desk.on(Account::Labour).await, dec("-25"));
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn without_a_fee_nothing_is_owed_and_they_may_think_again(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    let desk = Desk::take(&house, &ring(&house, ana, RETIP).await).await;
    desk.because(Action::Decline, "Too dear").await.unwrap();
    assert!(desk.shown().await.balance.is_zero());
    desk.quote(&[SIZING]).await.unwrap();
    assert_eq!(desk.shown().await.totals.total.plain(), "55.00");
    desk.because(Action::Decline, "Still too dear")
        .await
        .unwrap();
    desk.hand_over(Action::HandBack).await.unwrap();
    assert_eq!(desk.state().await, "closed");
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn work_waits_for_the_deposit_where_the_shop_asks_for_one(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    set_terms(&house, |terms| terms.deposit_percent = "50".into()).await;
    let desk = Desk::firm(&house).await;
    let early = desk
        .act_as(&house.jeweler, Action::StartWork, Details::default())
        .await;
    assert_eq!(refusal(early), "$24.04 of the deposit is still to be paid.");
    desk.pay("24.04").await.unwrap();
    desk.step(Action::StartWork).await;
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_was_paid_beyond_the_new_price_goes_back(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    let desk = Desk::firm(&house).await;
    desk.pay("40").await.unwrap();
    desk.step(Action::StartWork).await;
    desk.quote(&["Tighten a stone"]).await.unwrap();
    let shown = desk.shown().await;
    assert_eq!(
        (shown.paid.plain(), shown.balance.plain()),
        ("20.00".into(), "0.00".into())
    );
    desk.because(Action::Decline, "Changed their mind")
        .await
        .unwrap();
    assert!(desk.shown().await.paid.is_zero());
    assert_eq!(desk.on(Account::Deposits).await, dec("0"));
    assert_eq!(desk.on(Account::Cash).await, dec("0"));
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_redo_is_free_for_as_long_as_was_said(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    let mut input = ring(&house, ana, SIZING).await;
    input.done = true;
    let first = Desk::take(&house, &input).await;
    let early = NewRepair {
        redo_of: Some(first.order),
        ..ring(&house, ana, SIZING).await
    };
    assert!(!complaint(taken(&house, &house.sales, &early).await, "/redo_of").is_empty());
    first.pay_all().await;
    first.hand_over(Action::PickUp).await.unwrap();

    let stranger = house.customer("Ben Okafor").await;
    let theirs = NewRepair {
        customer: stranger,
        ..early.clone()
    };
    assert!(!complaint(taken(&house, &house.sales, &theirs).await, "/redo_of").is_empty());
    house.clock.advance(chrono::TimeDelta::days(9));
    let redo = NewRepair {
        promise: None,
        done: true,
        ..early.clone()
    };
    let within = Desk::take(&house, &redo).await;
    let shown = within.shown().await;
    assert!(shown.totals.total.is_zero());
    let (original, number) = shown.repair.unwrap().redo_of.unwrap();
    assert_eq!(
        (original, number.as_str()),
        (first.order, first.number.as_str())
    );
    within.hand_over(Action::PickUp).await.unwrap();
    assert_eq!(within.state().await, "closed");
    house.clock.advance(chrono::TimeDelta::days(30));
    let late = Desk::take(&house, &redo).await;
    assert_eq!(late.shown().await.totals.total.plain(), "55.00");
    in_order(&house).await;
}
