//! Wholesale against a real Postgres.

mod accounts;
mod blankets;
mod credit;
mod filling;
mod paying;
mod sending;

use crate::check::{Finding, check};
use crate::orders::wholesale::{enter, pay};
use crate::orders::{act, show};
use crate::testing::House;
use crate::{Caller, Error, Staff, catalogue, stock, wholesale};
use domain::catalogue::{StyleDraft, VariantDraft};
use domain::contact::PostalAddress;
use domain::ids::{CustomerId, IdempotencyKey, LineId, OrderId, VariantId, VendorId};
use domain::ledger::Account;
use domain::orders::Action;
use domain::orders::act::{Details, LineCost, Request};
use domain::orders::requests::{Acted, Placed};
use domain::orders::view::Detail;
use domain::orders::wholesale::draft::{NewPo, NewPoLine};
use domain::orders::wholesale::steps::LinePieces;
use domain::orders::wholesale::view::PoView;
use domain::payments::{Method, NewPayment};
use domain::stock::{LocationDraft, LocationKind, PieceDraft};
use domain::tax::LineClass;
use domain::wholesale::account::{AccountDraft, CertificateDraft};
use rust_decimal::Decimal;
use sqlx::PgPool;

fn key() -> IdempotencyKey {
    IdempotencyKey::generate()
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A house with an account that buys rings at 500.00, half their list price, on 10,000.00 of credit.
pub(crate) struct Trade {
    pub(crate) house: House,
    pub(crate) account: CustomerId,
    pub(crate) ring: VariantId,
}

impl Trade {
    async fn open(db: PgPool) -> Self {
        Self::of(House::open(db).await).await
    }

    pub(crate) async fn of(house: House) -> Self {
        let account = house.customer("Harbor & Vine").await;
        let trade = Self {
            ring: style(&house, "RG-1", "1000").await,
            house,
            account,
        };
        trade.limit(None, "10000").await;
        trade
    }

    fn manager(&self) -> Caller<'_> {
        (&self.house.manager).into()
    }

    fn sales(&self) -> Caller<'_> {
        (&self.house.sales).into()
    }

    async fn draft(&self, limit: &str) -> AccountDraft {
        let book = wholesale::book(&self.house.services, self.manager()).await;
        let book = book.unwrap();
        AccountDraft {
            terms: Some(book.terms[0].id),
            tier: Some(book.tiers[0].id),
            credit_limit: limit.into(),
            active: true,
            certificates: vec![CertificateDraft {
                state: "NY".into(),
                number: "R-77".into(),
                expires_on: None,
            }],
            ..AccountDraft::default()
        }
    }

    async fn limit(&self, version: Option<i32>, limit: &str) -> i32 {
        let draft = self.draft(limit).await;
        let services = &self.house.services;
        wholesale::save(
            services,
            self.manager(),
            self.account,
            version,
            &draft,
            key(),
        )
        .await
        .unwrap()
    }

    /// An order of so many rings, to New York.
    fn po(&self, number: &str, quantity: u32) -> NewPo {
        NewPo {
            account: self.account,
            po_number: number.into(),
            blanket: None,
            lines: vec![NewPoLine {
                variant: self.ring,
                quantity,
                unit_price: String::new(),
                price_reason: String::new(),
            }],
            ship_from: None,
            cancel_after: None,
            ship_to: PostalAddress {
                line1: "1 Pier".into(),
                city: "New York".into(),
                region: "NY".into(),
                postcode: "10001".into(),
                country: "US".into(),
                ..PostalAddress::default()
            },
            minimum_reason: String::new(),
            note: String::new(),
        }
    }

    async fn enter(&self, po: &NewPo) -> Result<Placed, Error> {
        enter(&self.house.services, self.sales(), po, key()).await
    }

    async fn order(&self, number: &str, quantity: u32) -> OrderId {
        self.enter(&self.po(number, quantity)).await.unwrap().id
    }

    async fn detail(&self, order: OrderId) -> Detail {
        show(&self.house.services, self.manager(), order)
            .await
            .unwrap()
    }

    async fn shown(&self, order: OrderId) -> PoView {
        *self.detail(order).await.po.unwrap()
    }

    async fn state(&self, order: OrderId) -> &'static str {
        self.detail(order).await.position.state.code()
    }

    async fn try_step(
        &self,
        who: &Staff,
        order: OrderId,
        action: Action,
        details: Details,
        reason: &str,
    ) -> Result<Acted, Error> {
        let request = Request {
            action,
            version: self.detail(order).await.version,
            details,
            override_reason: reason.into(),
        };
        act(&self.house.services, who.into(), order, &request, key()).await
    }

    async fn step(&self, order: OrderId, action: Action, details: Details) -> Acted {
        let manager = &self.house.manager;
        self.try_step(manager, order, action, details, "")
            .await
            .unwrap()
    }

    async fn plain(&self, order: OrderId, action: Action) -> Acted {
        self.step(order, action, Details::default()).await
    }

    async fn lines(&self, order: OrderId) -> Vec<LineId> {
        let shown = self.shown(order).await;
        shown.lines.iter().map(|line| line.line).collect()
    }

    /// So many rings in the safe, that cost 200.00, 201.00 and so on.
    async fn stocked(&self, count: u32) {
        let services = &self.house.services;
        let place = LocationDraft {
            kind: LocationKind::Safe,
            name: format!("Safe {}", key()),
            code: format!("S-{}", &key().to_string()[24..]),
            jeweler: None,
            vendor: None,
        };
        let safe = stock::create_location(services, self.manager(), &place, key()).await;
        let safe = safe.unwrap().id;
        for index in 0..count {
            let piece = PieceDraft {
                name: "Halo ring".into(),
                variant: Some(self.ring),
                location: Some(safe),
                cost: (200 + index).to_string(),
                price: "1000".into(),
                ..PieceDraft::empty()
            };
            stock::add(services, self.manager(), &piece, key())
                .await
                .unwrap();
        }
    }

    fn way() -> Details {
        Details {
            carrier: "UPS".into(),
            reference: "1Z999".into(),
            ..Details::default()
        }
    }

    /// Sends some of the first line's pieces; all that is here where nothing is said.
    async fn send(&self, order: OrderId, pieces: Option<u32>) -> Result<Acted, Error> {
        let mut details = Self::way();
        if let Some(pieces) = pieces {
            details.parcel = vec![LinePieces {
                line: self.lines(order).await[0],
                quantity: pieces.to_string(),
            }];
        }
        self.try_step(&self.house.manager, order, Action::Ship, details, "")
            .await
    }

    /// Acknowledges, fills from stock and packs.
    async fn packed(&self, order: OrderId) {
        for action in [Action::Acknowledge, Action::Allocate, Action::Pack] {
            self.plain(order, action).await;
        }
    }

    async fn vendor_order(&self, order: OrderId, action: Action, cost: &str) {
        let shown = self.shown(order).await;
        let wanting = shown.lines.iter().filter(|line| line.uncovered > 0);
        let details = Details {
            vendor: Some(self.vendor().await),
            costs: wanting
                .map(|line| LineCost {
                    line: line.line,
                    unit_cost: cost.into(),
                })
                .collect(),
            ..Details::default()
        };
        self.step(order, action, details).await;
    }

    async fn vendor(&self) -> VendorId {
        self.house.vendor("Maison Lavergne").await
    }

    async fn pay(&self, amount: &str) -> Result<u32, Error> {
        let payment = NewPayment {
            amount: amount.into(),
            method: Method::Cheque,
            reference: "1204".into(),
        };
        let services = &self.house.services;
        pay(services, self.sales(), self.account, &[], &payment, key()).await
    }

    async fn review(&self) {
        super::review(&self.house.services, self.account)
            .await
            .unwrap();
    }

    async fn ledger(&self, account: Account) -> Decimal {
        sqlx::query_scalar(
            "select coalesce(sum(p.amount), 0)
             from ledger_postings p join ledger_entries e on e.id = p.entry_id
             join orders o on o.id = e.order_id
             where o.kind = 'wholesale' and p.account = $1",
        )
        .bind(account.code())
        .fetch_one(&self.house.services.db)
        .await
        .unwrap()
    }

    /// The books agree with the orders.
    async fn in_order(&self) {
        let tell = |finding| {
            if let Finding::Difference(rule, difference) = finding {
                panic!("{}: {difference:?}", rule.name);
            }
        };
        check(&self.house.services.db, tell).await.unwrap();
    }

    /// An order of which a part was sent from stock and from a vendor, and paid in part; a release
    /// of a blanket order; and one that is held.
    pub(crate) async fn busy(self) -> House {
        self.stocked(4).await;
        let mut po = self.po("4711", 6);
        po.ship_to.region = "NJ".into();
        let order = self.enter(&po).await.unwrap().id;
        self.plain(order, Action::Acknowledge).await;
        self.plain(order, Action::Allocate).await;
        self.vendor_order(order, Action::PlaceWithVendor, "210")
            .await;
        let purchase = self.detail(order).await.purchases[0].id;
        self.receive(purchase, 2).await;
        self.plain(order, Action::Pack).await;
        self.send(order, Some(5)).await.unwrap();
        self.pay("100").await.unwrap();
        let blanket = self.blanket(10).await;
        let mut release = self.po("REL-1", 3);
        release.blanket = Some(blanket);
        self.enter(&release).await.unwrap();
        self.order("4712", 90).await;
        self.house
    }

    /// So many pieces came from the vendor.
    async fn receive(&self, purchase: domain::ids::PurchaseOrderId, pieces: u32) {
        use domain::purchasing::{ReceiptDraft, ReceivedDraft};
        let services = &self.house.services;
        let line: uuid::Uuid =
            sqlx::query_scalar("select id from purchase_lines where purchase_order_id = $1")
                .bind(purchase.uuid())
                .fetch_one(&services.db)
                .await
                .unwrap();
        let version: i32 = sqlx::query_scalar("select version from purchase_orders where id = $1")
            .bind(purchase.uuid())
            .fetch_one(&services.db)
            .await
            .unwrap();
        let draft = ReceiptDraft {
            lines: vec![ReceivedDraft::of(line.into(), pieces)],
            ..ReceiptDraft::default()
        };
        crate::purchasing::receive(services, self.manager(), purchase, version, &draft, key())
            .await
            .unwrap();
    }
}

