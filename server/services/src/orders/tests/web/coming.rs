//! Orders that come, once each, whatever is sent how often.

use super::*;
use domain::ids::StoreId;

#[sqlx::test(migrations = "./migrations")]
async fn an_order_comes_is_paid_promised_and_shipped(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 2).await;
    let imported = shop.sent(&bands("1001", 2)).await;
    assert_eq!(imported.outcome, Outcome::Created);
    assert!(imported.parked.is_empty(), "{imported:?}");
    assert!(imported.number.as_ref().unwrap().starts_with("WB-"));
    let bench = shop.bench(&imported);
    assert_eq!(bench.state().await, "to_fulfil");
    assert_eq!(shop.promised(bench.order).await.len(), 2);
    assert_eq!(shop.on(Account::Shopify).await, dec("2180"));
    assert_eq!(shop.on(Account::Deposits).await, dec("-2180"));
    shop.in_order().await;

    shop.ship(&imported).await;
    assert_eq!(bench.state().await, "shipped");
    assert_eq!(shop.on(Account::Deposits).await, dec("0"));
    assert_eq!(shop.on(Account::Revenue).await, dec("-2000"));
    assert_eq!(shop.on(Account::ShippingRevenue).await, dec("-20"));
    assert_eq!(shop.on(Account::TaxPayable).await, dec("-160"));
    assert_eq!(shop.on(Account::CostOfGoods).await, dec("800"));
    bench
        .step(Action::ConfirmDelivery, Details::default())
        .await;
    assert_eq!(bench.state().await, "closed");
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn the_same_again_is_answered_the_same(db: PgPool) {
    let shop = Shop::open(db).await;
    let said = bands("1001", 1);
    let first = shop.sent(&said).await;
    let (again, replayed) = crate::idempotency::noticing(shop.send(&said)).await;
    assert_eq!((again.unwrap(), replayed), (first.clone(), true));
    let elsewhere = Inbound {
        channel: SalesChannel::Etsy,
        ..said
    };
    let other = shop.sent(&elsewhere).await;
    assert_ne!(other.order, first.order, "another channel's");
    assert_eq!(shop.count("select count(*) from orders").await, 2);
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn sixty_four_at_once_make_one_order(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 3).await;
    let said = bands("1001", 1);
    let all = futures::future::join_all((0..64).map(|_| shop.send(&said))).await;
    let first = all[0].as_ref().unwrap();
    for answer in &all {
        assert_eq!(answer.as_ref().unwrap(), first);
    }
    assert_eq!(shop.count("select count(*) from orders").await, 1);
    assert_eq!(shop.count("select count(*) from payments").await, 1);
    assert_eq!(shop.count("select count(*) from customers").await, 1);
    assert_eq!(shop.promised(first.order.unwrap()).await.len(), 1);
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn the_last_piece_goes_to_one_of_many(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 1).await;
    let said: Vec<_> = (0..8).map(|n| bands(&n.to_string(), 1)).collect();
    let all = futures::future::join_all(said.iter().map(|said| shop.send(said))).await;
    assert!(all.iter().all(|answer| answer.is_ok()), "{all:?}");
    let live = "select count(*) from reservations where ended_at is null";
    assert_eq!(shop.count(live).await, 1);
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_the_catalogue_has_not_is_kept_and_parked(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 1).await;
    let mut said = bands("1001", 1);
    let order = said.order.as_mut().unwrap();
    order.lines.push(line("8", "NOBODYS", 2));
    order.lines.push(InboundLine {
        sku: String::new(),
        title: "Engraving by hand".into(),
        ..line("9", "", 1)
    });
    order.total = "4340".into();
    order.payments = vec![captured("ch_1", "4340")];
    let imported = shop.sent(&said).await;
    let kinds: Vec<_> = imported.parked.iter().map(|note| note.kind).collect();
    assert_eq!(kinds, [ParkedKind::UnknownSku; 2]);
    let bench = shop.bench(&imported);
    assert_eq!(bench.state().await, "imported");
    assert_eq!(shop.count("select count(*) from order_lines").await, 4);
    assert_eq!(
        shop.promised(bench.order).await.len(),
        1,
        "what is known is promised"
    );
    let another = shop.sent(&bands("1002", 1)).await;
    assert_eq!(shop.bench(&another).state().await, "to_fulfil");
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_small_difference_is_shown_and_a_large_one_parked(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 0).await;
    for (id, total, kinds) in [
        ("1", "1100.05", vec![]),
        ("2", "1100.06", vec![ParkedKind::TotalDiffers]),
        ("3", "1099", vec![ParkedKind::TotalDiffers]),
    ] {
        let said = later(bands(id, 1), 10, |order| {
            order.total = total.into();
            order.payments.clear();
        });
        let imported = shop.sent(&said).await;
        let found: Vec<_> = imported.parked.iter().map(|note| note.kind).collect();
        assert_eq!(found, kinds, "{total}");
    }
    let labels = "select count(*) from order_charges where label = 'Rounding from channel'";
    assert_eq!(shop.count(labels).await, 3);
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn an_address_that_lacks_something_and_a_suspicion_are_asked_about(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 0).await;
    let said = later(bands("1001", 1), 10, |order| {
        order.ship_to = Some(address(""));
        order.review = "The card's owner lives elsewhere.".into();
    });
    shop.sent(&said).await;
    assert_eq!(
        shop.kinds().await,
        [ParkedKind::Address, ParkedKind::Suspicious]
    );
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_comes_before_its_order_waits_for_it(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 3).await;
    let kept = shop.sent(&refunded("1001", "r1", 1)).await;
    assert_eq!((kept.outcome, kept.order), (Outcome::Kept, None));
    let imported = shop.sent(&bands("1001", 2)).await;
    assert_eq!(shop.on(Account::Shopify).await, dec("1100"));
    assert_eq!(shop.promised(imported.order.unwrap()).await.len(), 1);
    shop.in_order().await;

    assert_eq!(
        shop.sent(&cancelled("1002", 5)).await.outcome,
        Outcome::Kept
    );
    let imported = shop.sent(&bands("1002", 1)).await;
    assert_eq!(imported.outcome, Outcome::Created);
    assert_eq!(shop.bench(&imported).state().await, "cancelled");
    assert!(shop.promised(imported.order.unwrap()).await.is_empty());
    assert_eq!(
        shop.on(Account::Shopify).await,
        dec("1100"),
        "given back whole"
    );
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn who_may_not_is_refused_and_what_is_wrong_is_said(db: PgPool) {
    let shop = Shop::open(db).await;
    let mut reader = shop.adapter.clone();
    reader.grants = Scope::grants(&[Scope::OrdersRead]);
    let key = IdempotencyKey::generate();
    let tried = import(&shop.house.services, (&reader).into(), &bands("1", 1), key).await;
    assert!(matches!(tried, Err(Error::Forbidden)), "{tried:?}");
    let wrong = later(bands("1", 1), 10, |order| order.currency = "EUR".into());
    let Err(Error::Invalid(errors)) = shop.send(&wrong).await else {
        panic!("euros in a house of dollars");
    };
    assert!(errors.get("/order/currency").is_some());
    assert_eq!(shop.count("select count(*) from channel_orders").await, 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn each_store_has_orders_of_its_own(db: PgPool) {
    let shop = Shop::open(db.clone()).await;
    let uptown = Shop::open(db).await;
    let (here, there) = (
        shop.sent(&bands("1", 1)).await,
        uptown.sent(&bands("1", 1)).await,
    );
    assert_ne!(here.order, there.order);
    let of: Vec<StoreId> = vec![shop.house.store, uptown.house.store];
    assert_ne!(of[0], of[1]);
    let foreign = shop.parked().await;
    assert!(foreign.iter().all(|item| item.order == here.order.unwrap()));
}
