//! Lists of stones come in whole, once, or not at all.

use super::*;
use crate::jobs::Attempt;
use crate::stock::import::{begin, confirm, preview, reopen, run, status};
use crate::stock::list;
use domain::ids::StockImportId;
use domain::stock::{ImportField, ImportState, StockFilter, StockMapping, StockPreview};
use sqlx::PgPool;

const LIST: &str = "Stock No,carat,color,clarity,price,mood
D-1,0.50,d,VS1,\"2,000\",blue
D-2,1.00,G,IF,5000,
D-3,1.5,G,SI1,9000,
";

const ONCE: Attempt = Attempt {
    number: 1,
    last: false,
};

impl Vault {
    async fn send(&self, list: &str) -> (StockImportId, StockMapping) {
        let services = &self.house.services;
        let file = list.as_bytes().to_vec();
        let kept = begin(services, self.manager(), "stones.csv", file)
            .await
            .unwrap();
        let mut mapping = kept.mapping;
        mapping.defaults.location = Some(self.safe);
        mapping.defaults.cost_percent = "50".into();
        (kept.id, mapping)
    }

    async fn look(&self, id: StockImportId, mapping: &StockMapping) -> StockPreview {
        preview(&self.house.services, self.manager(), id, mapping)
            .await
            .unwrap()
    }

    async fn bring_in(&self, list: &str, skip_errors: bool) -> StockPreview {
        let (id, mapping) = self.send(list).await;
        self.start(id, &mapping, skip_errors).await;
        let now = status(&self.house.services, self.manager(), id)
            .await
            .unwrap();
        assert_eq!(now.state, ImportState::Done, "{now:?}");
        now.result.unwrap()
    }

    async fn start(&self, id: StockImportId, mapping: &StockMapping, skip_errors: bool) {
        let services = &self.house.services;
        let key = IdempotencyKey::generate();
        confirm(services, self.manager(), id, mapping, skip_errors, key)
            .await
            .unwrap();
        run(services, id, ONCE).await.unwrap();
    }

    async fn pieces(&self) -> i64 {
        sqlx::query_scalar("select count(*) from pieces")
            .fetch_one(&self.house.services.db)
            .await
            .unwrap()
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_list_comes_in_and_again_changes_nothing(db: PgPool) {
    let vault = Vault::open(db).await;
    let (id, mapping) = vault.send(LIST).await;
    assert_eq!(mapping.columns[0], Some(ImportField::Serial));
    assert_eq!(mapping.columns[5], None);
    let looked = vault.look(id, &mapping).await;
    assert_eq!((looked.new, looked.skipped), (3, 0));
    assert_eq!(looked.cost.unwrap().to_string(), "$8,000.00");
    assert_eq!(vault.pieces().await, 0, "nothing is written by looking");

    let first = vault.bring_in(LIST, false).await;
    assert_eq!((first.new, first.changed, first.unchanged), (3, 0, 0));
    assert_eq!(vault.ledger(Account::Stock).await, dec("8000"));
    let again = vault.bring_in(LIST, false).await;
    assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 3));
    assert_eq!(vault.ledger(Account::Stock).await, dec("8000"));

    let dearer = LIST.replace("5000", "5500");
    let changed = vault.bring_in(&dearer, false).await;
    assert_eq!((changed.new, changed.changed, changed.unchanged), (0, 1, 2));
    let filter = StockFilter {
        text: "d-2".into(),
        ..StockFilter::default()
    };
    let found = list(&vault.house.services, vault.manager(), &filter)
        .await
        .unwrap();
    assert_eq!(found.pieces[0].price.unwrap().to_string(), "$5,500.00");
    assert_eq!(found.pieces[0].name, "1.00 ct diamond, round, G IF");
}

#[sqlx::test(migrations = "./migrations")]
async fn rows_without_a_name_of_their_own_are_told_apart(db: PgPool) {
    let vault = Vault::open(db).await;
    let twins = "carat,color,price\n0.3,G,600\n0.3,G,600\n0.4,H,700\n";
    assert_eq!(vault.bring_in(twins, false).await.new, 3);
    let again = vault.bring_in(twins, false).await;
    assert_eq!((again.new, again.unchanged), (0, 3));
    let triplets = format!("{twins}0.3,G,600\n");
    let more = vault.bring_in(&triplets, false).await;
    assert_eq!((more.new, more.unchanged), (1, 3));
}

