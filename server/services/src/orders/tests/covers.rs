//! What covers a line, when it comes, and what follows from that.

use super::*;
use crate::check::check;
use crate::orders::show;
use crate::stock::{add, create_location, release, reserve};
use chrono::NaiveDate;
use domain::ids::PieceId;
use domain::orders::covers::{Cover, CoverView};
use domain::orders::requests::Filter;
use domain::stock::{LocationDraft, LocationKind, PieceDraft};
use sqlx::PgPool;

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A ring with its deposit paid, promised for 11 December.
async fn promised(house: &House) -> Bench<'_> {
    let ana = house.customer("Ana Ruiz").await;
    let order = NewOrder {
        payment: Some(cash("544.38")),
        promise: Some(day("2026-12-11")),
        ..ring(ana)
    };
    Bench::take(house, &order).await
}

impl Bench<'_> {
    async fn seen(&self) -> domain::orders::view::Detail {
        let manager = (&self.house.manager).into();
        show(&self.house.services, manager, self.order)
            .await
            .unwrap()
    }

    async fn cover(&self) -> Option<CoverView> {
        self.seen().await.lines.remove(0).cover
    }

    async fn estimate(&self) -> NaiveDate {
        self.seen().await.estimate
    }

    async fn delay(&self, eta: &str) {
        let details = Details {
            eta: Some(day(eta)),
            reason: "The caster lost a week".into(),
            ..Details::default()
        };
        self.step(Action::ReportDelay, details).await;
    }

    async fn confirm(&self, eta: &str) {
        let details = Details {
            eta: Some(day(eta)),
            ..Details::default()
        };
        self.step(Action::VendorConfirms, details).await;
    }

    /// Of how many things the customer is told, and the latest of them.
    async fn told(&self) -> (i64, String) {
        sqlx::query_as(
            "select count(*), (array_agg(e.code order by e.id desc))[1]
             from jobs j join order_events e on e.id = (j.payload->>'event')::uuid
             where e.order_id = $1",
        )
        .bind(self.order.uuid())
        .fetch_one(&self.house.services.db)
        .await
        .unwrap()
    }

    async fn is_listed_late(&self) -> bool {
        let late = Filter {
            late: true,
            ..Filter::default()
        };
        let manager = (&self.house.manager).into();
        let page = crate::orders::list(&self.house.services, manager, &late).await;
        let found = page.unwrap().items;
        assert!(found.iter().all(|order| order.late_against_promise));
        found.iter().any(|order| order.id == self.order)
    }
}

pub(super) async fn piece(house: &House) -> PieceId {
    let manager = Caller::from(&house.manager);
    let safe = LocationDraft {
        kind: LocationKind::Safe,
        name: "Safe".into(),
        code: "SAFE".into(),
        jeweler: None,
        vendor: None,
    };
    let key = IdempotencyKey::generate;
    let safe = create_location(&house.services, manager, &safe, key()).await;
    let draft = PieceDraft {
        location: Some(safe.unwrap().id),
        name: "Oval halo ring".into(),
        cost: "400".into(),
        ..PieceDraft::empty()
    };
    let added = add(&house.services, manager, &draft, key()).await;
    added.unwrap().id
}

