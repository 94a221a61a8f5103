//! Labels: what stands on them, and for whom.

use super::*;
use crate::papers::File;
use crate::stock::{piece_label, piece_labels, place_labels};
use domain::papers::{LabelFormat, LabelKind, Labels, MOST_LABELS};
use domain::stock::StockFilter;
use sqlx::PgPool;

const TAG: (LabelKind, LabelFormat) = (LabelKind::Tag, LabelFormat::Pages);

/// What the tests' press was given.
fn read(file: &File) -> Labels {
    serde_json::from_slice(&file.bytes).unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn a_tag_has_a_price_where_it_was_asked_for_and_never_a_cost(db: PgPool) {
    let vault = Vault::open(db).await;
    let piece = vault.add(&vault.ring("777")).await;
    let services = &vault.house.services;
    for (with_price, mark) in [(true, Some("$2,400.00")), (false, None)] {
        let file = piece_label(services, vault.manager(), piece, TAG, with_price).await;
        let file = file.unwrap();
        let labels = read(&file).labels;
        assert_eq!(labels[0].title, "Estate ring");
        assert_eq!(labels[0].mark.as_deref(), mark);
        assert_eq!(file.name, format!("label-{}.pdf", labels[0].code));
        assert!(!String::from_utf8(file.bytes).unwrap().contains("777"));
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_list_prints_what_it_shows_and_no_more_than_a_roll_holds(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    vault.add(&vault.diamond("1.00", "G")).await;
    let ring = vault.add(&vault.ring("1")).await;
    sqlx::query(
        "insert into pieces (id, store_id, serial, form, state, ownership, location_id, name,
             currency, cost, words, search, created_at, updated_at)
         select gen_random_uuid(), store_id, 'M' || n, form, state, ownership, location_id, name,
             currency, cost, words, search, created_at, updated_at
         from pieces, generate_series(1, 600) n where id = $1",
    )
    .bind(ring.uuid())
    .execute(&db)
    .await
    .unwrap();
    let print = async |filter: StockFilter| {
        let file = piece_labels(&vault.house.services, vault.manager(), &filter, TAG, false).await;
        read(&file.unwrap()).labels
    };
    let all = print(StockFilter::default()).await;
    assert_eq!(all.len(), MOST_LABELS);
    let stones = StockFilter {
        text: "diamond".into(),
        ..StockFilter::default()
    };
    assert_eq!(print(stones).await.len(), 1);
    let nothing = StockFilter {
        text: "no such thing".into(),
        ..StockFilter::default()
    };
    let refused = piece_labels(&vault.house.services, vault.manager(), &nothing, TAG, false);
    assert!(refusal(refused.await).contains("nothing to print"));
}

#[sqlx::test(migrations = "./migrations")]
async fn places_have_labels_and_other_stores_things_have_none(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    place(&vault.house, LocationKind::Showcase, "CASE-1").await;
    let piece = vault.add(&vault.ring("1")).await;
    let services = &vault.house.services;
    let format = LabelFormat::Zpl300;
    let all = place_labels(services, vault.manager(), None, format).await;
    let all = all.unwrap();
    assert_eq!(all.name, "labels-place.zpl");
    let codes: Vec<_> = read(&all).labels.into_iter().map(|l| l.code).collect();
    assert_eq!(codes, ["CASE-1", "SAFE-1"]);
    let one = place_labels(services, vault.manager(), Some(vault.safe), format).await;
    assert_eq!(read(&one.unwrap()).labels.len(), 1);

    let elsewhere = House::open(db).await;
    let stranger = Caller::from(&elsewhere.owner);
    let theirs = place_labels(services, stranger, Some(vault.safe), format).await;
    assert!(matches!(theirs, Err(Error::NotFound)));
    let theirs = piece_label(services, stranger, piece, TAG, true).await;
    assert!(matches!(theirs, Err(Error::NotFound)));
}