#[sqlx::test(migrations = "./migrations")]
async fn errors_name_their_line_and_keep_everything_out_unless_meant(db: PgPool) {
    let vault = Vault::open(db).await;
    let taken = PieceDraft {
        serial: "D-3".into(),
        ..vault.ring("10")
    };
    vault.add(&taken).await;
    let list = "Stock No,carat,color,clarity,price
D-1,heavy,D,VS1,2000
D-2,1.00,G,VS9,5000
D-3,1.50,G,SI1,9000
D-4,1.10,G,SI1,-5
D-5,1.20,G,SI1,100
D-5,1.30,G,SI1,100
";
    let (id, mapping) = vault.send(list).await;
    let looked = vault.look(id, &mapping).await;
    let lines: Vec<_> = looked
        .errors
        .iter()
        .map(|e| (e.line, e.column.as_str()))
        .collect();
    for expected in [
        (2, "Carat"),
        (3, "Clarity"),
        (4, "Serial"),
        (5, "Price"),
        (7, ""),
    ] {
        assert!(lines.contains(&expected), "{expected:?} in {lines:?}");
    }
    assert_eq!((looked.new, looked.skipped), (1, 5));

    vault.start(id, &mapping, false).await;
    let services = &vault.house.services;
    let now = status(services, vault.manager(), id).await.unwrap();
    assert_eq!(now.state, ImportState::Failed);
    assert!(now.error.unwrap().contains("Mend the list"));
    assert_eq!(vault.pieces().await, 1, "nothing half-written");
    let kept = reopen(services, vault.manager(), id).await.unwrap();
    assert_eq!(kept.headings[1], "carat");
    assert_eq!((kept.rows, kept.mapping), (6, mapping.clone()));
    // What failed can be started again, by another mapping or leaving the errors out.
    vault.start(id, &mapping, true).await;
    assert_eq!(vault.pieces().await, 2);
    assert_eq!(vault.ledger(Account::Stock).await, dec("60"));
}

#[sqlx::test(migrations = "./migrations")]
async fn an_import_is_worked_off_once(db: PgPool) {
    let vault = Vault::open(db).await;
    let (id, mapping) = vault.send(LIST).await;
    vault.start(id, &mapping, false).await;
    run(&vault.house.services, id, ONCE).await.unwrap();
    assert_eq!(vault.pieces().await, 3);
    let key = IdempotencyKey::generate();
    let again = confirm(
        &vault.house.services,
        vault.manager(),
        id,
        &mapping,
        false,
        key,
    )
    .await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    let gone = reopen(&vault.house.services, vault.manager(), id).await;
    assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn only_those_who_keep_stock_bring_lists_in(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    let services = &vault.house.services;
    let (id, mapping) = vault.send(LIST).await;
    let sales = (&vault.house.sales).into();
    let file = LIST.as_bytes().to_vec();
    assert!(matches!(
        begin(services, sales, "x.csv", file).await,
        Err(Error::Forbidden)
    ));
    let other = House::open(db).await;
    let stranger = (&other.owner).into();
    assert!(matches!(
        preview(services, stranger, id, &mapping).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(
        status(services, stranger, id).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(
        reopen(services, stranger, id).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(
        reopen(services, sales, id).await,
        Err(Error::Forbidden)
    ));
}

/// The stones of a real dealer, where the corpus is at hand.
#[sqlx::test(migrations = "./migrations")]
async fn fifty_thousand_diamonds_come_in_at_one_go(db: PgPool) {
    let Ok(corpus) = std::env::var("CORPUS_DIR") else {
        eprintln!("skipped: fifty_thousand_diamonds_come_in_at_one_go (CORPUS_DIR is not set)");
        return;
    };
    let path = std::path::Path::new(&corpus).join("stones/diamonds.csv");
    let diamonds = std::fs::read_to_string(path).unwrap();
    let vault = Vault::open(db).await;
    let first = vault.bring_in(&diamonds, false).await;
    assert_eq!((first.new, first.skipped), (53_940, 0));
    assert_eq!(vault.pieces().await, 53_940);
    let again = vault.bring_in(&diamonds, false).await;
    assert_eq!((again.new, again.unchanged), (0, 53_940));
}
