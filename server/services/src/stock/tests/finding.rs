//! One box and a few filters.

use super::*;
use crate::stock::{facets, list, with_serial};
use domain::stock::{Form, StockFilter, StockOrder};
use sqlx::PgPool;

impl Vault {
    async fn found(&self, filter: &StockFilter) -> Vec<String> {
        let page = list(&self.house.services, self.manager(), filter)
            .await
            .unwrap();
        page.pieces.into_iter().map(|piece| piece.serial).collect()
    }

    /// Four things that are told apart by everything one looks for.
    async fn fill(&self) {
        let stone = |serial: &str, carat, colour, price: &str| PieceDraft {
            serial: serial.into(),
            price: price.into(),
            ..self.diamond(carat, colour)
        };
        self.add(&stone("D-1", "0.50", "D", "2000")).await;
        self.add(&PieceDraft {
            lab: "GIA".into(),
            certificate: "2141438171".into(),
            ..stone("D-2", "1.00", "G", "5000")
        })
        .await;
        self.add(&stone("D-3", "1.50", "G", "9000")).await;
        self.add(&PieceDraft {
            serial: "R-1".into(),
            name: "Sapphire halo ring".into(),
            ..self.ring("700")
        })
        .await;
    }
}

fn text(text: &str) -> StockFilter {
    StockFilter {
        text: text.into(),
        ..StockFilter::default()
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn one_box_finds_by_serial_report_and_words(db: PgPool) {
    let vault = Vault::open(db).await;
    vault.fill().await;
    for (typed, serials) in [
        ("r-1", &["R-1"][..]),
        ("21414", &["D-2"]),
        ("halo sapphire", &["R-1"]),
        ("saphire", &["R-1"]),
        ("dimond", &["D-3", "D-2", "D-1"]),
        ("nothing like it", &[]),
        ("%", &[]),
        ("' or 1=1 --", &[]),
    ] {
        assert_eq!(vault.found(&text(typed)).await, serials, "{typed}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_scanned_serial_is_one_piece_and_no_other_stores(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    let mut serials = Vec::new();
    for serial in ["D-1", "D-10", "D-100"] {
        let ring = PieceDraft {
            serial: serial.into(),
            ..vault.ring("10")
        };
        serials.push((serial, vault.add(&ring).await));
    }
    let services = &vault.house.services;
    let scanned = async |serial: &str| {
        with_serial(services, vault.manager(), serial)
            .await
            .unwrap()
    };
    for (serial, piece) in serials {
        assert_eq!(scanned(serial).await, Some(piece));
        assert_eq!(scanned(&serial.to_lowercase()).await, Some(piece));
    }
    for other in ["D", "D-1000", "halo ring", "", "'"] {
        assert_eq!(scanned(other).await, None, "{other}");
    }
    let other = House::open(db).await;
    let stranger = (&other.owner).into();
    assert_eq!(with_serial(services, stranger, "D-1").await.unwrap(), None);
}

#[sqlx::test(migrations = "./migrations")]
async fn filters_narrow_and_say_how_many_they_would_leave(db: PgPool) {
    let vault = Vault::open(db).await;
    vault.fill().await;
    let stones = StockFilter {
        form: Some(Form::Stone),
        order: Some(StockOrder::Cheapest),
        ..StockFilter::default()
    };
    assert_eq!(vault.found(&stones).await, ["D-1", "D-2", "D-3"]);
    let filter = StockFilter {
        colours: vec!["G".into()],
        carat_from: "0.9".into(),
        carat_to: "1.2".into(),
        ..stones.clone()
    };
    assert_eq!(vault.found(&filter).await, ["D-2"]);
    let dear = StockFilter {
        price_from: "5,000".into(),
        order: Some(StockOrder::Dearest),
        ..stones.clone()
    };
    assert_eq!(vault.found(&dear).await, ["D-3", "D-2"]);

    let facets = facets(&vault.house.services, vault.manager(), &filter)
        .await
        .unwrap();
    assert_eq!(facets.total, 1, "of the weights that are asked for");
    assert_eq!(facets.colours, [("G".to_owned(), 1)]);
    assert_eq!(facets.clarities, [(Clarity::Vs1, 1)]);
    assert_eq!(facets.shapes, [(Shape::Round, 1)]);
}

#[sqlx::test(migrations = "./migrations")]
async fn pages_join_without_a_gap(db: PgPool) {
    let vault = Vault::open(db).await;
    for nth in 0..120 {
        let price = 1_000 + nth % 7;
        let draft = PieceDraft {
            price: price.to_string(),
            ..vault.ring("10")
        };
        vault.add(&draft).await;
    }
    for order in [
        StockOrder::Newest,
        StockOrder::Cheapest,
        StockOrder::Dearest,
    ] {
        let mut filter = StockFilter {
            order: Some(order),
            ..StockFilter::default()
        };
        let mut seen = Vec::new();
        loop {
            let page = list(&vault.house.services, vault.manager(), &filter)
                .await
                .unwrap();
            seen.extend(page.pieces.into_iter().map(|piece| piece.id));
            match page.next {
                Some(next) => filter.cursor = Some(next),
                None => break,
            }
        }
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((all, seen.len()), (120, 120), "{order:?}");
    }
}
