//! Orders against a real Postgres.

mod covers;
mod drop_ship;
mod journey;
mod money;
mod once;
mod sight;
mod vendors;
mod web;
mod work_lists;

use crate::orders::{act, pay, place};
use crate::testing::House;
use crate::{Caller, Error, Staff};
use domain::ids::{CustomerId, IdempotencyKey, OrderId, VendorId};
use domain::ledger::Account;
use domain::orders::act::{Details, LineCost, Request, Signature};
use domain::orders::draft::{NewLine, NewOrder};
use domain::orders::requests::{Acted, Paid, PaymentRequest, Placed};
use domain::orders::special_order::State as S;
use domain::orders::{Action, Delivery, Kind, State};
use domain::payments::{Method, NewPayment};
use rust_decimal::Decimal;

const SIGNATURE: &str = "M10 10 L 40 20 L 60 5";

/// A ring described in words, for 1,000.00 and 8.875 % tax: 1,088.75 with a deposit of 544.38.
fn ring(customer: CustomerId) -> NewOrder {
    NewOrder {
        kind: Kind::SpecialOrder,
        customer,
        lines: vec![NewLine {
            description: "Oval halo ring".into(),
            quantity: 1,
            ring_size: "6½".into(),
            unit_price: "1000".into(),
            ..NewLine::default()
        }],
        quote: false,
        promise: None,
        deposit: String::new(),
        deposit_reason: String::new(),
        payment: None,
        delivery: Delivery::PickUp,
        ship_to: None,
        note: String::new(),
    }
}

fn cash(amount: &str) -> NewPayment {
    NewPayment {
        amount: amount.into(),
        method: Method::Cash,
        reference: String::new(),
    }
}

/// An order at hand, and the few steps that tests take with it.
struct Bench<'a> {
    house: &'a House,
    order: OrderId,
}

impl<'a> Bench<'a> {
    async fn take(house: &'a House, input: &NewOrder) -> Self {
        let placed = take(house, &house.sales, input).await.unwrap();
        Self {
            house,
            order: placed.id,
        }
    }

    async fn version(&self) -> i32 {
        sqlx::query_scalar("select version from orders where id = $1")
            .bind(self.order.uuid())
            .fetch_one(&self.house.services.db)
            .await
            .unwrap()
    }

    async fn state(&self) -> String {
        sqlx::query_scalar("select state from orders where id = $1")
            .bind(self.order.uuid())
            .fetch_one(&self.house.services.db)
            .await
            .unwrap()
    }

    async fn pay(&self, amount: &str) -> Result<Paid, Error> {
        let request = PaymentRequest {
            version: None,
            payment: cash(amount),
        };
        let caller = Caller::from(&self.house.sales);
        pay(
            &self.house.services,
            caller,
            self.order,
            &request,
            IdempotencyKey::generate(),
        )
        .await
    }

    async fn act(&self, who: &Staff, action: Action, details: Details) -> Result<Acted, Error> {
        self.act_over(who, action, details, "").await
    }

    async fn act_over(
        &self,
        who: &Staff,
        action: Action,
        details: Details,
        override_reason: &str,
    ) -> Result<Acted, Error> {
        let version = self.version().await;
        let request = Request {
            action,
            version,
            details,
            override_reason: override_reason.into(),
        };
        let key = IdempotencyKey::generate();
        act(&self.house.services, who.into(), self.order, &request, key).await
    }

    async fn step(&self, action: Action, details: Details) -> Acted {
        self.act(&self.house.manager, action, details)
            .await
            .unwrap()
    }

    /// The line's cost, as a person types it.
    async fn costs(&self, unit_cost: &str) -> Vec<LineCost> {
        let lines: Vec<uuid::Uuid> =
            sqlx::query_scalar("select id from order_lines where order_id = $1 order by position")
                .bind(self.order.uuid())
                .fetch_all(&self.house.services.db)
                .await
                .unwrap();
        lines
            .into_iter()
            .map(|line| LineCost {
                line: line.into(),
                unit_cost: unit_cost.into(),
            })
            .collect()
    }

    async fn place_with_vendor(&self) -> Acted {
        let details = Details {
            vendor: Some(vendor(self.house).await),
            costs: self.costs("480").await,
            eta: Some("2026-12-04".parse().unwrap()),
            ..Details::default()
        };
        self.step(Action::PlaceWithVendor, details).await
    }

    async fn receive(&self, unit_cost: &str) -> Acted {
        let details = Details {
            costs: self.costs(unit_cost).await,
            ..Details::default()
        };
        self.step(Action::Receive, details).await
    }

    /// From wherever payment stands to ready: ordered, received at 500, checked.
    async fn make_ready(&self) {
        self.place_with_vendor().await;
        self.receive("500").await;
        self.step(Action::StartCheck, Details::default()).await;
        self.step(Action::PassCheck, Details::default()).await;
    }

    fn signed() -> Details {
        Details {
            received_by: "Ana Ruiz".into(),
            signature: Some(Signature::Drawn(SIGNATURE.into())),
            ..Details::default()
        }
    }

    async fn ledger(&self, account: Account) -> Decimal {
        sqlx::query_scalar(
            "select coalesce(sum(p.amount), 0) from ledger_postings p
             join ledger_entries e on e.id = p.entry_id where e.order_id = $1 and p.account = $2",
        )
        .bind(self.order.uuid())
        .bind(account.code())
        .fetch_one(&self.house.services.db)
        .await
        .unwrap()
    }
}

async fn take(house: &House, who: &Staff, input: &NewOrder) -> Result<Placed, Error> {
    place(
        &house.services,
        who.into(),
        input,
        IdempotencyKey::generate(),
    )
    .await
}

async fn vendor(house: &House) -> VendorId {
    let id = VendorId::generate();
    sqlx::query(
        "insert into vendors (id, name, created_at, updated_at) values ($1, $2, now(), now())",
    )
    .bind(id.uuid())
    .bind(format!("Maison {id}"))
    .execute(&house.services.db)
    .await
    .unwrap();
    id
}

const fn at(state: S) -> State {
    State::SpecialOrder(state)
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}
