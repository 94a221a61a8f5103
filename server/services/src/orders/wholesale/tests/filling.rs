//! Acknowledging lines, and filling them.

use super::*;
use domain::orders::wholesale::steps::{Answer, LineAnswer};

fn told(line: LineId, answer: Answer, quantity: &str) -> LineAnswer {
    LineAnswer {
        line,
        answer,
        quantity: quantity.into(),
        on: "2026-12-20".parse().ok(),
        unit_price: String::new(),
        note: "No longer made".into(),
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn each_line_is_answered_and_the_order_comes_to_what_is_left(db: PgPool) {
    let trade = Trade::open(db).await;
    let mut po = trade.po("1", 4);
    let line = po.lines[0].clone();
    po.lines.extend([line.clone(), line.clone(), line]);
    let order = trade.enter(&po).await.unwrap().id;
    let lines = trade.lines(order).await;
    let details = Details {
        answers: vec![
            told(lines[1], Answer::Backorder, "3"),
            told(lines[2], Answer::Change, "2"),
            told(lines[3], Answer::Reject, ""),
        ],
        ..Details::default()
    };
    trade.step(order, Action::Acknowledge, details).await;
    let detail = trade.detail(order).await;
    assert_eq!(detail.totals.total.plain(), "5,000.00");
    let shown = *detail.po.unwrap();
    let quantities: Vec<_> = shown.lines.iter().map(|line| line.quantity).collect();
    assert_eq!(quantities, [4, 4, 2, 0]);
    assert_eq!(shown.lines[1].backordered, 3);
    assert_eq!(shown.lines[3].ordered, 4);
    // Said again of one line, the others stand.
    let again = Details {
        answers: vec![told(lines[0], Answer::Change, "1")],
        ..Details::default()
    };
    trade.step(order, Action::Acknowledge, again).await;
    let shown = trade.shown(order).await;
    assert_eq!(shown.lines[1].answer, Some(Answer::Backorder));
    assert_eq!(shown.lines[0].quantity, 1);
    let paper = super::super::print_acknowledgement(&trade.house.services, trade.sales(), order)
        .await
        .unwrap();
    let words = String::from_utf8(paper.bytes).unwrap();
    assert!(
        words.contains("3 on backorder, expected 20 Dec 2026"),
        "{words}"
    );
    trade.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn stock_fills_what_it_can_and_a_vendor_the_rest(db: PgPool) {
    let trade = Trade::open(db).await;
    trade.stocked(3).await;
    let order = trade.order("1", 5).await;
    trade.plain(order, Action::Acknowledge).await;
    trade.plain(order, Action::Allocate).await;
    let line = trade.shown(order).await.lines.remove(0);
    assert_eq!((line.here, line.uncovered, line.on_order), (3, 2, 0));
    let manager = &trade.house.manager;
    let none = trade
        .try_step(manager, order, Action::Allocate, Details::default(), "")
        .await;
    assert!(refusal(none).contains("None of these is in stock"));
    trade
        .vendor_order(order, Action::PlaceWithVendor, "210")
        .await;
    let line = trade.shown(order).await.lines.remove(0);
    assert_eq!((line.here, line.uncovered, line.on_order), (3, 0, 2));
    let ordered: i32 = sqlx::query_scalar("select quantity from purchase_lines")
        .fetch_one(&trade.house.services.db)
        .await
        .unwrap();
    assert_eq!(ordered, 2, "what stock covers is not ordered");
    trade.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn two_orders_share_the_stock_and_no_piece_goes_twice(db: PgPool) {
    let trade = Trade::open(db.clone()).await;
    trade.stocked(5).await;
    let (one, two) = (trade.order("1", 4).await, trade.order("2", 4).await);
    trade.plain(one, Action::Acknowledge).await;
    trade.plain(two, Action::Acknowledge).await;
    let allocate = |order| {
        let trade = &trade;
        async move {
            let manager = &trade.house.manager;
            let details = Details::default();
            drop(
                trade
                    .try_step(manager, order, Action::Allocate, details, "")
                    .await,
            );
        }
    };
    futures::join!(allocate(one), allocate(two));
    let promised: i64 = sqlx::query_scalar(
        "select count(distinct piece_id) from reservations where ended_at is null",
    )
    .fetch_one(&db)
    .await
    .unwrap();
    let rows: i64 = sqlx::query_scalar("select count(*) from reservations where ended_at is null")
        .fetch_one(&db)
        .await
        .unwrap();
    assert_eq!(promised, rows);
    assert!(rows <= 5);
    trade.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn the_database_promises_no_line_more_than_it_has(db: PgPool) {
    let trade = Trade::open(db.clone()).await;
    trade.stocked(3).await;
    let order = trade.order("1", 2).await;
    let line = trade.lines(order).await[0];
    let promise = |count: i64| {
        sqlx::query(
            "insert into reservations (id, piece_id, order_line_id, made_at, made_by_name)
             select gen_random_uuid(), id, $1, now(), 'The sales' from pieces
             order by id limit $2",
        )
        .bind(line.uuid())
        .bind(count)
    };
    assert!(promise(3).execute(&db).await.is_err());
    assert!(promise(2).execute(&db).await.is_ok());
}
