//! What a call can name.

use domain::bench::{JobDraft, MetalIssue, StepDeed, StepKind, StepRequest};
use domain::catalogue::{Saved, StyleDraft, VariantDraft, VendorDraft};
use domain::contact::PostalAddress;
use domain::customers::NewAddress;
use domain::ids::{
    AddressId, BenchJobId, BenchStepId, BookTaskId, BulkItemId, CountId, CustomerId, EventId,
    IdempotencyKey, JobId, LineId, LocationId, MessageId, OrderId, ParkedId, PaymentTermsId,
    PhotoId, PieceId, PurchaseLineId, PurchaseOrderId, RouteId, StaffId, StockImportId, StyleId,
    TierId, VariantId, VendorId,
};
use domain::measures::Unit;
use domain::orders::act::{Details, LineCost, Request, Signature};
use domain::orders::draft::{NewLine, NewOrder};
use domain::orders::repair::book::TaskDraft;
use domain::orders::repair::findings::Item;
use domain::orders::repair::take_in::{NewPiece, NewRepair, Notify};
use domain::orders::repair::tasks::NewTask;
use domain::orders::{self, Delivery, Kind};
use domain::payments::{Method, NewPayment};
use domain::purchasing::{PurchaseDraft, PurchaseLineDraft, ReceiptDraft, ReceivedDraft};
use domain::staff::Role;
use domain::stock::{
    BulkDraft, BulkStep, CountDraft, LocationDraft, LocationKind, PieceDraft, Source,
};
use domain::tax::LineClass;
use domain::wholesale::account::AccountDraft;
use serde_json::json;
use services::{Caller, bench, catalogue, customers, orders as desk, purchasing, stock, wholesale};
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
    pub place: LocationId,
    /// A free piece of stock, and its serial.
    pub piece: PieceId,
    pub serial: String,
    /// Its picture.
    pub photo: PhotoId,
    pub wish: Wish,
    /// A list of stones that was sent.
    pub import: StockImportId,
    pub bulk: BulkItemId,
    /// A count, and the place that it counts.
    pub count: CountId,
    pub counted: LocationId,
    pub buying: Buying,
    pub bench: AtBench,
    /// A repair that was picked up.
    pub repair: OrderId,
    /// A task of the price book.
    pub book_task: BookTaskId,
    /// A line of a web order that waits for a person.
    pub parked: ParkedId,
    /// An account with an open invoice, its terms and its tier, and what it may order.
    pub account: CustomerId,
    pub payment_terms: PaymentTermsId,
    pub tier: TierId,
    pub variant: VariantId,
}

/// Work for stock, and what it takes.
#[derive(Debug, Clone)]
pub(super) struct AtBench {
    pub route: RouteId,
    /// Of which some lies in the place.
    pub metal: BulkItemId,
    /// A job with which nobody has begun, and its step, which is a jeweler's.
    pub planned: BenchJobId,
    pub step: BenchStepId,
    /// One to which metal was issued.
    pub begun: BenchJobId,
    /// One whose step is done.
    pub done: BenchJobId,
    /// A jeweler who has no hours yet.
    pub newcomer: StaffId,
}

/// Orders to a vendor for stock.
#[derive(Debug, Clone)]
pub(super) struct Buying {
    pub draft: PurchaseOrderId,
    /// One that was sent, and its line.
    pub sent: PurchaseOrderId,
    pub line: PurchaseLineId,
    /// One of which all has come.
    pub received: PurchaseOrderId,
}