async fn style(house: &House, sku: &str, price: &str) -> VariantId {
    let draft = StyleDraft {
        title: format!("Halo ring {sku}"),
        style_number: String::new(),
        description: String::new(),
        category: "Rings".into(),
        vendor: None,
        lead_days: String::new(),
        route: None,
        class: LineClass::Goods,
        options: vec![],
        variants: vec![VariantDraft {
            sku: sku.into(),
            price: price.into(),
            active: true,
            ..VariantDraft::default()
        }],
        photos: vec![],
    };
    let saved = catalogue::create(&house.services, (&house.manager).into(), &draft, key()).await;
    let style = saved.unwrap().id;
    let id: uuid::Uuid = sqlx::query_scalar("select id from variants where style_id = $1")
        .bind(style.uuid())
        .fetch_one(&house.services.db)
        .await
        .unwrap();
    id.into()
}

/// The complaint about a field.
fn complaint<T: std::fmt::Debug>(result: Result<T, Error>, field: &str) -> String {
    match result {
        Err(Error::Invalid(errors)) => errors.get(field).unwrap_or_default().to_owned(),
        other => panic!("{other:?}"),
    }
}

/// The sentence of a refusal.
fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result {
        Err(Error::Refused { message, .. }) => message,
        other => panic!("{other:?}"),
    }
}
