use super::*;
use crate::testing::House;
use domain::catalogue::StyleFilter;
use sqlx::PgPool;
use std::collections::{BTreeMap, BTreeSet};

const MAISON: &str = include_str!("fixtures/maison.csv");

async fn bring_in(house: &House, file: &str) -> Result<ImportResult, Error> {
    let key = IdempotencyKey::generate();
    apply(
        &house.services,
        (&house.owner).into(),
        file.into(),
        false,
        key,
    )
    .await
}

async fn look(house: &House, file: &str) -> ImportPreview {
    preview(&house.services, (&house.owner).into(), file.into())
        .await
        .unwrap()
}

/// Every row of the catalogue as text, to see whether anything at all was written.
async fn everything(house: &House) -> Vec<String> {
    sqlx::query_scalar(
        "select to_jsonb(s)::text from styles s union all select to_jsonb(v)::text from variants v
         union all select to_jsonb(p)::text from style_photos p
         union all select to_jsonb(d)::text from vendors d order by 1",
    )
    .fetch_all(&house.services.db)
    .await
    .unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn a_look_writes_nothing(db: PgPool) {
    let house = House::open(db).await;
    let before = everything(&house).await;
    let seen = look(&house, MAISON).await;
    assert_eq!(
        (seen.new, seen.changed, seen.unchanged, seen.skipped),
        (3, 0, 0, 0)
    );
    assert_eq!(
        seen.count,
        Count {
            products: 3,
            variants: 6,
            images: 4
        }
    );
    assert_eq!(seen.products[0].prices, "$1,250.00 – $1,890.00");
    assert_eq!(everything(&house).await, before);
}

#[sqlx::test(migrations = "./migrations")]
async fn the_same_file_again_changes_nothing(db: PgPool) {
    let house = House::open(db).await;
    let first = bring_in(&house, MAISON).await.unwrap();
    assert_eq!(
        (
            first.new,
            first.variants,
            first.images,
            first.vendors_created
        ),
        (3, 6, 4, 1)
    );
    let before = everything(&house).await;
    house.clock.advance(chrono::TimeDelta::hours(1));
    let again = bring_in(&house, MAISON).await.unwrap();
    assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 3));
    assert_eq!(everything(&house).await, before);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_corrected_file_changes_what_differs(db: PgPool) {
    let house = House::open(db).await;
    bring_in(&house, MAISON).await.unwrap();
    house.clock.advance(chrono::TimeDelta::hours(1));
    let corrected = MAISON
        .replace("SR-6-PT,4.1,0,1890", "SR-6-PT,4.1,0,1950")
        .replace(
            "\nsolitaire-ring,,,,,,,,7,,14K white,SR-7-14W,3.4,0,1250,,,,,,,,",
            "",
        )
        .replace(
            "\nsolitaire-ring,,,,,,,,,,,,,,,,https://pictures.example/solitaire-top.jpg,3,,,,,",
            "",
        );
    let seen = look(&house, &corrected).await;
    assert_eq!((seen.new, seen.changed, seen.unchanged), (0, 1, 2));
    let result = bring_in(&house, &corrected).await.unwrap();
    assert_eq!((result.new, result.changed, result.unchanged), (0, 1, 2));
    let variants: Vec<(String, String, bool, bool)> = sqlx::query_as(
        "select sku, price::text, active, v.updated_at = $1 from variants v
         join styles s on s.id = v.style_id where s.handle = 'solitaire-ring' order by sku",
    )
    .bind(house.services.clock.now())
    .fetch_all(&house.services.db)
    .await
    .unwrap();
    let expected = [
        ("SR-6-14W", "1250.0000", true, false),
        ("SR-6-PT", "1950.0000", true, true),
        ("SR-7-14W", "1250.0000", false, true),
    ]
    .map(|(sku, price, active, touched)| (sku.to_owned(), price.to_owned(), active, touched));
    assert_eq!(variants, expected);
    // The cost that only the first line gave is still there, and the old file brings all back.
    assert_eq!(bring_in(&house, MAISON).await.unwrap().changed, 1);
    assert_eq!(look(&house, MAISON).await.unchanged, 3);
}

#[sqlx::test(migrations = "./migrations")]
async fn errors_keep_a_product_out_and_the_good_ones_come_in_when_asked(db: PgPool) {
    let house = House::open(db).await;
    let file = MAISON.replace("PS-1,,12,\"1,085.00\"", "PS-1,,12,about 85");
    let seen = look(&house, &file).await;
    assert_eq!((seen.new, seen.skipped, seen.error_count), (2, 1, 1));
    assert_eq!(
        (seen.errors[0].line, seen.errors[0].column.as_str()),
        (7, "Variant Price")
    );
    assert!(matches!(
        bring_in(&house, &file).await,
        Err(Error::Invalid(_))
    ));
    assert!(everything(&house).await.is_empty());
    let key = IdempotencyKey::generate();
    let owner = (&house.owner).into();
    let result = apply(&house.services, owner, file.into_bytes(), true, key)
        .await
        .unwrap();
    assert_eq!((result.new, result.skipped), (2, 1));
}