/// An order that waits for pieces of stock.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    pub order: OrderId,
    /// A line in words, and one of a style of which a piece is free.
    pub line: LineId,
    pub styled: LineId,
    /// What another of its lines is promised.
    pub promised: PieceId,
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
            place: LocationId::generate(),
            piece: PieceId::generate(),
            serial: "P999999".into(),
            photo: PhotoId::generate(),
            wish: Wish {
                order: OrderId::generate(),
                line: LineId::generate(),
                styled: LineId::generate(),
                promised: PieceId::generate(),
            },
            import: StockImportId::generate(),
            bulk: BulkItemId::generate(),
            count: CountId::generate(),
            counted: LocationId::generate(),
            buying: Buying {
                draft: PurchaseOrderId::generate(),
                sent: PurchaseOrderId::generate(),
                line: PurchaseLineId::generate(),
                received: PurchaseOrderId::generate(),
            },
            bench: AtBench {
                route: RouteId::generate(),
                metal: BulkItemId::generate(),
                planned: BenchJobId::generate(),
                step: BenchStepId::generate(),
                begun: BenchJobId::generate(),
                done: BenchJobId::generate(),
                newcomer: StaffId::generate(),
            },
            repair: OrderId::generate(),
            book_task: BookTaskId::generate(),
            parked: ParkedId::generate(),
            account: CustomerId::generate(),
            payment_terms: PaymentTermsId::generate(),
            tier: TierId::generate(),
            variant: VariantId::generate(),
        }
    }

    /// What would give away that the store has them. The rest belongs to the whole house.
    pub fn marks(&self) -> [String; 21] {
        [
            self.order.to_string(),
            self.number.clone(),
            self.purchase.to_string(),
            self.message.to_string(),
            self.job.to_string(),
            self.place.to_string(),
            self.piece.to_string(),
            self.serial.clone(),
            self.import.to_string(),
            self.bulk.to_string(),
            self.count.to_string(),
            self.buying.draft.to_string(),
            self.buying.sent.to_string(),
            self.buying.received.to_string(),
            self.bench.metal.to_string(),
            self.bench.planned.to_string(),
            self.bench.begun.to_string(),
            self.bench.done.to_string(),
            self.repair.to_string(),
            self.book_task.to_string(),
            self.parked.to_string(),
        ]
    }
}

