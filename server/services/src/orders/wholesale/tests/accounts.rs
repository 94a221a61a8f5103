//! Accounts and their numbers.

use super::*;
use domain::wholesale::account::AccountFilter;
use domain::wholesale::book::{BookDraft, BreakDraft};

#[sqlx::test(migrations = "./migrations")]
async fn an_account_is_kept_as_it_was_typed_and_changed_once(db: PgPool) {
    let trade = Trade::open(db).await;
    let services = &trade.house.services;
    let shown = wholesale::show(services, trade.sales(), trade.account)
        .await
        .unwrap();
    assert_eq!(shown.as_typed().certificates.len(), 1);
    assert_eq!(shown.credit.available().unwrap().plain(), "10,000.00");
    assert_eq!(trade.limit(Some(1), "12000").await, 2);
    let draft = trade.draft("1").await;
    let late = wholesale::save(
        services,
        trade.manager(),
        trade.account,
        Some(1),
        &draft,
        key(),
    )
    .await;
    assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
    let again = wholesale::save(
        services,
        trade.manager(),
        trade.account,
        None,
        &draft,
        key(),
    )
    .await;
    assert!(complaint(again, "/customer").contains("already"));
    let sales = wholesale::save(
        services,
        trade.sales(),
        trade.account,
        Some(2),
        &draft,
        key(),
    )
    .await;
    assert!(matches!(sales, Err(Error::Forbidden)), "{sales:?}");
    let (listed, next) = wholesale::list(services, trade.sales(), &AccountFilter::default())
        .await
        .unwrap();
    assert_eq!((listed.len(), next), (1, None));
    assert_eq!(listed[0].credit.limit.plain(), "12,000.00");
}

#[sqlx::test(migrations = "./migrations")]
async fn an_account_sends_each_of_its_numbers_once(db: PgPool) {
    let trade = Trade::open(db).await;
    let first = trade.enter(&trade.po("4711-a", 1)).await.unwrap();
    let again = trade.enter(&trade.po(" 4711-A ", 2)).await;
    let wrong = complaint(again, "/po_number");
    assert!(wrong.contains(&first.number), "{wrong}");
    assert!(first.number.starts_with("WS-"));
    let both = futures::future::join_all(
        (0..6).map(|_| async { trade.enter(&trade.po("5000", 1)).await }),
    )
    .await;
    assert_eq!(both.iter().filter(|placed| placed.is_ok()).count(), 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn the_book_decides_what_is_paid_and_keeps_what_is_used(db: PgPool) {
    let trade = Trade::open(db).await;
    let services = &trade.house.services;
    let book = wholesale::book(services, trade.sales()).await.unwrap();
    let mut draft = BookDraft::of(&book);
    draft.breaks.push(BreakDraft {
        from: "10".into(),
        percent: "10".into(),
    });
    let saved = wholesale::save_book(services, trade.manager(), 1, &draft, key()).await;
    assert_eq!(saved.unwrap(), 2);
    let order = trade.order("1", 10).await;
    let shown = trade.shown(order).await;
    assert_eq!(shown.lines[0].unit_price.plain(), "450.00");
    assert!(
        shown.lines[0]
            .why
            .as_ref()
            .unwrap()
            .contains("from 10 pieces")
    );
    draft.tiers.remove(0);
    let used = wholesale::save_book(services, trade.manager(), 2, &draft, key()).await;
    assert!(complaint(used, "/tiers").contains("An account still has"));
}

#[sqlx::test(migrations = "./migrations")]
async fn another_stores_account_is_not_found(db: PgPool) {
    let trade = Trade::open(db.clone()).await;
    let elsewhere = House::open(db).await;
    let stranger = Caller::from(&elsewhere.manager);
    let services = &trade.house.services;
    let shown = wholesale::show(services, stranger, trade.account).await;
    assert!(matches!(shown, Err(Error::NotFound)), "{shown:?}");
    let placed = enter(services, stranger, &trade.po("1", 1), key()).await;
    assert!(matches!(placed, Err(Error::NotFound)), "{placed:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn pasted_rows_are_read_one_by_one(db: PgPool) {
    let trade = Trade::open(db).await;
    let services = &trade.house.services;
    let text = "SKU\tQty\nrg-1\t12\nRG-9\t3\nRG-1\tx";
    let read = super::super::read_lines(services, trade.sales(), text)
        .await
        .unwrap();
    assert_eq!(read.len(), 3);
    let sold = read[0].1.as_ref().unwrap();
    assert_eq!((sold.variant, &read[0].0.quantity), (trade.ring, &Ok(12)));
    assert_eq!(sold.cost, None);
    assert_eq!(read[1].1, Err("Nothing is sold as “RG-9”.".to_owned()));
    assert!(read[2].0.quantity.is_err());
}

#[sqlx::test(migrations = "./migrations")]
async fn two_thousand_lines_are_one_order(db: PgPool) {
    let trade = Trade::open(db.clone()).await;
    trade.limit(Some(1), "9000000").await;
    let mut po = trade.po("LONG", 1);
    po.lines = vec![po.lines[0].clone(); 2_000];
    let begun = std::time::Instant::now();
    let order = trade.enter(&po).await.unwrap().id;
    let entered = begun.elapsed();
    assert!(entered.as_secs() < 10, "{entered:?}");
    trade.plain(order, Action::Acknowledge).await;
    let shown = trade.shown(order).await;
    assert_eq!(shown.lines.len(), 2_000);
    let total: Decimal = sqlx::query_scalar("select total from orders where id = $1")
        .bind(order.uuid())
        .fetch_one(&db)
        .await
        .unwrap();
    assert_eq!(total, dec("1000000"));
    let mut wrong = po.clone();
    wrong.po_number = "LONG-2".into();
    wrong.lines[1_999].quantity = 0;
    assert!(trade.enter(&wrong).await.is_err());
    let lines: i64 = sqlx::query_scalar("select count(*) from order_lines")
        .fetch_one(&db)
        .await
        .unwrap();
    assert_eq!(lines, 2_000, "all of it or nothing");
    trade.in_order().await;
}
