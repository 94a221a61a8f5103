//! Work that goes as it should, and what the books say of it.

use super::*;
use domain::bench::{Assignee, LossDraft, ReturnDraft};
use domain::orders::act::Signature;
use domain::stock::PieceState;

#[sqlx::test(migrations = "./migrations")]
async fn from_the_order_over_the_bench_to_the_ledger(db: PgPool) {
    let shop = Shop::open(db).await;
    let made = shop.order().await;
    assert_eq!(made.state().await, "at_bench");
    let job = made.job().await;
    shop.piece("P-OLD").await;

    shop.deed(job, StepDeed::Start, "").await.unwrap();
    shop.metal(job, "5").await.unwrap();
    shop.stone(job, "p-old").await.unwrap();
    assert_eq!(shop.ledger(Account::WorkInProgress).await, dec("1200"));
    shop.deed(job, StepDeed::PutDown, "0.25").await.unwrap();
    shop.deed(job, StepDeed::Start, "").await.unwrap();
    shop.deed(job, StepDeed::Finish, "0.5").await.unwrap();
    assert_eq!(shop.ledger(Account::WorkInProgress).await, dec("1230"));
    assert_eq!(shop.ledger(Account::LabourApplied).await, dec("-30"));
    shop.in_order().await;

    let draft = FinishDraft {
        version: shop.job(job).await.card.version,
        weight: "4.8".into(),
        losses: vec![LossDraft {
            item: shop.gold,
            quantity: "0.1".into(),
        }],
        note: "Sits a little high".into(),
        ..FinishDraft::default()
    };
    finish(&shop.house.services, shop.jeweler(), job, &draft, key())
        .await
        .unwrap();
    assert_eq!(
        made.state().await,
        "received",
        "the order moved on by itself"
    );
    for (account, amount) in [
        (Account::WorkInProgress, "0"),
        (Account::MetalLoss, "6"),
        (Account::Inventory, "1224"),
        (Account::Stock, "5700"),
    ] {
        assert_eq!(shop.ledger(account).await, dec(amount), "{account}");
    }
    let detail = shop.job(job).await;
    assert_eq!(detail.card.state, JobState::Finished);
    let cost = detail.cost.unwrap();
    assert_eq!(cost.total.to_string(), "$1,224.00");
    assert_eq!(cost.lost.to_string(), "−$6.00");
    assert_eq!(detail.weight.unwrap().to_string(), "4.8 g");
    shop.in_order().await;

    made.act(Action::StartCheck, Details::default())
        .await
        .unwrap();
    made.act(Action::PassCheck, Details::default())
        .await
        .unwrap();
    let request = PaymentRequest {
        version: None,
        payment: NewPayment {
            amount: "544.37".into(),
            method: Method::Cash,
            reference: String::new(),
        },
    };
    pay(
        &shop.house.services,
        shop.manager(),
        made.order,
        &request,
        key(),
    )
    .await
    .unwrap();
    let signed = Details {
        received_by: "Ana Ruiz".into(),
        signature: Some(Signature::Typed("Ana Ruiz".into())),
        ..Details::default()
    };
    made.act(Action::PickUp, signed).await.unwrap();
    assert_eq!(shop.ledger(Account::CostOfGoods).await, dec("1224"));
    assert_eq!(shop.ledger(Account::Inventory).await, dec("0"));
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_job_for_stock_becomes_a_piece(db: PgPool) {
    let shop = Shop::open(db).await;
    let draft = JobDraft {
        title: "Signet ring for the window".into(),
        route: Some(shop.route("Ring sizing").await),
        jeweler: Some(shop.house.jeweler.id),
        rush: true,
        ..JobDraft::default()
    };
    let job = open(&shop.house.services, shop.manager(), &draft, key()).await;
    let job = job.unwrap().id;
    shop.metal(job, "10").await.unwrap();
    let waiting = shop.finish(job).await;
    assert_eq!(refusal(waiting), "Ring sizing is not done yet.");
    shop.do_step(job, "1").await;
    shop.do_step(job, "0.5").await;

    let scrap = gold(&shop.house, "SCRAP-14").await;
    let version = shop.job(job).await.card.version;
    let back = ReturnDraft::Metal {
        item: Some(shop.gold),
        into: Some(scrap),
        to: Some(shop.safe),
        quantity: "4".into(),
    };
    give_back(
        &shop.house.services,
        shop.jeweler(),
        job,
        version,
        &back,
        key(),
    )
    .await
    .unwrap();
    let detail = shop.job(job).await;
    assert_eq!(detail.materials[0].quantity.to_string(), "6 g");
    shop.finish(job).await.unwrap();
    let detail = shop.job(job).await;
    assert_eq!(detail.cost.unwrap().total.to_string(), "$420.00");
    let (piece, _) = detail.piece.unwrap();
    let piece = crate::stock::show(&shop.house.services, shop.manager(), piece).await;
    let piece = piece.unwrap();
    assert_eq!(piece.cost.unwrap().to_string(), "$420.00");
    assert_eq!(piece.state, PieceState::Here);
    assert_eq!(shop.ledger(Account::WorkInProgress).await, dec("0"));
    assert_eq!(shop.ledger(Account::Stock).await, dec("6060"));
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_vendors_step_is_owed_to_the_vendor(db: PgPool) {
    let shop = Shop::open(db).await;
    let made = shop.order().await;
    let job = made.job().await;
    let vendor = shop.house.vendor("Plating works").await;
    let card = shop.job(job).await.card;
    let at = card.step.unwrap().id;
    let services = &shop.house.services;
    let to = Assignee::Vendor(vendor);
    assign(services, shop.manager(), job, at, to, card.version, key())
        .await
        .unwrap();
    shop.deed(job, StepDeed::Start, "").await.unwrap();
    let request = |cost: &str, version| StepRequest {
        version,
        deed: StepDeed::Finish,
        hours: String::new(),
        cost: cost.into(),
    };
    let version = shop.job(job).await.card.version;
    let wrong = step(
        services,
        shop.jeweler(),
        job,
        at,
        &request("-5", version),
        key(),
    )
    .await;
    assert_eq!(complaint(wrong, "/cost"), "A cost can't be below zero.");
    step(
        services,
        shop.jeweler(),
        job,
        at,
        &request("85", version),
        key(),
    )
    .await
    .unwrap();
    assert_eq!(shop.ledger(Account::Payable).await, dec("-85"));
    shop.finish(job).await.unwrap();
    assert_eq!(shop.ledger(Account::Inventory).await, dec("85"));
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_stone_goes_in_and_comes_out_again(db: PgPool) {
    let shop = Shop::open(db).await;
    let made = shop.order().await;
    let job = made.job().await;
    let piece = shop.piece("P-OLD").await;
    let vendor = shop.house.vendor("Stones on memo").await;
    let memo = PieceDraft {
        serial: "P-MEMO".into(),
        name: "Sapphire on memo".into(),
        ownership: domain::stock::Ownership::MemoIn,
        vendor: Some(vendor),
        location: Some(shop.safe),
        cost: "300".into(),
        ..PieceDraft::empty()
    };
    let services = &shop.house.services;
    let memo = add(services, shop.manager(), &memo, key())
        .await
        .unwrap()
        .id;
    shop.stone(job, "P-OLD").await.unwrap();
    shop.stone(job, "P-MEMO").await.unwrap();
    assert_eq!(
        shop.ledger(Account::Payable).await,
        dec("-300"),
        "the memo's owner is owed"
    );
    let shown = crate::stock::show(services, shop.manager(), piece)
        .await
        .unwrap();
    assert_eq!(shown.state, PieceState::Set);
    assert_eq!(
        complaint(shop.stone(job, "P-OLD").await, "/serial"),
        "P-OLD is set into a piece."
    );
    shop.in_order().await;
    for piece in [piece, memo] {
        let version = shop.job(job).await.card.version;
        let back = ReturnDraft::Stone {
            piece: Some(piece),
            to: Some(shop.safe),
        };
        give_back(services, shop.jeweler(), job, version, &back, key())
            .await
            .unwrap();
    }
    assert_eq!(shop.ledger(Account::Payable).await, dec("0"));
    assert_eq!(shop.ledger(Account::WorkInProgress).await, dec("0"));
    assert!(shop.job(job).await.stones.is_empty());
    shop.in_order().await;
}
