//! Buying for stock against a real Postgres.

use super::*;
use crate::check::check;
use crate::stock::{self, create_location, list as list_stock};
use crate::testing::House;
use crate::{Caller, purchasing};
use domain::ids::{IdempotencyKey, LocationId, PieceId, PurchaseOrderId};
use domain::ledger::Account;
use domain::purchasing::{
    BillDraft, PurchaseDetail, PurchaseDraft, PurchaseFilter, PurchaseLineDraft, PurchaseSummary,
    ReceiptDraft, ReceivedDraft,
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
                .map(|(line, quantity)| ReceivedDraft {
                    line: line.id,
                    quantity: *quantity,
                    unit_cost: String::new(),
                })
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
    let buyer = Buyer::open(db.clone()).await;
    let (style, variant) = (uuid::Uuid::now_v7(), uuid::Uuid::now_v7());
    let now = buyer.house.services.clock.now();
    sqlx::query("insert into styles (id, handle, title, created_at, updated_at) values ($1, $1::text, 'Band', $2, $2)")
        .bind(style).bind(now).execute(&db).await.unwrap();
    sqlx::query("insert into variants (id, style_id, position, price, cost, currency, updated_at) values ($1, $2, 1, 500, 210, 'USD', $3)")
        .bind(variant).bind(style).bind(now).execute(&db).await.unwrap();
    let draft = PurchaseDraft {
        vendor: Some(buyer.house.vendor("Maison Lavergne").await),
        lines: vec![PurchaseLineDraft {
            variant: Some(variant.into()),
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
