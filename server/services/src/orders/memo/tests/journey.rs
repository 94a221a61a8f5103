//! A memo from the request to its close, its paper and its list.

use super::super::{export, list, paper, standing, take_out_terms};
use super::*;
use crate::tables::Format;
use domain::orders::memo::view::{Look, MemoFilter};
use domain::papers::{MemoPaper, Paper as Printed};
use sqlx::PgPool;
use std::io::Read;

#[sqlx::test(migrations = "./migrations")]
async fn pieces_go_out_and_come_back(db: PgPool) {
    let salon = Salon::open(db).await;
    let (first, second) = (salon.ring().await, salon.ring().await);
    let memo = salon.requested(&[first, second]).await;
    assert!(memo.number.starts_with("MO-"), "{}", memo.number);
    assert_eq!(memo.state().await, "requested");
    assert_eq!(
        salon.state(first).await,
        "here",
        "put aside, and still here"
    );
    memo.issue().await.unwrap();
    assert_eq!(memo.state().await, "issued");
    assert_eq!(salon.state(first).await, "on_memo");
    let shown = memo.shown().await;
    assert!(
        shown.balance.is_zero(),
        "nothing is owed for what is looked at"
    );
    assert_eq!(
        shown.hand_over.unwrap().received_by.as_deref(),
        Some("Ana Ruiz")
    );
    assert_eq!(memo.memo().await.value_out.plain(), "4,000.00");
    salon.is_in_order().await;

    memo.take_back(&[memo.line(0).await]).await.unwrap();
    assert_eq!(memo.state().await, "issued");
    assert_eq!(salon.state(first).await, "here");
    memo.take_back(&[memo.line(1).await]).await.unwrap();
    assert_eq!(memo.state().await, "closed", "nothing is open");
    assert_eq!(
        salon.on(Account::Stock).await,
        dec("1800"),
        "all of it is ours"
    );
    salon.is_in_order().await;
    // What is in the house may go out again.
    salon.out(&[first]).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_memo_that_is_called_off_lets_its_pieces_go(db: PgPool) {
    let salon = Salon::open(db).await;
    let ring = salon.ring().await;
    let memo = salon.requested(&[ring]).await;
    let details = Details {
        reason: "She went elsewhere".into(),
        ..Details::default()
    };
    memo.act(Action::Cancel, details.clone()).await.unwrap();
    assert_eq!(memo.state().await, "cancelled");
    let other = salon.out(&[ring]).await;
    let tried = other.act(Action::Cancel, details).await;
    assert!(
        matches!(tried, Err(Error::Refused { .. })),
        "it is out: {tried:?}"
    );
    salon.is_in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_may_stay_longer_is_due_later(db: PgPool) {
    let salon = Salon::open(db).await;
    let (first, second) = (salon.ring().await, salon.ring().await);
    let memo = salon.out(&[first, second]).await;
    assert_eq!(memo.shown().await.estimate, "2027-02-21".parse().unwrap());
    let extend = |lines: Vec<LineId>| Details {
        pieces: lines,
        eta: "2027-04-01".parse().ok(),
        reason: "Her daughter is away".into(),
        ..Details::default()
    };
    let (one, two) = (memo.line(0).await, memo.line(1).await);
    memo.act(Action::Extend, extend(vec![one])).await.unwrap();
    let shown = memo.shown().await;
    assert_eq!(
        shown.estimate,
        "2027-02-21".parse().unwrap(),
        "of the other"
    );
    let said = &shown.timeline[0];
    assert_eq!(said.headline, "Extended");
    let detail = said.detail.as_deref().unwrap();
    assert_eq!(detail, "One piece until 1 Apr 2027: Her daughter is away");
    memo.act(Action::Extend, extend(vec![two])).await.unwrap();
    let shown = memo.shown().await;
    assert_eq!(shown.estimate, "2027-04-01".parse().unwrap());
    assert_eq!(shown.first_promise, "2027-02-21".parse().unwrap());
}

#[sqlx::test(migrations = "./migrations")]
async fn the_paper_says_what_was_signed(db: PgPool) {
    let salon = Salon::open(db).await;
    let memo = salon.out(&[salon.ring().await]).await;
    salon
        .rule(|terms| terms.conditions = "Other terms.".into())
        .await;
    let sales = (&salon.house.sales).into();
    let file = paper(&salon.house.services, sales, memo.id).await.unwrap();
    assert_eq!(file.name, format!("memo-{}.pdf", memo.number));
    let printed: Printed = serde_json::from_slice(&file.bytes).unwrap();
    let Printed::Memo(printed) = printed else {
        panic!("{printed:?}");
    };
    let MemoPaper {
        customer,
        bearer,
        conditions,
        lines,
        signed,
        ..
    } = *Box::new(printed);
    assert_eq!((customer.as_str(), bearer), ("Ana Ruiz", Bearer::Customer));
    assert!(
        conditions.starts_with("The pieces listed here"),
        "{conditions}"
    );
    assert_eq!(lines[0].description, "Sapphire ring");
    assert_eq!(lines[0].value.plain(), "2,000.00");
    assert_eq!(signed.unwrap().0, "Ana Ruiz");
}

#[sqlx::test(migrations = "./migrations")]
async fn the_list_says_how_old_each_is_and_whether_it_is_due(db: PgPool) {
    let salon = Salon::open(db).await;
    let old = salon.out(&[salon.ring().await, salon.ring().await]).await;
    salon.house.clock.advance(chrono::TimeDelta::days(62));
    salon.out(&[salon.ring().await]).await;
    salon.requested(&[salon.ring().await]).await;
    salon.house.clock.advance(chrono::TimeDelta::days(30));
    let sales = (&salon.house.sales).into();
    let services = &salon.house.services;
    let look = |look| MemoFilter {
        look,
        ..MemoFilter::default()
    };
    let out = list(services, sales, &look(Look::Out)).await.unwrap();
    assert_eq!(out.items.len(), 2);
    let first = &out.items[0];
    assert_eq!(
        (first.id, first.days_out, first.overdue),
        (old.id, Some(92), true)
    );
    assert_eq!((first.pieces_out, first.reminder), (2, Some(85)));
    assert_eq!(
        (out.items[1].days_out, out.items[1].reminder),
        (Some(30), None)
    );
    let count = async |filter: MemoFilter| {
        let page = list(services, sales, &filter).await.unwrap();
        page.items.len()
    };
    assert_eq!(count(look(Look::Overdue)).await, 1);
    assert_eq!(count(look(Look::Requested)).await, 1);
    assert_eq!(count(look(Look::All)).await, 3);
    let found = |text: &str| MemoFilter {
        text: text.into(),
        ..look(Look::All)
    };
    assert_eq!(count(found(&old.number.to_lowercase())).await, 1);
    assert_eq!(count(found("ruiz")).await, 3);
    assert_eq!(count(found("nobody")).await, 0);

    let all = standing(services, sales).await.unwrap();
    assert_eq!((all.memos, all.pieces, all.overdue), (2, 3, 1));
    assert_eq!(all.overdue_value.plain(), "4,000.00");
    let table = export(services, sales, &look(Look::Out), Format::Csv).await;
    let mut text = String::new();
    table.unwrap().file.read_to_string(&mut text).unwrap();
    assert!(text.contains(&old.number) && text.contains("92"), "{text}");
}

#[sqlx::test(migrations = "./migrations")]
async fn pages_of_memos_follow_each_other(db: PgPool) {
    let salon = Salon::open(db).await;
    let mut all = Vec::new();
    for _ in 0..5 {
        all.push(salon.out(&[salon.ring().await]).await.id);
    }
    let sales = (&salon.house.sales).into();
    for look in [Look::Out, Look::All] {
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let filter = MemoFilter {
                look,
                after,
                ..MemoFilter::default()
            };
            let services = &salon.house.services;
            let page = super::super::list::long_list(services, sales, &filter, 2)
                .await
                .unwrap();
            seen.extend(page.items.iter().map(|memo| memo.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        seen.sort_unstable();
        assert_eq!(seen, all, "{look}");
    }
    let wrong = MemoFilter {
        after: Some("far".into()),
        ..MemoFilter::default()
    };
    assert!(list(&salon.house.services, sales, &wrong).await.is_err());
}

#[sqlx::test(migrations = "./migrations")]
async fn the_screen_knows_the_rules(db: PgPool) {
    let salon = Salon::open(db).await;
    salon.out(&[salon.ring().await]).await;
    let sales = (&salon.house.sales).into();
    let services = &salon.house.services;
    let terms = take_out_terms(services, sales, Some(salon.ana))
        .await
        .unwrap();
    let standing = terms.standing.unwrap();
    assert_eq!(standing.with_customer.plain(), "2,000.00");
    assert_eq!(standing.limit.plain(), "25,000.00");
    assert_eq!(terms.memo.reminders, [60, 75, 85]);
    let (typed, manager) = (terms.memo.typed(), (&salon.house.manager).into());
    let stale = save_terms(services, manager, 7, &typed, key()).await;
    assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
    let mut draft = terms.memo.typed();
    draft.days = "soon".into();
    let wrong = save_terms(services, (&salon.house.manager).into(), 1, &draft, key()).await;
    assert!(!complaint(wrong, "/days").is_empty());
    let not_theirs = save_terms(services, sales, 1, &terms.memo.typed(), key()).await;
    assert!(
        matches!(not_theirs, Err(Error::Forbidden)),
        "{not_theirs:?}"
    );
}
