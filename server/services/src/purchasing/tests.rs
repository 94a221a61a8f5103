//! Buying for stock against a real Postgres.

use super::*;
use crate::check::check;
use crate::stock::{self, create_location, list as list_stock};
use crate::testing::House;
use crate::{Caller, purchasing};
use domain::ids::{IdempotencyKey, LocationId, PieceId, PurchaseOrderId};
use domain::ledger::Account;
use domain::purchasing::{
    BillDraft, PurchaseDetail, PurchaseDraft, PurchaseFilter, PurchaseKind, PurchaseLineDraft,
    PurchaseSummary, ReceiptDraft, ReceivedDraft,
};
use domain::stock::{LocationDraft, LocationKind, StockFilter};
use rust_decimal::Decimal;
use sqlx::PgPool;

/// A house that buys.
struct Buyer {
    house: House,
    safe: LocationId,
}

impl Buyer {
    async fn open(db: PgPool) -> Self {
        let house = House::open(db).await;
        let draft = LocationDraft {
            kind: LocationKind::Safe,
            name: "Safe".into(),
            code: "SAFE".into(),
            jeweler: None,
            vendor: None,
        };
        let key = IdempotencyKey::generate();
        let manager = Caller::from(&house.manager);
        let safe = create_location(&house.services, manager, &draft, key).await;
        let safe = safe.unwrap().id;
        Self { house, safe }
    }

