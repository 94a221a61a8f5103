//! What a cancellation costs, by how far the piece has come.

use super::*;
use crate::orders::repair::tests::dec;
use domain::ledger::Account;
use sqlx::PgPool;

async fn cancelled(desk: &Atelier<'_>) -> (String, String) {
    let told = desk.shown().await.if_cancelled.unwrap();
    desk.because(Action::Cancel, "Changed their mind")
        .await
        .unwrap();
    assert_eq!(desk.state().await, "cancelled");
    assert_eq!(
        desk.on(Account::ForfeitedDeposits).await,
        -told.forfeit.amount(),
        "what was shown before is what is done"
    );
    in_order(desk.house).await;
    (told.refund.to_string(), told.forfeit.to_string())
}

fn amounts(refund: &str, forfeit: &str) -> (String, String) {
    (refund.into(), forfeit.into())
}

#[sqlx::test(migrations = "./migrations")]
async fn an_estimate_costs_nothing(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::inquiry(&house).await;
    desk.estimate(ring()).await.unwrap();
    assert_eq!(cancelled(&desk).await, amounts("$0.00", "$0.00"));
}

#[sqlx::test(migrations = "./migrations")]
async fn in_design_all_goes_back_but_the_design_fee(db: PgPool) {
    let house = House::open(db).await;
    set_policy(&house, |draft| draft.design_fee = "200".into()).await;
    let desk = Atelier::approved(&house).await;
    desk.pay("738.75").await.unwrap();
    assert_eq!(cancelled(&desk).await, amounts("$888.75", "$200.00"));
    assert_eq!(desk.on(Account::Deposits).await, dec("0"));
}

#[sqlx::test(migrations = "./migrations")]
async fn in_production_the_deposit_is_kept(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::in_production(&house).await;
    desk.pay("500").await.unwrap();
    assert_eq!(cancelled(&desk).await, amounts("$500.00", "$1,088.75"));
    assert!(desk.jobs().await.is_empty(), "nobody works on it any more");
}

#[sqlx::test(migrations = "./migrations")]
async fn after_a_change_order_in_production_the_deposit_is_still_kept(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::in_production(&house).await;
    desk.change(ring(), "Another finish").await.unwrap();
    assert_eq!(desk.state().await, "awaiting_approval");
    assert_eq!(cancelled(&desk).await, amounts("$0.00", "$1,088.75"));
}
