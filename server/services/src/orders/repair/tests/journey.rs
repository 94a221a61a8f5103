//! From take-in to close.

use super::*;
use crate::tracking;
use domain::measures::{Colour, Metal};
use domain::orders::repair::findings::{Look, NewFindings, NewStone};
use domain::orders::repair::steps::PieceFindings;
use sqlx::PgPool;

#[sqlx::test(migrations = "./migrations")]
async fn a_ring_is_taken_in_assessed_quoted_worked_on_and_picked_up(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    let ana = house.customer("Ana Ruiz").await;
    let mut input = ring(&house, ana, SIZING).await;
    input.pieces[0].findings.metal = Some(Metal::Gold18k(Colour::Yellow));
    let desk = Desk::take(&house, &input).await;
    assert!(desk.number.starts_with("RP-"));
    assert_eq!(desk.state().await, "taken_in");
    assert_eq!(
        desk.shown().await.lines[0].description,
        "Ring, yellow metal"
    );

    assess(&desk).await;
    let shown = desk.shown().await;
    assert_eq!(shown.lines[0].description, "Ring, 18K yellow, white stone");
    desk.quote(&[RETIP]).await.unwrap();
    assert_eq!(desk.shown().await.totals.total.plain(), "48.07");
    let details = Details {
        received_by: "Ana Ruiz".into(),
        signature: signed(),
        ..Details::default()
    };
    desk.act(Action::AcceptQuote, details).await.unwrap();
    let repair = desk.shown().await.repair.unwrap();
    assert!(repair.is_approved());
    assert_eq!(repair.approval.unwrap().name, "Ana Ruiz");

    desk.step(Action::StartWork).await;
    let jobs = desk.jobs().await;
    assert_eq!(jobs.len(), 1, "what was only estimated was never planned");
    desk.work(jobs[0]).await;
    assert_eq!(desk.state().await, "quality_check");
    desk.step(Action::PassCheck).await;
    let refused = refusal(desk.hand_over(Action::PickUp).await);
    assert_eq!(refused, "$48.07 is still owed.");
    in_order(&house).await;
    desk.pay_all().await;
    desk.hand_over(Action::PickUp).await.unwrap();
    assert_eq!(desk.state().await, "closed");
    assert_eq!(desk.on(Account::Labour).await, dec("-35"));
    assert_eq!(desk.on(Account::WorkMaterial).await, dec("-12"));
    assert_eq!(
        desk.on(Account::TaxPayable).await,
        dec("-1.07"),
        "on the material"
    );
    assert_eq!(
        desk.on(Account::CostOfGoods).await,
        dec("40"),
        "an hour at the bench"
    );
    assert_eq!(desk.on(Account::Revenue).await, dec("0"));
    in_order(&house).await;
}

async fn assess(desk: &Desk<'_>) {
    let details = Details {
        findings: vec![PieceFindings {
            line: desk.line().await,
            findings: NewFindings {
                metal: Some(Metal::Gold18k(Colour::Yellow)),
                metal_tested: true,
                stones: vec![NewStone {
                    count: 1,
                    look: Look::White,
                    name: "diamond".into(),
                    measure: String::new(),
                    tested: false,
                }],
                weight: "4.2".into(),
            },
        }],
        ..Details::default()
    };
    let jeweler = &desk.house.jeweler;
    desk.act_as(jeweler, Action::Assess, details).await.unwrap();
}

#[sqlx::test(migrations = "./migrations")]
async fn a_firm_price_is_agreed_by_the_signature(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    let desk = Desk::firm(&house).await;
    assert_eq!(desk.state().await, "approved");
    let repair = desk.shown().await.repair.unwrap();
    assert!(repair.is_approved() && repair.firm);
    assert_eq!(desk.jobs().await.len(), 1);
    desk.pay("20").await.unwrap();
    desk.step(Action::StartWork).await;
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_done_at_once_is_ready_in_one_step(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    let mut input = ring(&house, ana, "Watch battery").await;
    input.done = true;
    let desk = Desk::take(&house, &input).await;
    assert_eq!(desk.state().await, "ready");
    assert!(desk.jobs().await.is_empty());
    desk.pay_all().await;
    desk.hand_over(Action::PickUp).await.unwrap();
    assert_eq!(desk.state().await, "closed");
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_planned_can_be_finished_without_the_bench(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    let desk = Desk::firm(&house).await;
    desk.step(Action::FinishAtOnce).await;
    assert_eq!(desk.state().await, "ready");
    assert!(desk.jobs().await.is_empty());
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn who_does_not_come_is_written_to_and_nothing_is_forfeited(db: PgPool) {
    let house = House::open(db).await;
    let desk = Desk::firm(&house).await;
    desk.step(Action::FinishAtOnce).await;
    let early = desk
        .act_as(&house.sales, Action::SendNotice, Details::default())
        .await;
    assert_eq!(refusal(early), "A notice is due on 23 Dec 2026.");
    for _ in 0..2 {
        house.clock.advance(chrono::TimeDelta::days(30));
        desk.step(Action::SendNotice).await;
        assert_eq!(desk.state().await, "unclaimed");
    }
    let told: i64 = sqlx::query_scalar("select count(*) from jobs where kind = 'notify'")
        .fetch_one(&house.services.db)
        .await
        .unwrap();
    assert_eq!(told, 4, "taken in, ready and both notices");
    desk.pay_all().await;
    desk.hand_over(Action::PickUp).await.unwrap();
    assert_eq!(desk.state().await, "closed");
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn the_customer_follows_it_and_owes_nothing_before_they_agreed(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    let desk = Desk::take(&house, &ring(&house, ana, RETIP).await).await;
    let sales = Caller::from(&house.sales);
    let link = tracking::current(&house.services, sales, desk.order).await;
    let link = link.unwrap().unwrap();
    let token = link.rsplit('/').next().unwrap();
    let page = async || tracking::show(&house.services, token, None).await.unwrap();
    let view = page().await;
    assert_eq!(view.headline, "Your piece is with us");
    assert!(view.money.due_now.is_zero());
    assert_eq!(view.history[0].text, "We took your piece in.");
    let early = refusal(desk.pay("10").await);
    assert_eq!(early, "An estimate takes no money until it is approved.");
    desk.quote(&[RETIP]).await.unwrap();
    assert_eq!(page().await.headline, "Waiting for your approval");
    desk.because(Action::Decline, "Too dear").await.unwrap();
    assert_eq!(page().await.steps, None, "it is not worked on");
}
