//! Money from an account.

use super::*;

/// Two parcels of 1,000.00 and 500.00, the second due later.
async fn owing(trade: &Trade) -> (OrderId, OrderId) {
    trade.stocked(3).await;
    let first = trade.order("1", 2).await;
    trade.packed(first).await;
    trade.send(first, None).await.unwrap();
    trade.house.clock.advance(chrono::TimeDelta::days(1));
    let second = trade.order("2", 1).await;
    trade.packed(second).await;
    trade.send(second, None).await.unwrap();
    (first, second)
}

#[sqlx::test(migrations = "./migrations")]
async fn money_pays_the_invoice_that_is_due_first(db: PgPool) {
    let trade = Trade::open(db).await;
    let (first, second) = owing(&trade).await;
    assert_eq!(trade.pay("1200").await.unwrap(), 2);
    assert_eq!(trade.state(first).await, "closed");
    assert_eq!(trade.state(second).await, "shipped");
    let open = trade.shown(second).await.shipments[0].invoice.open;
    assert_eq!(open.plain(), "300.00");
    assert_eq!(trade.ledger(Account::Cheques).await, dec("1200"));
    assert_eq!(trade.ledger(Account::Receivable).await, dec("300"));
    trade.in_order().await;
    let more = trade.pay("300.01").await;
    assert!(complaint(more, "/payment/amount").contains("Only $300.00"));
    trade.pay("300").await.unwrap();
    assert_eq!(trade.state(second).await, "closed");
    assert!(refusal(trade.pay("1").await).contains("Nothing is owed"));
    trade.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn money_pays_the_invoices_that_are_chosen(db: PgPool) {
    let trade = Trade::open(db).await;
    let (first, second) = owing(&trade).await;
    let invoice = trade.shown(second).await.shipments[0].invoice.id;
    let services = &trade.house.services;
    let payment = NewPayment {
        amount: "500".into(),
        method: Method::Cheque,
        reference: String::new(),
    };
    let key = key();
    for _ in 0..2 {
        let reached = pay(
            services,
            trade.sales(),
            trade.account,
            &[invoice],
            &payment,
            key,
        )
        .await;
        assert_eq!(reached.unwrap(), 1, "once, however often it is asked");
    }
    assert_eq!(trade.state(second).await, "closed");
    assert_eq!(trade.state(first).await, "shipped");
    trade.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn of_many_who_record_the_same_cheque_one_does(db: PgPool) {
    let trade = Trade::open(db).await;
    owing(&trade).await;
    let tries = futures::future::join_all((0..8).map(|_| trade.pay("1500"))).await;
    assert_eq!(tries.iter().filter(|paid| paid.is_ok()).count(), 1);
    assert_eq!(trade.ledger(Account::Cheques).await, dec("1500"));
    trade.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn an_order_takes_no_money_by_itself(db: PgPool) {
    let trade = Trade::open(db).await;
    let order = trade.order("1", 1).await;
    let request = domain::orders::requests::PaymentRequest {
        version: None,
        payment: NewPayment {
            amount: "1".into(),
            method: Method::Cash,
            reference: String::new(),
        },
    };
    let services = &trade.house.services;
    let paid = crate::orders::pay(services, trade.sales(), order, &request, key()).await;
    assert!(refusal(paid).contains("for its invoices"));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_bookkeeper_reads_what_is_owed(db: PgPool) {
    let trade = Trade::open(db).await;
    owing(&trade).await;
    trade.house.clock.advance(chrono::TimeDelta::days(31));
    let bookkeeper = Caller::from(&trade.house.bookkeeper);
    let filter = domain::wholesale::invoice::InvoiceFilter::default();
    let (open, next) = wholesale::invoices(&trade.house.services, bookkeeper, &filter)
        .await
        .unwrap();
    let late: Vec<_> = open.iter().map(|invoice| invoice.days_late).collect();
    assert_eq!((late, next), (vec![Some(2), Some(1)], None));
    let format = crate::tables::Format::Csv;
    let services = &trade.house.services;
    let table = wholesale::export_invoices(services, bookkeeper, &filter, format).await;
    assert!(table.unwrap().name.contains("invoices"));
}
