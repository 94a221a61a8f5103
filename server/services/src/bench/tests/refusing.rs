//! What is refused, in words, with nothing half-written.

use super::*;
use domain::bench::{LossDraft, RouteDraft, StopDraft, WipFate};

#[sqlx::test(migrations = "./migrations")]
async fn no_more_metal_is_issued_than_there_is(db: PgPool) {
    let shop = Shop::open(db).await;
    let job = shop.order().await.job().await;
    for (quantity, words) in [
        ("100.001", "There are only 100 g here."),
        ("-1", "A quantity can't be below zero."),
        ("0", "Enter how much."),
        ("", "Enter a number such as 3 or 1.25."),
        ("1.2345", "This is measured to 3 decimal places at most."),
    ] {
        assert_eq!(
            complaint(shop.metal(job, quantity).await, "/quantity"),
            words
        );
    }
    assert_eq!(shop.job(job).await.card.version, 1, "nothing was written");
    let tries = (0..8).map(|_| shop.metal(job, "30"));
    let results = futures::future::join_all(tries).await;
    let most = results.iter().filter(|result| result.is_ok()).count();
    assert!((1..=3).contains(&most), "{most}");
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_stone_that_is_promised_stays_where_it_is(db: PgPool) {
    let shop = Shop::open(db).await;
    let job = shop.order().await.job().await;
    let piece = shop.piece("P-OLD").await;
    let other = shop.order_by(Making::Vendor).await;
    let (services, sales) = (&shop.house.services, (&shop.house.sales).into());
    let line = other.line().await;
    crate::stock::reserve(services, sales, other.order, line, piece, key())
        .await
        .unwrap();
    let why = complaint(shop.stone(job, "P-OLD").await, "/serial");
    assert!(why.starts_with("P-OLD is promised to SO-"), "{why}");
    assert_eq!(
        complaint(shop.stone(job, "P-NONE").await, "/serial"),
        "Nothing in stock has this serial."
    );
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn one_thing_covers_a_line(db: PgPool) {
    let shop = Shop::open(db).await;
    let (services, sales) = (&shop.house.services, Caller::from(&shop.house.sales));
    let bought = shop.order_by(Making::Vendor).await;
    assert_eq!(bought.ways().await, ["place_with_vendor"]);
    let line = bought.line().await;
    let piece = shop.piece("P-OLD").await;
    crate::stock::reserve(services, sales, bought.order, line, piece, key())
        .await
        .unwrap();
    assert_eq!(bought.ways().await, ["take_from_stock"]);
    let draft = JobDraft {
        line: Some((bought.order, line)),
        route: Some(shop.route("Engraving").await),
        ..JobDraft::default()
    };
    let tried = open(services, sales, &draft, key()).await;
    assert!(refusal(tried).contains("promised a piece of stock"));
    crate::stock::release(services, sales, bought.order, piece, key())
        .await
        .unwrap();

    let tries = (0..6).map(|_| open(services, sales, &draft, key()));
    let results = futures::future::join_all(tries).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert_eq!(bought.ways().await, ["make_at_bench"]);
    let tried = crate::stock::reserve(services, sales, bought.order, line, piece, key()).await;
    assert!(refusal(tried).contains("made at the bench"));
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn work_waits_until_the_order_is_at_the_bench(db: PgPool) {
    let shop = Shop::open(db).await;
    let route = shop.route("Ring sizing").await;
    let made = shop.order_by(Making::Bench(route)).await;
    let job = made.job().await;
    let early = shop.deed(job, StepDeed::Start, "").await;
    assert!(refusal(early).contains("is not at the bench yet"));
    let early = shop.metal(job, "1").await;
    assert!(refusal(early).contains("is not at the bench yet"));
    made.act(Action::MakeAtBench, Details::default())
        .await
        .unwrap();
    let second = shop.job(job).await.steps[1].id;
    let early = shop.deed_on(job, second, 1, StepDeed::Start, "").await;
    assert_eq!(refusal(early), "Ring sizing comes first.");
    let hold = Details {
        reason: "Customer thinks again".into(),
        ..Details::default()
    };
    made.take_step(Action::Hold, hold).await.unwrap();
    assert!(refusal(shop.deed(job, StepDeed::Start, "").await).contains("on hold"));
}

#[sqlx::test(migrations = "./migrations")]
async fn of_many_who_finish_the_same_one_does(db: PgPool) {
    let shop = Shop::open(db).await;
    let made = shop.order().await;
    let job = made.job().await;
    shop.metal(job, "5").await.unwrap();
    shop.deed(job, StepDeed::Start, "").await.unwrap();
    let card = shop.job(job).await.card;
    let at = card.step.unwrap().id;
    let tries = (0..8).map(|_| shop.deed_on(job, at, card.version, StepDeed::Finish, "1"));
    let results = futures::future::join_all(tries).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    for late in results.into_iter().filter(Result::is_err) {
        assert_eq!(refusal(late), "This step is done already.");
    }
    assert_eq!(shop.ledger(Account::LabourApplied).await, dec("-40"));

    let tries = (0..8).map(|_| shop.finish(job));
    let results = futures::future::join_all(tries).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    for late in results.into_iter().filter(Result::is_err) {
        assert!(refusal(late).ends_with("is finished already."));
    }
    assert_eq!(shop.ledger(Account::Inventory).await, dec("340"));
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_asked_twice_is_done_once(db: PgPool) {
    let shop = Shop::open(db).await;
    let job = shop.order().await.job().await;
    let issue = MetalIssue {
        version: 1,
        item: Some(shop.gold),
        from: Some(shop.safe),
        quantity: "5".into(),
    };
    let key = key();
    let services = &shop.house.services;
    let first = issue_metal(services, shop.jeweler(), job, &issue, key).await;
    let again = issue_metal(services, shop.jeweler(), job, &issue, key).await;
    assert_eq!(first.unwrap(), again.unwrap());
    assert_eq!(shop.ledger(Account::WorkInProgress).await, dec("300"));
    let stale = issue_metal(services, shop.jeweler(), job, &issue, self::key()).await;
    assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn no_more_is_lost_or_given_back_than_went_in(db: PgPool) {
    let shop = Shop::open(db).await;
    let job = shop.order().await.job().await;
    shop.metal(job, "5").await.unwrap();
    shop.do_step(job, "1").await;
    let draft = |quantity: &str, version| FinishDraft {
        version,
        losses: vec![LossDraft {
            item: shop.gold,
            quantity: quantity.into(),
        }],
        ..FinishDraft::default()
    };
    let version = shop.job(job).await.card.version;
    let services = &shop.house.services;
    for (quantity, words) in [
        ("5.001", "Only 5 g of it is in the job."),
        ("-1", "A quantity can't be below zero."),
    ] {
        let tried = finish(
            services,
            shop.jeweler(),
            job,
            &draft(quantity, version),
            key(),
        )
        .await;
        assert_eq!(complaint(tried, "/losses/0/quantity"), words);
    }
    assert_eq!(shop.ledger(Account::MetalLoss).await, dec("0"));
    let back = domain::bench::ReturnDraft::Metal {
        item: Some(shop.gold),
        into: None,
        to: Some(shop.safe),
        quantity: "6".into(),
    };
    let tried = give_back(services, shop.jeweler(), job, version, &back, key()).await;
    assert_eq!(
        complaint(tried, "/quantity"),
        "Only 5 g of it is in the job."
    );
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn each_does_what_their_part_is(db: PgPool) {
    let shop = Shop::open(db.clone()).await;
    let job = shop.order().await.job().await;
    let services = &shop.house.services;
    let house = &shop.house;
    let seen = show(services, (&house.jeweler).into(), job).await.unwrap();
    assert!(seen.cost.is_none(), "a jeweler sees no cost");
    let hours = JewelerDraft {
        rate: "50".into(),
        ..JewelerDraft::default()
    };
    for person in [&house.sales, &house.jeweler, &house.bookkeeper] {
        let who = person.into();
        let tried = save_jeweler(services, who, house.jeweler.id, Some(1), &hours, key()).await;
        assert!(matches!(tried, Err(Error::Forbidden)), "{}", person.name);
        let tried = save_route(services, who, None, &RouteDraft::default(), key()).await;
        assert!(matches!(tried, Err(Error::Forbidden)), "{}", person.name);
    }
    let stop_it = StopDraft {
        version: 1,
        fate: WipFate::WriteOff,
        location: None,
        reason: "x".into(),
    };
    let tried = stop(services, (&house.jeweler).into(), job, &stop_it, key()).await;
    assert!(matches!(tried, Err(Error::Forbidden)));
    let issue = MetalIssue {
        version: 1,
        item: Some(shop.gold),
        from: Some(shop.safe),
        quantity: "1".into(),
    };
    let tried = issue_metal(services, (&house.bookkeeper).into(), job, &issue, key()).await;
    assert!(matches!(tried, Err(Error::Forbidden)));

    let other = House::open(db).await;
    let stranger = Caller::from(&other.owner);
    assert!(matches!(
        show(services, stranger, job).await,
        Err(Error::NotFound)
    ));
    let tried = issue_metal(services, stranger, job, &issue, key()).await;
    assert!(matches!(tried, Err(Error::NotFound)));
    assert!(board(services, stranger).await.unwrap().jobs.is_empty());
    let sales = shop.deed(job, StepDeed::Start, "").await;
    assert!(sales.is_ok());
}

#[sqlx::test(migrations = "./migrations")]
async fn who_has_no_hours_starts_nothing_for_themselves(db: PgPool) {
    let shop = Shop::open(db).await;
    let job = shop.order().await.job().await;
    let card = shop.job(job).await.card;
    let request = StepRequest {
        version: card.version,
        deed: StepDeed::Start,
        hours: String::new(),
        cost: String::new(),
    };
    let at = card.step.unwrap().id;
    let sales = (&shop.house.sales).into();
    let tried = step(&shop.house.services, sales, job, at, &request, key()).await;
    assert!(refusal(tried).starts_with("You have no hours at the bench."));
    assert_eq!(shop.job(job).await.steps[0].state, StepState::Waiting);
}
