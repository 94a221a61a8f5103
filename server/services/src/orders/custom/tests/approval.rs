//! An approval is of one revision: the files that were shown, the specification, and the price.

use super::*;
use crate::orders::repair::tests::dec;
use chrono::TimeDelta;
use sqlx::PgPool;

const NOT_AGREED: &str = "The customer has not agreed to this price.";

#[sqlx::test(migrations = "./migrations")]
async fn nobody_works_on_what_was_not_approved(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    let desk = Atelier::approved(&house).await;
    desk.pay("738.75").await.unwrap();
    let approved = desk.custom().await;
    assert!(approved.approved);
    assert_eq!(approved.answers[0].binding.len(), 64);

    desk.show_round("another").await.unwrap();
    assert_eq!(desk.state().await, "awaiting_approval");
    let custom = desk.custom().await;
    assert!(!custom.approved, "other files are another revision");
    assert_eq!(custom.revision, approved.revision + 1);
    desk.agree(Action::Approve).await.unwrap();
    desk.step(Action::StartWork).await;
    assert_eq!(desk.state().await, "in_production");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_change_order_is_approved_anew_even_in_production(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::in_production(&house).await;
    let mut larger = ring();
    larger.stones[0].unit_price = "900".into();
    let missing = desk.change(larger.clone(), " ").await;
    let missing = crate::orders::repair::tests::complaint(missing, "/details/reason");
    assert_eq!(missing, "Say what is changed, and why.");
    desk.change(larger, "A larger stone").await.unwrap();
    assert_eq!(desk.state().await, "awaiting_approval");
    let shown = desk.shown().await;
    assert_eq!(shown.totals.total.plain(), "2,613.00");
    let custom = desk.custom().await;
    assert!(!custom.approved);
    assert_eq!(custom.estimates.len(), 2, "the first is kept for good");
    assert_eq!(
        custom.estimates[0].reason.as_deref(),
        Some("A larger stone")
    );

    desk.agree(Action::Approve).await.unwrap();
    let refused = refusal(desk.act(Action::StartWork, Details::default()).await);
    assert_eq!(refused, "$217.75 of the deposit is still to be paid.");
    desk.pay("217.75").await.unwrap();
    desk.step(Action::StartWork).await;
    desk.finish_at_bench().await;
    assert_eq!(desk.state().await, "quality_check");
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_paid_beyond_a_lower_price_goes_back(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::in_design(&house).await;
    desk.pay("1827.50").await.unwrap();
    let mut smaller = ring();
    smaller.stones.clear();
    desk.change(smaller, "No stone").await.unwrap();
    let shown = desk.shown().await;
    assert_eq!(shown.totals.total.plain(), "522.60");
    assert_eq!(shown.paid.plain(), "522.60");
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_file_that_is_changed_behind_the_shops_back_voids_the_approval(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::approved(&house).await;
    desk.pay("738.75").await.unwrap();
    let other = drawing(&house, &house.sales, "forged").await.unwrap();
    let pool = &house.services.db;
    let guard = "custom_round_files_append_only";
    let forged = sqlx::query("update custom_round_files set hash = $1 where order_id = $2")
        .bind(&other)
        .bind(desk.order.uuid());
    assert!(
        forged.execute(pool).await.is_err(),
        "rounds are kept for good"
    );
    for statement in [
        format!("alter table custom_round_files disable trigger {guard}"),
        format!("update custom_round_files set hash = '{other}'"),
    ] {
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement))
            .execute(pool)
            .await
            .unwrap();
    }
    assert!(!desk.custom().await.approved);
    let refused = refusal(desk.act(Action::StartWork, Details::default()).await);
    assert_eq!(refused, NOT_AGREED);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_round_after_the_included_ones_is_charged(db: PgPool) {
    let house = House::open(db).await;
    set_policy(&house, |draft| draft.included_rounds = "2".into()).await;
    let desk = Atelier::in_design(&house).await;
    for words in ["one", "two"] {
        desk.show_round(words).await.unwrap();
        desk.ask_for_changes("Thinner").await.unwrap();
    }
    let shown = desk.shown().await;
    assert_eq!(shown.totals.total.plain(), "2,177.50");
    assert_eq!(desk.custom().await.next_fee.plain(), "75.00");
    // The terms that the customer was told hold, whatever the shop's are now.
    set_policy(&house, |draft| draft.round_fee = "500".into()).await;
    desk.show_round("three").await.unwrap();
    let shown = desk.shown().await;
    assert_eq!(shown.totals.net.plain(), "2,075.00");
    assert_eq!(shown.totals.total.plain(), "2,259.16");
    let custom = desk.custom().await;
    assert_eq!(custom.rounds[0].fee.plain(), "75.00");
    assert_eq!(custom.charged.plain(), "75.00");

    // A new estimate keeps what was charged.
    desk.change(ring(), "Another finish").await.unwrap();
    assert_eq!(desk.shown().await.totals.total.plain(), "2,259.16");
    desk.agree(Action::Approve).await.unwrap();
    assert_eq!(desk.custom().await.answers[0].total.plain(), "2,259.16");
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_price_that_holds_no_more_is_not_approved(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::inquiry(&house).await;
    desk.estimate(in_gold()).await.unwrap();
    desk.agree(Action::AcceptQuote).await.unwrap();
    desk.pay("350").await.unwrap();
    desk.show_round("one").await.unwrap();
    house.clock.advance(TimeDelta::days(8));
    let refused = refusal(desk.agree(Action::Approve).await);
    assert_eq!(refused, "The quote has expired.");
    desk.change(in_gold(), "Gold of today").await.unwrap();
    desk.agree(Action::Approve).await.unwrap();
    assert!(desk.custom().await.approved);
}

#[sqlx::test(migrations = "./migrations")]
async fn nothing_is_approved_before_it_was_shown(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::in_design(&house).await;
    desk.change(ring(), "Another price").await.unwrap();
    let refused = refusal(desk.agree(Action::Approve).await);
    assert_eq!(refused, "No design was shown to the customer yet.");
    assert_eq!(
        desk.on(domain::ledger::Account::Deposits).await,
        dec("-350")
    );
}
