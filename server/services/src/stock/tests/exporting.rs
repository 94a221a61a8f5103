//! Stock as tables.

use super::*;
use crate::stock::{bulk_step, create_bulk, export, export_bulk};
use crate::tables::{Format, Table};
use domain::measures::Unit;
use domain::stock::{BulkDraft, BulkStep, Form, Source, StockFilter};
use sqlx::PgPool;
use std::collections::HashSet;
use std::io::Read;

type Lines = Vec<std::collections::HashMap<String, String>>;

/// A table's rows, each by the words at its columns' heads.
fn lines(mut table: Table) -> Lines {
    let mut text = String::new();
    table.file.read_to_string(&mut text).unwrap();
    let body = text.trim_start_matches('\u{feff}');
    let mut reader = csv::Reader::from_reader(body.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

impl Vault {
    async fn table(&self, caller: Caller<'_>, filter: &StockFilter) -> Lines {
        let table = export(&self.house.services, caller, filter, Format::Csv).await;
        lines(table.unwrap())
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_table_holds_what_the_list_shows_to_who_looks(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    vault.add(&vault.ring("777")).await;
    vault.add(&vault.diamond("1.05", "G")).await;
    let everything = StockFilter::default();
    let rows = vault.table(vault.manager(), &everything).await;
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1]["Piece"], "Estate ring");
    assert_eq!(rows[1]["Cost"], "777.00");
    assert_eq!(rows[1]["Price"], "2400.00");
    assert_eq!(rows[1]["Place"], "safe-1");
    assert!(!rows[1].contains_key("Carat"), "jewelry among stones");
    for row in vault.table((&vault.house.sales).into(), &everything).await {
        assert!(!row.contains_key("Cost"), "{row:?}");
        assert!(row.values().all(|value| !value.contains("777")), "{row:?}");
    }
    let stones = StockFilter {
        form: Some(Form::Stone),
        ..StockFilter::default()
    };
    let rows = vault.table(vault.manager(), &stones).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["Carat"], "1.050");
    assert_eq!((&*rows[0]["Shape"], &*rows[0]["Clarity"]), ("Round", "VS1"));
    let elsewhere = House::open(db).await;
    assert!(
        vault
            .table((&elsewhere.owner).into(), &everything)
            .await
            .is_empty()
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn goods_in_bulk_have_a_row_for_each_place(db: PgPool) {
    let vault = Vault::open(db).await;
    let services = &vault.house.services;
    let draft = BulkDraft {
        code: "CHAIN".into(),
        name: "Cable chain".into(),
        unit: Unit::Centimetre,
        metal: None,
    };
    let key = IdempotencyKey::generate();
    let item = create_bulk(services, vault.manager(), &draft, key)
        .await
        .unwrap();
    let step = BulkStep::Receive {
        to: Some(vault.safe),
        quantity: "12.5".into(),
        cost: "50".into(),
        source: Source::Opening,
        vendor: None,
    };
    let key = IdempotencyKey::generate();
    bulk_step(services, vault.manager(), item.id, &step, key)
        .await
        .unwrap();
    let table = export_bulk(services, vault.manager(), Format::Csv).await;
    let rows = lines(table.unwrap());
    assert_eq!((&*rows[0]["Quantity"], &*rows[0]["Unit"]), ("12.5", "cm"));
    assert_eq!(rows[0]["Value"], "50.00");
    let table = export_bulk(services, (&vault.house.sales).into(), Format::Csv).await;
    assert!(!lines(table.unwrap())[0].contains_key("Value"));
}

/// The most memory that this process has held, in kilobytes.
#[cfg(target_os = "linux")]
fn most_held() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|number| number.parse().ok()).unwrap()
}

#[cfg(target_os = "linux")]
#[sqlx::test(migrations = "./migrations")]
async fn fifty_four_thousand_rows_are_all_there_and_take_no_memory(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    let ring = vault.add(&vault.ring("1")).await;
    sqlx::query(
        "insert into pieces (id, store_id, serial, form, state, ownership, location_id, name,
             currency, cost, price, words, search, created_at, updated_at)
         select gen_random_uuid(), store_id, 'M' || n, form, state, ownership, location_id,
             repeat(name || ' ', 20), currency, cost, price, words, search,
             created_at - (n % 500) * interval '1 hour', updated_at
         from pieces, generate_series(1, 53999) n where id = $1",
    )
    .bind(ring.uuid())
    .execute(&db)
    .await
    .unwrap();
    let services = &vault.house.services;
    let everything = StockFilter::default();
    let before = most_held();
    let table = export(services, vault.manager(), &everything, Format::Csv).await;
    let book = export(services, vault.manager(), &everything, Format::Xlsx).await;
    let held = most_held() - before;
    // All rows at once would be some hundred megabytes.
    assert!(held < 40_000, "{held} kB");
    assert!(book.unwrap().file.metadata().unwrap().len() > 1_000_000);
    let rows = lines(table.unwrap());
    let serials: HashSet<_> = rows.iter().map(|row| &row["Serial"]).collect();
    assert_eq!((rows.len(), serials.len()), (54_000, 54_000));
}
