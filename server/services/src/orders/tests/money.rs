//! Deposits, refunds and forfeits.

use super::*;
use crate::orders::show;
use sqlx::PgPool;

fn why(reason: &str) -> Details {
    Details {
        reason: reason.into(),
        ..Details::default()
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn the_tax_is_that_of_the_store(db: PgPool) {
    let house = House::open(db.clone()).await;
    let hoboken = House::open(db.clone()).await;
    sqlx::query("insert into tax_rates values ('US-NJ', 'goods', '2020-01-01', 0.06625)")
        .execute(&db)
        .await
        .unwrap();
    sqlx::query("update stores set jurisdiction = 'US-NJ' where id = $1")
        .bind(hoboken.store.uuid())
        .execute(&db)
        .await
        .unwrap();
    for (house, tax) in [(&house, "88.75"), (&hoboken, "66.25")] {
        let bench = Bench::take(house, &ring(house.customer("Ana").await)).await;
        let shown = show(&house.services, (&house.sales).into(), bench.order).await;
        assert_eq!(shown.unwrap().totals.tax.plain(), tax);
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn cancelled_early_all_goes_back_the_way_it_came(db: PgPool) {
    let house = House::open(db).await;
    let bench = Bench::take(
        &house,
        &NewOrder {
            payment: Some(cash("544.38")),
            ..ring(house.customer("Ana").await)
        },
    )
    .await;
    let card = NewPayment {
        amount: "100".into(),
        method: Method::CardTerminal,
        reference: "auth 77 · 4242".into(),
    };
    let request = PaymentRequest {
        version: None,
        payment: card,
    };
    pay(
        &house.services,
        (&house.sales).into(),
        bench.order,
        &request,
        IdempotencyKey::generate(),
    )
    .await
    .unwrap();
    bench
        .act(&house.sales, Action::Cancel, why("Changed her mind"))
        .await
        .unwrap();
    for account in [Account::Cash, Account::CardClearing, Account::Deposits] {
        assert_eq!(bench.ledger(account).await, dec("0"), "{account}");
    }
    assert!(matches!(bench.pay("1").await, Err(Error::Refused { .. })));
}

#[sqlx::test(migrations = "./migrations")]
async fn cancelled_after_ordering_the_deposit_is_kept_and_the_rest_goes_back(db: PgPool) {
    let house = House::open(db).await;
    let bench = Bench::take(
        &house,
        &NewOrder {
            payment: Some(cash("700")),
            ..ring(house.customer("Ben").await)
        },
    )
    .await;
    bench.place_with_vendor().await;
    bench
        .act(&house.sales, Action::Cancel, why("Moved away"))
        .await
        .unwrap();
    assert_eq!(
        bench.ledger(Account::ForfeitedDeposits).await,
        dec("-544.38")
    );
    assert_eq!(bench.ledger(Account::Cash).await, dec("544.38"));
    assert_eq!(bench.ledger(Account::Deposits).await, dec("0"));
    let paid: Decimal = sqlx::query_scalar("select paid from orders where id = $1")
        .bind(bench.order.uuid())
        .fetch_one(&house.services.db)
        .await
        .unwrap();
    assert_eq!(paid, dec("544.38"));
}

#[sqlx::test(migrations = "./migrations")]
async fn no_more_is_taken_than_is_owed(db: PgPool) {
    let house = House::open(db).await;
    let bench = Bench::take(&house, &ring(house.customer("Cy").await)).await;
    for wrong in ["1088.76", "0", "-5", "1.001", "much"] {
        let tried = bench.pay(wrong).await;
        let Err(Error::Invalid(errors)) = tried else {
            panic!("{wrong}: {tried:?}")
        };
        assert!(errors.get("/payment/amount").is_some(), "{errors}");
    }
    bench.pay("1088.75").await.unwrap();
    assert!(
        matches!(bench.pay("0.01").await, Err(Error::Refused { .. })),
        "paid in full"
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn an_unbalanced_entry_does_not_commit(db: PgPool) {
    let house = House::open(db).await;
    let bench = Bench::take(&house, &ring(house.customer("Di").await)).await;
    let mut tx = house.services.db.begin().await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
        "insert into ledger_entries values ('{0}', 'deposit', '{1}', '{2}', '2026-11-23', 'USD', 'x', now());
         insert into ledger_postings values ('{0}', 1, '1000', 10), ('{0}', 2, '2100', -9.99);",
        uuid::Uuid::now_v7(), bench.order, house.store,
    )))
    .execute(&mut *tx)
    .await
    .unwrap();
    assert!(tx.commit().await.is_err(), "the database itself refuses");
}

#[sqlx::test(migrations = "./migrations")]
async fn history_and_money_are_append_only(db: PgPool) {
    let house = House::open(db).await;
    let bench = Bench::take(
        &house,
        &NewOrder {
            payment: Some(cash("100")),
            ..ring(house.customer("Ed").await)
        },
    )
    .await;
    for table in [
        "order_events",
        "payments",
        "ledger_entries",
        "ledger_postings",
    ] {
        let wipe = sqlx::AssertSqlSafe(format!("delete from {table}"));
        assert!(
            sqlx::query(wipe).execute(&house.services.db).await.is_err(),
            "{table}"
        );
    }
    assert_eq!(bench.ledger(Account::Cash).await, dec("100"));
}
