//! What is kept, what is lost, and what is taken back.

use super::*;
use sqlx::PgPool;

#[sqlx::test(migrations = "./migrations")]
async fn what_is_kept_is_sold_at_its_price(db: PgPool) {
    let salon = Salon::open(db).await;
    let (kept, other) = (salon.ring().await, salon.ring().await);
    let memo = salon.out(&[kept, other]).await;
    memo.sell(memo.line(0).await, "1800").await.unwrap();
    assert_eq!(memo.state().await, "issued", "one piece is still out");
    assert_eq!(memo.line_states().await, [LineState::Sold, LineState::Out]);
    assert_eq!(salon.state(kept).await, "sold");
    let sale = memo.sale_of(0).await;
    let shown = sale.shown().await;
    assert!(sale.number.starts_with("MS-"), "{}", sale.number);
    assert_eq!(sale.state().await, "invoiced");
    assert_eq!(
        shown.totals.total.plain(),
        "1,959.75",
        "with 8.875 % of tax"
    );
    assert_eq!(shown.balance, shown.totals.total);
    assert_eq!(shown.lines[0].list_price.unwrap().plain(), "2,000.00");
    assert_eq!(shown.from_memo.unwrap().memo, memo.id);
    for (account, amount) in [
        (Account::Revenue, "-1800"),
        (Account::TaxPayable, "-159.75"),
        (Account::Receivable, "1959.75"),
        (Account::CostOfGoods, "900"),
        (Account::Stock, "900"),
        (Account::Inventory, "0"),
    ] {
        assert_eq!(salon.on(account).await, dec(amount), "{account}");
    }
    salon.is_in_order().await;
    sale.pay("959.75").await;
    assert_eq!(sale.state().await, "invoiced");
    sale.pay("1000").await;
    assert_eq!(sale.state().await, "closed", "it is paid");
    memo.take_back(&[memo.line(1).await]).await.unwrap();
    assert_eq!(memo.state().await, "closed");
    salon.is_in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_was_lent_to_us_is_owed_for_when_it_is_sold(db: PgPool) {
    let salon = Salon::open(db).await;
    let lent = salon.lent_ring().await;
    let memo = salon.out(&[lent]).await;
    assert_eq!(salon.on(Account::Payable).await, dec("0"), "not before");
    salon.is_in_order().await;
    memo.sell(memo.line(0).await, "").await.unwrap();
    assert_eq!(salon.on(Account::Payable).await, dec("-900"));
    assert_eq!(salon.on(Account::CostOfGoods).await, dec("900"));
    salon.is_in_order().await;
    let sale = memo.sale_of(0).await;
    sale.reverse(Some(salon.safe)).await.unwrap();
    assert_eq!(salon.on(Account::Payable).await, dec("0"), "and not after");
    assert_eq!(salon.state(lent).await, "here");
    salon.is_in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_sale_is_taken_back_once_and_the_piece_is_out_again(db: PgPool) {
    let salon = Salon::open(db).await;
    let ring = salon.ring().await;
    let memo = salon.out(&[ring]).await;
    memo.sell(memo.line(0).await, "").await.unwrap();
    assert_eq!(memo.state().await, "closed");
    let sale = memo.sale_of(0).await;
    sale.pay("1000").await;
    sale.reverse(None).await.unwrap();
    assert_eq!(sale.state().await, "reversed");
    assert_eq!(memo.state().await, "issued", "it is open again");
    assert_eq!(memo.line_states().await, [LineState::Out]);
    assert_eq!(salon.state(ring).await, "on_memo");
    for account in Account::ALL
        .iter()
        .filter(|a| **a != Account::OpeningBalances)
    {
        let all = if *account == Account::Stock {
            "900"
        } else {
            "0"
        };
        assert_eq!(salon.on(*account).await, dec(all), "{account}");
    }
    let shown = sale.shown().await;
    assert!(shown.balance.is_zero() && shown.paid.is_zero());
    salon.is_in_order().await;
    let again = sale.reverse(None).await;
    assert!(matches!(again, Err(Error::Refused { .. })), "{again:?}");
    // It can be sold anew, and by another order.
    memo.sell(memo.line(0).await, "1900").await.unwrap();
    let second = memo.sale_of(0).await;
    assert_ne!(second.id, sale.id);
    assert_eq!(salon.on(Account::Revenue).await, dec("-1900"));
    salon.is_in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn of_two_who_take_a_sale_back_one_does(db: PgPool) {
    let salon = Salon::open(db).await;
    let memo = salon.out(&[salon.ring().await]).await;
    memo.sell(memo.line(0).await, "").await.unwrap();
    let sale = memo.sale_of(0).await;
    let tries = (0..4).map(|_| sale.reverse(None));
    let done = futures::future::join_all(tries).await;
    assert_eq!(
        done.iter().filter(|done| done.is_ok()).count(),
        1,
        "{done:?}"
    );
    salon.is_in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn who_bears_the_loss_pays_for_it(db: PgPool) {
    let salon = Salon::open(db).await;
    let ring = salon.ring().await;
    let memo = salon.out(&[ring]).await;
    memo.lose(memo.line(0).await).await.unwrap();
    assert_eq!(memo.line_states().await, [LineState::Lost]);
    assert_eq!(memo.state().await, "closed");
    let sale = memo.sale_of(0).await;
    let shown = sale.shown().await;
    assert_eq!(shown.totals.net.plain(), "2,000.00", "at its value");
    assert!(shown.from_memo.unwrap().lost);
    assert_eq!(salon.on(Account::CostOfGoods).await, dec("900"));
    salon.is_in_order().await;
    let nowhere = sale.reverse(None).await;
    assert!(!complaint(nowhere, "/details/back_to").is_empty());
    sale.reverse(Some(salon.safe)).await.unwrap();
    assert_eq!(memo.line_states().await, [LineState::Returned]);
    assert_eq!(salon.state(ring).await, "here");
    salon.is_in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_the_house_bears_is_written_off(db: PgPool) {
    let salon = Salon::open(db).await;
    let (ours, lent) = (salon.ring().await, salon.lent_ring().await);
    let input = salon.memo(&[ours, lent], Bearer::House);
    let memo = Paper::of(&salon, salon.ask(&input).await.unwrap());
    memo.issue().await.unwrap();
    for index in 0..2 {
        memo.lose(memo.line(index).await).await.unwrap();
    }
    assert_eq!(memo.line_states().await, [LineState::Lost; 2]);
    assert_eq!(salon.state(ours).await, "missing");
    assert_eq!(salon.on(Account::Shrinkage).await, dec("900"), "ours alone");
    assert_eq!(salon.on(Account::Stock).await, dec("0"));
    assert_eq!(salon.on(Account::Receivable).await, dec("0"));
    salon.is_in_order().await;
}
