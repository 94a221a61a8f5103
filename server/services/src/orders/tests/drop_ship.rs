//! What the vendor sends to the customer: in our name, when all is paid.

use super::covers::day;
use super::*;
use crate::check::check;
use crate::jobs::{Attempt, Effects, Handler, Job};
use crate::messages;
use crate::orders::{packing_slip, show};
use crate::purchasing::{self, match_bill};
use domain::contact::PostalAddress;
use domain::messages::{About, Filter, MessageStatus, VendorLetter};
use domain::orders::covers::Cover;
use domain::orders::view::Detail;
use domain::purchasing::{BillDraft, PurchaseDetail, PurchaseKind, PurchaseState};
use sqlx::PgPool;

fn home() -> PostalAddress {
    PostalAddress {
        line1: "9 Elm St".into(),
        city: "Albany".into(),
        region: "NY".into(),
        postcode: "12207".into(),
        country: "US".into(),
        ..PostalAddress::default()
    }
}

/// A ring whose deposit is paid, at a vendor who ships it.
async fn shipped_by_vendor(house: &House) -> Bench<'_> {
    let ana = house.customer("Ana Ruiz").await;
    let order = NewOrder {
        payment: Some(cash("544.38")),
        promise: Some(day("2026-12-11")),
        ..ring(ana)
    };
    let bench = Bench::take(house, &order).await;
    let vendor = vendor(house).await;
    sqlx::query("update vendors set email = 'orders@maison.example' where id = $1")
        .bind(vendor.uuid())
        .execute(&house.services.db)
        .await
        .unwrap();
    let details = Details {
        vendor: Some(vendor),
        costs: bench.costs("480").await,
        eta: Some(day("2026-12-10")),
        ..Details::default()
    };
    let homeless = bench
        .act(&house.manager, Action::PlaceDropShip, details.clone())
        .await;
    let Err(Error::Invalid(wrong)) = homeless else {
        panic!("{homeless:?}")
    };
    assert!(wrong.get("/details/ship_to").is_some());
    let details = Details {
        ship_to: Some(home()),
        ..details
    };
    bench.step(Action::PlaceDropShip, details).await;
    bench
}

