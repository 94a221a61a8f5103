//! Whatever is done to stock at random, in whatever turn: nothing is lost, nothing goes below
//! nothing, and the books agree.

use super::promising::Wanting;
use super::*;
use crate::stock::{bulk_step, release, step};
use crate::{bench, orders, purchasing};
use domain::bench::{JobDraft, MetalIssue, ReturnDraft, StoneIssue};
use domain::ids::{BenchJobId, BulkItemId};
use domain::orders::Action;
use domain::orders::act::{Details, LineCost, Request, Signature};
use domain::purchasing::{PurchaseDraft, PurchaseLineDraft, ReceiptDraft, ReceivedDraft};
use domain::stock::{BulkStep, Ownership, Source, Step};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use sqlx::PgPool;
use std::collections::BTreeMap;

/// What somebody may try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    Add,
    Borrow,
    Buy,
    Move,
    Lose,
    Find,
    Scrap,
    GiveBack,
    BulkIn,
    BulkMove,
    BulkOut,
    IssueMetal,
    ReturnMetal,
    IssueStone,
    ReturnStone,
    Order,
    Promise,
    Release,
    /// The next step of an order, whichever it offers.
    Next,
    /// Of an order, this.
    Act(Action),
}

/// Half of the time somebody works on an order; the other half on what lies about. What leads to a
/// sale is tried more often than what prevents one.
fn any_deed(chance: &mut StdRng) -> Deed {
    use Deed as D;
    const ON_ORDERS: [Deed; 8] = [
        D::Next,
        D::Next,
        D::Next,
        D::Next,
        D::Next,
        D::Act(Action::Cancel),
        D::Act(Action::PlaceWithVendor),
        D::Act(Action::Hold),
    ];
    const LYING_ABOUT: [Deed; 24] = [
        D::Add,
        D::Add,
        D::Borrow,
        D::Buy,
        D::Move,
        D::Lose,
        D::Find,
        D::Scrap,
        D::GiveBack,
        D::BulkIn,
        D::BulkMove,
        D::BulkOut,
        D::IssueMetal,
        D::ReturnMetal,
        D::IssueStone,
        D::ReturnStone,
        D::Order,
        D::Order,
        D::Promise,
        D::Promise,
        D::Promise,
        D::Promise,
        D::Promise,
        D::Release,
    ];
    let among: &[Deed] = if chance.random_bool(0.5) {
        &ON_ORDERS
    } else {
        &LYING_ABOUT
    };
    *among.choose(chance).expect("there are some")
}

/// A house in which things happen at random.
struct Walk {
    vault: Vault,
    bench: LocationId,
    grain: BulkItemId,
    job: BenchJobId,
    chance: StdRng,
    pieces: Vec<PieceId>,
    orders: Vec<Wanting>,
    /// The promises that were made, whatever became of them.
    promised: Vec<(Wanting, PieceId)>,
    done: BTreeMap<Deed, u32>,
}

fn key() -> IdempotencyKey {
    IdempotencyKey::generate()
}

fn why() -> String {
    "At random".into()
}

impl Walk {
    async fn begin(db: PgPool, seed: u64) -> Self {
        let vault = Vault::open(db).await;
        let bench = place(&vault.house, LocationKind::Bench, "BENCH-1").await;
        let grain = vault.grain().await;
        let services = &vault.house.services;
        let routes = bench::routes(services, vault.manager()).await.unwrap();
        let draft = JobDraft {
            title: "Signet ring for the window".into(),
            route: routes.first().map(|route| route.id),
            due: "2026-12-18".parse().ok(),
            ..JobDraft::default()
        };
        let job = bench::open(services, vault.manager(), &draft, key()).await;
        Self {
            bench,
            grain,
            job: job.unwrap().id,
            chance: StdRng::seed_from_u64(seed),
            pieces: Vec::new(),
            orders: Vec::new(),
            promised: Vec::new(),
            done: BTreeMap::new(),
            vault,
        }
    }

    /// Tries a deed. Refused is fine; broken is not.
    async fn attempt(&mut self, deed: Deed) {
        let result = match deed {
            Deed::Add | Deed::Borrow | Deed::Buy => self.take_in(deed).await,
            Deed::Order => self.order().await,
            Deed::BulkIn | Deed::BulkMove | Deed::BulkOut => self.bulk(deed).await,
            Deed::IssueMetal | Deed::ReturnMetal => self.metal(deed).await,
            Deed::IssueStone | Deed::ReturnStone => self.stone(deed).await,
            Deed::Promise | Deed::Release => self.promise(deed).await,
            Deed::Next => return self.next().await,
            Deed::Act(action) => self.act(action).await,
            Deed::Move | Deed::Lose | Deed::Find | Deed::Scrap | Deed::GiveBack => {
                self.piece(deed).await
            }
        };
        match result {
            Ok(()) => *self.done.entry(deed).or_default() += 1,
            Err(Error::Internal(cause)) => panic!("{deed:?}: {cause:?}"),
            Err(_) => {}
        }
    }

