//! From the inquiry to the close.

use super::*;
use crate::orders::custom::{approval_sheet, estimate_paper};
use crate::orders::repair::tests::dec;
use crate::tracking;
use domain::ledger::Account;
use domain::papers::Paper;
use sqlx::PgPool;

#[sqlx::test(migrations = "./migrations")]
async fn a_ring_is_thought_up_designed_approved_made_and_picked_up(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    let desk = Atelier::inquiry(&house).await;
    assert!(desk.number.starts_with("CU-"));
    let shown = desk.shown().await;
    assert_eq!(shown.timeline[0].headline, "Inquiry written down");
    assert!(shown.totals.total.is_zero());
    desk.step(Action::Consult).await;
    desk.estimate(ring()).await.unwrap();
    let shown = desk.shown().await;
    assert_eq!(shown.totals.total.plain(), "2,177.50");
    assert_eq!(shown.lines[0].description, "Oval ring, four prongs");
    let due: Vec<_> = shown
        .schedule
        .iter()
        .map(|due| due.amount.plain())
        .collect();
    assert_eq!(due, ["350.00", "738.75", "1,088.75"]);

    desk.agree(Action::AcceptQuote).await.unwrap();
    assert_eq!(desk.state().await, "design_due");
    desk.pay("350").await.unwrap();
    assert_eq!(desk.state().await, "design", "a paid deposit moves it on");
    desk.show_round("one").await.unwrap();
    desk.ask_for_changes("A thinner band").await.unwrap();
    assert_eq!(desk.state().await, "changes_requested");
    desk.show_round("two").await.unwrap();
    desk.agree(Action::Approve).await.unwrap();

    let refused = refusal(desk.act(Action::StartWork, Details::default()).await);
    assert_eq!(refused, "$738.75 of the deposit is still to be paid.");
    desk.pay("738.75").await.unwrap();
    desk.step(Action::StartWork).await;
    desk.step(Action::TryOn).await;
    desk.because(Action::TriedOn, "Fits well").await.unwrap();
    desk.finish_at_bench().await;
    assert_eq!(desk.state().await, "quality_check");
    desk.because(Action::FailCheck, "A scratch").await.unwrap();
    desk.finish_at_bench().await;
    desk.step(Action::PassCheck).await;
    let refused = refusal(desk.act(Action::TakeFinalPhotos, Details::default()).await);
    assert_eq!(refused, "Take photos of the finished piece first.");
    desk.photograph().await;
    desk.step(Action::TakeFinalPhotos).await;
    let refused = refusal(desk.hand_over(Action::PickUp).await);
    assert_eq!(refused, "$1,088.75 is still owed.");
    desk.pay_all().await;
    desk.hand_over(Action::PickUp).await.unwrap();
    assert_eq!(desk.state().await, "closed");
    assert_eq!(desk.on(Account::Revenue).await, dec("-2000"));
    assert_eq!(desk.on(Account::TaxPayable).await, dec("-177.50"));
    assert_eq!(desk.on(Account::Deposits).await, dec("0"));
    let custom = desk.custom().await;
    let warranty = custom.warranty.unwrap();
    assert_eq!(warranty.until, "2027-11-23".parse().ok());
    assert_eq!(custom.rounds.len(), 2);
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn the_customer_sees_what_is_for_them_and_nothing_else(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::in_design(&house).await;
    desk.show_round("one").await.unwrap();
    let services = &house.services;
    let link = tracking::current(services, (&house.sales).into(), desk.order)
        .await
        .unwrap()
        .unwrap();
    let token = link.rsplit('/').next().unwrap();
    let track = tracking::show(services, token, None).await.unwrap();
    assert_eq!(track.headline, "Waiting for your approval");
    assert!(track.money.due_now.is_zero(), "the design is paid for");
    assert!(track.pictures.is_empty(), "a drawing is no picture");
    desk.photograph().await;
    let track = tracking::show(services, token, None).await.unwrap();
    assert_eq!(track.pictures.len(), 1);
    let all = serde_json::to_string(&track).unwrap();
    for secret in ["grandmother", "240", "700", "Kitco", "3000", "The sales"] {
        assert!(!all.contains(secret), "{secret}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn its_papers_say_what_was_agreed_and_never_what_it_costs(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::inquiry(&house).await;
    let (services, sales) = (&house.services, Caller::from(&house.sales));
    let none = refusal(estimate_paper(services, sales, desk.order).await);
    assert!(none.ends_with("has no estimate yet."), "{none}");
    desk.estimate(ring()).await.unwrap();
    let file = estimate_paper(services, sales, desk.order).await.unwrap();
    let Paper::Estimate(paper) = serde_json::from_slice(&file.bytes).unwrap() else {
        panic!("another paper");
    };
    let parts: Vec<_> = paper
        .parts
        .iter()
        .map(|(label, amount)| format!("{label} {amount}"))
        .collect();
    assert_eq!(
        parts,
        ["Stones $1,400.00", "Setting $120.00", "Labour $480.00"]
    );
    let none = refusal(approval_sheet(services, sales, desk.order).await);
    assert!(
        none.ends_with("has no design that was shown yet."),
        "{none}"
    );
    desk.agree(Action::AcceptQuote).await.unwrap();
    desk.pay("350").await.unwrap();
    desk.show_round("one").await.unwrap();
    let approved = async || {
        let file = approval_sheet(services, sales, desk.order).await.unwrap();
        let Paper::Approval(paper) = serde_json::from_slice(&file.bytes).unwrap() else {
            panic!("another paper");
        };
        paper.approval.unwrap()
    };
    assert_eq!(approved().await.approved, None);
    desk.agree(Action::Approve).await.unwrap();
    let said = approved().await.approved.unwrap();
    assert!(said.starts_with("Ana Ruiz approved $2,177.50"), "{said}");
}

#[sqlx::test(migrations = "./migrations")]
async fn cost_is_for_those_who_may_see_it(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::inquiry(&house).await;
    desk.estimate(in_gold()).await.unwrap();
    let seen = async |who: &Staff| {
        let shown = crate::orders::show(&house.services, who.into(), desk.order)
            .await
            .unwrap();
        shown.custom.unwrap().estimates.remove(0)
    };
    let owner = seen(&house.owner).await;
    assert_eq!(owner.cost.unwrap().plain(), "1,369.47");
    assert!(owner.estimate.is_some());
    for who in [&house.sales, &house.jeweler] {
        let estimate = seen(who).await;
        assert!(estimate.cost.is_none() && estimate.estimate.is_none());
        assert_eq!(estimate.price.plain(), "2,738.94");
    }
}
