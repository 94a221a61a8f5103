//! A special order carried through its whole life by the services, for areas that look back on
//! what was sold.

use super::House;
use crate::orders::{act, pay, place};
use crate::stock::reserve;
use domain::ids::{CustomerId, IdempotencyKey, OrderId, PieceId, VendorId};
use domain::orders::act::{Details, LineCost, Request, Signature};
use domain::orders::draft::{NewLine, NewOrder};
use domain::orders::requests::PaymentRequest;
use domain::orders::{Action, Delivery, Kind};
use domain::payments::{Method, NewPayment};

/// How far a sale is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Upto {
    Taken,
    Received,
    HandedOver,
}

/// An order by a customer: a ring for 1,000.00 without tax, deposit paid by card.
pub(crate) struct Sale {
    pub order: OrderId,
    pub number: String,
}

impl House {
    /// Sells a ring that is expected to cost 450.00 and really costs `cost`.
    pub(crate) async fn sell(&self, customer: CustomerId, cost: &str, upto: Upto) -> Sale {
        let placed = place(
            &self.services,
            (&self.sales).into(),
            &ring(customer),
            IdempotencyKey::generate(),
        )
        .await
        .unwrap();
        let sale = Sale {
            order: placed.id,
            number: placed.number,
        };
        if upto >= Upto::Received {
            let vendor = self.vendor("Maison Lavergne").await;
            let details = Details {
                vendor: Some(vendor),
                costs: self.costs(sale.order, "450").await,
                ..Details::default()
            };
            self.step(sale.order, Action::PlaceWithVendor, details)
                .await;
            let details = Details {
                costs: self.costs(sale.order, cost).await,
                ..Details::default()
            };
            self.step(sale.order, Action::Receive, details).await;
        }
        if upto >= Upto::HandedOver {
            self.finish(sale.order).await;
        }
        sale
    }

    /// Sells a piece of stock for 1,000.00, by a special order.
    pub(crate) async fn sell_piece(&self, customer: CustomerId, piece: PieceId) -> OrderId {
        let sale = self.sell(customer, "0", Upto::Taken).await;
        let line = self.costs(sale.order, "0").await[0].line;
        let (sales, key) = ((&self.sales).into(), IdempotencyKey::generate());
        reserve(&self.services, sales, sale.order, line, piece, key)
            .await
            .unwrap();
        self.step(sale.order, Action::TakeFromStock, Details::default())
            .await;
        self.finish(sale.order).await;
        sale.order
    }

    /// A ring and two boxes, ordered for 450.00 and 10.00 each.
    pub(crate) async fn order_two(&self, customer: CustomerId) -> OrderId {
        let mut order = ring(customer);
        order.lines.push(NewLine {
            description: "Velvet box".into(),
            quantity: 2,
            unit_price: "20".into(),
            ..NewLine::default()
        });
        order.payment = Some(payment("566.15", Method::Cash));
        let key = IdempotencyKey::generate();
        let placed = place(&self.services, (&self.sales).into(), &order, key)
            .await
            .unwrap();
        let mut costs = self.costs(placed.id, "450").await;
        costs[1].unit_cost = "10".into();
        let details = Details {
            vendor: Some(self.vendor("Maison Lavergne").await),
            costs,
            ..Details::default()
        };
        self.step(placed.id, Action::PlaceWithVendor, details).await;
        placed.id
    }

    /// Receives all that is still to come, for what was agreed.
    pub(crate) async fn receive_rest(&self, order: OrderId) {
        self.step(order, Action::Receive, Details::default()).await;
    }

    /// Checks the piece, takes the balance and hands it over.
    async fn finish(&self, order: OrderId) {
        self.step(order, Action::StartCheck, Details::default())
            .await;
        self.step(order, Action::PassCheck, Details::default())
            .await;
        let request = PaymentRequest {
            version: None,
            payment: payment("544.37", Method::Cash),
        };
        let key = IdempotencyKey::generate();
        pay(&self.services, (&self.sales).into(), order, &request, key)
            .await
            .unwrap();
        let details = Details {
            received_by: "Ana Ruiz".into(),
            signature: Some(Signature::Drawn("M10 10 L 40 20".into())),
            ..Details::default()
        };
        self.step(order, Action::PickUp, details).await;
    }

    /// Cancels an order for a reason.
    pub(crate) async fn cancel(&self, order: OrderId) {
        let details = Details {
            reason: "Changed her mind".into(),
            ..Details::default()
        };
        self.take_step(order, Action::Cancel, details).await;
    }

    /// The vendor of a name, the same each time.
    pub(crate) async fn vendor(&self, name: &str) -> VendorId {
        let id: uuid::Uuid = sqlx::query_scalar(
            "insert into vendors (id, name, created_at, updated_at) values ($1, $2, $3, $3)
             on conflict (lower(name)) do update set name = excluded.name returning id",
        )
        .bind(VendorId::generate().uuid())
        .bind(name)
        .bind(self.services.clock.now())
        .fetch_one(&self.services.db)
        .await
        .unwrap();
        id.into()
    }

    async fn step(&self, order: OrderId, action: Action, details: Details) {
        self.take_step(order, action, details).await;
    }

    async fn take_step(&self, order: OrderId, action: Action, details: Details) {
        let version: i32 = sqlx::query_scalar("select version from orders where id = $1")
            .bind(order.uuid())
            .fetch_one(&self.services.db)
            .await
            .unwrap();
        let request = Request {
            action,
            version,
            details,
            override_reason: String::new(),
        };
        let key = IdempotencyKey::generate();
        act(&self.services, (&self.manager).into(), order, &request, key)
            .await
            .unwrap();
    }

    async fn costs(&self, order: OrderId, unit_cost: &str) -> Vec<LineCost> {
        let lines: Vec<uuid::Uuid> =
            sqlx::query_scalar("select id from order_lines where order_id = $1 order by position")
                .bind(order.uuid())
                .fetch_all(&self.services.db)
                .await
                .unwrap();
        let cost = |line: uuid::Uuid| LineCost {
            line: line.into(),
            unit_cost: unit_cost.into(),
        };
        lines.into_iter().map(cost).collect()
    }
}

fn ring(customer: CustomerId) -> NewOrder {
    NewOrder {
        kind: Kind::SpecialOrder,
        customer,
        lines: vec![NewLine {
            description: "Oval halo ring".into(),
            quantity: 1,
            unit_price: "1000".into(),
            ..NewLine::default()
        }],
        quote: false,
        promise: None,
        deposit: String::new(),
        deposit_reason: String::new(),
        payment: Some(payment("544.38", Method::CardTerminal)),
        delivery: Delivery::PickUp,
        ship_to: None,
        note: String::new(),
    }
}

fn payment(amount: &str, method: Method) -> NewPayment {
    NewPayment {
        amount: amount.into(),
        method,
        reference: String::new(),
    }
}
