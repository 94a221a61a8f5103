//! Memos against a real Postgres.

mod checking;
mod journey;
mod refusing;
mod reminding;
mod selling;

use super::{save_terms, take_out, terms};
use crate::check::{Finding, check};
use crate::orders::{act, pay, show};
use crate::stock::{add, create_location};
use crate::testing::House;
use crate::{Error, Staff};
use domain::ids::{CustomerId, IdempotencyKey, LineId, LocationId, OrderId, PieceId};
use domain::ledger::Account;
use domain::orders::Action;
use domain::orders::act::{Details, Request, Signature};
use domain::orders::memo::steps::SoldPiece;
use domain::orders::memo::take_out::{NewMemo, NewMemoPiece};
use domain::orders::memo::terms::TermsDraft;
use domain::orders::memo::view::{Bearer, LineState, MemoView};
use domain::orders::requests::{Acted, PaymentRequest, Placed};
use domain::orders::view::Detail;
use domain::payments::{Method, NewPayment};
use domain::stock::{LocationDraft, LocationKind, Ownership, PieceDraft};
use rust_decimal::Decimal;

fn key() -> IdempotencyKey {
    IdempotencyKey::generate()
}

fn signed() -> Option<Signature> {
    Some(Signature::Drawn("M10 10 L 40 20".into()))
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A house with a safe, and a customer who looks at things.
struct Salon {
    house: House,
    safe: LocationId,
    ana: CustomerId,
}

impl Salon {
    async fn open(db: sqlx::PgPool) -> Self {
        let house = House::open(db).await;
        let draft = LocationDraft {
            kind: LocationKind::Safe,
            name: "Safe".into(),
            code: "SAFE-1".into(),
            jeweler: None,
            vendor: None,
        };
        let manager = (&house.manager).into();
        let safe = create_location(&house.services, manager, &draft, key())
            .await
            .unwrap()
            .id;
        let ana = house.customer("Ana Ruiz").await;
        Self { house, safe, ana }
    }

    /// A ring of ours that cost 900.00 and is priced at 2,000.00.
    async fn ring(&self) -> PieceId {
        self.piece(PieceDraft {
            name: "Sapphire ring".into(),
            location: Some(self.safe),
            cost: "900".into(),
            price: "2000".into(),
            ..PieceDraft::empty()
        })
        .await
    }

    /// The same, lent to us by a vendor.
    async fn lent_ring(&self) -> PieceId {
        let vendor = self.house.vendor("Maison Lavergne").await;
        self.piece(PieceDraft {
            name: "Emerald ring".into(),
            location: Some(self.safe),
            ownership: Ownership::MemoIn,
            vendor: Some(vendor),
            cost: "900".into(),
            price: "2000".into(),
            ..PieceDraft::empty()
        })
        .await
    }

    async fn piece(&self, draft: PieceDraft) -> PieceId {
        let manager = (&self.house.manager).into();
        let saved = add(&self.house.services, manager, &draft, key()).await;
        saved.unwrap().id
    }

    fn memo(&self, pieces: &[PieceId], bearer: Bearer) -> NewMemo {
        let piece = |piece: &PieceId| NewMemoPiece {
            piece: *piece,
            value: String::new(),
        };
        NewMemo {
            customer: self.ana,
            pieces: pieces.iter().map(piece).collect(),
            due: None,
            bearer,
            note: String::new(),
        }
    }

    async fn ask(&self, input: &NewMemo) -> Result<Placed, Error> {
        take_out(
            &self.house.services,
            (&self.house.sales).into(),
            input,
            key(),
        )
        .await
    }

    async fn requested(&self, pieces: &[PieceId]) -> Paper<'_> {
        let input = self.memo(pieces, Bearer::Customer);
        Paper::of(self, self.ask(&input).await.unwrap())
    }

    /// A memo that is out.
    async fn out(&self, pieces: &[PieceId]) -> Paper<'_> {
        let memo = self.requested(pieces).await;
        memo.issue().await.unwrap();
        memo
    }

    /// Writes the store's rules anew.
    async fn rule(&self, change: impl FnOnce(&mut TermsDraft)) {
        let manager = (&self.house.manager).into();
        let now = terms(&self.house.services, manager).await.unwrap();
        let mut draft = now.typed();
        change(&mut draft);
        save_terms(&self.house.services, manager, now.version, &draft, key())
            .await
            .unwrap();
    }

    /// How a piece stands.
    async fn state(&self, piece: PieceId) -> String {
        sqlx::query_scalar("select state from pieces where id = $1")
            .bind(piece.uuid())
            .fetch_one(&self.house.services.db)
            .await
            .unwrap()
    }

    /// What an account holds over all entries; credits below zero.
    async fn on(&self, account: Account) -> Decimal {
        sqlx::query_scalar(
            "select coalesce(sum(amount), 0) from ledger_postings where account = $1",
        )
        .bind(account.code())
        .fetch_one(&self.house.services.db)
        .await
        .unwrap()
    }

    /// All rules hold.
    async fn is_in_order(&self) {
        check(&self.house.services.db, |finding| {
            if let Finding::Difference(rule, difference) = finding {
                panic!("{}: {difference:?}", rule.name);
            }
        })
        .await
        .unwrap();
    }
}

