//! The books against a real Postgres.

use super::export::{iif, table};
use super::{journal, trial_balance};
use crate::tables::Format;
use crate::testing::{House, Upto};
use crate::{Caller, Error};
use chrono::TimeDelta;
use domain::ids::StoreId;
use domain::ledger::view::{JournalFilter, JournalPage};
use domain::ledger::{Account, EntryKind};
use futures::TryStreamExt;
use sqlx::PgPool;
use std::io::Read;

async fn show(house: &House, filter: &JournalFilter) -> JournalPage {
    journal(&house.services, (&house.bookkeeper).into(), filter)
        .await
        .unwrap()
}

async fn quickbooks(house: &House) -> Vec<u8> {
    let caller = Caller::from(&house.bookkeeper);
    let chunks = iif(&house.services, caller, JournalFilter::default()).unwrap();
    let chunks: Vec<Vec<u8>> = chunks.try_collect().await.unwrap();
    chunks.concat()
}

async fn csv(house: &House) -> Vec<u8> {
    let caller = Caller::from(&house.bookkeeper);
    let filter = JournalFilter::default();
    let table = table(&house.services, caller, &filter, Format::Csv).await;
    let mut bytes = Vec::new();
    table.unwrap().file.read_to_end(&mut bytes).unwrap();
    bytes
}

#[sqlx::test(migrations = "./migrations")]
async fn the_journal_shows_a_whole_sale(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    let sale = house.sell(ana, "500", Upto::HandedOver).await;

    let page = show(&house, &JournalFilter::default()).await;
    let kinds: Vec<_> = page.entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(
        kinds,
        [
            EntryKind::HandOver,
            EntryKind::Deposit,
            EntryKind::GoodsReceived,
            EntryKind::Deposit,
        ]
    );
    let hand_over = &page.entries[0];
    assert_eq!(hand_over.order, Some(sale.order));
    assert_eq!(
        hand_over.order_number.as_deref(),
        Some(sale.number.as_str())
    );
    assert_eq!(hand_over.party.as_deref(), Some("Ana Ruiz"));
    assert_eq!(page.entries[2].party.as_deref(), Some("Maison Lavergne"));
    let totals = page.totals.unwrap();
    assert_eq!(totals.entries, 4);
    assert_eq!(totals.debit, totals.credit);
    assert_eq!(totals.debit.plain(), "3,177.50");
}

#[sqlx::test(migrations = "./migrations")]
async fn each_filter_narrows(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    house.sell(ana, "500", Upto::HandedOver).await;
    house.clock.advance(TimeDelta::days(1));
    let other = house.sell(ana, "500", Upto::Taken).await;

    let count = async |filter: JournalFilter| show(&house, &filter).await.entries.len();
    let filter = JournalFilter::default;
    assert_eq!(count(filter()).await, 5);
    let today = "2026-11-24".parse().ok();
    assert_eq!(
        count(JournalFilter {
            from: today,
            ..filter()
        })
        .await,
        1
    );
    let before = "2026-11-23".parse().ok();
    assert_eq!(
        count(JournalFilter {
            to: before,
            ..filter()
        })
        .await,
        4
    );
    let kind = Some(EntryKind::Deposit);
    assert_eq!(count(JournalFilter { kind, ..filter() }).await, 3);
    let order = format!(" {} ", other.number.to_lowercase());
    assert_eq!(count(JournalFilter { order, ..filter() }).await, 1);
    let order = "SO-1'; drop table orders --".to_owned();
    assert_eq!(count(JournalFilter { order, ..filter() }).await, 0);

    let account = Some(Account::Deposits);
    let page = show(
        &house,
        &JournalFilter {
            account,
            ..filter()
        },
    )
    .await;
    assert_eq!(page.entries.len(), 4);
    let totals = page.totals.unwrap();
    assert_eq!(totals.debit.plain(), "1,088.75");
    assert_eq!(totals.credit.plain(), "1,633.13");
}

