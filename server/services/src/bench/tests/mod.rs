//! The bench against a real Postgres.

mod dates;
mod ending;
mod planning;
mod refusing;
mod working;

use super::*;
use crate::check::{Finding, check};
use crate::orders::{act, pay, place};
use crate::stock::{add, bulk_step, create_bulk, create_location};
use crate::testing::House;
use crate::{Caller, Error};
use domain::bench::view::JobDetail;
use domain::bench::{
    FinishDraft, JewelerDraft, JobDraft, JobState, MetalIssue, StepDeed, StepRequest, StepState,
    StoneIssue,
};
use domain::catalogue::Saved;
use domain::ids::{
    BenchJobId, BenchStepId, BulkItemId, IdempotencyKey, LineId, LocationId, OrderId, PieceId,
    RouteId,
};
use domain::ledger::Account;
use domain::measures::Unit;
use domain::orders::act::{Details, Request};
use domain::orders::draft::{Making, NewLine, NewOrder};
use domain::orders::requests::{Acted, PaymentRequest};
use domain::orders::{Action, Delivery, Kind};
use domain::payments::{Method, NewPayment};
use domain::stock::{BulkDraft, BulkStep, LocationDraft, LocationKind, PieceDraft, Source};
use rust_decimal::Decimal;
use sqlx::PgPool;

/// A house whose jeweler has eight hours a day at 40.00, with a safe and 100 g of gold in it that
/// cost 6,000.00.
pub(crate) struct Shop {
    pub(crate) house: House,
    safe: LocationId,
    gold: BulkItemId,
}

impl Shop {
    async fn open(db: PgPool) -> Self {
        Self::of(House::open(db).await).await
    }

    pub(crate) async fn of(house: House) -> Self {
        let caller = (&house.manager).into();
        let services = &house.services;
        let place = LocationDraft {
            kind: LocationKind::Safe,
            name: "Safe".into(),
            code: "SAFE-1".into(),
            jeweler: None,
            vendor: None,
        };
        let safe = create_location(services, caller, &place, key()).await;
        let safe = safe.unwrap().id;
        let gold = gold(&house, "AU-14Y").await;
        let receive = BulkStep::Receive {
            to: Some(safe),
            quantity: "100".into(),
            cost: "6000".into(),
            source: Source::Opening,
            vendor: None,
        };
        bulk_step(services, caller, gold, &receive, key())
            .await
            .unwrap();
        let shop = Self { house, safe, gold };
        shop.hours("8").await;
        shop
    }

    /// A piece that was finished for an order, and one that is in work.
    pub(crate) async fn at_work(&self) {
        let finished = self.order().await.job().await;
        self.metal(finished, "5").await.unwrap();
        self.do_step(finished, "1").await;
        self.finish(finished).await.unwrap();
        let in_work = self.order().await.job().await;
        self.metal(in_work, "3").await.unwrap();
    }

    /// Gives the jeweler so many hours from Monday to Friday.
    async fn hours(&self, daily: &str) {
        let mut draft = JewelerDraft {
            rate: "40".into(),
            ..JewelerDraft::default()
        };
        for day in &mut draft.week[..5] {
            *day = daily.into();
        }
        let staff = self.house.jeweler.id;
        let all = capacity(&self.house.services, self.manager())
            .await
            .unwrap();
        let known = all.jewelers.iter().find(|known| known.staff == staff);
        let version = known.and_then(|known| known.version);
        let services = &self.house.services;
        save_jeweler(services, self.manager(), staff, version, &draft, key())
            .await
            .unwrap();
    }