    fn manager(&self) -> Caller<'_> {
        (&self.house.manager).into()
    }

    /// Five bands for 200.00 each and two chains for 80.50.
    async fn order(&self) -> PurchaseDetail {
        let line = |description: &str, quantity, unit_cost: &str| PurchaseLineDraft {
            description: description.into(),
            quantity,
            unit_cost: unit_cost.into(),
            ..PurchaseLineDraft::default()
        };
        let draft = PurchaseDraft {
            vendor: Some(self.house.vendor("Maison Lavergne").await),
            lines: vec![line("Band", 5, "200"), line("Chain", 2, "80.50")],
            eta: "2026-12-01".parse().ok(),
            kind: None,
            note: String::new(),
        };
        let key = IdempotencyKey::generate();
        let saved = create(&self.house.services, self.manager(), &draft, key).await;
        self.show(saved.unwrap().id).await
    }

    async fn sent(&self) -> PurchaseDetail {
        let order = self.order().await;
        let key = IdempotencyKey::generate();
        send(&self.house.services, self.manager(), order.id, 1, key)
            .await
            .unwrap();
        self.show(order.id).await
    }

    async fn show(&self, id: PurchaseOrderId) -> PurchaseDetail {
        purchasing::show(&self.house.services, self.manager(), id)
            .await
            .unwrap()
    }

    fn delivery(&self, order: &PurchaseDetail, came: &[u32]) -> ReceiptDraft {
        let lines = order.lines.iter().zip(came);
        ReceiptDraft {
            location: Some(self.safe),
            lines: lines
                .map(|(line, quantity)| ReceivedDraft::of(line.id, *quantity))
                .collect(),
            ..ReceiptDraft::default()
        }
    }

    async fn receive(
        &self,
        order: &PurchaseDetail,
        draft: &ReceiptDraft,
    ) -> Result<Vec<PieceId>, Error> {
        let key = IdempotencyKey::generate();
        let services = &self.house.services;
        receive(
            services,
            self.manager(),
            order.id,
            order.version,
            draft,
            key,
        )
        .await
    }

    async fn list(&self, filter: PurchaseFilter) -> Vec<PurchaseSummary> {
        let page = purchasing::list(&self.house.services, self.manager(), &filter).await;
        page.unwrap().items
    }

    /// Something of the catalogue, for 500.00 at a cost of 210.00.
    async fn variant(&self, title: &str, sku: &str) -> domain::ids::VariantId {
        let (style, variant) = (uuid::Uuid::now_v7(), uuid::Uuid::now_v7());
        let (db, now) = (&self.house.services.db, self.house.services.clock.now());
        sqlx::query(
            "insert into styles (id, handle, title, created_at, updated_at)
             values ($1, $1::text, $2, $3, $3)",
        )
        .bind(style)
        .bind(title)
        .bind(now)
        .execute(db)
        .await
        .unwrap();
        sqlx::query(
            "insert into variants (id, style_id, position, sku, price, cost, currency, updated_at)
             values ($1, $2, 1, $3, 500, 210, 'USD', $4)",
        )
        .bind(variant)
        .bind(style)
        .bind(sku)
        .bind(now)
        .execute(db)
        .await
        .unwrap();
        variant.into()
    }

    async fn ledger(&self, account: Account) -> Decimal {
        sqlx::query_scalar(
            "select coalesce(sum(amount), 0) from ledger_postings where account = $1",
        )
        .bind(account.code())
        .fetch_one(&self.house.services.db)
        .await
        .unwrap()
    }
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn it_is_ordered_received_in_parts_and_billed(db: PgPool) {
    let buyer = Buyer::open(db.clone()).await;
    let services = &buyer.house.services;
    let order = buyer.order().await;
    assert_eq!(order.state, PurchaseState::Draft);
    assert_eq!(order.total.unwrap().to_string(), "$1,161.00");
    let early = buyer
        .receive(&order, &buyer.delivery(&order, &[1, 0]))
        .await;
    assert!(matches!(early, Err(Error::Refused { .. })), "{early:?}");

    let key = IdempotencyKey::generate;
    send(services, buyer.manager(), order.id, 1, key())
        .await
        .unwrap();
    let eta = "2026-12-03".parse().unwrap();
    confirm(services, buyer.manager(), order.id, 2, eta, key())
        .await
        .unwrap();
    let order = buyer.show(order.id).await;
    assert_eq!(
        (order.state, order.eta),
        (PurchaseState::Confirmed, Some(eta))
    );

    let first = buyer
        .receive(&order, &buyer.delivery(&order, &[3, 0]))
        .await
        .unwrap();
    assert_eq!(first.len(), 3);
    assert_eq!(buyer.ledger(Account::Stock).await, dec("600"));
    assert_eq!(buyer.ledger(Account::Payable).await, dec("-600"));
    let order = buyer.show(order.id).await;
    assert_eq!(order.state, PurchaseState::PartlyReceived);
    let over = buyer
        .receive(&order, &buyer.delivery(&order, &[3, 2]))
        .await;
    let Err(Error::Invalid(errors)) = over else {
        panic!("{over:?}")
    };
    assert_eq!(
        errors.get("/lines/0/quantity"),
        Some("Only 2 are still to come.")
    );
    assert_eq!(
        buyer.ledger(Account::Stock).await,
        dec("600"),
        "nothing half-written"
    );

    let mut rest = buyer.delivery(&order, &[2, 2]);
    rest.lines[1].unit_cost = "79".into();
    buyer.receive(&order, &rest).await.unwrap();
    let order = buyer.show(order.id).await;
    assert_eq!(
        (order.state, order.receipts.len()),
        (PurchaseState::Received, 2)
    );
    assert_eq!(buyer.ledger(Account::Stock).await, dec("1158"));
    let found = list_stock(services, buyer.manager(), &StockFilter::default())
        .await
        .unwrap();
    assert_eq!(found.pieces.len(), 7);

    let bill = BillDraft {
        number: "INV-77".into(),
        date: "2026-11-23".parse().ok(),
        total: "1161".into(),
    };
    let matched = match_bill(
        services,
        buyer.manager(),
        order.id,
        order.version,
        &bill,
        key(),
    );
    assert_eq!(matched.await.unwrap().difference.to_string(), "$3.00");
    assert_eq!(
        buyer.ledger(Account::Payable).await,
        dec("-1161"),
        "what the bill says"
    );
    assert_eq!(buyer.ledger(Account::PriceDifferences).await, dec("3"));
    let again = match_bill(
        services,
        buyer.manager(),
        order.id,
        order.version + 1,
        &bill,
        key(),
    );
    assert!(matches!(again.await, Err(Error::Invalid(_))));
    assert_eq!(check(&db, drop).await.unwrap(), 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn of_two_who_receive_the_same_one_does(db: PgPool) {
    let buyer = Buyer::open(db).await;
    let order = buyer.sent().await;
    let whole = buyer.delivery(&order, &[5, 2]);
    let tries = (0..8).map(|_| buyer.receive(&order, &whole));
    let results = futures::future::join_all(tries).await;
    assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 1);
    for lost in results.iter().filter(|r| r.is_err()) {
        assert!(matches!(lost, Err(Error::Conflict(_))), "{lost:?}");
    }
    assert_eq!(buyer.ledger(Account::Stock).await, dec("1161"));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_does_not_come_is_not_waited_for(db: PgPool) {
    let buyer = Buyer::open(db).await;
    let order = buyer.sent().await;
    let last = ReceiptDraft {
        last: true,
        ..buyer.delivery(&order, &[4, 0])
    };
    buyer.receive(&order, &last).await.unwrap();
    let order = buyer.show(order.id).await;
    assert_eq!(order.state, PurchaseState::Received);
    let key = IdempotencyKey::generate();
    let services = &buyer.house.services;
    let gone = cancel(services, buyer.manager(), order.id, order.version, key).await;
    assert!(matches!(gone, Err(Error::Refused { .. })), "{gone:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn the_late_are_listed_and_the_called_off_are_not(db: PgPool) {
    let buyer = Buyer::open(db).await;
    let services = &buyer.house.services;
    let late = buyer.sent().await;
    let off = buyer.sent().await;
    let key = IdempotencyKey::generate();
    cancel(services, buyer.manager(), off.id, off.version, key)
        .await
        .unwrap();
    // For a customer's order, and in the same list.
    let ana = buyer.house.customer("Ana Ruiz").await;
    buyer
        .house
        .sell(ana, "500", crate::testing::Upto::Received)
        .await;

    let all = buyer.list(PurchaseFilter::default()).await;
    assert_eq!(all.len(), 3);
    assert!(all[0].order.is_some());
    assert_eq!(
        (all[0].state, all[0].received),
        (PurchaseState::Received, 1)
    );
    let open = PurchaseFilter {
        open: true,
        ..PurchaseFilter::default()
    };
    assert_eq!(buyer.list(open).await.len(), 1);
    let overdue = PurchaseFilter {
        late: true,
        ..PurchaseFilter::default()
    };
    assert!(buyer.list(overdue.clone()).await.is_empty());
    buyer.house.clock.advance(chrono::TimeDelta::days(9));
    let now = buyer.list(overdue).await;
    assert_eq!((now[0].id, now[0].late), (late.id, true));
}

#[sqlx::test(migrations = "./migrations")]
async fn each_does_what_is_theirs(db: PgPool) {
    let buyer = Buyer::open(db.clone()).await;
    let order = buyer.sent().await;
    let services = &buyer.house.services;
    let sales = Caller::from(&buyer.house.sales);
    let seen = purchasing::show(services, sales, order.id).await.unwrap();
    assert!(seen.total.is_none() && seen.lines[0].unit_cost.is_none());
    let key = IdempotencyKey::generate();
    let tried = cancel(services, sales, order.id, order.version, key).await;
    assert!(matches!(tried, Err(Error::Forbidden)));
    let other = House::open(db).await;
    let stranger = Caller::from(&other.owner);
    assert!(matches!(
        purchasing::show(services, stranger, order.id).await,
        Err(Error::NotFound)
    ));
    let whole = buyer.delivery(&order, &[1, 0]);
    let key = IdempotencyKey::generate();
    let tried = receive(services, stranger, order.id, order.version, &whole, key).await;
    assert!(matches!(tried, Err(Error::NotFound)));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_piece_of_the_catalogue_takes_its_price(db: PgPool) {
    let buyer = Buyer::open(db).await;
    let variant = buyer.variant("Band", "BD-1").await;
    let draft = PurchaseDraft {
        vendor: Some(buyer.house.vendor("Maison Lavergne").await),
        lines: vec![PurchaseLineDraft {
            variant: Some(variant),
            quantity: 1,
            ..PurchaseLineDraft::default()
        }],
        ..PurchaseDraft::default()
    };
    let services = &buyer.house.services;
    let key = IdempotencyKey::generate;
    let saved = create(services, buyer.manager(), &draft, key())
        .await
        .unwrap();
    send(services, buyer.manager(), saved.id, 1, key())
        .await
        .unwrap();
    let order = buyer.show(saved.id).await;
    let came = buyer
        .receive(&order, &buyer.delivery(&order, &[1]))
        .await
        .unwrap();
    let piece = stock::show(services, buyer.manager(), came[0])
        .await
        .unwrap();
    assert_eq!(piece.name, "Band");
    assert_eq!(piece.price.unwrap().to_string(), "$500.00");
    assert_eq!(piece.cost.unwrap().to_string(), "$210.00");
}

/// A customer's order at its vendor: two boxes and a ring, the deposit paid.
async fn customers(buyer: &Buyer) -> (domain::ids::OrderId, PurchaseDetail) {
    let ana = buyer.house.customer("Ana Ruiz").await;
    let order = buyer.house.order_two(ana).await;
    let page = buyer.list(PurchaseFilter::default()).await;
    let purchase = page.into_iter().find(|purchase| purchase.order.is_some());
    (order, buyer.show(purchase.unwrap().id).await)
}

async fn state(buyer: &Buyer, order: domain::ids::OrderId) -> String {
    sqlx::query_scalar("select state from orders where id = $1")
        .bind(order.uuid())
        .fetch_one(&buyer.house.services.db)
        .await
        .unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn what_comes_for_a_customer_moves_their_order_on(db: PgPool) {
    let buyer = Buyer::open(db.clone()).await;
    let (order, purchase) = customers(&buyer).await;
    assert_eq!(purchase.kind, PurchaseKind::SpecialOrder);
    assert!(purchase.lines.iter().all(|line| line.for_customer));

    // A ring, and one of two boxes: the order waits for the other.
    let mut part = buyer.delivery(&purchase, &[1, 1]);
    part.location = None;
    part.lines[0].unit_cost = "455".into();
    let came = buyer.receive(&purchase, &part).await.unwrap();
    assert!(came.is_empty(), "nothing of it is stock");
    assert_eq!(state(&buyer, order).await, "ordered");
    assert_eq!(buyer.ledger(Account::Inventory).await, dec("465"));
    assert_eq!(check(&db, drop).await.unwrap(), 0);

    let purchase = buyer.show(purchase.id).await;
    let over = buyer.delivery(&purchase, &[0, 2]);
    assert!(matches!(
        buyer.receive(&purchase, &over).await,
        Err(Error::Invalid(_))
    ));
    buyer
        .receive(&purchase, &buyer.delivery(&purchase, &[0, 1]))
        .await
        .unwrap();
    assert_eq!(state(&buyer, order).await, "received");
    assert_eq!(buyer.ledger(Account::Inventory).await, dec("475"));
    assert_eq!(buyer.ledger(Account::Payable).await, dec("-475"));
    let purchase = buyer.show(purchase.id).await;
    assert_eq!(purchase.state, PurchaseState::Received);

    // Those who keep the books match the bill.
    let grace = Caller::from(&buyer.house.bookkeeper);
    let services = &buyer.house.services;
    let seen = purchasing::show(services, grace, purchase.id).await;
    assert!(seen.unwrap().total.is_some());
    let bill = BillDraft {
        number: "INV-78".into(),
        date: "2026-11-23".parse().ok(),
        total: "475".into(),
    };
    let key = IdempotencyKey::generate();
    let matched = match_bill(services, grace, purchase.id, purchase.version, &bill, key).await;
    assert!(matched.unwrap().difference.is_zero());
    assert_eq!(check(&db, drop).await.unwrap(), 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_fails_at_the_door_goes_back_and_is_awaited(db: PgPool) {
    let buyer = Buyer::open(db.clone()).await;
    let (order, purchase) = customers(&buyer).await;
    let mut failing = buyer.delivery(&purchase, &[0, 2]);
    failing.lines[0].failed = 1;
    failing.lines[0].failure = "Loose stone".into();
    buyer.receive(&purchase, &failing).await.unwrap();
    let purchase = buyer.show(purchase.id).await;
    let went = &purchase.receipts[0].lines[0];
    assert_eq!((went.quantity, went.failed), (0, 1));
    assert_eq!(went.failure.as_deref(), Some("Loose stone"));
    assert_eq!(purchase.lines[0].received, 0);
    assert_eq!(purchase.state, PurchaseState::PartlyReceived);
    assert_eq!(state(&buyer, order).await, "ordered");
    assert_eq!(buyer.ledger(Account::Inventory).await, dec("20"));
    let said: String = sqlx::query_scalar(
        "select data->>'text' from order_events where order_id = $1 and code = 'noted'",
    )
    .bind(order.uuid())
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!(
        said,
        "1 × Oval halo ring went back to Maison Lavergne: Loose stone"
    );
    assert_eq!(check(&db, drop).await.unwrap(), 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn both_doors_are_one(db: PgPool) {
    let buyer = Buyer::open(db.clone()).await;
    let (order, purchase) = customers(&buyer).await;
    buyer
        .receive(&purchase, &buyer.delivery(&purchase, &[0, 1]))
        .await
        .unwrap();
    // The rest by the order's own page.
    buyer.house.receive_rest(order).await;
    assert_eq!(state(&buyer, order).await, "received");
    let purchase = buyer.show(purchase.id).await;
    assert_eq!(purchase.state, PurchaseState::Received);
    assert_eq!(purchase.receipts.len(), 2);
    assert_eq!(check(&db, drop).await.unwrap(), 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn whoever_is_late_is_told_what_came(db: PgPool) {
    let buyer = Buyer::open(db).await;
    let order = buyer.sent().await;
    buyer
        .receive(&order, &buyer.delivery(&order, &[2, 1]))
        .await
        .unwrap();
    let late = buyer
        .receive(&order, &buyer.delivery(&order, &[2, 1]))
        .await;
    let Err(Error::Conflict(said)) = late else {
        panic!("{late:?}")
    };
    assert_eq!(
        said,
        "The manager received 2 × Band, 1 × Chain in the meantime. \
         Look at it again before you go on."
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn more_than_was_ordered_is_a_managers_to_keep(db: PgPool) {
    let buyer = Buyer::open(db).await;
    let order = buyer.sent().await;
    let mut more = buyer.delivery(&order, &[6, 2]);
    more.surplus_reason = "The vendor's gift".into();
    let services = &buyer.house.services;
    let key = IdempotencyKey::generate;
    let jeweler = Caller::from(&buyer.house.jeweler);
    let tried = receive(services, jeweler, order.id, order.version, &more, key()).await;
    let Err(Error::Invalid(wrong)) = tried else {
        panic!("{tried:?}")
    };
    let said = wrong.get("/surplus_reason");
    assert_eq!(said, Some("Only a manager can keep more than was ordered."));
    let kept = buyer.receive(&order, &more).await.unwrap();
    assert_eq!(kept.len(), 8);
    let order = buyer.show(order.id).await;
    let why = order.receipts[0].surplus_reason.as_deref();
    assert_eq!(why, Some("The vendor's gift"));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_scan_finds_the_line_or_names_what_it_is(db: PgPool) {
    use domain::purchasing::scan::Scanned;
    let buyer = Buyer::open(db.clone()).await;
    let (band, ring) = (
        buyer.variant("Band", "BD-1").await,
        buyer.variant("Ring", "RG-9").await,
    );
    let draft = PurchaseDraft {
        vendor: Some(buyer.house.vendor("Maison Lavergne").await),
        lines: vec![PurchaseLineDraft {
            variant: Some(band),
            vendor_style: "ML-77".into(),
            quantity: 2,
            ..PurchaseLineDraft::default()
        }],
        ..PurchaseDraft::default()
    };
    let (services, manager) = (&buyer.house.services, buyer.manager());
    let key = IdempotencyKey::generate;
    let order = create(services, manager, &draft, key()).await.unwrap();
    send(services, manager, order.id, 1, key()).await.unwrap();
    let order = buyer.show(order.id).await;
    let line = Scanned::Line(order.lines[0].id);
    let read = async |code: &str| scan(services, manager, order.id, code).await.unwrap();
    for code in ["ml-77", "1", "BD-1"] {
        assert_eq!(read(code).await, line, "{code}");
    }
    // A piece of ours of the same style, and one of another.
    let came = buyer
        .receive(&order, &buyer.delivery(&order, &[1]))
        .await
        .unwrap();
    let piece = stock::show(services, manager, came[0]).await.unwrap();
    assert_eq!(read(&piece.serial).await, line);
    for (code, says) in [
        (
            "RG-9",
            format!("RG-9 is Ring. It is not on {}.", order.number),
        ),
        (
            "ZZ-0",
            format!("Nothing on {} has the number ZZ-0.", order.number),
        ),
    ] {
        assert_eq!(read(code).await, Scanned::Wrong(says));
    }
    assert_ne!(band, ring);
    let other = House::open(db).await;
    let stranger = scan(services, (&other.owner).into(), order.id, "1").await;
    assert!(matches!(stranger, Err(Error::NotFound)));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_draft_is_written_anew_and_what_was_sent_is_not(db: PgPool) {
    let buyer = Buyer::open(db).await;
    let order = buyer.order().await;
    let (services, manager) = (&buyer.house.services, buyer.manager());
    let key = IdempotencyKey::generate;
    let changed = PurchaseDraft {
        kind: Some(PurchaseKind::Casting),
        vendor: Some(buyer.house.vendor("Bench & Anvil").await),
        lines: vec![PurchaseLineDraft {
            description: "Shank, cast".into(),
            quantity: 3,
            unit_cost: "60".into(),
            ..PurchaseLineDraft::default()
        }],
        ..PurchaseDraft::default()
    };
    let saved = edit(services, manager, order.id, 1, &changed, key()).await;
    assert_eq!(saved.unwrap().version, 2);
    let order = buyer.show(order.id).await;
    assert_eq!((order.kind, order.lines.len()), (PurchaseKind::Casting, 1));
    assert_eq!(order.vendor_name, "Bench & Anvil");
    assert_eq!(order.total.unwrap().to_string(), "$180.00");
    let stale = edit(services, manager, order.id, 1, &changed, key()).await;
    assert!(matches!(stale, Err(Error::Conflict(_))));
    send(services, manager, order.id, 2, key()).await.unwrap();
    let late = edit(services, manager, order.id, 3, &changed, key()).await;
    assert!(matches!(late, Err(Error::Refused { .. })));
    let sales = Caller::from(&buyer.house.sales);
    let tried = edit(services, sales, order.id, 3, &changed, key()).await;
    assert!(matches!(tried, Err(Error::Forbidden)));
}