#[sqlx::test(migrations = "./migrations")]
async fn one_key_imports_once(db: PgPool) {
    let house = House::open(db).await;
    let key = IdempotencyKey::generate();
    let once = || {
        apply(
            &house.services,
            (&house.owner).into(),
            MAISON.into(),
            false,
            key,
        )
    };
    let results = futures::future::join_all((0..8).map(|_| once())).await;
    for result in results {
        assert_eq!(result.unwrap().new, 3);
    }
    let imports: i64 =
        sqlx::query_scalar("select count(*) from audit where action = 'catalogue_imported'")
            .fetch_one(&house.services.db)
            .await
            .unwrap();
    assert_eq!(imports, 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn imports_at_the_same_time_do_not_double(db: PgPool) {
    let house = House::open(db).await;
    let results = futures::future::join_all((0..4).map(|_| bring_in(&house, MAISON))).await;
    let new: u32 = results.into_iter().map(|result| result.unwrap().new).sum();
    assert_eq!(new, 3);
}

#[sqlx::test(migrations = "./migrations")]
async fn only_those_who_keep_the_catalogue_import(db: PgPool) {
    let house = House::open(db).await;
    for staff in [&house.sales, &house.jeweler, &house.bookkeeper] {
        let seen = preview(&house.services, staff.into(), MAISON.into()).await;
        assert!(matches!(seen, Err(Error::Forbidden)));
        let key = IdempotencyKey::generate();
        let done = apply(&house.services, staff.into(), MAISON.into(), true, key).await;
        assert!(matches!(done, Err(Error::Forbidden)));
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_file_of_another_kind_and_a_huge_one_are_refused(db: PgPool) {
    let house = House::open(db).await;
    let seen = look(&house, "\u{0}\u{1}PNG not a table").await;
    assert_eq!((seen.new, seen.error_count), (0, 1));
    let huge = vec![b'x'; MOST_BYTES + 1];
    let seen = preview(&house.services, (&house.owner).into(), huge).await;
    assert!(matches!(seen, Err(Error::Invalid(_))));
}

/// What the corpus's file holds, counted apart from the importer.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counted {
    titles: BTreeSet<String>,
    /// Handle, option values, price.
    variants: BTreeSet<(String, String, String)>,
    images: BTreeSet<(String, String)>,
}

fn count_raw(file: &[u8]) -> Counted {
    let mut counted = Counted::default();
    let mut reader = csv::Reader::from_reader(file);
    for row in reader.deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        let handle = row["Handle"].clone();
        if !row["Title"].is_empty() {
            counted.titles.insert(row["Title"].clone());
        }
        if !row["Variant Price"].is_empty() {
            let values: Vec<_> = ["Option1 Value", "Option2 Value", "Option3 Value"]
                .iter()
                .map(|column| row[*column].clone())
                .filter(|value| !value.is_empty() && value != "Default Title")
                .collect();
            let price = usd(&row["Variant Price"]);
            counted
                .variants
                .insert((handle.clone(), values.join("/"), price));
        }
        if !row["Image Src"].is_empty() {
            counted.images.insert((handle, row["Image Src"].clone()));
        }
    }
    counted
}

fn usd(text: &str) -> String {
    domain::money::Money::parse(text, Currency::USD)
        .unwrap()
        .plain()
        .replace(',', "")
}

async fn count_stored(house: &House) -> Counted {
    let db = &house.services.db;
    let titles: Vec<String> = sqlx::query_scalar("select title from styles")
        .fetch_all(db)
        .await
        .unwrap();
    let variants: Vec<(String, String, String)> = sqlx::query_as(
        "select s.handle, array_to_string(v.option_values, '/'), v.price::numeric(14, 2)::text
         from variants v join styles s on s.id = v.style_id",
    )
    .fetch_all(db)
    .await
    .unwrap();
    let images: Vec<(String, String)> = sqlx::query_as(
        "select s.handle, p.url from style_photos p join styles s on s.id = p.style_id",
    )
    .fetch_all(db)
    .await
    .unwrap();
    Counted {
        titles: titles.into_iter().collect(),
        variants: variants.into_iter().collect(),
        images: images.into_iter().collect(),
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn shopifys_sample_catalogue_comes_in_whole(db: PgPool) {
    let Some(corpus) = std::env::var_os("CORPUS_DIR") else {
        eprintln!("skipped: shopifys_sample_catalogue_comes_in_whole needs CORPUS_DIR");
        return;
    };
    let path = std::path::Path::new(&corpus).join("catalog/shopify-jewelery.csv");
    let file = std::fs::read(path).unwrap();
    let house = House::open(db).await;
    let key = IdempotencyKey::generate();
    let owner = (&house.owner).into();
    let result = apply(&house.services, owner, file.clone(), false, key)
        .await
        .unwrap();
    let raw = count_raw(&file);
    assert_eq!(result.new, number(raw.titles.len()));
    assert_eq!(result.variants, number(raw.variants.len()));
    assert_eq!(result.images, number(raw.images.len()));
    assert_eq!(count_stored(&house).await, raw);
    let again = preview(&house.services, owner, file).await.unwrap();
    assert_eq!(
        (again.new, again.changed, again.unchanged),
        (0, 0, result.new)
    );
    let found = crate::catalogue::list(&house.services, owner, &StyleFilter::default()).await;
    assert_eq!(found.unwrap().styles.len(), raw.titles.len());
}
