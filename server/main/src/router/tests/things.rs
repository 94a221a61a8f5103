//! What a call can name.

use domain::catalogue::{Saved, StyleDraft, VariantDraft, VendorDraft};
use domain::contact::PostalAddress;
use domain::customers::NewAddress;
use domain::ids::{
    AddressId, CustomerId, EventId, IdempotencyKey, JobId, MessageId, OrderId, PurchaseOrderId,
    StaffId, StyleId, VendorId,
};
use domain::orders::act::{Details, LineCost, Request};
use domain::orders::draft::{NewLine, NewOrder};
use domain::orders::special_order::Action;
use domain::orders::{self, Delivery, Kind};
use domain::payments::{Method, NewPayment};
use domain::staff::Role;
use domain::tax::LineClass;
use serde_json::json;
use services::{Caller, catalogue, customers, orders as desk};
use uuid::Uuid;

use super::Shop;

/// One of everything that a call can name.
#[derive(Debug, Clone)]
pub(super) struct Things {
    pub order: OrderId,
    /// The order's number and its version.
    pub number: String,
    pub version: i32,
    pub purchase: PurchaseOrderId,
    pub message: MessageId,
    pub job: JobId,
    pub customer: CustomerId,
    pub address: AddressId,
    pub vendor: VendorId,
    pub style: StyleId,
    pub person: StaffId,
}

impl Things {
    /// Things that are not there.
    pub fn made_up() -> Self {
        Self {
            order: OrderId::generate(),
            number: "SO-99999".into(),
            version: 1,
            purchase: PurchaseOrderId::generate(),
            message: MessageId::generate(),
            job: JobId::generate(),
            customer: CustomerId::generate(),
            address: AddressId::generate(),
            vendor: VendorId::generate(),
            style: StyleId::generate(),
            person: StaffId::generate(),
        }
    }

    /// What would give away that the store has them. The rest belongs to the whole house.
    pub fn marks(&self) -> [String; 5] {
        [
            self.order.to_string(),
            self.number.clone(),
            self.purchase.to_string(),
            self.message.to_string(),
            self.job.to_string(),
        ]
    }
}

impl Shop {
    /// One of everything, new: a ring on order at its vendor, about which a message failed and a
    /// job was given up.
    pub(super) async fn things(&self) -> Things {
        let customer = self.house.customer("Ana Ruiz").await;
        let vendor = self.vendor().await;
        let placed = self.ring(customer).await;
        self.order_from(placed.id, vendor.id).await;
        let (message, job) = self.trouble(placed.id).await;
        Things {
            order: placed.id,
            number: placed.number,
            version: 2,
            purchase: self
                .newest("select id from purchase_orders order by id desc limit 1")
                .await
                .into(),
            message,
            job,
            customer,
            address: self.address(customer).await,
            vendor: vendor.id,
            style: self.style(vendor.id).await.id,
            person: self.hire(Role::Sales).await.id,
        }
    }

    fn manager(&self) -> Caller<'_> {
        (&self.house.manager).into()
    }

    async fn vendor(&self) -> Saved<VendorId> {
        let draft = VendorDraft {
            name: format!("Lumen Castings {}", Uuid::now_v7()),
            lead_days: "10".into(),
            ..VendorDraft::default()
        };
        let key = IdempotencyKey::generate();
        catalogue::create_vendor(&self.house.services, self.manager(), &draft, key)
            .await
            .unwrap()
    }

    async fn style(&self, vendor: VendorId) -> Saved<StyleId> {
        let draft = StyleDraft {
            title: "Oval halo ring".into(),
            style_number: String::new(),
            description: String::new(),
            category: "Rings".into(),
            vendor: Some(vendor),
            lead_days: String::new(),
            class: LineClass::Goods,
            options: vec![],
            variants: vec![VariantDraft {
                price: "1000".into(),
                cost: Some("400".into()),
                active: true,
                ..VariantDraft::default()
            }],
            photos: vec![],
        };
        let key = IdempotencyKey::generate();
        catalogue::create(&self.house.services, self.manager(), &draft, key)
            .await
            .unwrap()
    }

    async fn ring(&self, customer: CustomerId) -> orders::requests::Placed {
        let order = NewOrder {
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
            payment: Some(NewPayment {
                amount: "544.38".into(),
                method: Method::Cash,
                reference: String::new(),
            }),
            delivery: Delivery::PickUp,
            ship_to: None,
            note: String::new(),
        };
        let key = IdempotencyKey::generate();
        desk::place(&self.house.services, self.manager(), &order, key)
            .await
            .unwrap()
    }

    async fn order_from(&self, order: OrderId, vendor: VendorId) {
        let line: Uuid = sqlx::query_scalar("select id from order_lines where order_id = $1")
            .bind(order.uuid())
            .fetch_one(&self.house.services.db)
            .await
            .unwrap();
        let cost = LineCost {
            line: line.into(),
            unit_cost: "400".into(),
        };
        let request = Request {
            action: orders::Action::SpecialOrder(Action::PlaceWithVendor),
            version: 1,
            details: Details {
                vendor: Some(vendor),
                costs: vec![cost],
                ..Details::default()
            },
            override_reason: String::new(),
        };
        let key = IdempotencyKey::generate();
        desk::act(&self.house.services, self.manager(), order, &request, key)
            .await
            .unwrap();
    }

    /// A message about an order that failed, and a job about it that was given up.
    async fn trouble(&self, order: OrderId) -> (MessageId, JobId) {
        let (message, job) = (MessageId::generate(), JobId::generate());
        let event: EventId = self
            .newest("select id from order_events order by id desc limit 1")
            .await
            .into();
        let now = self.house.services.clock.now();
        sqlx::query(
            "insert into messages (id, store_id, order_id, event_id, channel, recipient, subject,
                body_text, body_html, status, created_at)
             values ($1, $2, $3, $4, 'email', 'ana@example.com', 'Your ring', '', '', 'failed', $5)",
        )
        .bind(message.uuid())
        .bind(self.house.store.uuid())
        .bind(order.uuid())
        .bind(event.uuid())
        .bind(now)
        .execute(&self.house.services.db)
        .await
        .unwrap();
        sqlx::query(
            "insert into jobs (id, kind, payload, run_at, dead_at, created_at)
             values ($1, 'notify', $2, $3, $3, $3)",
        )
        .bind(job.uuid())
        .bind(json!({ "kind": "notify", "event": event }))
        .bind(now)
        .execute(&self.house.services.db)
        .await
        .unwrap();
        (message, job)
    }

    async fn address(&self, customer: CustomerId) -> AddressId {
        let new = NewAddress {
            label: String::new(),
            address: PostalAddress {
                line1: "48 Mercer St".into(),
                city: "New York".into(),
                region: "NY".into(),
                postcode: "10013".into(),
                country: "US".into(),
                ..PostalAddress::default()
            },
        };
        let key = IdempotencyKey::generate();
        customers::add_address(&self.house.services, self.manager(), customer, &new, key)
            .await
            .unwrap()
    }

    async fn newest(&self, sql: &'static str) -> Uuid {
        sqlx::query_scalar(sql)
            .fetch_one(&self.house.services.db)
            .await
            .unwrap()
    }
}