impl Bench<'_> {
    async fn now(&self) -> Detail {
        let manager = (&self.house.manager).into();
        show(&self.house.services, manager, self.order)
            .await
            .unwrap()
    }

    async fn purchase(&self) -> PurchaseDetail {
        let id = self.now().await.purchases[0].id;
        let manager = (&self.house.manager).into();
        purchasing::show(&self.house.services, manager, id)
            .await
            .unwrap()
    }

    fn parcel(&self) -> Details {
        Details {
            carrier: "UPS".into(),
            reference: "1Z999AA10123456784".into(),
            ..Details::default()
        }
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn from_the_vendor_to_the_customers_door(db: PgPool) {
    let house = House::open(db.clone()).await;
    let bench = shipped_by_vendor(&house).await;
    let cover = bench.now().await.lines.remove(0).cover.unwrap();
    assert_eq!(cover.cover, Cover::DropShip);
    assert_eq!(
        bench.now().await.estimate,
        day("2026-12-10"),
        "nothing is done to it in the house"
    );
    assert_eq!(bench.purchase().await.kind, PurchaseKind::DropShip);

    // It never comes to us, and goes nowhere before all is paid.
    let offered = bench.now().await.offers;
    assert!(offered.iter().all(|offer| offer.action != Action::Receive));
    let release = Action::Release;
    let early = bench.act(&house.sales, release, Details::default()).await;
    let Err(Error::Refused { message, .. }) = early else {
        panic!("{early:?}")
    };
    assert_eq!(message, "$544.37 is still owed.");
    let benchman = bench.act(&house.jeweler, release, Details::default()).await;
    assert!(matches!(benchman, Err(Error::Forbidden)));
    bench.pay("544.37").await.unwrap();
    bench
        .act(&house.sales, release, Details::default())
        .await
        .unwrap();
    assert_eq!(bench.purchase().await.state, PurchaseState::Released);
    assert_eq!(bench.ledger(Account::Inventory).await, dec("0"));

    let mut parcel = bench.parcel();
    parcel.costs = bench.costs("485").await;
    bench.step(Action::VendorShips, parcel).await;
    assert_eq!(bench.state().await, "shipped");
    for (account, amount) in [
        (Account::Deposits, "0"),
        (Account::Revenue, "-1000"),
        (Account::TaxPayable, "-88.75"),
        (Account::CostOfGoods, "485"),
        (Account::Payable, "-485"),
        (Account::Inventory, "0"),
    ] {
        assert_eq!(bench.ledger(account).await, dec(amount), "{account}");
    }
    assert_eq!(check(&db, drop).await.unwrap(), 0);
    let purchase = bench.purchase().await;
    assert_eq!(purchase.state, PurchaseState::Shipped);
    let way = purchase.drop_ship.clone().unwrap();
    assert_eq!(way.tracking.as_deref(), Some("1Z999AA10123456784"));

    bench
        .step(Action::ConfirmDelivery, Details::default())
        .await;
    assert_eq!(bench.state().await, "closed");
    let bill = BillDraft {
        number: "ML-9".into(),
        date: Some(day("2026-11-23")),
        total: "490".into(),
    };
    let key = IdempotencyKey::generate();
    let (services, grace) = (&house.services, Caller::from(&house.bookkeeper));
    let matched = match_bill(services, grace, purchase.id, purchase.version, &bill, key).await;
    assert_eq!(matched.unwrap().difference.to_string(), "$5.00");
    assert_eq!(check(&db, drop).await.unwrap(), 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn exactly_one_covers_a_line(db: PgPool) {
    let house = House::open(db.clone()).await;
    let bench = shipped_by_vendor(&house).await;
    let order = Action::PlaceWithVendor;
    let again = bench.act(&house.manager, order, Details::default()).await;
    assert!(matches!(again, Err(Error::Refused { .. })), "{again:?}");
    // The database itself has the last word.
    let twice = sqlx::query(
        "insert into purchase_lines (id, purchase_order_id, position, order_line_id, description,
            quantity, unit_cost)
         select gen_random_uuid(), purchase_order_id, 99, order_line_id, 'Again', 1, 1
         from purchase_lines where order_line_id is not null",
    )
    .execute(&db)
    .await;
    assert!(twice.is_err());
    let covers: i64 = sqlx::query_scalar("select count(*) from line_covers")
        .fetch_one(&db)
        .await
        .unwrap();
    assert_eq!(covers, 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn the_vendor_is_written_to_once_with_a_slip_in_our_name(db: PgPool) {
    let house = House::open(db.clone()).await;
    let bench = shipped_by_vendor(&house).await;
    bench.pay("544.37").await.unwrap();
    bench.step(Action::Release, Details::default()).await;
    let purchase = bench.purchase().await;
    let (services, sales) = (&house.services, Caller::from(&house.sales));
    let key = IdempotencyKey::generate;
    for _ in 0..2 {
        let open = bench.purchase().await.version;
        purchasing::mail(services, sales, purchase.id, open, key())
            .await
            .unwrap();
    }
    // Without a mail server it is all kept, and each thing once.
    let effects = Effects::new(services.clone(), None);
    let jobs: Vec<(serde_json::Value,)> =
        sqlx::query_as("select payload from jobs where kind = 'write_to_vendor'")
            .fetch_all(&db)
            .await
            .unwrap();
    assert_eq!(jobs.len(), 3);
    let first = Attempt {
        number: 1,
        last: false,
    };
    for (job,) in jobs {
        let job: Job = serde_json::from_value(job).unwrap();
        effects.handle(&job, first).await.unwrap();
    }
    let kept = messages::list(services, sales, &Filter::default()).await;
    let kept = kept.unwrap().items;
    assert_eq!(kept.len(), 2);
    for letter in &kept {
        assert_eq!(letter.status, MessageStatus::NotSent);
        assert_eq!(letter.recipient, "orders@maison.example");
        assert_eq!(letter.about, About::Purchase(purchase.id));
    }
    let release = kept
        .iter()
        .find(|letter| letter.subject.starts_with("Please"));
    let text = messages::show(services, sales, release.unwrap().id).await;
    let text = text.unwrap().text;
    assert!(text.contains("9 Elm St\nAlbany NY 12207"), "{text}");
    assert!(text.contains("Ana Ruiz") && !text.contains('$'), "{text}");
    let letters = bench.purchase().await.letters;
    assert_eq!(letters.len(), 2);
    let attached =
        purchasing::papers_for_vendor(services, house.store, purchase.id, VendorLetter::Release);
    assert!(
        attached.await.unwrap()[0]
            .name
            .starts_with("packing-slip-SO-")
    );
    let slip = packing_slip(services, sales, bench.order).await.unwrap();
    let printed = String::from_utf8_lossy(&slip.bytes);
    assert!(printed.contains("Hudson & Vale") && printed.contains("Elm St"));
    for secret in ["Maison", "480", "cost", "price", "vendor"] {
        assert!(!printed.contains(secret), "{secret} is in {printed}");
    }
    assert!(messages::retry_all(services, sales).await.unwrap() == 2);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_piece_of_stock_is_let_go_first(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    let order = NewOrder {
        payment: Some(cash("544.38")),
        ..ring(ana)
    };
    let bench = Bench::take(&house, &order).await;
    let piece = super::covers::piece(&house).await;
    let line = bench.now().await.lines[0].id;
    let sales = Caller::from(&house.sales);
    let key = IdempotencyKey::generate();
    crate::stock::reserve(&house.services, sales, bench.order, line, piece, key)
        .await
        .unwrap();
    let ship = Action::PlaceDropShip;
    assert!(bench.now().await.offers.iter().all(|o| o.action != ship));
    let details = Details {
        vendor: Some(vendor(&house).await),
        costs: bench.costs("480").await,
        ship_to: Some(home()),
        ..Details::default()
    };
    let tried = bench
        .act_over(&house.manager, ship, details, "I say so")
        .await;
    assert!(matches!(tried, Err(Error::Refused { .. })), "{tried:?}");
}
