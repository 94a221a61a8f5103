//! Parcels and their invoices.

use super::*;
use domain::orders::lifecycle::Position;
use domain::orders::{State, wholesale::State as S};

#[sqlx::test(migrations = "./migrations")]
async fn an_order_leaves_in_parcels_with_an_invoice_each(db: PgPool) {
    let trade = Trade::open(db).await;
    trade.stocked(3).await;
    let mut po = trade.po("1", 5);
    po.ship_to.region = "NJ".into();
    let order = trade.enter(&po).await.unwrap().id;
    trade.plain(order, Action::Acknowledge).await;
    trade.plain(order, Action::Allocate).await;
    trade
        .vendor_order(order, Action::PlaceWithVendor, "210")
        .await;
    trade.plain(order, Action::Pack).await;
    let too_many = trade.send(order, Some(4)).await;
    assert!(complaint(too_many, "/details/parcel/0/quantity").contains("Only 3 are here"));
    let sent = trade.send(order, Some(2)).await.unwrap();
    assert_eq!(
        sent.position,
        Position::at(State::Wholesale(S::PartlyShipped))
    );
    assert_eq!(
        trade.ledger(Account::CostOfGoods).await,
        dec("401"),
        "200 and 201"
    );
    let detail = trade.detail(order).await;
    assert!(
        detail
            .offers
            .iter()
            .all(|offer| offer.action != Action::Cancel)
    );
    trade.in_order().await;

    let purchase = detail.purchases[0].id;
    trade.receive(purchase, 2).await;
    trade.in_order().await;
    let sent = trade.send(order, None).await.unwrap();
    assert_eq!(sent.position, Position::at(State::Wholesale(S::Shipped)));
    let shown = trade.shown(order).await;
    let parcels: Vec<_> = shown.shipments.iter().map(|parcel| parcel.pieces).collect();
    assert_eq!(parcels, [2, 3]);
    // 2,500.00 and 8.875 % of it, to the cent, however it was divided.
    let total: Vec<_> = shown
        .shipments
        .iter()
        .map(|p| p.invoice.total.amount())
        .collect();
    assert_eq!(total.iter().sum::<Decimal>(), dec("2721.88"));
    assert_eq!(
        shown.shipments[0].invoice.due_on,
        "2026-12-23".parse().unwrap()
    );
    assert_eq!(trade.ledger(Account::Receivable).await, dec("2721.88"));
    assert_eq!(trade.ledger(Account::Revenue).await, dec("-2500"));
    assert_eq!(trade.ledger(Account::TaxPayable).await, dec("-221.88"));
    assert_eq!(
        trade.ledger(Account::CostOfGoods).await,
        dec("1023"),
        "200 + 201 + 202 + 2 × 210"
    );
    assert_eq!(trade.ledger(Account::Inventory).await, dec("0"));
    let invoice = shown.shipments[1].invoice.clone();
    let paper = wholesale::print_invoice(&trade.house.services, trade.sales(), invoice.id)
        .await
        .unwrap();
    let words = String::from_utf8(paper.bytes).unwrap();
    assert!(
        words.contains(&invoice.number) && words.contains("1Z999"),
        "{words}"
    );
    trade.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn two_who_ship_at_once_send_no_piece_twice(db: PgPool) {
    let trade = Trade::open(db).await;
    trade.stocked(4).await;
    let order = trade.order("1", 4).await;
    trade.packed(order).await;
    let tries = futures::future::join_all((0..4).map(|_| trade.send(order, Some(3)))).await;
    assert_eq!(tries.iter().filter(|sent| sent.is_ok()).count(), 1);
    let line = trade.shown(order).await.lines.remove(0);
    assert_eq!((line.shipped, line.here), (3, 1));
    let beyond = sqlx::query("update order_lines set shipped = quantity + 1 where order_id = $1")
        .bind(order.uuid())
        .execute(&trade.house.services.db)
        .await;
    assert!(beyond.is_err(), "the database itself refuses");
    trade.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_vendor_ships_what_is_left_straight_to_the_account(db: PgPool) {
    let trade = Trade::open(db).await;
    trade.stocked(1).await;
    let order = trade.order("1", 3).await;
    trade.plain(order, Action::Acknowledge).await;
    trade.plain(order, Action::Allocate).await;
    trade
        .vendor_order(order, Action::PlaceDropShip, "220")
        .await;
    let line = trade.shown(order).await.lines.remove(0);
    assert_eq!((line.here, line.on_order), (1, 2));
    trade.step(order, Action::VendorShips, Trade::way()).await;
    let shown = trade.shown(order).await;
    assert!(shown.shipments[0].by_vendor);
    assert_eq!(shown.lines[0].shipped, 2);
    assert_eq!(trade.ledger(Account::Payable).await, dec("-440"));
    assert_eq!(trade.ledger(Account::CostOfGoods).await, dec("440"));
    trade.in_order().await;
    let offered = trade.detail(order).await.offers;
    assert!(
        offered
            .iter()
            .all(|offer| offer.action != Action::VendorShips)
    );
    trade.send(order, None).await.unwrap();
    assert_eq!(trade.state(order).await, "shipped");
    trade.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn past_the_cancel_date_only_a_manager_ships_with_a_reason(db: PgPool) {
    let trade = Trade::open(db).await;
    trade.stocked(1).await;
    let mut po = trade.po("1", 1);
    po.cancel_after = Some("2026-11-24".parse().unwrap());
    let order = trade.enter(&po).await.unwrap().id;
    trade.packed(order).await;
    trade.house.clock.advance(chrono::TimeDelta::days(3));
    let late = trade.send(order, None).await;
    assert!(refusal(late).contains("has passed"));
    let manager = &trade.house.manager;
    let reason = "They still want it";
    trade
        .try_step(manager, order, Action::Ship, Trade::way(), reason)
        .await
        .unwrap();
    assert_eq!(trade.state(order).await, "shipped");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_left_can_be_cancelled(db: PgPool) {
    let trade = Trade::open(db).await;
    trade.stocked(2).await;
    let mut po = trade.po("1", 5);
    po.ship_to.region = "NJ".into();
    let order = trade.enter(&po).await.unwrap().id;
    trade.packed(order).await;
    trade.send(order, Some(1)).await.unwrap();
    let details = Details {
        reason: "They went elsewhere".into(),
        ..Details::default()
    };
    trade.step(order, Action::CloseShort, details).await;
    let detail = trade.detail(order).await;
    assert_eq!(detail.position.state.code(), "shipped");
    assert_eq!(detail.totals.total.plain(), "544.38");
    let free: i64 = sqlx::query_scalar("select count(*) from reservations where ended_at is null")
        .fetch_one(&trade.house.services.db)
        .await
        .unwrap();
    assert_eq!(free, 0);
    trade.in_order().await;
    trade.pay("544.38").await.unwrap();
    assert_eq!(trade.state(order).await, "closed");
    trade.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_cancelled_order_lets_go_of_its_pieces(db: PgPool) {
    let trade = Trade::open(db).await;
    trade.stocked(2).await;
    let order = trade.order("1", 2).await;
    trade.packed(order).await;
    let details = Details {
        reason: "Not wanted".into(),
        ..Details::default()
    };
    trade.step(order, Action::Cancel, details).await;
    assert_eq!(trade.state(order).await, "cancelled");
    trade.in_order().await;
    let other = trade.order("2", 2).await;
    trade.packed(other).await;
    assert_eq!(trade.shown(other).await.lines[0].here, 2);
}
