//! Memos in against a real Postgres.

use super::{export, give_back, list, pay, receive, show};
use crate::check::{Finding, check};
use crate::stock::create_location;
use crate::tables::Format;
use crate::testing::House;
use crate::{Error, Staff};
use domain::catalogue::Saved;
use domain::ids::{IdempotencyKey, LocationId, MemoInId, PieceId};
use domain::ledger::Account;
use domain::memo_in::{
    GiveBackDraft, LentPiece, LentState, MemoInDraft, MemoInFilter, MemoInLook, MemoInView,
    PayDraft,
};
use domain::orders::act::Signature;
use domain::stock::{LocationDraft, LocationKind};
use rust_decimal::Decimal;
use sqlx::PgPool;
use std::io::Read;

fn key() -> IdempotencyKey {
    IdempotencyKey::generate()
}

struct Counter {
    house: House,
    safe: LocationId,
}

impl Counter {
    async fn open(db: PgPool) -> Self {
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
        Self { house, safe }
    }

    /// Two rings that a vendor lends, owed for at 900.00 and 400.00.
    async fn draft(&self, reference: &str) -> MemoInDraft {
        let ring = |name: &str, cost: &str| LentPiece {
            name: name.into(),
            cost: cost.into(),
            price: "2000".into(),
            ..LentPiece::default()
        };
        MemoInDraft {
            vendor: Some(self.house.vendor("Maison Lavergne").await),
            reference: reference.into(),
            due: "2026-12-31".parse().ok(),
            location: Some(self.safe),
            pieces: vec![ring("Emerald ring", "900"), ring("Opal ring", "400")],
            ..MemoInDraft::default()
        }
    }

    async fn receive(&self, draft: &MemoInDraft) -> Result<Saved<MemoInId>, Error> {
        let manager = (&self.house.manager).into();
        receive(&self.house.services, manager, draft, key()).await
    }

    async fn lent(&self) -> MemoInId {
        let draft = self.draft("ML-1").await;
        self.receive(&draft).await.unwrap().id
    }

    async fn shown(&self, id: MemoInId) -> MemoInView {
        let owner = (&self.house.owner).into();
        show(&self.house.services, owner, id).await.unwrap()
    }

    async fn states(&self, id: MemoInId) -> Vec<LentState> {
        let memo = self.shown(id).await;
        memo.lines.iter().map(|line| line.state).collect()
    }

    async fn pieces(&self, id: MemoInId) -> Vec<PieceId> {
        let memo = self.shown(id).await;
        memo.lines.iter().map(|line| line.piece).collect()
    }

    async fn give_back(&self, id: MemoInId, pieces: &[PieceId]) -> Result<Saved<MemoInId>, Error> {
        let draft = GiveBackDraft {
            pieces: pieces.to_vec(),
            received_by: "Luc Lavergne".into(),
            signature: Some(Signature::Typed("Luc Lavergne".into())),
        };
        let at = (id, self.shown(id).await.version);
        let manager = (&self.house.manager).into();
        give_back(&self.house.services, manager, at, &draft, key()).await
    }