impl Shop {
    /// One of everything, new: a ring on order at its vendor, about which a message failed and a
    /// job was given up; pieces of stock, and an order that waits for them.
    pub(super) async fn things(&self) -> Things {
        let customer = self.house.customer("Ana Ruiz").await;
        let vendor = self.vendor().await;
        let placed = self.order(customer, vec![ring()]).await;
        self.order_from(placed.id, vendor.id).await;
        let (message, job) = self.trouble(placed.id).await;
        let style = self.style(vendor.id).await.id;
        let variant = self.variant(style).await;
        let account = self.house.customer("Harbor & Vine").await;
        let (payment_terms, tier) = self.account(account, variant).await;
        let place = self.place().await;
        let counted = self.place().await;
        let serial = format!("R-{}", Uuid::now_v7().simple());
        let piece = self.piece(place, &serial, None).await;
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
            style,
            person: self.hire(Role::Sales).await.id,
            repair: self.repair(customer).await,
            book_task: self.book_task().await,
            place,
            piece,
            photo: self.photo(piece).await,
            serial,
            wish: self.wish(customer, style, place).await,
            import: self.list().await,
            bulk: self.bulk().await,
            count: self.count(counted).await,
            counted,
            buying: self.buying(vendor.id, place).await,
            bench: self.bench(place).await,
            parked: self.parked().await,
            account,
            payment_terms,
            tier,
            variant,
        }
    }

    async fn variant(&self, style: StyleId) -> VariantId {
        let found: Uuid = sqlx::query_scalar("select id from variants where style_id = $1")
            .bind(style.uuid())
            .fetch_one(&self.house.services.db)
            .await
            .unwrap();
        found.into()
    }

    /// Opens an account, and has it owe for an order that was sent.
    async fn account(&self, account: CustomerId, variant: VariantId) -> (PaymentTermsId, TierId) {
        let services = &self.house.services;
        let book = wholesale::book(services, self.manager()).await.unwrap();
        let (terms, tier) = (book.terms[0].id, book.tiers[0].id);
        let draft = AccountDraft {
            terms: Some(terms),
            tier: Some(tier),
            credit_limit: "90000".into(),
            active: true,
            ..AccountDraft::default()
        };
        let key = IdempotencyKey::generate();
        wholesale::save(services, self.manager(), account, None, &draft, key)
            .await
            .unwrap();
        let po = json!({
            "account": account, "po_number": "4711",
            "lines": [{ "variant": variant, "quantity": 1 }],
            "ship_to": { "line1": "1 Pier", "city": "New York", "region": "NY",
                         "postcode": "10001", "country": "US" },
        });
        let po = serde_json::from_value(po).unwrap();
        let key = IdempotencyKey::generate();
        let placed = desk::wholesale::enter(services, self.manager(), &po, key)
            .await
            .unwrap();
        sqlx::query(
            "with parcel as (
                insert into shipments (id, order_id, number, carrier, tracking, by_vendor, address,
                    at, by_name)
                values ($1, $2, 1, 'UPS', '1Z', false, '{}', now(), 'The sales') returning id
             )
             insert into invoices (id, number, shipment_id, order_id, customer_id, store_id,
                currency, net, tax, total, issued_on, due_on)
             select $1, 'INV-' || nextval('invoice_numbers'), parcel.id, $2, $3, $4, 'USD', 100, 0,
                    100, '2026-11-23', '2026-12-23' from parcel",
        )
        .bind(Uuid::now_v7())
        .bind(placed.id.uuid())
        .bind(account.uuid())
        .bind(self.house.store.uuid())
        .execute(&services.db)
        .await
        .unwrap();
        (terms, tier)
    }

    /// An order from a web shop, of what the catalogue does not have.
    async fn parked(&self) -> ParkedId {
        let said = json!({
            "channel": "shopify", "external_id": Uuid::now_v7(),
            "updated_at": "2026-11-23T15:04:05Z",
            "order": {
                "currency": "USD", "total": "100", "delivery": "pick_up",
                "customer": { "name": "Ana Ruiz", "email": "ana@example.com" },
                "lines": [{ "id": "1", "quantity": 1, "unit_price": "100" }],
            },
        });
        let said = serde_json::from_value(said).unwrap();
        let key = IdempotencyKey::generate();
        desk::import(&self.house.services, self.manager(), &said, key)
            .await
            .unwrap();
        self.newest("select id from parked order by id desc limit 1")
            .await
            .into()
    }

    fn manager(&self) -> Caller<'_> {
        (&self.house.manager).into()
    }

    async fn vendor(&self) -> Saved<VendorId> {
        let draft = VendorDraft {
            name: format!("Lumen Castings {}", Uuid::now_v7()),
            email: "orders@lumen.example".into(),
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
            route: None,
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

    async fn order(&self, customer: CustomerId, lines: Vec<NewLine>) -> orders::requests::Placed {
        let order = NewOrder {
            kind: Kind::SpecialOrder,
            customer,
            lines,
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

    /// A repair that was done at once, for nothing, and picked up.
    async fn repair(&self, customer: CustomerId) -> OrderId {
        let mut piece = NewPiece::of(Item::Ring);
        piece.tasks = vec![NewTask {
            words: "Unbend the shank".into(),
            quantity: 1,
            price: "0".into(),
            ..NewTask::default()
        }];
        let signed = Some(Signature::Typed("Ana Ruiz".into()));
        let repair = NewRepair {
            customer,
            pieces: vec![piece],
            firm: false,
            done: true,
            rush: false,
            notify: Notify::Email,
            promise: None,
            payment: None,
            signature: signed.clone(),
            note: String::new(),
            redo_of: None,
        };
        let (services, key) = (&self.house.services, IdempotencyKey::generate());
        let placed = desk::repair::take_in(services, self.manager(), &repair, key)
            .await
            .unwrap();
        let request = Request {
            action: orders::Action::PickUp,
            version: 1,
            details: Details {
                received_by: "Ana Ruiz".into(),
                signature: signed,
                ..Details::default()
            },
            override_reason: String::new(),
        };
        let key = IdempotencyKey::generate();
        desk::act(services, self.manager(), placed.id, &request, key)
            .await
            .unwrap();
        placed.id
    }

    async fn book_task(&self) -> BookTaskId {
        let draft = TaskDraft {
            name: format!("Task {}", Uuid::now_v7().simple()),
            labour: "40".into(),
            material_cost: String::new(),
            warranty_days: "30".into(),
            step: StepKind::Polishing,
            hours: "1".into(),
            active: true,
        };
        let (services, key) = (&self.house.services, IdempotencyKey::generate());
        let saved = desk::repair::save_book_task(services, self.manager(), None, &draft, key).await;
        saved.unwrap().id
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
            action: orders::Action::PlaceWithVendor,
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

    async fn place(&self) -> LocationId {
        let draft = LocationDraft {
            kind: LocationKind::Safe,
            name: "Safe".into(),
            code: format!("SAFE-{}", Uuid::now_v7().simple()),
            jeweler: None,
            vendor: None,
        };
        let key = IdempotencyKey::generate();
        let saved = stock::create_location(&self.house.services, self.manager(), &draft, key);
        saved.await.unwrap().id
    }

    /// A piece of ours in a place.
    async fn piece(&self, place: LocationId, serial: &str, of: Option<VariantId>) -> PieceId {
        let draft = PieceDraft {
            serial: serial.to_owned(),
            location: Some(place),
            name: "Estate ring".into(),
            cost: "100".into(),
            variant: of,
            ..PieceDraft::empty()
        };
        let key = IdempotencyKey::generate();
        let saved = stock::add(&self.house.services, self.manager(), &draft, key);
        saved.await.unwrap().id
    }

    async fn photo(&self, piece: PieceId) -> PhotoId {
        let path = format!("/photos/{}.jpg", "b".repeat(64));
        let (services, key) = (&self.house.services, IdempotencyKey::generate());
        stock::add_photo(services, self.manager(), piece, &path, key)
            .await
            .unwrap();
        let shown = stock::show(services, self.manager(), piece).await.unwrap();
        shown.photos[0].id
    }

    /// An order of three rings: one in words, one that is promised, one of a style.
    async fn wish(&self, customer: CustomerId, style: StyleId, place: LocationId) -> Wish {
        let variant: Uuid = sqlx::query_scalar("select id from variants where style_id = $1")
            .bind(style.uuid())
            .fetch_one(&self.house.services.db)
            .await
            .unwrap();
        let variant = VariantId::from(variant);
        let styled = NewLine {
            variant: Some(variant),
            ..ring()
        };
        let order = self.order(customer, vec![ring(), ring(), styled]).await.id;
        let lines: Vec<Uuid> =
            sqlx::query_scalar("select id from order_lines where order_id = $1 order by position")
                .bind(order.uuid())
                .fetch_all(&self.house.services.db)
                .await
                .unwrap();
        let promised = self.piece(place, "", None).await;
        self.piece(place, "", Some(variant)).await;
        let (services, key) = (&self.house.services, IdempotencyKey::generate());
        stock::reserve(
            services,
            self.manager(),
            order,
            lines[1].into(),
            promised,
            key,
        )
        .await
        .unwrap();
        Wish {
            order,
            line: lines[0].into(),
            styled: lines[2].into(),
            promised,
        }
    }

    /// A list of stones that was sent and not brought in.
    async fn list(&self) -> StockImportId {
        let file = b"carat,price\n0.50,1000\n".to_vec();
        let kept = stock::import::begin(&self.house.services, self.manager(), "stones.csv", file);
        kept.await.unwrap().id
    }

    async fn count(&self, place: LocationId) -> CountId {
        let draft = CountDraft {
            places: vec![place],
            form: None,
        };
        let key = IdempotencyKey::generate();
        stock::start_count(&self.house.services, self.manager(), &draft, key)
            .await
            .unwrap()
    }

    async fn bulk(&self) -> BulkItemId {
        let draft = BulkDraft {
            code: format!("CHAIN-{}", Uuid::now_v7().simple()),
            name: "Cable chain".into(),
            unit: Unit::Centimetre,
            metal: None,
        };
        let key = IdempotencyKey::generate();
        let saved = stock::create_bulk(&self.house.services, self.manager(), &draft, key);
        saved.await.unwrap().id
    }

    async fn buying(&self, vendor: VendorId, place: LocationId) -> Buying {
        let draft = self.written(vendor).await;
        let (sent, line) = self.sent(vendor).await;
        let (received, came) = self.sent(vendor).await;
        let all = ReceiptDraft {
            location: Some(place),
            lines: vec![ReceivedDraft::of(came, 1)],
            ..ReceiptDraft::default()
        };
        let (services, key) = (&self.house.services, IdempotencyKey::generate());
        purchasing::receive(services, self.manager(), received, 2, &all, key)
            .await
            .unwrap();
        Buying {
            draft,
            sent,
            line,
            received,
        }
    }

    async fn bench(&self, place: LocationId) -> AtBench {
        let (services, caller) = (&self.house.services, self.manager());
        sqlx::query(
            "insert into bench_jewelers (staff_id, store_id, week, rate, updated_at)
             values ($1, $2, '{32,32,32,32,32,0,0}', 40, now()) on conflict do nothing",
        )
        .bind(self.house.jeweler.id.uuid())
        .bind(self.house.store.uuid())
        .execute(&services.db)
        .await
        .unwrap();
        let routes = bench::routes(services, caller).await.unwrap();
        let route = routes.iter().find(|route| route.name == "Engraving");
        let route = route.unwrap().id;
        let metal = self.bulk().await;
        let receive = BulkStep::Receive {
            to: Some(place),
            quantity: "10".into(),
            cost: "420".into(),
            source: Source::Opening,
            vendor: None,
        };
        stock::bulk_step(
            services,
            caller,
            metal,
            &receive,
            IdempotencyKey::generate(),
        )
        .await
        .unwrap();
        let (planned, step) = self.job(route).await;
        let (begun, _) = self.job(route).await;
        let issue = MetalIssue {
            version: 1,
            item: Some(metal),
            from: Some(place),
            quantity: "2".into(),
        };
        bench::issue_metal(services, caller, begun, &issue, IdempotencyKey::generate())
            .await
            .unwrap();
        let (done, last) = self.job(route).await;
        for (version, deed) in [(1, StepDeed::Start), (2, StepDeed::Finish)] {
            let request = StepRequest {
                version,
                deed,
                hours: "1".into(),
                cost: String::new(),
            };
            let key = IdempotencyKey::generate();
            bench::step(services, caller, done, last, &request, key)
                .await
                .unwrap();
        }
        AtBench {
            route,
            metal,
            planned,
            step,
            begun,
            done,
            newcomer: self.hire(Role::Jeweler).await.id,
        }
    }

    /// A job for stock that is the jeweler's.
    async fn job(&self, route: RouteId) -> (BenchJobId, BenchStepId) {
        let draft = JobDraft {
            title: "Signet ring".into(),
            route: Some(route),
            jeweler: Some(self.house.jeweler.id),
            ..JobDraft::default()
        };
        let (services, key) = (&self.house.services, IdempotencyKey::generate());
        let saved = bench::open(services, self.manager(), &draft, key).await;
        let id = saved.unwrap().id;
        let job = bench::show(services, self.manager(), id).await.unwrap();
        (id, job.steps[0].id)
    }

    async fn written(&self, vendor: VendorId) -> PurchaseOrderId {
        let (draft, key) = (bands(vendor), IdempotencyKey::generate());
        let saved = purchasing::create(&self.house.services, self.manager(), &draft, key);
        saved.await.unwrap().id
    }

    async fn sent(&self, vendor: VendorId) -> (PurchaseOrderId, PurchaseLineId) {
        let id = self.written(vendor).await;
        let (services, key) = (&self.house.services, IdempotencyKey::generate());
        purchasing::send(services, self.manager(), id, 1, key)
            .await
            .unwrap();
        let order = purchasing::show(services, self.manager(), id)
            .await
            .unwrap();
        (id, order.lines[0].id)
    }

    async fn newest(&self, sql: &'static str) -> Uuid {
        sqlx::query_scalar(sql)
            .fetch_one(&self.house.services.db)
            .await
            .unwrap()
    }
}

/// A band, ordered from a vendor.
pub(super) fn bands(vendor: VendorId) -> PurchaseDraft {
    PurchaseDraft {
        vendor: Some(vendor),
        lines: vec![PurchaseLineDraft {
            description: "Plain band".into(),
            quantity: 1,
            unit_cost: "200".into(),
            ..PurchaseLineDraft::default()
        }],
        ..PurchaseDraft::default()
    }
}

/// A ring in words.
fn ring() -> NewLine {
    NewLine {
        description: "Oval halo ring".into(),
        quantity: 1,
        unit_price: "1000".into(),
        ..NewLine::default()
    }
}
