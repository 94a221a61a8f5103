//! Jobs that are stopped, cancelled with their order, or come back.

use super::*;
use domain::bench::{StepKind, StopDraft, WipFate};
use domain::stock::PieceState;

impl Made<'_> {
    async fn cancel(&self, fate: Option<WipFate>) {
        let details = Details {
            reason: "Changed her mind".into(),
            work: fate,
            ..Details::default()
        };
        self.take_step(Action::Cancel, details).await.unwrap();
    }
}

/// An order with 5 g of gold and a stone in work, and an hour.
async fn half_done(shop: &Shop) -> (Made<'_>, BenchJobId, PieceId) {
    let made = shop.order().await;
    let job = made.job().await;
    let piece = shop.piece("P-OLD").await;
    shop.deed(job, StepDeed::Start, "").await.unwrap();
    shop.metal(job, "5").await.unwrap();
    shop.stone(job, "P-OLD").await.unwrap();
    shop.deed(job, StepDeed::PutDown, "1").await.unwrap();
    assert_eq!(shop.ledger(Account::WorkInProgress).await, dec("1240"));
    (made, job, piece)
}

#[sqlx::test(migrations = "./migrations")]
async fn a_cancelled_order_gives_back_what_was_issued(db: PgPool) {
    let shop = Shop::open(db).await;
    let (made, job, piece) = half_done(&shop).await;
    made.cancel(None).await;
    assert_eq!(shop.job(job).await.card.state, JobState::Stopped);
    for (account, amount) in [
        (Account::WorkInProgress, "0"),
        (Account::Stock, "6900"),
        (Account::Shrinkage, "40"),
    ] {
        assert_eq!(shop.ledger(account).await, dec(amount), "{account}");
    }
    let shown = crate::stock::show(&shop.house.services, shop.manager(), piece).await;
    assert_eq!(shown.unwrap().state, PieceState::Here);
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_cancelled_orders_piece_is_kept_or_written_off(db: PgPool) {
    let shop = Shop::open(db).await;
    let (made, job, _) = half_done(&shop).await;
    made.cancel(Some(WipFate::Keep)).await;
    let (piece, _) = shop.job(job).await.piece.unwrap();
    let kept = crate::stock::show(&shop.house.services, shop.manager(), piece).await;
    assert_eq!(kept.unwrap().cost.unwrap().to_string(), "$1,240.00");
    assert_eq!(shop.ledger(Account::Stock).await, dec("6940"));
    shop.in_order().await;

    let other = shop.order().await;
    let job = other.job().await;
    shop.metal(job, "5").await.unwrap();
    other.cancel(Some(WipFate::WriteOff)).await;
    assert_eq!(shop.ledger(Account::Shrinkage).await, dec("300"));
    assert_eq!(shop.ledger(Account::WorkInProgress).await, dec("0"));
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_finished_piece_of_a_cancelled_order_is_stock(db: PgPool) {
    let shop = Shop::open(db).await;
    let made = shop.order().await;
    let job = made.job().await;
    shop.metal(job, "5").await.unwrap();
    shop.do_step(job, "1").await;
    shop.finish(job).await.unwrap();
    assert_eq!(shop.ledger(Account::Inventory).await, dec("340"));
    made.cancel(None).await;
    assert_eq!(shop.ledger(Account::Inventory).await, dec("0"));
    assert_eq!(shop.ledger(Account::Stock).await, dec("6040"));
    assert!(shop.job(job).await.piece.is_some());
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_stopped_job_opens_its_line_again(db: PgPool) {
    let shop = Shop::open(db).await;
    let (made, job, _) = half_done(&shop).await;
    let stop_it = |reason: &str, version| StopDraft {
        version,
        fate: WipFate::Return,
        location: None,
        reason: reason.into(),
    };
    let version = shop.job(job).await.card.version;
    let (services, manager) = (&shop.house.services, shop.manager());
    let tried = stop(services, manager, job, &stop_it(" ", version), key()).await;
    assert_eq!(complaint(tried, "/reason"), "Give a reason.");
    stop(services, manager, job, &stop_it("Cracked", version), key())
        .await
        .unwrap();
    assert_eq!(made.state().await, "to_order");
    assert_eq!(made.ways().await, ["place_with_vendor"]);
    let again = stop(services, manager, job, &stop_it("Cracked", version), key()).await;
    assert!(refusal(again).ends_with("is stopped already."));
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_piece_that_fails_its_check_comes_back(db: PgPool) {
    let shop = Shop::open(db).await;
    let made = shop.order().await;
    let job = made.job().await;
    shop.metal(job, "5").await.unwrap();
    shop.do_step(job, "1").await;
    shop.finish(job).await.unwrap();
    made.act(Action::StartCheck, Details::default())
        .await
        .unwrap();
    let failed = Details {
        reason: "Loose stone".into(),
        ..Details::default()
    };
    made.act(Action::FailCheck, failed).await.unwrap();
    assert_eq!(made.state().await, "to_order");
    assert_eq!(shop.ledger(Account::WorkInProgress).await, dec("340"));
    assert_eq!(shop.ledger(Account::Inventory).await, dec("0"));
    assert_eq!(made.ways().await, ["make_at_bench"]);
    shop.in_order().await;

    made.act(Action::MakeAtBench, Details::default())
        .await
        .unwrap();
    let step = shop.job(job).await.card.step.unwrap();
    assert_eq!(step.kind, StepKind::Rework);
    shop.do_step(job, "0.5").await;
    shop.finish(job).await.unwrap();
    assert_eq!(made.state().await, "received");
    assert_eq!(shop.ledger(Account::Inventory).await, dec("360"));
    shop.in_order().await;
}
