//! Refunds before and after hand-over, and pieces that come back.

use super::*;

#[sqlx::test(migrations = "./migrations")]
async fn a_refund_before_hand_over_takes_a_piece_off(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 2).await;
    let imported = shop.sent(&bands("1001", 2)).await;
    let refund = refunded("1001", "r1", 1);
    assert_eq!(shop.sent(&refund).await.outcome, Outcome::Updated);
    assert_eq!(shop.promised(imported.order.unwrap()).await.len(), 1);
    assert_eq!(shop.on(Account::Deposits).await, dec("-1100"));
    let again = Inbound {
        updated_at: at(50),
        ..refund
    };
    assert_eq!(shop.sent(&again).await.outcome, Outcome::Unchanged, "once");
    shop.in_order().await;

    shop.ship(&imported).await;
    assert_eq!(shop.on(Account::Revenue).await, dec("-1000"));
    assert_eq!(shop.on(Account::TaxPayable).await, dec("-80"));
    assert_eq!(shop.on(Account::CostOfGoods).await, dec("400"));
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_piece_that_is_taken_already_is_left_to_a_person(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 2).await;
    let imported = shop.sent(&bands("1001", 2)).await;
    let bench = shop.bench(&imported);
    bench.step(Action::TakeFromStock, Details::default()).await;
    shop.sent(&refunded("1001", "r1", 1)).await;
    assert_eq!(shop.kinds().await, [ParkedKind::ChangedTooLate]);
    assert_eq!(
        shop.on(Account::Deposits).await,
        dec("-1100"),
        "the money is back"
    );
    bench.step(Action::Ship, shipment()).await;
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_plain_refund_lowers_the_sale_before_and_after(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 1).await;
    let imported = shop.sent(&bands("1001", 1)).await;
    let back = |id: &str, amount: &str| Inbound {
        order: None,
        refunds: vec![InboundRefund {
            shipping: "5".into(),
            ..allowance(id, amount)
        }],
        ..bands("1001", 1)
    };
    shop.sent(&back("r1", "10")).await;
    assert_eq!(shop.on(Account::Deposits).await, dec("-1085"));
    shop.in_order().await;
    shop.ship(&imported).await;
    shop.sent(&back("r2", "20")).await;
    assert_eq!(shop.on(Account::Shopify).await, dec("1060"));
    assert_eq!(shop.on(Account::Returns).await, dec("25"));
    assert_eq!(shop.on(Account::Receivable).await, dec("0"));
    assert_eq!(shop.bench(&imported).state().await, "shipped");
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn no_more_is_given_back_than_was_paid(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 1).await;
    shop.sent(&bands("1001", 1)).await;
    let too_much = Inbound {
        order: None,
        refunds: vec![allowance("r1", "1100.01")],
        ..bands("1001", 1)
    };
    shop.sent(&too_much).await;
    assert_eq!(shop.kinds().await, [ParkedKind::MoneyDiffers]);
    assert_eq!(shop.on(Account::Shopify).await, dec("1100"));
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_comes_back_is_in_stock_again_and_refunded(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 2).await;
    let imported = shop.sent(&bands("1001", 2)).await;
    shop.ship(&imported).await;
    let bench = shop.bench(&imported);
    assert_eq!(shop.on(Account::Stock).await, dec("0"));

    // The first comes back before it is refunded.
    shop.take_back(&imported, 1).await.unwrap();
    assert_eq!(bench.state().await, "partly_returned");
    assert_eq!(shop.kinds().await, [ParkedKind::RefundDue]);
    assert_eq!(shop.on(Account::Stock).await, dec("400"));
    assert_eq!(shop.on(Account::CostOfGoods).await, dec("400"));
    shop.in_order().await;
    shop.sent(&refunded("1001", "r1", 1)).await;
    assert_eq!(shop.kinds().await, []);
    assert_eq!(bench.state().await, "closed", "the other one is kept");
    assert_eq!(shop.on(Account::Returns).await, dec("1000"));
    assert_eq!(shop.on(Account::TaxPayable).await, dec("-80"));
    shop.in_order().await;

    // The second is refunded before it comes back.
    shop.sent(&refunded("1001", "r2", 1)).await;
    assert_eq!(shop.kinds().await, [ParkedKind::ComesBack]);
    shop.take_back(&imported, 1).await.unwrap();
    assert_eq!(shop.kinds().await, []);
    assert_eq!(bench.state().await, "closed");
    let here = "select count(*) from pieces where state = 'here'";
    assert_eq!(shop.count(here).await, 2);
    assert_eq!(
        shop.on(Account::Shopify).await,
        dec("20"),
        "the way was not refunded"
    );
    shop.in_order().await;
    let nothing = shop.take_back(&imported, 1).await;
    assert!(nothing.is_err(), "nothing is out");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_a_vendor_made_becomes_a_piece_of_stock(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 0).await;
    let imported = shop.sent(&bands("1001", 1)).await;
    let bench = shop.bench(&imported);
    let details = Details {
        vendor: Some(shop.house.vendor("Maison Lavergne").await),
        costs: bench.costs("390").await,
        ..Details::default()
    };
    bench.step(Action::PlaceWithVendor, details).await;
    bench.step(Action::Receive, Details::default()).await;
    bench.step(Action::Ship, shipment()).await;
    shop.in_order().await;
    shop.take_back(&imported, 1).await.unwrap();
    assert_eq!(bench.state().await, "returned");
    assert_eq!(shop.on(Account::Stock).await, dec("390"));
    assert_eq!(shop.on(Account::CostOfGoods).await, dec("0"));
    assert_eq!(
        shop.on(Account::Payable).await,
        dec("-390"),
        "the vendor is owed all the same"
    );
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_a_vendor_ships_and_what_is_picked_up_come_back_too(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 0).await;
    let imported = shop.sent(&bands("1001", 1)).await;
    let bench = shop.bench(&imported);
    let details = Details {
        vendor: Some(shop.house.vendor("Maison Lavergne").await),
        costs: bench.costs("390").await,
        ..Details::default()
    };
    bench.step(Action::PlaceDropShip, details).await;
    bench.step(Action::Release, Details::default()).await;
    bench.step(Action::VendorShips, shipment()).await;
    shop.take_back(&imported, 1).await.unwrap();
    shop.in_order().await;

    let said = later(bands("1002", 1), 10, |order| {
        order.delivery = domain::channels::inbound::Fulfilment(domain::orders::Delivery::PickUp);
        order.ship_to = None;
    });
    let imported = shop.sent(&said).await;
    let bench = shop.bench(&imported);
    bench.step(Action::TakeFromStock, Details::default()).await;
    let details = Details {
        received_by: "Ana Ruiz".into(),
        signature: Some(domain::orders::act::Signature::Drawn(SIGNATURE.into())),
        ..Details::default()
    };
    bench.step(Action::PickUp, details).await;
    assert_eq!(bench.state().await, "closed");
    shop.in_order().await;
}
