//! The demo's repairs: pieces of customers in each stage between take-in and pick-up.

use super::house::Hired;
use super::time::hours_ago;
use crate::orders::repair::{price_book, take_in};
use crate::orders::{act, pay, show};
use crate::{Caller, Error, Services};
use domain::ids::{CustomerId, IdempotencyKey, OrderId};
use domain::measures::{Colour, Metal};
use domain::orders::Action;
use domain::orders::act::{Details, Request, Signature};
use domain::orders::repair::findings::{Condition, Item, Look, NewFindings, NewStone};
use domain::orders::repair::steps::PieceWork;
use domain::orders::repair::take_in::{NewPiece, NewRepair, Notify};
use domain::orders::repair::tasks::NewTask;
use domain::orders::requests::PaymentRequest;
use domain::payments::{Method, NewPayment};

/// How far a repair has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Until {
    TakenIn,
    Quoted,
    Declined,
    InProgress,
    Ready,
    PickedUp,
}

/// Whose it is, what it is, what they say of it, what is done, how many days ago, how far.
type Story = (
    usize,
    Item,
    &'static str,
    &'static [&'static str],
    i64,
    Until,
);

const STORIES: &[Story] = &[
    (
        1,
        Item::Ring,
        "Her mother's engagement ring, 14K white gold",
        &["Retip a prong"],
        1,
        Until::TakenIn,
    ),
    (
        4,
        Item::Necklace,
        "A rope chain from her grandmother",
        &["Solder a hollow chain", "Polish and clean"],
        2,
        Until::Quoted,
    ),
    (
        5,
        Item::Ring,
        "Wedding band, 18K",
        &["Size a ring up, one size", "Polish and clean"],
        3,
        Until::InProgress,
    ),
    (
        2,
        Item::Earrings,
        "Pearl studs from a market",
        &["New earring post"],
        6,
        Until::Declined,
    ),
    (
        6,
        Item::Bracelet,
        "Tennis bracelet, a gift",
        &["Replace a box clasp", "Tighten a stone"],
        9,
        Until::Ready,
    ),
    (
        0,
        Item::Watch,
        "An everyday watch",
        &["Watch battery"],
        21,
        Until::PickedUp,
    ),
];

pub(super) async fn fill(
    services: &Services,
    shop: &Hired,
    customers: &[CustomerId],
) -> Result<(), Error> {
    for story in STORIES {
        if let Some(customer) = customers.get(story.0) {
            tell(services, shop, *customer, story).await?;
        }
    }
    Ok(())
}

async fn tell(
    services: &Services,
    shop: &Hired,
    customer: CustomerId,
    story: &Story,
) -> Result<(), Error> {
    let (_, item, said, names, days, until) = *story;
    let then = hours_ago(services, days * 24 + 4);
    let sales = Caller::from(&shop.sales);
    let tasks = tasks(&then, sales, names).await?;
    let repair = repair(customer, (item, said), &tasks, until);
    let placed = take_in(&then, sales, &repair, IdempotencyKey::generate()).await?;
    let told = Told {
        then: &then,
        manager: (&shop.manager).into(),
        order: placed.id,
    };
    match until {
        Until::TakenIn => Ok(()),
        Until::Quoted => told.quote(&tasks).await,
        Until::Declined => {
            told.quote(&tasks).await?;
            let details = Details {
                reason: "Will think about it".into(),
                ..Details::default()
            };
            told.step(Action::Decline, details).await
        }
        Until::InProgress => told.step(Action::StartWork, Details::default()).await,
        Until::Ready => told.step(Action::FinishAtOnce, Details::default()).await,
        Until::PickedUp => told.pick_up().await,
    }
}

async fn tasks(then: &Services, caller: Caller<'_>, names: &[&str]) -> Result<Vec<NewTask>, Error> {
    let book = price_book(then, caller).await?;
    let named = book
        .tasks
        .iter()
        .filter(|task| names.contains(&task.name.as_str()));
    Ok(named.map(|task| NewTask::of(task.id)).collect())
}

fn signed() -> Option<Signature> {
    Some(Signature::Drawn(
        "M40 130 L 70 60 L 95 140 L 130 80 L 160 130".into(),
    ))
}

fn repair(
    customer: CustomerId,
    (item, said): (Item, &str),
    tasks: &[NewTask],
    until: Until,
) -> NewRepair {
    let stones = matches!(item, Item::Ring | Item::Bracelet).then(|| NewStone {
        count: 1,
        look: Look::White,
        name: "diamond".into(),
        measure: String::new(),
        tested: false,
    });
    let piece = NewPiece {
        said: said.to_owned(),
        findings: NewFindings {
            metal: Some(Metal::Gold14k(Colour::White)),
            stones: stones.into_iter().collect(),
            ..NewFindings::default()
        },
        condition: vec![Condition::Scratched],
        declared_value: "1200".into(),
        tasks: tasks.to_vec(),
        ..NewPiece::of(item)
    };
    NewRepair {
        customer,
        pieces: vec![piece],
        firm: matches!(until, Until::InProgress | Until::Ready),
        done: until == Until::PickedUp,
        rush: until == Until::InProgress,
        notify: Notify::Email,
        promise: None,
        payment: None,
        signature: signed(),
        note: String::new(),
        redo_of: None,
    }
}

/// A repair in the hands of the manager, at the time of the story.
struct Told<'a> {
    then: &'a Services,
    manager: Caller<'a>,
    order: OrderId,
}

impl Told<'_> {
    async fn step(&self, action: Action, details: Details) -> Result<(), Error> {
        let request = Request {
            action,
            version: show(self.then, self.manager, self.order).await?.version,
            details,
            override_reason: String::new(),
        };
        let key = IdempotencyKey::generate();
        act(self.then, self.manager, self.order, &request, key).await?;
        Ok(())
    }

    async fn quote(&self, tasks: &[NewTask]) -> Result<(), Error> {
        let shown = show(self.then, self.manager, self.order).await?;
        let work = shown.lines.iter().map(|line| PieceWork {
            line: line.id,
            tasks: tasks.to_vec(),
        });
        let details = Details {
            tasks: work.collect(),
            ..Details::default()
        };
        self.step(Action::SendQuote, details).await
    }

    async fn pick_up(&self) -> Result<(), Error> {
        let shown = show(self.then, self.manager, self.order).await?;
        let request = PaymentRequest {
            version: None,
            payment: NewPayment {
                amount: shown.balance.plain(),
                method: Method::Cash,
                reference: String::new(),
            },
        };
        let key = IdempotencyKey::generate();
        pay(self.then, self.manager, self.order, &request, key).await?;
        let details = Details {
            received_by: shown.customer.name,
            signature: signed(),
            ..Details::default()
        };
        self.step(Action::PickUp, details).await
    }
}
