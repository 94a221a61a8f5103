//! Orders from channels against a real Postgres. Every test ends with the whole house checked.

mod changing;
mod coming;
mod deciding;
mod refunding;

use super::{Bench, SIGNATURE};
use crate::orders::{act, import, parked};
use crate::testing::House;
use crate::{Error, Integrator, check, stock};
use domain::channels::SalesChannel;
use domain::channels::answer::{Imported, Outcome};
use domain::channels::inbound::{
    Cancelled, Inbound, InboundAddress, InboundCustomer, InboundLine, InboundOrder, InboundPayment,
    InboundRefund, InboundRefundLine, InboundShipping,
};
use domain::channels::parked::ParkedKind;
use domain::channels::view::ParkedView;
use domain::ids::{ApiKeyId, IdempotencyKey, LocationId, OrderId, PieceId, VariantId};
use domain::keys::Scope;
use domain::ledger::Account;
use domain::orders::Action;
use domain::orders::act::{Details, Request};
use domain::stock::{LocationDraft, LocationKind, PieceDraft};
use rust_decimal::Decimal;
use sqlx::PgPool;
use uuid::Uuid;

/// A house with a web shop in front of it, and a safe.
struct Shop {
    house: House,
    adapter: Integrator,
    safe: LocationId,
}

impl Shop {
    async fn open(db: PgPool) -> Self {
        let house = House::open(db).await;
        let adapter = Integrator {
            key: ApiKeyId::generate(),
            name: "Shopify".into(),
            store: house.store,
            grants: Scope::grants(&[Scope::OrdersImport]),
        };
        let draft = LocationDraft {
            kind: LocationKind::Safe,
            name: "Safe".into(),
            code: "SAFE-1".into(),
            jeweler: None,
            vendor: None,
        };
        let key = IdempotencyKey::generate();
        let manager = (&house.manager).into();
        let safe = stock::create_location(&house.services, manager, &draft, key).await;
        Self {
            safe: safe.unwrap().id,
            adapter,
            house,
        }
    }

    /// A band of the catalogue under a SKU, with so many in the safe at 400.00 each.
    async fn band(&self, sku: &str, pieces: usize) -> VariantId {
        let (style, variant, now) = (
            Uuid::now_v7(),
            Uuid::now_v7(),
            self.house.services.clock.now(),
        );
        sqlx::query(
            "insert into styles (id, handle, title, created_at, updated_at)
             values ($1, $1::text, 'Band', $2, $2)",
        )
        .bind(style)
        .bind(now)
        .execute(&self.house.services.db)
        .await
        .unwrap();
        sqlx::query(
            "insert into variants (id, style_id, position, sku, price, cost, currency, updated_at)
             values ($1, $2, 1, $3, 1000, 380, 'USD', $4)",
        )
        .bind(variant)
        .bind(style)
        .bind(sku)
        .bind(now)
        .execute(&self.house.services.db)
        .await
        .unwrap();
        for _ in 0..pieces {
            let draft = PieceDraft {
                name: "Band".into(),
                variant: Some(variant.into()),
                location: Some(self.safe),
                cost: "400".into(),
                ..PieceDraft::empty()
            };
            let key = IdempotencyKey::generate();
            let manager = (&self.house.manager).into();
            stock::add(&self.house.services, manager, &draft, key)
                .await
                .unwrap();
        }
        variant.into()
    }

    async fn send(&self, said: &Inbound) -> Result<Imported, Error> {
        let key = IdempotencyKey::generate();
        import(&self.house.services, (&self.adapter).into(), said, key).await
    }

    async fn sent(&self, said: &Inbound) -> Imported {
        self.send(said).await.unwrap()
    }