    async fn pay_as(
        &self,
        who: &Staff,
        id: MemoInId,
        pieces: &[PieceId],
    ) -> Result<Saved<MemoInId>, Error> {
        let draft = PayDraft {
            pieces: pieces.to_vec(),
            reference: "Bill 77".into(),
        };
        let at = (id, self.shown(id).await.version);
        pay(&self.house.services, who.into(), at, &draft, key()).await
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

    async fn is_in_order(&self) {
        check(&self.house.services.db, |finding| {
            if let Finding::Difference(rule, difference) = finding {
                panic!("{}: {difference:?}", rule.name);
            }
        })
        .await
        .unwrap();
    }

    /// Sells a piece out of the showcase, by an order of any kind: here, by a special order.
    async fn sell(&self, piece: PieceId) {
        let customer = self.house.customer("Ana Ruiz").await;
        self.house.sell_piece(customer, piece).await;
    }
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_lent_is_here_and_not_in_the_books(db: PgPool) {
    let counter = Counter::open(db).await;
    let id = counter.lent().await;
    assert_eq!(counter.states(id).await, [LentState::Here; 2]);
    assert_eq!(counter.on(Account::Stock).await, dec("0"));
    assert_eq!(counter.on(Account::Payable).await, dec("0"));
    let memo = counter.shown(id).await;
    assert!(memo.number.starts_with("MI-"), "{}", memo.number);
    assert_eq!(memo.owed.unwrap().plain(), "0.00");
    counter.is_in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_sold_is_owed_for_and_paid(db: PgPool) {
    let counter = Counter::open(db).await;
    let id = counter.lent().await;
    let pieces = counter.pieces(id).await;
    counter.sell(pieces[0]).await;
    assert_eq!(counter.states(id).await, [LentState::Owed, LentState::Here]);
    let memo = counter.shown(id).await;
    assert_eq!(memo.owed.unwrap().plain(), "900.00");
    assert!(memo.lines[0].order.is_some(), "it says by which order");
    assert_eq!(counter.on(Account::Payable).await, dec("-900"));
    counter.is_in_order().await;
    let house = &counter.house;
    let early = counter.pay_as(&house.bookkeeper, id, &pieces[1..]).await;
    assert!(
        matches!(early, Err(Error::Invalid(_))),
        "nothing is owed for it: {early:?}"
    );
    let not_theirs = counter.pay_as(&house.sales, id, &pieces[..1]).await;
    assert!(matches!(not_theirs, Err(Error::Forbidden)));
    let done = counter.pay_as(&house.bookkeeper, id, &pieces[..1]).await;
    done.unwrap();
    assert_eq!(counter.states(id).await[0], LentState::Paid);
    assert_eq!(counter.on(Account::Payable).await, dec("0"));
    assert_eq!(counter.on(Account::Bank).await, dec("-900"));
    counter.is_in_order().await;
    let twice = counter.pay_as(&house.bookkeeper, id, &pieces[..1]).await;
    assert!(matches!(twice, Err(Error::Invalid(_))), "{twice:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_goes_back_is_signed_for_and_gone(db: PgPool) {
    let counter = Counter::open(db).await;
    let id = counter.lent().await;
    let pieces = counter.pieces(id).await;
    counter.give_back(id, &pieces[..1]).await.unwrap();
    assert_eq!(
        counter.states(id).await,
        [LentState::Returned, LentState::Here]
    );
    let memo = counter.shown(id).await;
    assert_eq!(memo.returns[0].received_by, "Luc Lavergne");
    assert_eq!(memo.returns[0].serials, [memo.lines[0].serial.clone()]);
    let again = counter.give_back(id, &pieces[..1]).await;
    assert!(matches!(again, Err(Error::Invalid(_))), "{again:?}");
    counter.sell(pieces[1]).await;
    let sold = counter.give_back(id, &pieces[1..]).await;
    assert!(matches!(sold, Err(Error::Invalid(_))), "{sold:?}");
    counter.is_in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_vendors_paper_is_taken_in_once(db: PgPool) {
    let counter = Counter::open(db.clone()).await;
    let draft = counter.draft("ML-7").await;
    let (services, manager) = (&counter.house.services, (&counter.house.manager).into());
    let key = key();
    let taps = (0..4).map(|_| receive(services, manager, &draft, key));
    let saved = futures::future::join_all(taps).await;
    let first = saved[0].as_ref().unwrap().id;
    assert!(
        saved
            .iter()
            .all(|other| other.as_ref().unwrap().id == first)
    );
    let again = counter.receive(&counter.draft("ml-7").await).await;
    let Err(Error::Invalid(wrong)) = again else {
        panic!("{again:?}");
    };
    assert!(wrong.get("/reference").is_some());
    let stale = PayDraft::default();
    let tried = pay(
        services,
        manager,
        (first, 9),
        &stale,
        IdempotencyKey::generate(),
    )
    .await;
    assert!(matches!(tried, Err(Error::Conflict(_))), "{tried:?}");
    let other = House::open(db).await;
    let tried = show(&other.services, (&other.owner).into(), first).await;
    assert!(matches!(tried, Err(Error::NotFound)), "{tried:?}");
    let sales = (&counter.house.sales).into();
    let seen = show(services, sales, first).await.unwrap();
    assert!(seen.owed.is_none() && seen.lines.iter().all(|line| line.cost.is_none()));
    let tried = receive(services, sales, &draft, IdempotencyKey::generate()).await;
    assert!(matches!(tried, Err(Error::Forbidden)));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_list_tells_what_is_due_and_what_is_owed(db: PgPool) {
    let counter = Counter::open(db).await;
    let id = counter.lent().await;
    let mut later = counter.draft("ML-2").await;
    later.due = "2027-06-30".parse().ok();
    counter.receive(&later).await.unwrap();
    counter.sell(counter.pieces(id).await[0]).await;
    counter.house.clock.advance(chrono::TimeDelta::days(60));
    let (services, owner) = (&counter.house.services, (&counter.house.owner).into());
    let look = async |look| {
        let filter = MemoInFilter {
            look,
            ..MemoInFilter::default()
        };
        let page = list(services, owner, &filter).await.unwrap();
        page.items
    };
    let open = look(MemoInLook::Open).await;
    assert_eq!((open.len(), open[0].id), (2, id), "the first due first");
    assert_eq!((open[0].pieces, open[0].here, open[0].sold), (2, 1, 1));
    assert_eq!(open[0].owed.unwrap().plain(), "900.00");
    assert_eq!(open[0].lent.unwrap().plain(), "400.00");
    for (which, count) in [
        (MemoInLook::Overdue, 1),
        (MemoInLook::Owed, 1),
        (MemoInLook::All, 2),
    ] {
        assert_eq!(look(which).await.len(), count, "{which}");
    }
    let table = export(services, owner, &MemoInFilter::default(), Format::Csv).await;
    let mut text = String::new();
    table.unwrap().file.read_to_string(&mut text).unwrap();
    assert!(
        text.contains("Maison Lavergne") && text.contains("900"),
        "{text}"
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn tampering_with_what_is_lent_is_named(db: PgPool) {
    let counter = Counter::open(db).await;
    let id = counter.lent().await;
    let pieces = counter.pieces(id).await;
    counter.sell(pieces[0]).await;
    let bookkeeper = &counter.house.bookkeeper;
    counter.pay_as(bookkeeper, id, &pieces[..1]).await.unwrap();
    counter.give_back(id, &pieces[1..]).await.unwrap();
    counter.is_in_order().await;
    for (rule, tampering) in [
        (
            "memos-in",
            "update pieces set state = 'here', location_id = (select id from locations limit 1) where state = 'returned'",
        ),
        ("memos-in", "update memo_in_lines set cost = cost + 1"),
        (
            "vendors-paid",
            "update ledger_postings set amount = amount - 1 where account = '1050'",
        ),
    ] {
        let mut tx = counter.house.services.db.begin().await.unwrap();
        sqlx::raw_sql("alter table ledger_postings disable trigger user")
            .execute(&mut *tx)
            .await
            .unwrap();
        let done = sqlx::query(tampering).execute(&mut *tx).await.unwrap();
        assert!(
            done.rows_affected() > 0,
            "nothing to tamper with: {tampering}"
        );
        let mut named = Vec::new();
        crate::check::check_rules(&mut tx, &mut |finding| {
            if let Finding::Difference(rule, _) = finding {
                named.push(rule.name);
            }
        })
        .await
        .unwrap();
        assert!(
            named.contains(&rule),
            "{rule} did not see: {tampering}: {named:?}"
        );
        tx.rollback().await.unwrap();
    }
}