    /// One of the last few pieces: of those before most are gone.
    fn any_piece(&mut self) -> Result<PieceId, Error> {
        let from = self.pieces.len().saturating_sub(6);
        let piece = self.pieces[from..].choose(&mut self.chance).copied();
        piece.ok_or(Error::NotFound)
    }

    /// One of the last few orders: those before are mostly done.
    fn any_order(&mut self) -> Result<Wanting, Error> {
        let from = self.orders.len().saturating_sub(3);
        let order = self.orders[from..].choose(&mut self.chance).copied();
        order.ok_or(Error::NotFound)
    }

    fn quantity(&mut self) -> String {
        format!(
            "{}.{}",
            self.chance.random_range(0..9),
            self.chance.random_range(1..9)
        )
    }

    async fn take_in(&mut self, deed: Deed) -> Result<(), Error> {
        if deed == Deed::Buy {
            return self.buy().await;
        }
        let ring = self.vault.ring("200");
        let draft = match deed {
            Deed::Borrow => PieceDraft {
                ownership: Ownership::MemoIn,
                vendor: Some(self.vault.house.vendor("Maison Lavergne").await),
                ..ring
            },
            _ => ring,
        };
        self.pieces.push(self.vault.try_add(&draft).await?);
        Ok(())
    }

    /// Two bands are ordered for stock, and one or both of them come.
    async fn buy(&mut self) -> Result<(), Error> {
        let (services, manager) = (&self.vault.house.services, self.vault.manager());
        let draft = PurchaseDraft {
            vendor: Some(self.vault.house.vendor("Maison Lavergne").await),
            lines: vec![PurchaseLineDraft {
                description: "Band".into(),
                quantity: 2,
                unit_cost: "120.50".into(),
                ..PurchaseLineDraft::default()
            }],
            ..PurchaseDraft::default()
        };
        let saved = purchasing::create(services, manager, &draft, key()).await?;
        let sent = purchasing::send(services, manager, saved.id, saved.version, key()).await?;
        let line = purchasing::show(services, manager, sent.id).await?.lines[0].id;
        let came = ReceiptDraft {
            location: Some(self.vault.safe),
            lines: vec![ReceivedDraft::of(line, self.chance.random_range(1..=2))],
            ..ReceiptDraft::default()
        };
        let (id, version) = (sent.id, sent.version);
        let pieces = purchasing::receive(services, manager, id, version, &came, key()).await?;
        self.pieces.extend(pieces);
        Ok(())
    }

    async fn order(&mut self) -> Result<(), Error> {
        let order = self.vault.wanting(None, false).await;
        self.vault.pay_all(order).await;
        self.orders.push(order);
        // Mostly a piece is promised before somebody orders another.
        if self.chance.random_bool(0.6) {
            let ring = self.vault.try_add(&self.vault.ring("200")).await?;
            self.pieces.push(ring);
            self.vault.reserve(order, ring).await?;
            self.promised.push((order, ring));
            *self.done.entry(Deed::Promise).or_default() += 1;
        }
        Ok(())
    }

    async fn promise(&mut self, deed: Deed) -> Result<(), Error> {
        let (order, piece) = (self.any_order()?, self.any_piece()?);
        if deed == Deed::Promise {
            self.vault.reserve(order, piece).await?;
            self.promised.push((order, piece));
            return Ok(());
        }
        let (order, piece) = self.promised.pop().ok_or(Error::NotFound)?;
        let (services, manager) = (&self.vault.house.services, self.vault.manager());
        release(services, manager, order.order, piece, key()).await
    }

    async fn piece(&mut self, deed: Deed) -> Result<(), Error> {
        let piece = self.any_piece()?;
        let what = match deed {
            Deed::Move => Step::Move { to: self.bench },
            Deed::Lose => Step::Lose { reason: why() },
            Deed::Find => Step::Find {
                to: self.vault.safe,
            },
            Deed::Scrap => Step::Scrap { reason: why() },
            _ => Step::GiveBack { reason: why() },
        };
        let (services, manager) = (&self.vault.house.services, self.vault.manager());
        step(services, manager, piece, &what, key()).await.map(drop)
    }

    async fn bulk(&mut self, deed: Deed) -> Result<(), Error> {
        let (safe, quantity) = (Some(self.vault.safe), self.quantity());
        let what = match deed {
            Deed::BulkIn => BulkStep::Receive {
                to: safe,
                quantity,
                cost: "61.37".into(),
                source: Source::Opening,
                vendor: None,
            },
            Deed::BulkMove => BulkStep::Move {
                from: safe,
                to: Some(self.bench),
                quantity,
            },
            _ => BulkStep::Scrap {
                from: safe,
                quantity,
                reason: why(),
            },
        };
        let (services, manager) = (&self.vault.house.services, self.vault.manager());
        bulk_step(services, manager, self.grain, &what, key())
            .await
            .map(drop)
    }

    async fn version(&self) -> Result<i32, Error> {
        let (services, manager) = (&self.vault.house.services, self.vault.manager());
        Ok(bench::show(services, manager, self.job).await?.card.version)
    }

