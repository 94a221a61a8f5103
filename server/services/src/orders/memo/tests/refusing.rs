//! What is refused, and why; and what is done once.

use super::*;
use crate::stock::{release, reserve, step};
use domain::stock::Step;
use sqlx::PgPool;

#[sqlx::test(migrations = "./migrations")]
async fn of_two_who_want_a_piece_one_has_it(db: PgPool) {
    let salon = Salon::open(db).await;
    let ring = salon.ring().await;
    let input = salon.memo(&[ring], Bearer::Customer);
    let tries = (0..8).map(|_| salon.ask(&input));
    let tried = futures::future::join_all(tries).await;
    assert_eq!(tried.iter().filter(|tried| tried.is_ok()).count(), 1);
    for refused in tried.into_iter().filter(Result::is_err) {
        let why = complaint(refused, "/pieces/0/piece");
        assert!(why.contains("promised to"), "{why}");
    }
    salon.is_in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn asked_twice_it_is_written_once(db: PgPool) {
    let salon = Salon::open(db).await;
    let input = salon.memo(&[salon.ring().await], Bearer::Customer);
    let (services, sales) = (&salon.house.services, (&salon.house.sales).into());
    let key = key();
    let taps = (0..6).map(|_| take_out(services, sales, &input, key));
    let placed = futures::future::join_all(taps).await;
    let first = placed[0].as_ref().unwrap();
    assert!(placed.iter().all(|other| other.as_ref().unwrap() == first));
}

#[sqlx::test(migrations = "./migrations")]
async fn too_much_for_one_customer_needs_a_manager(db: PgPool) {
    let salon = Salon::open(db).await;
    salon.rule(|terms| terms.limit = "3000".into()).await;
    salon.out(&[salon.ring().await]).await;
    let memo = salon.requested(&[salon.ring().await]).await;
    let why = refusal(memo.issue().await);
    assert_eq!(
        why,
        "This customer would have $1,000.00 more on memo than agreed."
    );
    let details = || Details {
        received_by: "Ana Ruiz".into(),
        signature: signed(),
        ..Details::default()
    };
    let house = &salon.house;
    let reason = "Known for thirty years";
    let tried = memo.try_as(&house.sales, Action::Issue, details(), reason);
    assert!(tried.await.is_err(), "only a manager may");
    memo.try_as(&house.manager, Action::Issue, details(), reason)
        .await
        .unwrap();
    let shown = memo.shown().await;
    let passed = shown.timeline[0].detail.as_deref().unwrap();
    assert!(passed.contains(reason), "{passed}");
}

#[sqlx::test(migrations = "./migrations")]
async fn two_memos_at_once_do_not_slip_past_the_limit(db: PgPool) {
    let salon = Salon::open(db).await;
    salon.rule(|terms| terms.limit = "3000".into()).await;
    let mut memos = Vec::new();
    for _ in 0..3 {
        memos.push(salon.requested(&[salon.ring().await]).await);
    }
    let issued = futures::future::join_all(memos.iter().map(Paper::issue)).await;
    assert_eq!(
        issued.iter().filter(|done| done.is_ok()).count(),
        1,
        "{issued:?}"
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn more_than_is_insured_stays_in_the_house(db: PgPool) {
    let salon = Salon::open(db).await;
    salon.rule(|terms| terms.insured = "1500".into()).await;
    let memo = salon.requested(&[salon.ring().await]).await;
    let why = refusal(memo.issue().await);
    assert_eq!(
        why,
        "$500.00 more would be out on memo than the insurance pays for."
    );
    salon.rule(|terms| terms.insured = String::new()).await;
    memo.issue().await.unwrap();
}

#[sqlx::test(migrations = "./migrations")]
async fn a_memo_is_of_its_own_pieces(db: PgPool) {
    let salon = Salon::open(db).await;
    let (ring, other) = (salon.ring().await, salon.ring().await);
    let memo = salon.requested(&[ring]).await;
    let (services, sales) = (&salon.house.services, (&salon.house.sales).into());
    release(services, sales, memo.id, ring, key())
        .await
        .unwrap();
    let line = memo.line(0).await;
    let tried = reserve(services, sales, memo.id, line, other, key()).await;
    assert!(refusal(tried).contains("of its own pieces"));
    assert!(refusal(memo.issue().await).contains("no piece promised"));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_out_is_nobody_elses_to_move(db: PgPool) {
    let salon = Salon::open(db).await;
    let ring = salon.ring().await;
    let memo = salon.out(&[ring]).await;
    let (services, manager) = (&salon.house.services, (&salon.house.manager).into());
    for deed in [
        Step::Move { to: salon.safe },
        Step::Find { to: salon.safe },
        Step::Scrap {
            reason: "Broken".into(),
        },
    ] {
        let why = refusal(step(services, manager, ring, &deed, key()).await);
        assert!(why.contains("on memo with a customer"), "{why}");
    }
    let again = salon.ask(&salon.memo(&[ring], Bearer::Customer)).await;
    assert!(complaint(again, "/pieces/0/piece").contains("on memo"));
    let line = memo.line(0).await;
    memo.sell(line, "").await.unwrap();
    let twice = memo.sell(line, "").await;
    assert!(matches!(twice, Err(Error::Refused { .. })), "{twice:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn each_step_is_for_those_who_may(db: PgPool) {
    let salon = Salon::open(db).await;
    let memo = salon.requested(&[salon.ring().await]).await;
    let house = &salon.house;
    let details = Details {
        received_by: "Ana Ruiz".into(),
        signature: signed(),
        ..Details::default()
    };
    let tried = memo.act_as(&house.jeweler, Action::Issue, details).await;
    assert!(tried.is_err(), "{tried:?}");
    memo.issue().await.unwrap();
    let lost = Details {
        pieces: vec![memo.line(0).await],
        reason: "Gone".into(),
        ..Details::default()
    };
    let tried = memo.act_as(&house.sales, Action::LosePieces, lost).await;
    assert!(tried.is_err(), "{tried:?}");
    memo.sell(memo.line(0).await, "").await.unwrap();
    let sale = memo.sale_of(0).await;
    let details = Details {
        reason: "Wrong".into(),
        ..Details::default()
    };
    let tried = sale
        .act_as(&house.sales, Action::ReverseSale, details)
        .await;
    assert!(tried.is_err(), "{tried:?}");
    let input = salon.memo(&[salon.ring().await], Bearer::Customer);
    let bookkeeper = (&house.bookkeeper).into();
    let nobody = take_out(&house.services, bookkeeper, &input, key()).await;
    assert!(matches!(nobody, Err(Error::Forbidden)));
}

#[sqlx::test(migrations = "./migrations")]
async fn another_stores_pieces_are_not_found(db: PgPool) {
    let salon = Salon::open(db.clone()).await;
    let other = House::open(db).await;
    let input = salon.memo(&[salon.ring().await], Bearer::Customer);
    let tried = take_out(&other.services, (&other.sales).into(), &input, key()).await;
    assert_eq!(
        complaint(tried, "/pieces/0/piece"),
        "This piece is not in stock any more."
    );
}