    fn bench(&self, imported: &Imported) -> Bench<'_> {
        Bench {
            house: &self.house,
            order: imported.order.expect("an order"),
        }
    }

    async fn parked(&self) -> Vec<ParkedView> {
        let manager = (&self.house.manager).into();
        parked(&self.house.services, manager, None)
            .await
            .unwrap()
            .items
    }

    async fn kinds(&self) -> Vec<ParkedKind> {
        self.parked()
            .await
            .into_iter()
            .map(|item| item.kind)
            .collect()
    }

    async fn on(&self, account: Account) -> Decimal {
        sqlx::query_scalar(
            "select coalesce(sum(amount), 0) from ledger_postings where account = $1",
        )
        .bind(account.code())
        .fetch_one(&self.house.services.db)
        .await
        .unwrap()
    }

    async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(&self.house.services.db)
            .await
            .unwrap()
    }

    /// Holds every rule of the house.
    async fn in_order(&self) {
        let found = check::check(&self.house.services.db, |finding| {
            if let check::Finding::Difference(rule, difference) = finding {
                panic!("{rule:?}: {difference:?}");
            }
        });
        assert_eq!(found.await.unwrap(), 0);
    }

    /// The pieces that are promised to an order, or were taken for it.
    async fn promised(&self, order: OrderId) -> Vec<PieceId> {
        let ids: Vec<Uuid> = sqlx::query_scalar(
            "select r.piece_id from reservations r join order_lines l on l.id = r.order_line_id
             where l.order_id = $1 and r.ended_at is null",
        )
        .bind(order.uuid())
        .fetch_all(&self.house.services.db)
        .await
        .unwrap();
        ids.into_iter().map(Into::into).collect()
    }

    /// Takes the pieces from stock and ships them.
    async fn ship(&self, imported: &Imported) {
        let bench = self.bench(imported);
        bench.step(Action::TakeFromStock, Details::default()).await;
        bench.step(Action::Ship, shipment()).await;
    }

    /// Takes back the first so many pieces that are out.
    async fn take_back(&self, imported: &Imported, many: i64) -> Result<(), Error> {
        let order = imported.order.unwrap();
        let lines: Vec<Uuid> = sqlx::query_scalar(
            "select id from order_lines where order_id = $1 and returned < quantity
             order by position limit $2",
        )
        .bind(order.uuid())
        .bind(many)
        .fetch_all(&self.house.services.db)
        .await
        .unwrap();
        let request = Request {
            action: Action::TakeBack,
            version: self.bench(imported).version().await,
            details: Details {
                back: lines.into_iter().map(Into::into).collect(),
                back_to: Some(self.safe),
                ..Details::default()
            },
            override_reason: String::new(),
        };
        let key = IdempotencyKey::generate();
        let manager = (&self.house.manager).into();
        act(&self.house.services, manager, order, &request, key)
            .await
            .map(drop)
    }
}

fn shipment() -> Details {
    Details {
        carrier: "UPS".into(),
        reference: "1Z999".into(),
        ..Details::default()
    }
}

fn line(id: &str, sku: &str, quantity: u32) -> InboundLine {
    InboundLine {
        id: id.into(),
        sku: sku.into(),
        title: "Plain band".into(),
        quantity,
        unit_price: "1000".into(),
        tax: (80 * quantity).to_string(),
        ..InboundLine::default()
    }
}

fn address(city: &str) -> InboundAddress {
    InboundAddress {
        recipient: "Ana Ruiz".into(),
        line1: "12 Elm St".into(),
        city: city.into(),
        postcode: "12534".into(),
        country: "US".into(),
        ..InboundAddress::default()
    }
}

/// Bands for 1,000.00 and 80.00 tax each, shipped for 20.00 and paid in full.
fn bands(external_id: &str, quantity: u32) -> Inbound {
    let total = (1080 * quantity + 20).to_string();
    Inbound {
        channel: SalesChannel::Shopify,
        external_id: external_id.into(),
        version: None,
        updated_at: at(10),
        order: Some(InboundOrder {
            number: format!("#{external_id}"),
            currency: "USD".into(),
            customer: InboundCustomer {
                name: "Ana Ruiz".into(),
                email: "ana@example.com".into(),
                ..InboundCustomer::default()
            },
            ship_to: Some(address("Hudson")),
            lines: vec![line("7", "BAND-6", quantity)],
            shipping: Some(InboundShipping {
                label: "Insured".into(),
                amount: "20".into(),
                tax: String::new(),
            }),
            total: total.clone(),
            payments: vec![captured("ch_1", &total)],
            ..InboundOrder::default()
        }),
        cancelled: None,
        refunds: Vec::new(),
    }
}

fn captured(reference: &str, amount: &str) -> InboundPayment {
    InboundPayment {
        gateway: "card".into(),
        reference: reference.into(),
        amount: amount.into(),
    }
}

fn at(minute: u32) -> chrono::DateTime<chrono::Utc> {
    format!("2026-11-23T15:{minute:02}:00Z").parse().unwrap()
}

/// Only that it was cancelled.
fn cancelled(external_id: &str, minute: u32) -> Inbound {
    Inbound {
        updated_at: at(minute),
        order: None,
        cancelled: Some(Cancelled {
            at: at(minute),
            reason: "Changed their mind".into(),
        }),
        ..bands(external_id, 1)
    }
}

/// Only that so many pieces were refunded, whole.
fn refunded(external_id: &str, id: &str, quantity: u32) -> Inbound {
    let line = InboundRefundLine {
        line: "7".into(),
        quantity,
        amount: (1000 * quantity).to_string(),
        tax: (80 * quantity).to_string(),
    };
    Inbound {
        updated_at: at(30),
        order: None,
        refunds: vec![InboundRefund {
            lines: vec![line],
            ..allowance(id, "")
        }],
        ..bands(external_id, 1)
    }
}

/// Money back for nothing in particular.
fn allowance(id: &str, amount: &str) -> InboundRefund {
    InboundRefund {
        id: id.into(),
        at: at(30),
        lines: Vec::new(),
        shipping: String::new(),
        shipping_tax: String::new(),
        amount: amount.into(),
        tax: String::new(),
        reason: String::new(),
    }
}

/// Changes the order that is told of, at a later minute.
fn later(mut said: Inbound, minute: u32, change: impl FnOnce(&mut InboundOrder)) -> Inbound {
    said.updated_at = at(minute);
    change(said.order.as_mut().unwrap());
    said
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}