    async fn metal(&mut self, deed: Deed) -> Result<(), Error> {
        let (version, quantity) = (self.version().await?, self.quantity());
        let (services, manager) = (&self.vault.house.services, self.vault.manager());
        let (item, safe) = (Some(self.grain), Some(self.vault.safe));
        if deed == Deed::IssueMetal {
            let issue = MetalIssue {
                version,
                item,
                from: safe,
                quantity,
            };
            let issued = bench::issue_metal(services, manager, self.job, &issue, key()).await;
            return issued.map(drop);
        }
        let back = ReturnDraft::Metal {
            item,
            into: None,
            to: safe,
            quantity,
        };
        let given = bench::give_back(services, manager, self.job, version, &back, key()).await;
        given.map(drop)
    }

    async fn stone(&mut self, deed: Deed) -> Result<(), Error> {
        let (version, piece) = (self.version().await?, self.any_piece()?);
        let (services, manager) = (&self.vault.house.services, self.vault.manager());
        if deed == Deed::IssueStone {
            let serial = crate::stock::show(services, manager, piece).await?.serial;
            let issue = StoneIssue { version, serial };
            let issued = bench::issue_stone(services, manager, self.job, &issue, key()).await;
            return issued.map(drop);
        }
        let back = ReturnDraft::Stone {
            piece: Some(piece),
            to: Some(self.vault.safe),
        };
        let given = bench::give_back(services, manager, self.job, version, &back, key()).await;
        given.map(drop)
    }

    /// Takes one of the steps that an order offers now.
    async fn next(&mut self) {
        let Ok(order) = self.any_order() else {
            return;
        };
        let (services, manager) = (&self.vault.house.services, self.vault.manager());
        let shown = orders::show(services, manager, order.order).await.unwrap();
        let offers = shown
            .offers
            .iter()
            .filter(|offer| offer.blockers.is_empty());
        let forward: Vec<_> = offers
            .map(|offer| offer.action)
            .filter(|action| !matches!(action, Action::Cancel | Action::Hold))
            .collect();
        let Some(action) = forward.choose(&mut self.chance).copied() else {
            return;
        };
        if self.take(order, action).await.is_ok() {
            *self.done.entry(Deed::Act(action)).or_default() += 1;
        }
    }

    async fn act(&mut self, action: Action) -> Result<(), Error> {
        let order = self.any_order()?;
        self.take(order, action).await
    }

    async fn take(&self, order: Wanting, action: Action) -> Result<(), Error> {
        let (services, manager) = (&self.vault.house.services, self.vault.manager());
        let version = orders::show(services, manager, order.order).await?.version;
        let request = Request {
            action,
            version,
            details: Details {
                vendor: Some(self.vault.house.vendor("Maison Lavergne").await),
                reason: why(),
                received_by: "Ana Ruiz".into(),
                signature: Some(Signature::Typed("Ana Ruiz".into())),
                costs: vec![LineCost {
                    line: order.line,
                    unit_cost: "180.25".into(),
                }],
                ..Details::default()
            },
            override_reason: "At random".into(),
        };
        let acted = orders::act(services, manager, order.order, &request, key()).await;
        acted.map(drop)
    }

    /// Nothing is below nothing, no piece is gone, and the house's own check finds no difference.
    async fn expect_all_there(&self) {
        self.vault.expect_order_in_the_house().await;
        let (pieces, below): (i64, i64) = sqlx::query_as(
            "select (select count(*) from pieces),
                    (select count(*) from bulk_holdings where quantity < 0 or value < 0)",
        )
        .fetch_one(&self.vault.house.services.db)
        .await
        .unwrap();
        assert_eq!(usize::try_from(pieces).unwrap(), self.pieces.len());
        assert_eq!(below, 0);
    }
}

async fn walk(db: PgPool, seed: u64) -> Walk {
    const STEPS: u32 = 300;
    // Shown where the walk fails.
    println!("seed {seed}");
    let mut walk = Walk::begin(db, seed).await;
    for deed in [Deed::Add, Deed::BulkIn, Deed::Order, Deed::Add, Deed::Order] {
        walk.attempt(deed).await;
    }
    for nth in 0..STEPS {
        let deed = any_deed(&mut walk.chance);
        walk.attempt(deed).await;
        if nth % 50 == 0 {
            walk.expect_all_there().await;
        }
    }
    walk.expect_all_there().await;
    walk
}

/// A walk on which nothing happens proves nothing.
const MUST_HAPPEN: [Deed; 11] = [
    Deed::Buy,
    Deed::Move,
    Deed::Scrap,
    Deed::BulkOut,
    Deed::IssueMetal,
    Deed::ReturnMetal,
    Deed::Promise,
    Deed::Act(Action::TakeFromStock),
    Deed::Act(Action::Receive),
    Deed::Act(Action::PickUp),
    Deed::Act(Action::Cancel),
];

#[sqlx::test(migrations = "./migrations")]
async fn no_walk_loses_a_piece_or_a_cent(db: PgPool) {
    let walk = walk(db, 1).await;
    for deed in MUST_HAPPEN {
        assert!(
            walk.done.contains_key(&deed),
            "no {deed:?}: {:?}",
            walk.done
        );
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn nor_does_one_that_nobody_chose(db: PgPool) {
    walk(db, rand::random()).await;
}
