//! Repairs against a real Postgres.

mod goods;
mod journey;
mod quotes;
mod refusing;
mod work;

use super::{price_book, save_book_terms, take_in};
use crate::check::{Finding, check};
use crate::orders::{act, pay, show};
use crate::testing::House;
use crate::{Caller, Error, Staff, bench};
use domain::bench::{FinishDraft, JewelerDraft, StepDeed, StepRequest};
use domain::ids::{BenchJobId, CustomerId, IdempotencyKey, LineId, OrderId};
use domain::ledger::Account;
use domain::orders::Action;
use domain::orders::act::{Details, Request, Signature};
use domain::orders::repair::book::TermsDraft;
use domain::orders::repair::findings::Item;
use domain::orders::repair::steps::PieceWork;
use domain::orders::repair::take_in::{NewPiece, NewRepair, Notify};
use domain::orders::repair::tasks::NewTask;
use domain::orders::requests::{Acted, PaymentRequest, Placed};
use domain::orders::view::Detail;
use domain::payments::{Method, NewPayment};
use rust_decimal::Decimal;

/// Sizing down: 55.00 of labour, no material; no tax on labour in the house of the tests.
const SIZING: &str = "Size a ring down";
/// 35.00 of labour, and 4.00 of material that is sold for 12.00: with tax 48.07.
const RETIP: &str = "Retip a prong";

pub(in crate::orders) fn key() -> IdempotencyKey {
    IdempotencyKey::generate()
}

pub(in crate::orders) fn signed() -> Option<Signature> {
    Some(Signature::Drawn("M10 10 L 40 20".into()))
}

/// A task of the store's book, by its name.
pub(in crate::orders) async fn task(house: &House, name: &str) -> NewTask {
    let book = price_book(&house.services, (&house.sales).into()).await;
    let book = book.unwrap();
    let known = book.tasks.iter().find(|task| task.name == name).unwrap();
    NewTask::of(known.id)
}

/// A ring with one task of the book.
pub(in crate::orders) async fn ring(house: &House, customer: CustomerId, name: &str) -> NewRepair {
    let mut piece = NewPiece::of(Item::Ring);
    piece.tasks = vec![task(house, name).await];
    piece.declared_value = "2400".into();
    NewRepair {
        customer,
        pieces: vec![piece],
        firm: false,
        done: false,
        rush: false,
        notify: Notify::Email,
        promise: Some("2026-12-04".parse().unwrap()),
        payment: None,
        signature: signed(),
        note: String::new(),
        redo_of: None,
    }
}

pub(in crate::orders) async fn taken(
    house: &House,
    who: &Staff,
    input: &NewRepair,
) -> Result<Placed, Error> {
    take_in(&house.services, who.into(), input, key()).await
}

/// An order at hand, and the steps that tests take with it.
pub(in crate::orders) struct Desk<'a> {
    pub house: &'a House,
    pub order: OrderId,
    pub number: String,
}

impl<'a> Desk<'a> {
    pub(in crate::orders) async fn take(house: &'a House, input: &NewRepair) -> Self {
        let placed = taken(house, &house.sales, input).await.unwrap();
        Self {
            house,
            order: placed.id,
            number: placed.number,
        }
    }

    /// A ring that is sized at a firm price.
    pub(in crate::orders) async fn firm(house: &'a House) -> Self {
        let ana = house.customer("Ana Ruiz").await;
        let mut input = ring(house, ana, RETIP).await;
        input.firm = true;
        Self::take(house, &input).await
    }

    pub(in crate::orders) async fn shown(&self) -> Detail {
        let caller = (&self.house.owner).into();
        show(&self.house.services, caller, self.order)
            .await
            .unwrap()
    }

