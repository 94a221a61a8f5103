//! Stock against a real Postgres.

mod bulk;
mod carrying;
mod counting;
mod exporting;
mod finding;
mod goods;
mod importing;
mod keeping;
mod photos;
mod printing;
mod promising;
mod selling;
mod walking;

use super::{add, create_location};
use crate::testing::House;
use crate::{Caller, Error};
use domain::ids::{IdempotencyKey, LocationId, PieceId};
use domain::ledger::Account;
use domain::stock::{Clarity, LocationDraft, LocationKind, Origin, PieceDraft, Shape, StoneDraft};
use rust_decimal::Decimal;

/// A house with a safe to put things into.
struct Vault {
    house: House,
    safe: LocationId,
}

impl Vault {
    async fn open(db: sqlx::PgPool) -> Self {
        let house = House::open(db).await;
        let safe = place(&house, LocationKind::Safe, "SAFE-1").await;
        Self { house, safe }
    }

    fn manager(&self) -> Caller<'_> {
        (&self.house.manager).into()
    }

    /// A ring of ours that cost so much.
    fn ring(&self, cost: &str) -> PieceDraft {
        PieceDraft {
            name: "Estate ring".into(),
            location: Some(self.safe),
            cost: cost.into(),
            price: "2400".into(),
            ..PieceDraft::empty()
        }
    }

    /// A diamond of ours.
    fn diamond(&self, carat: &str, colour: &str) -> PieceDraft {
        PieceDraft {
            name: String::new(),
            stone: Some(StoneDraft {
                variety: "Diamond".into(),
                origin: Some(Origin::Natural),
                shape: Some(Shape::Round),
                carat: carat.into(),
                colour: colour.into(),
                clarity: Some(Clarity::Vs1),
                ..StoneDraft::default()
            }),
            ..self.ring("900")
        }
    }

    async fn add(&self, draft: &PieceDraft) -> PieceId {
        self.try_add(draft).await.unwrap()
    }

    async fn try_add(&self, draft: &PieceDraft) -> Result<PieceId, Error> {
        let key = IdempotencyKey::generate();
        let saved = add(&self.house.services, self.manager(), draft, key).await?;
        Ok(saved.id)
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
}

async fn place(house: &House, kind: LocationKind, code: &str) -> LocationId {
    let draft = LocationDraft {
        kind,
        name: code.to_lowercase(),
        code: code.into(),
        jeweler: None,
        vendor: None,
    };
    let key = IdempotencyKey::generate();
    create_location(&house.services, (&house.manager).into(), &draft, key)
        .await
        .unwrap()
        .id
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