#[sqlx::test(migrations = "./migrations")]
async fn pages_follow_each_other_without_gap(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    for _ in 0..53 {
        house.sell(ana, "500", Upto::Taken).await;
    }
    let first = show(&house, &JournalFilter::default()).await;
    assert_eq!(first.entries.len(), 50);
    assert_eq!(first.totals.unwrap().entries, 53);
    let filter = JournalFilter {
        after: first.next.clone(),
        ..JournalFilter::default()
    };
    let second = show(&house, &filter).await;
    assert_eq!(
        (second.entries.len(), second.next, second.totals),
        (3, None, None)
    );
    assert!(second.entries[0].id < first.entries[49].id);

    let tampered = JournalFilter {
        after: Some("2026-11-23.x' or 1=1".into()),
        ..JournalFilter::default()
    };
    let answer = journal(&house.services, (&house.owner).into(), &tampered).await;
    assert!(matches!(answer, Err(Error::Invalid(_))));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_trial_balance_is_of_a_day(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    house.sell(ana, "500", Upto::HandedOver).await;
    let caller = Caller::from(&house.bookkeeper);
    let today = trial_balance(&house.services, caller, None).await.unwrap();
    assert_eq!(today.on, "2026-11-23".parse().unwrap());
    assert_eq!(today.debit, today.credit);
    let on = |account| {
        today
            .lines
            .iter()
            .find(|line| line.account == account)
            .unwrap()
    };
    assert_eq!(on(Account::Revenue).credit().unwrap().plain(), "1,000.00");
    assert_eq!(on(Account::CostOfGoods).debit().unwrap().plain(), "500.00");
    assert!(on(Account::Deposits).balance.is_zero());

    let before = "2026-11-22".parse().ok();
    let before = trial_balance(&house.services, caller, before)
        .await
        .unwrap();
    assert!(before.lines.is_empty());
}

#[sqlx::test(migrations = "./migrations")]
async fn the_books_are_for_those_who_keep_them(db: PgPool) {
    let house = House::open(db).await;
    let filter = JournalFilter::default();
    for staff in [&house.sales, &house.jeweler] {
        let caller = Caller::from(staff);
        let answer = journal(&house.services, caller, &filter).await;
        assert!(matches!(answer, Err(Error::Forbidden)));
        let answer = trial_balance(&house.services, caller, None).await;
        assert!(matches!(answer, Err(Error::Forbidden)));
        let answer = iif(&house.services, caller, filter.clone()).map(|_| ());
        assert!(matches!(answer, Err(Error::Forbidden)));
        let answer = table(&house.services, caller, &filter, Format::Csv).await;
        assert!(matches!(answer, Err(Error::Forbidden)));
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn another_stores_books_stay_its_own(db: PgPool) {
    let house = House::open(db.clone()).await;
    let ana = house.customer("Ana Ruiz").await;
    let sale = house.sell(ana, "500", Upto::Taken).await;
    let mut stranger = house.owner.clone();
    stranger.store = StoreId::generate();
    sqlx::query(
        "insert into stores select $1, 'Elsewhere', zone, currency, jurisdiction, address, phone,
            email, website, created_at from stores",
    )
    .bind(stranger.store.uuid())
    .execute(&db)
    .await
    .unwrap();
    let filter = JournalFilter {
        order: sale.number,
        ..JournalFilter::default()
    };
    let page = journal(&house.services, (&stranger).into(), &filter)
        .await
        .unwrap();
    assert!(page.entries.is_empty());
}

#[sqlx::test(migrations = "./migrations")]
async fn a_spreadsheet_gets_text_where_it_is_text(db: PgPool) {
    let house = House::open(db).await;
    let evil = house.customer("=HYPERLINK(\"http://x\"),\tLtd").await;
    let sale = house.sell(evil, "500", Upto::HandedOver).await;
    let csv = csv(&house).await;
    let mut rows = csv::Reader::from_reader(csv.as_slice());
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 11, "a line for each posting");
    assert_eq!(&rows[0][0], "2026-11-23");
    assert_eq!(&rows[0][3], sale.number.as_str());
    assert_eq!(&rows[0][4], "'=HYPERLINK(\"http://x\"),\tLtd");
    let sum = |column: usize| -> rust_decimal::Decimal {
        let cells = rows.iter().map(|row| &row[column]);
        cells
            .filter(|cell| !cell.is_empty())
            .map(|cell| cell.parse::<rust_decimal::Decimal>().unwrap())
            .sum()
    };
    assert_eq!(sum(8), sum(9));
}

#[sqlx::test(migrations = "./migrations")]
async fn quickbooks_gets_whole_transactions(db: PgPool) {
    let house = House::open(db).await;
    let zoe = house.customer("Zoë\t\"Ltd\": O’Neil").await;
    house.sell(zoe, "500", Upto::HandedOver).await;
    let iif = quickbooks(&house).await;
    let text: String = iif.iter().map(|byte| char::from(*byte)).collect();
    let text = text.replace("\r\n", "\n");
    let number = text.find("SO-").map(|at| &text[at..at + 8]).unwrap();
    insta::assert_snapshot!(text.replace(number, "SO-N"));
}

#[sqlx::test(migrations = "./migrations")]
async fn an_export_longer_than_a_page_misses_nothing(db: PgPool) {
    let house = House::open(db.clone()).await;
    let ana = house.customer("Ana Ruiz").await;
    let sale = house.sell(ana, "500", Upto::Taken).await;
    // Twelve hundred more deposits, as many as three pages hold.
    sqlx::query(
        "with entry as (
            insert into ledger_entries (id, kind, order_id, store_id, business_date, currency, memo, at)
            select gen_random_uuid(), 'deposit', $1, $2, date '2026-11-23' - (n % 7), 'USD', 'more', now()
            from generate_series(1, 1200) as n returning id
         )
         insert into ledger_postings
         select id, position, account, amount from entry,
            (values (1, '1000', 5), (2, '2100', -5)) as posting (position, account, amount)",
    )
    .bind(sale.order.uuid())
    .bind(house.store.uuid())
    .execute(&db)
    .await
    .unwrap();
    let csv = csv(&house).await;
    let mut rows = csv::Reader::from_reader(csv.as_slice());
    let ids: Vec<_> = rows
        .records()
        .map(|row| row.unwrap()[1].to_owned())
        .collect();
    assert_eq!(ids.len(), 2 * 1201);
    let distinct: std::collections::HashSet<_> = ids.iter().collect();
    assert_eq!(distinct.len(), 1201);
}