    fn manager(&self) -> Caller<'_> {
        (&self.house.manager).into()
    }

    fn jeweler(&self) -> Caller<'_> {
        (&self.house.jeweler).into()
    }

    async fn route(&self, name: &str) -> RouteId {
        let all = routes(&self.house.services, self.manager()).await.unwrap();
        all.iter().find(|route| route.name == name).unwrap().id
    }

    /// An order for a ring that is made by engraving: one step, with its deposit paid.
    async fn order(&self) -> Made<'_> {
        let made = self
            .order_by(Making::Bench(self.route("Engraving").await))
            .await;
        made.act(Action::MakeAtBench, Details::default())
            .await
            .unwrap();
        made
    }

    async fn order_by(&self, making: Making) -> Made<'_> {
        let ana = self.house.customer("Ana Ruiz").await;
        let order = NewOrder {
            kind: Kind::SpecialOrder,
            customer: ana,
            lines: vec![NewLine {
                description: "Signet ring".into(),
                quantity: 1,
                unit_price: "1000".into(),
                making,
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
        let sales = (&self.house.sales).into();
        let placed = place(&self.house.services, sales, &order, key()).await;
        Made {
            shop: self,
            order: placed.unwrap().id,
        }
    }

    /// A ring of ours for 900.00.
    async fn piece(&self, serial: &str) -> PieceId {
        let draft = PieceDraft {
            serial: serial.into(),
            name: "Old mine cut".into(),
            location: Some(self.safe),
            cost: "900".into(),
            price: "2000".into(),
            ..PieceDraft::empty()
        };
        add(&self.house.services, self.manager(), &draft, key())
            .await
            .unwrap()
            .id
    }

    /// What an account holds, over all entries.
    async fn ledger(&self, account: Account) -> Decimal {
        sqlx::query_scalar(
            "select coalesce(sum(amount), 0) from ledger_postings where account = $1",
        )
        .bind(account.code())
        .fetch_one(&self.house.services.db)
        .await
        .unwrap()
    }

    async fn in_order(&self) {
        let mut wrong = Vec::new();
        check(&self.house.services.db, |finding| {
            if let Finding::Difference(rule, difference) = finding {
                wrong.push(format!("{}: {difference:?}", rule.name));
            }
        })
        .await
        .unwrap();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    async fn job(&self, id: BenchJobId) -> JobDetail {
        show(&self.house.services, self.manager(), id)
            .await
            .unwrap()
    }

    async fn metal(&self, job: BenchJobId, quantity: &str) -> Result<Saved<BenchJobId>, Error> {
        let issue = MetalIssue {
            version: self.job(job).await.card.version,
            item: Some(self.gold),
            from: Some(self.safe),
            quantity: quantity.into(),
        };
        issue_metal(&self.house.services, self.jeweler(), job, &issue, key()).await
    }

    async fn stone(&self, job: BenchJobId, serial: &str) -> Result<Saved<BenchJobId>, Error> {
        let issue = StoneIssue {
            version: self.job(job).await.card.version,
            serial: serial.into(),
        };
        issue_stone(&self.house.services, self.jeweler(), job, &issue, key()).await
    }

    async fn deed(
        &self,
        job: BenchJobId,
        deed: StepDeed,
        hours: &str,
    ) -> Result<Saved<BenchJobId>, Error> {
        let card = self.job(job).await.card;
        let step = card.step.unwrap().id;
        self.deed_on(job, step, card.version, deed, hours).await
    }

    async fn deed_on(
        &self,
        job: BenchJobId,
        on: BenchStepId,
        version: i32,
        deed: StepDeed,
        hours: &str,
    ) -> Result<Saved<BenchJobId>, Error> {
        let request = StepRequest {
            version,
            deed,
            hours: hours.into(),
            cost: String::new(),
        };
        step(
            &self.house.services,
            self.jeweler(),
            job,
            on,
            &request,
            key(),
        )
        .await
    }

    /// Starts and finishes the step that the job is at.
    async fn do_step(&self, job: BenchJobId, hours: &str) {
        self.deed(job, StepDeed::Start, "").await.unwrap();
        self.deed(job, StepDeed::Finish, hours).await.unwrap();
    }

    async fn finish(&self, job: BenchJobId) -> Result<Saved<BenchJobId>, Error> {
        let draft = FinishDraft {
            version: self.job(job).await.card.version,
            weight: "4.2".into(),
            location: Some(self.safe),
            ..FinishDraft::default()
        };
        finish(&self.house.services, self.jeweler(), job, &draft, key()).await
    }
}

async fn gold(house: &House, code: &str) -> BulkItemId {
    let draft = BulkDraft {
        code: code.into(),
        name: format!("{code} casting grain"),
        unit: Unit::Gram,
        metal: None,
    };
    let caller = (&house.manager).into();
    create_bulk(&house.services, caller, &draft, key())
        .await
        .unwrap()
        .id
}

/// An order with something that is made.
struct Made<'a> {
    shop: &'a Shop,
    order: OrderId,
}

impl Made<'_> {
    async fn job(&self) -> BenchJobId {
        let id: uuid::Uuid = sqlx::query_scalar(
            "select id from bench_jobs where order_id = $1 order by id desc limit 1",
        )
        .bind(self.order.uuid())
        .fetch_one(&self.shop.house.services.db)
        .await
        .unwrap();
        id.into()
    }

    async fn line(&self) -> LineId {
        let id: uuid::Uuid = sqlx::query_scalar("select id from order_lines where order_id = $1")
            .bind(self.order.uuid())
            .fetch_one(&self.shop.house.services.db)
            .await
            .unwrap();
        id.into()
    }

    async fn state(&self) -> String {
        sqlx::query_scalar("select state from orders where id = $1")
            .bind(self.order.uuid())
            .fetch_one(&self.shop.house.services.db)
            .await
            .unwrap()
    }

    async fn act(&self, action: Action, details: Details) -> Result<Acted, Error> {
        self.take_step(action, details).await
    }

    async fn take_step(&self, action: Action, details: Details) -> Result<Acted, Error> {
        let services = &self.shop.house.services;
        let version: i32 = sqlx::query_scalar("select version from orders where id = $1")
            .bind(self.order.uuid())
            .fetch_one(&services.db)
            .await
            .unwrap();
        let request = Request {
            action,
            version,
            details,
            override_reason: String::new(),
        };
        act(services, self.shop.manager(), self.order, &request, key()).await
    }

    /// What of the ways to have the piece is offered now.
    async fn ways(&self) -> Vec<&'static str> {
        let shop = self.shop;
        let detail = crate::orders::show(&shop.house.services, shop.manager(), self.order);
        let offers = detail.await.unwrap().offers;
        let codes = offers.iter().map(|offer| offer.action.code());
        let ways = ["take_from_stock", "place_with_vendor", "make_at_bench"];
        codes.filter(|code| ways.contains(code)).collect()
    }
}

fn key() -> IdempotencyKey {
    IdempotencyKey::generate()
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
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