    pub(in crate::orders) async fn state(&self) -> &'static str {
        self.shown().await.position.state.code()
    }

    pub(in crate::orders) async fn line(&self) -> LineId {
        self.shown().await.lines[0].id
    }

    pub(in crate::orders) async fn act_as(
        &self,
        who: &Staff,
        action: Action,
        details: Details,
    ) -> Result<Acted, Error> {
        let request = Request {
            action,
            version: self.shown().await.version,
            details,
            override_reason: String::new(),
        };
        act(
            &self.house.services,
            who.into(),
            self.order,
            &request,
            key(),
        )
        .await
    }

    pub(in crate::orders) async fn act(
        &self,
        action: Action,
        details: Details,
    ) -> Result<Acted, Error> {
        self.act_as(&self.house.manager, action, details).await
    }

    pub(in crate::orders) async fn step(&self, action: Action) {
        self.act(action, Details::default()).await.unwrap();
    }

    /// Quotes tasks of the book for the first piece.
    pub(in crate::orders) async fn quote(&self, names: &[&str]) -> Result<Acted, Error> {
        let mut tasks = Vec::new();
        for name in names {
            tasks.push(task(self.house, name).await);
        }
        let details = Details {
            tasks: vec![PieceWork {
                line: self.line().await,
                tasks,
            }],
            ..Details::default()
        };
        self.act(Action::SendQuote, details).await
    }

    pub(in crate::orders) async fn approve_by_phone(&self) -> Result<Acted, Error> {
        let details = Details {
            received_by: "Ana Ruiz".into(),
            by_phone: true,
            ..Details::default()
        };
        self.act(Action::AcceptQuote, details).await
    }

    pub(in crate::orders) async fn because(
        &self,
        action: Action,
        reason: &str,
    ) -> Result<Acted, Error> {
        let details = Details {
            reason: reason.into(),
            ..Details::default()
        };
        self.act(action, details).await
    }

    pub(in crate::orders) async fn hand_over(&self, action: Action) -> Result<Acted, Error> {
        let details = Details {
            received_by: "Ana Ruiz".into(),
            signature: signed(),
            ..Details::default()
        };
        self.act(action, details).await
    }

    /// Pays all that is owed, in cash.
    pub(in crate::orders) async fn pay_all(&self) {
        let owed = self.shown().await.balance;
        self.pay(&owed.plain()).await.unwrap();
    }

    pub(in crate::orders) async fn pay(&self, amount: &str) -> Result<(), Error> {
        let request = PaymentRequest {
            version: None,
            payment: cash(amount),
        };
        let caller = (&self.house.sales).into();
        pay(&self.house.services, caller, self.order, &request, key())
            .await
            .map(drop)
    }

    pub(in crate::orders) async fn jobs(&self) -> Vec<BenchJobId> {
        let ids: Vec<uuid::Uuid> = sqlx::query_scalar(
            "select id from bench_jobs where order_id = $1 and state <> 'stopped' order by id",
        )
        .bind(self.order.uuid())
        .fetch_all(&self.house.services.db)
        .await
        .unwrap();
        ids.into_iter().map(Into::into).collect()
    }

    /// Does every step of a job in an hour each, and finishes it.
    pub(in crate::orders) async fn work(&self, job: BenchJobId) {
        let (services, jeweler) = (&self.house.services, Caller::from(&self.house.jeweler));
        while let Some(step) = bench::show(services, jeweler, job).await.unwrap().card.step {
            for (deed, hours) in [(StepDeed::Start, ""), (StepDeed::Finish, "1")] {
                let version = bench::show(services, jeweler, job)
                    .await
                    .unwrap()
                    .card
                    .version;
                let request = StepRequest {
                    version,
                    deed,
                    hours: hours.into(),
                    cost: String::new(),
                };
                bench::step(services, jeweler, job, step.id, &request, key())
                    .await
                    .unwrap();
            }
        }
        let version = bench::show(services, jeweler, job)
            .await
            .unwrap()
            .card
            .version;
        let draft = FinishDraft {
            version,
            ..FinishDraft::default()
        };
        bench::finish(services, jeweler, job, &draft, key())
            .await
            .unwrap();
    }

    /// What an account holds of this order; credits below zero.
    pub(in crate::orders) async fn on(&self, account: Account) -> Decimal {
        sqlx::query_scalar(
            "select coalesce(sum(p.amount), 0)
             from ledger_entries e join ledger_postings p on p.entry_id = e.id
             where e.order_id = $1 and p.account = $2",
        )
        .bind(self.order.uuid())
        .bind(account.code())
        .fetch_one(&self.house.services.db)
        .await
        .unwrap()
    }
}

pub(in crate::orders) fn cash(amount: &str) -> NewPayment {
    NewPayment {
        amount: amount.into(),
        method: Method::Cash,
        reference: String::new(),
    }
}

pub(in crate::orders) fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A jeweler with eight hours a day at 40.00.
pub(in crate::orders) async fn hours(house: &House) {
    let mut draft = JewelerDraft {
        rate: "40".into(),
        ..JewelerDraft::default()
    };
    for day in &mut draft.week[..5] {
        *day = "8".into();
    }
    let (services, manager) = (&house.services, (&house.manager).into());
    bench::save_jeweler(services, manager, house.jeweler.id, None, &draft, key())
        .await
        .unwrap();
}

/// Changes what holds for the whole price book.
pub(in crate::orders) async fn set_terms(house: &House, change: impl FnOnce(&mut TermsDraft)) {
    let (services, manager) = (&house.services, Caller::from(&house.manager));
    let terms = price_book(services, manager).await.unwrap().terms;
    let mut draft = TermsDraft::of(&terms);
    change(&mut draft);
    save_book_terms(services, manager, terms.version, &draft, key())
        .await
        .unwrap();
}

/// The books and the rows of the whole house agree.
pub(in crate::orders) async fn in_order(house: &House) {
    check(&house.services.db, |finding| {
        if let Finding::Difference(rule, difference) = finding {
            panic!("{}: {difference:?}", rule.name);
        }
    })
    .await
    .unwrap();
}

/// The complaint about a field.
pub(in crate::orders) fn complaint<T: std::fmt::Debug>(
    result: Result<T, Error>,
    field: &str,
) -> String {
    match result {
        Err(Error::Invalid(errors)) => errors.get(field).unwrap_or_default().to_owned(),
        other => panic!("{other:?}"),
    }
}

/// The sentence of a refusal.
pub(in crate::orders) fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result {
        Err(Error::Refused { message, .. }) => message,
        other => panic!("{other:?}"),
    }
}
