//! Orders that change after they came, in time and too late.

use super::*;
use crate::orders::show;

#[sqlx::test(migrations = "./migrations")]
async fn a_newer_word_is_applied_and_an_older_one_ignored(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 5).await;
    let first = shop.sent(&bands("1001", 1)).await;
    let more = later(bands("1001", 3), 20, |order| {
        order.payments = vec![captured("ch_1", "1100"), captured("ch_2", "2160")];
        order.note = "Ring the bell".into();
        order.ship_to = Some(address("Kingston"));
    });
    let changed = shop.sent(&more).await;
    assert_eq!(
        (changed.outcome, changed.order),
        (Outcome::Updated, first.order)
    );
    let order = first.order.unwrap();
    assert_eq!(shop.promised(order).await.len(), 3);
    assert_eq!(shop.on(Account::Shopify).await, dec("3260"));
    let shown = show(&shop.house.services, (&shop.house.manager).into(), order)
        .await
        .unwrap();
    assert_eq!(shown.totals.total.plain(), "3,260.00");
    assert_eq!(shown.ship_to.unwrap().city, "Kingston");
    assert_eq!(shown.note.as_deref(), Some("Ring the bell"));
    shop.in_order().await;

    let old = later(bands("1001", 2), 15, |_| ());
    assert_eq!(shop.sent(&old).await.outcome, Outcome::Older);
    assert_eq!(shop.promised(order).await.len(), 3);
    let same = later(more.clone(), 25, |_| ());
    assert_eq!(shop.sent(&same).await.outcome, Outcome::Unchanged);
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn fewer_pieces_let_go_of_what_was_promised(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 3).await;
    let unpaid = |quantity, minute| {
        later(bands("1001", quantity), minute, |order| {
            order.payments.clear()
        })
    };
    let imported = shop.sent(&unpaid(3, 10)).await;
    shop.sent(&unpaid(1, 20)).await;
    assert_eq!(shop.promised(imported.order.unwrap()).await.len(), 1);
    let total = "select count(*) from orders where total = 1100";
    assert_eq!(shop.count(total).await, 1);
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_changes_too_late_is_left_to_a_person(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 2).await;
    let imported = shop.sent(&bands("1001", 1)).await;
    let bench = shop.bench(&imported);
    bench.step(Action::TakeFromStock, Details::default()).await;
    let more = later(bands("1001", 2), 20, |order| {
        order.ship_to = Some(address("Kingston"));
        order.payments = vec![captured("ch_1", "1100")];
    });
    let answer = shop.sent(&more).await;
    assert_eq!(answer.outcome, Outcome::Updated, "the address was in time");
    assert_eq!(shop.kinds().await, [ParkedKind::ChangedTooLate]);
    assert_eq!(bench.state().await, "to_pack");
    bench.step(Action::Ship, shipment()).await;
    let moved = later(more, 30, |order| order.ship_to = Some(address("Troy")));
    shop.sent(&moved).await;
    let said = shop.parked().await;
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[1].message.contains("Troy"), "{said:?}");
    let gone = shop.sent(&cancelled("1001", 40)).await;
    assert!(
        gone.parked
            .iter()
            .any(|note| note.kind == ParkedKind::CancelledTooLate)
    );
    assert_eq!(bench.state().await, "shipped");
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_cancellation_gives_everything_back(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 1).await;
    let imported = shop.sent(&bands("1001", 1)).await;
    let bench = shop.bench(&imported);
    bench.step(Action::TakeFromStock, Details::default()).await;
    let answer = shop.sent(&cancelled("1001", 20)).await;
    assert_eq!(answer.outcome, Outcome::Updated);
    assert_eq!(bench.state().await, "cancelled");
    assert_eq!(shop.on(Account::Shopify).await, dec("0"));
    assert_eq!(shop.on(Account::Stock).await, dec("400"));
    let again = shop.sent(&cancelled("1001", 21)).await;
    assert_eq!(again.outcome, Outcome::Unchanged);
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_mended_address_needs_nobody(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 0).await;
    let bad = later(bands("1001", 1), 10, |order| {
        order.ship_to = Some(address(""))
    });
    let imported = shop.sent(&bad).await;
    assert_eq!(shop.bench(&imported).state().await, "imported");
    shop.sent(&later(bands("1001", 1), 20, |_| ())).await;
    assert_eq!(shop.kinds().await, []);
    assert_eq!(shop.bench(&imported).state().await, "to_fulfil");
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn money_beyond_the_total_stays_out_of_the_books(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 1).await;
    let imported = shop.sent(&bands("1001", 1)).await;
    shop.sent(&refunded("1001", "r1", 1)).await;
    assert_eq!(
        shop.bench(&imported).state().await,
        "cancelled",
        "nothing is left of it"
    );
    let twice = later(bands("1001", 1), 40, |order| {
        order.payments = vec![captured("ch_9", "5")];
    });
    shop.sent(&twice).await;
    assert_eq!(shop.kinds().await, [ParkedKind::MoneyDiffers]);
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn an_order_is_found_by_its_channels_number(db: PgPool) {
    use domain::orders::requests::Filter;
    let shop = Shop::open(db).await;
    let imported = shop.sent(&bands("4507894", 1)).await;
    for text in ["4507894", "#4507", "45078"] {
        let filter = Filter {
            text: text.into(),
            ..Filter::default()
        };
        let manager = (&shop.house.manager).into();
        let found = crate::orders::list(&shop.house.services, manager, &filter)
            .await
            .unwrap();
        let ids: Vec<_> = found.items.iter().map(|order| order.id).collect();
        assert_eq!(ids, [imported.order.unwrap()], "{text}");
    }
}