/// An order at hand, a memo or a sale, and the steps that tests take with it.
struct Paper<'a> {
    salon: &'a Salon,
    id: OrderId,
    number: String,
}

impl<'a> Paper<'a> {
    fn of(salon: &'a Salon, placed: Placed) -> Self {
        Self {
            salon,
            id: placed.id,
            number: placed.number,
        }
    }

    async fn shown(&self) -> Detail {
        let house = &self.salon.house;
        show(&house.services, (&house.owner).into(), self.id)
            .await
            .unwrap()
    }

    async fn memo(&self) -> MemoView {
        *self.shown().await.memo.expect("a memo")
    }

    async fn state(&self) -> &'static str {
        self.shown().await.position.state.code()
    }

    async fn line(&self, index: usize) -> LineId {
        self.memo().await.lines[index].line
    }

    async fn line_states(&self) -> Vec<LineState> {
        let memo = self.memo().await;
        memo.lines.iter().map(|line| line.state).collect()
    }

    async fn act_as(&self, who: &Staff, action: Action, details: Details) -> Result<Acted, Error> {
        self.try_as(who, action, details, "").await
    }

    async fn try_as(
        &self,
        who: &Staff,
        action: Action,
        details: Details,
        override_reason: &str,
    ) -> Result<Acted, Error> {
        let request = Request {
            action,
            version: self.shown().await.version,
            details,
            override_reason: override_reason.into(),
        };
        let services = &self.salon.house.services;
        act(services, who.into(), self.id, &request, key()).await
    }

    async fn act(&self, action: Action, details: Details) -> Result<Acted, Error> {
        self.act_as(&self.salon.house.manager, action, details)
            .await
    }

    async fn issue(&self) -> Result<Acted, Error> {
        let details = Details {
            received_by: "Ana Ruiz".into(),
            signature: signed(),
            ..Details::default()
        };
        self.act_as(&self.salon.house.sales, Action::Issue, details)
            .await
    }

    async fn take_back(&self, lines: &[LineId]) -> Result<Acted, Error> {
        let details = Details {
            back: lines.to_vec(),
            back_to: Some(self.salon.safe),
            ..Details::default()
        };
        self.act(Action::TakeBack, details).await
    }

    /// Sells a piece at a price; empty is its value.
    async fn sell(&self, line: LineId, price: &str) -> Result<Acted, Error> {
        let sold = SoldPiece {
            line,
            price: price.into(),
            reason: "Agreed with the owner".into(),
        };
        let details = Details {
            sold: vec![sold],
            ..Details::default()
        };
        self.act_as(&self.salon.house.sales, Action::SellPieces, details)
            .await
    }

    /// The order by which a piece was sold.
    async fn sale_of(&self, index: usize) -> Paper<'a> {
        let memo = self.memo().await;
        let (id, number) = memo.lines[index].sale.clone().expect("it is sold");
        Paper {
            salon: self.salon,
            id,
            number,
        }
    }

    async fn lose(&self, line: LineId) -> Result<Acted, Error> {
        let details = Details {
            pieces: vec![line],
            reason: "Stolen from the hotel".into(),
            ..Details::default()
        };
        self.act(Action::LosePieces, details).await
    }

    async fn reverse(&self, to: Option<LocationId>) -> Result<Acted, Error> {
        let details = Details {
            reason: "Wrong piece".into(),
            back_to: to,
            ..Details::default()
        };
        self.act(Action::ReverseSale, details).await
    }

    /// Pays so much in cash.
    async fn pay(&self, amount: &str) {
        let house = &self.salon.house;
        let request = PaymentRequest {
            version: None,
            payment: NewPayment {
                amount: amount.into(),
                method: Method::Cash,
                reference: String::new(),
            },
        };
        let sales = (&house.sales).into();
        pay(&house.services, sales, self.id, &request, key())
            .await
            .unwrap();
    }
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