#[sqlx::test(migrations = "./migrations")]
async fn the_estimate_follows_what_covers_the_line(db: PgPool) {
    let house = House::open(db.clone()).await;
    let bench = promised(&house).await;
    assert_eq!(bench.cover().await, None);
    assert_eq!(bench.estimate().await, day("2026-12-11"), "as promised");

    bench.place_with_vendor().await;
    let cover = bench.cover().await.unwrap();
    assert_eq!((cover.cover, cover.here), (Cover::Purchase, false));
    assert_eq!(cover.eta, Some(day("2026-12-04")));
    assert!(cover.number.starts_with("PO-"), "{cover:?}");
    assert_eq!(bench.estimate().await, day("2026-12-08"));

    bench.confirm("2026-12-07").await;
    assert_eq!(bench.estimate().await, day("2026-12-09"));

    bench.receive("500").await;
    let cover = bench.cover().await.unwrap();
    assert_eq!((cover.eta, cover.here), (Some(day("2026-11-23")), true));
    assert_eq!(bench.estimate().await, day("2026-11-25"), "it is here");

    bench.step(Action::StartCheck, Details::default()).await;
    let why = Details {
        reason: "Loose stone".into(),
        ..Details::default()
    };
    bench.step(Action::FailCheck, why).await;
    assert_eq!(bench.cover().await, None, "it went back");
    assert_eq!(
        bench.estimate().await,
        day("2026-12-11"),
        "nobody knows better"
    );
    assert_eq!(check(&db, drop).await.unwrap(), 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_promise_of_stock_covers_it_until_it_is_let_go(db: PgPool) {
    let house = House::open(db.clone()).await;
    let bench = promised(&house).await;
    let (services, sales) = (&house.services, Caller::from(&house.sales));
    let (piece, line) = (piece(&house).await, bench.seen().await.lines[0].id);
    let key = IdempotencyKey::generate;
    reserve(services, sales, bench.order, line, piece, key())
        .await
        .unwrap();
    let cover = bench.cover().await.unwrap();
    assert_eq!((cover.cover, cover.here), (Cover::Stock, true));
    assert_eq!(cover.source, piece.uuid());
    assert_eq!(bench.estimate().await, day("2026-11-25"));
    release(services, sales, bench.order, piece, key())
        .await
        .unwrap();
    assert_eq!(bench.cover().await, None);
    assert_eq!(bench.estimate().await, day("2026-12-11"));
    let told = bench.told().await;
    assert_eq!(told.0, 1, "only that it was taken: {told:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_slip_is_told_once_and_again_when_it_gets_worse(db: PgPool) {
    let house = House::open(db).await;
    let bench = promised(&house).await;
    bench.place_with_vendor().await;
    assert!(!bench.is_listed_late().await);
    let (before, _) = bench.told().await;

    // The step's own message says the date, and that it is late.
    bench.delay("2026-12-14").await;
    assert_eq!(bench.told().await, (before + 1, "moved".to_owned()));
    assert!(bench.is_listed_late().await);
    assert_eq!(bench.seen().await.first_promise, day("2026-12-11"));

    // The vendor's better date, still late, is told by the confirmation and by nothing else.
    bench.confirm("2026-12-11").await;
    assert_eq!(bench.told().await, (before + 2, "moved".to_owned()));
    assert!(bench.is_listed_late().await);

    // Made good, it is forgotten.
    bench.delay("2026-12-08").await;
    assert!(!bench.is_listed_late().await);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_slip_on_the_vendors_side_is_told_by_itself(db: PgPool) {
    let house = House::open(db.clone()).await;
    let bench = promised(&house).await;
    bench.place_with_vendor().await;
    bench.confirm("2026-12-07").await;
    let (before, _) = bench.told().await;
    let purchase = bench.seen().await.purchases[0].id;
    let (services, manager) = (&house.services, Caller::from(&house.manager));
    let expect = async |eta: &str| {
        let now = crate::purchasing::show(services, manager, purchase)
            .await
            .unwrap();
        let key = IdempotencyKey::generate();
        crate::purchasing::confirm(services, manager, purchase, now.version, day(eta), key)
            .await
            .unwrap();
    };
    expect("2026-12-14").await;
    assert_eq!(bench.estimate().await, day("2026-12-16"));
    assert_eq!(
        bench.told().await,
        (before + 1, "estimate_moved".to_owned())
    );
    for not_worse in ["2026-12-11", "2026-12-14"] {
        expect(not_worse).await;
        assert_eq!(bench.told().await.0, before + 1, "{not_worse}");
    }
    expect("2026-12-15").await;
    assert_eq!(bench.told().await.0, before + 2);
    assert_eq!(check(&db, drop).await.unwrap(), 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_was_to_come_is_called_off_with_the_order(db: PgPool) {
    let house = House::open(db.clone()).await;
    let bench = promised(&house).await;
    bench.place_with_vendor().await;
    let purchase = bench.seen().await.purchases[0].id;
    let why = Details {
        reason: "Changed her mind".into(),
        ..Details::default()
    };
    bench
        .act(&house.manager, Action::Cancel, why)
        .await
        .unwrap();
    assert_eq!(bench.cover().await, None);
    let manager = Caller::from(&house.manager);
    let off = crate::purchasing::show(&house.services, manager, purchase).await;
    assert_eq!(
        off.unwrap().state,
        domain::purchasing::PurchaseState::Cancelled
    );
    assert_eq!(check(&db, drop).await.unwrap(), 0);
}
