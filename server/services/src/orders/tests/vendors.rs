//! An order whose pieces come from several vendors.

use super::covers::day;
use super::*;
use crate::check::check;
use crate::orders::show;
use crate::purchasing;
use domain::ids::PurchaseOrderId;
use domain::orders::act::LineVendor;
use domain::orders::view::Detail;
use domain::purchasing::{ReceiptDraft, ReceivedDraft};
use sqlx::PgPool;

/// A ring and a chain with their deposit paid, each of a vendor of its own.
struct Pair<'a> {
    bench: Bench<'a>,
    vendors: [VendorId; 2],
}

impl<'a> Pair<'a> {
    async fn take(house: &'a House) -> Self {
        let mut order = ring(house.customer("Ana Ruiz").await);
        order.lines.push(NewLine {
            description: "Rope chain".into(),
            quantity: 1,
            unit_price: "200".into(),
            ..NewLine::default()
        });
        order.payment = Some(cash("653.25"));
        Self {
            bench: Bench::take(house, &order).await,
            vendors: [vendor(house).await, vendor(house).await],
        }
    }

    async fn seen(&self) -> Detail {
        let house = self.bench.house;
        show(&house.services, (&house.manager).into(), self.bench.order)
            .await
            .unwrap()
    }

    /// The ring of the first, the chain of the second.
    async fn asks(&self) -> Details {
        Details {
            vendor: Some(self.vendors[0]),
            line_vendors: vec![LineVendor {
                line: self.seen().await.lines[1].id,
                vendor: self.vendors[1],
            }],
            costs: self.bench.costs("90").await,
            eta: Some(day("2026-12-04")),
            ..Details::default()
        }
    }

    async fn confirm(&self, purchase: PurchaseOrderId, eta: &str) -> Result<Acted, Error> {
        let details = Details {
            purchase_order: Some(purchase),
            eta: Some(day(eta)),
            ..Details::default()
        };
        let manager = &self.bench.house.manager;
        self.bench
            .act(manager, Action::VendorConfirms, details)
            .await
    }

    /// What a vendor sent is taken in at the door.
    async fn deliver(&self, purchase: PurchaseOrderId) {
        let house = self.bench.house;
        let manager = Caller::from(&house.manager);
        let order = purchasing::show(&house.services, manager, purchase)
            .await
            .unwrap();
        let draft = ReceiptDraft {
            lines: vec![ReceivedDraft {
                unit_cost: "90".into(),
                ..ReceivedDraft::of(order.lines[0].id, 1)
            }],
            ..ReceiptDraft::default()
        };
        let key = IdempotencyKey::generate();
        purchasing::receive(
            &house.services,
            manager,
            purchase,
            order.version,
            &draft,
            key,
        )
        .await
        .unwrap();
    }

    async fn envelopes(&self) -> Vec<String> {
        sqlx::query_scalar(
            "select l.description from envelopes e join order_lines l on l.id = e.order_line_id
             where e.order_id = $1 and e.closed_at is null order by e.number",
        )
        .bind(self.bench.order.uuid())
        .fetch_all(&self.bench.house.services.db)
        .await
        .unwrap()
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn each_is_asked_for_its_own_pieces_and_comes_when_it_comes(db: PgPool) {
    let house = House::open(db.clone()).await;
    let pair = Pair::take(&house).await;
    pair.bench
        .step(Action::PlaceWithVendor, pair.asks().await)
        .await;
    let seen = pair.seen().await;
    let [ring, chain] = [0, 1].map(|line| seen.lines[line].cover.clone().unwrap());
    assert_eq!(seen.purchases.len(), 2);
    assert_ne!(ring.source, chain.source, "an order to each");

    // One vendor's date is not the other's; the later one decides.
    pair.confirm(chain.source.into(), "2026-12-14")
        .await
        .unwrap();
    let seen = pair.seen().await;
    let etas = [0, 1].map(|line| seen.lines[line].cover.as_ref().unwrap().eta);
    assert_eq!(etas, [Some(day("2026-12-04")), Some(day("2026-12-14"))]);
    assert_eq!(seen.estimate, day("2026-12-16"));

    // The first delivery has its envelope and waits for the second.
    pair.deliver(ring.source.into()).await;
    assert_eq!(pair.bench.state().await, "confirmed");
    assert_eq!(pair.envelopes().await, ["Oval halo ring"]);
    pair.deliver(chain.source.into()).await;
    assert_eq!(pair.bench.state().await, "received");
    assert_eq!(pair.envelopes().await, ["Oval halo ring", "Rope chain"]);
    assert_eq!(check(&db, drop).await.unwrap(), 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_one_vendor_says_is_not_taken_for_all(db: PgPool) {
    let house = House::open(db).await;
    let pair = Pair::take(&house).await;
    let refused = async |details: Details, action| {
        let tried = pair.bench.act(&house.manager, action, details).await;
        match tried {
            Err(Error::Invalid(fields)) => fields,
            other => panic!("{other:?}"),
        }
    };
    let numbered = Details {
        reference: "Q-118".into(),
        ..pair.asks().await
    };
    let wrong = refused(numbered, Action::PlaceWithVendor).await;
    assert!(wrong.get("/details/reference").is_some(), "{wrong:?}");
    let unsaid = Details {
        vendor: None,
        ..pair.asks().await
    };
    let wrong = refused(unsaid, Action::PlaceWithVendor).await;
    assert!(wrong.get("/details/vendor").is_some(), "{wrong:?}");
    let shipped = pair.asks().await;
    let wrong = refused(shipped, Action::PlaceDropShip).await;
    assert!(wrong.get("/details/vendor").is_some(), "{wrong:?}");

    pair.bench
        .step(Action::PlaceWithVendor, pair.asks().await)
        .await;
    let stranger = pair
        .confirm(PurchaseOrderId::generate(), "2026-12-14")
        .await;
    let Err(Error::Invalid(wrong)) = stranger else {
        panic!("{stranger:?}");
    };
    assert!(wrong.get("/details/purchase_order").is_some(), "{wrong:?}");
}
