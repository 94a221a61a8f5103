//! The demo's orders: one or more in every state that a board shows.

use super::house::Hired;
use super::time::hours_ago;
use crate::orders::{act, pay, place, show};
use crate::{Caller, Error, Services, catalogue};
use chrono::Days;
use domain::ids::{CustomerId, IdempotencyKey, OrderId};
use domain::orders::act::{Details, Request, Signature};
use domain::orders::draft::{NewLine, NewOrder};
use domain::orders::requests::PaymentRequest;
use domain::orders::{Action, Delivery, Kind};
use domain::payments::{Method, NewPayment};

/// How far an order has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Until {
    Quoted,
    DepositDue,
    ToOrder,
    Ordered,
    Confirmed,
    Delayed,
    Received,
    Check,
    Finishing,
    Ready,
    PickedUp,
}

/// Whose it is (by place among the customers), what is looked for in the catalogue, the ring size,
/// the engraving, how long ago in days, how far it has come.
type Story = (usize, &'static str, &'static str, &'static str, i64, Until);

const STORIES: &[Story] = &[
    (9, "pearl", "", "", 1, Until::Quoted),
    (3, "solitaire", "6", "", 2, Until::Quoted),
    (4, "tennis", "", "", 1, Until::DepositDue),
    (8, "pendant", "", "", 0, Until::DepositDue),
    (1, "band", "10", "B & M 2026", 1, Until::ToOrder),
    (6, "halo", "5½", "", 0, Until::ToOrder),
    (2, "stud", "", "", 6, Until::Ordered),
    (7, "band", "9", "", 4, Until::Ordered),
    (5, "solitaire", "6½", "Always", 9, Until::Confirmed),
    (10, "halo", "5", "", 21, Until::Delayed),
    (11, "bracelet", "", "", 15, Until::Received),
    (0, "pendant", "", "", 13, Until::Check),
    (6, "band", "11", "G.W.", 16, Until::Finishing),
    (2, "solitaire", "6", "Ja, für immer", 20, Until::Ready),
    (8, "stud", "", "", 18, Until::Ready),
    (0, "halo", "6½", "", 34, Until::PickedUp),
    (4, "bracelet", "", "", 41, Until::PickedUp),
    (5, "band", "10", "", 52, Until::PickedUp),
];

pub(super) async fn fill(
    services: &Services,
    shop: &Hired,
    customers: &[CustomerId],
) -> Result<(), Error> {
    for story in STORIES {
        let Some(customer) = customers.get(story.0) else {
            continue;
        };
        tell(services, shop, *customer, story).await?;
    }
    Ok(())
}

/// An order in the hands of the manager, at the time of the story.
struct Told<'a> {
    then: &'a Services,
    manager: Caller<'a>,
    order: OrderId,
}

async fn tell(
    services: &Services,
    shop: &Hired,
    customer: CustomerId,
    story: &Story,
) -> Result<(), Error> {
    let (_, wanted, size, engraving, days, until) = *story;
    let then = hours_ago(services, days * 24 + 3);
    let sales = Caller::from(&shop.sales);
    let new = order(&then, sales, customer, (wanted, size, engraving), until).await?;
    let placed = place(&then, sales, &new, IdempotencyKey::generate()).await?;
    let told = Told {
        then: &then,
        manager: (&shop.manager).into(),
        order: placed.id,
    };
    if until >= Until::ToOrder {
        told.pay_next(Method::CardTerminal, "auth 0417 · 4242")
            .await?;
    }
    told.work(until).await?;
    if until >= Until::PickedUp {
        told.pay_next(Method::Cash, "").await?;
        told.step(Action::PickUp, told.signed()).await?;
    }
    Ok(())
}

async fn order(
    then: &Services,
    caller: Caller<'_>,
    customer: CustomerId,
    (wanted, size, engraving): (&str, &str, &str),
    until: Until,
) -> Result<NewOrder, Error> {
    let found = catalogue::find(then, caller, wanted)
        .await?
        .into_iter()
        .next();
    let line = NewLine {
        variant: found.map(|piece| piece.variant),
        description: String::new(),
        quantity: 1,
        ring_size: size.to_owned(),
        engraving: engraving.to_owned(),
        ..NewLine::default()
    };
    Ok(NewOrder {
        kind: Kind::SpecialOrder,
        customer,
        lines: vec![line],
        quote: until == Until::Quoted,
        promise: None,
        deposit: String::new(),
        deposit_reason: String::new(),
        payment: None,
        delivery: Delivery::PickUp,
        ship_to: None,
        note: String::new(),
    })
}

impl Told<'_> {
    /// Pays the milestone that is open.
    async fn pay_next(&self, method: Method, reference: &str) -> Result<(), Error> {
        let order = show(self.then, self.manager, self.order).await?;
        let open = order.schedule.iter().filter_map(|step| step.open().ok());
        let Some(due) = open.into_iter().find(|amount| amount.is_positive()) else {
            return Ok(());
        };
        let payment = NewPayment {
            amount: due.plain(),
            method,
            reference: reference.to_owned(),
        };
        let request = PaymentRequest {
            version: None,
            payment,
        };
        pay(
            self.then,
            self.manager,
            self.order,
            &request,
            IdempotencyKey::generate(),
        )
        .await?;
        Ok(())
    }

    /// Walks the order from "to order" as far as the story goes.
    async fn work(&self, until: Until) -> Result<(), Error> {
        if until >= Until::Ordered {
            self.step(Action::PlaceWithVendor, self.purchase().await?)
                .await?;
        }
        if until == Until::Delayed {
            self.step(Action::ReportDelay, self.late().await?).await?;
            return Ok(());
        }
        let steps = [
            (Until::Confirmed, Action::VendorConfirms),
            (Until::Received, Action::Receive),
            (Until::Check, Action::StartCheck),
        ];
        for (from, action) in steps {
            if until >= from {
                let details = match action {
                    Action::VendorConfirms => self.expected().await?,
                    _ => Details::default(),
                };
                self.step(action, details).await?;
            }
        }
        match until {
            Until::Finishing => self.step(Action::SendToFinishing, Details::default()).await,
            Until::Ready | Until::PickedUp => {
                self.step(Action::PassCheck, Details::default()).await
            }
            _ => Ok(()),
        }
    }

    async fn step(&self, action: Action, details: Details) -> Result<(), Error> {
        let version = show(self.then, self.manager, self.order).await?.version;
        let request = Request {
            action,
            version,
            details,
            override_reason: String::new(),
        };
        act(
            self.then,
            self.manager,
            self.order,
            &request,
            IdempotencyKey::generate(),
        )
        .await?;
        Ok(())
    }

    async fn purchase(&self) -> Result<Details, Error> {
        let order = show(self.then, self.manager, self.order).await?;
        let vendor = order.lines.iter().find_map(|line| line.vendor);
        Ok(Details {
            vendor,
            eta: order.today.checked_add_days(Days::new(12)),
            ..Details::default()
        })
    }

    async fn expected(&self) -> Result<Details, Error> {
        let today = show(self.then, self.manager, self.order).await?.today;
        Ok(Details {
            eta: today.checked_add_days(Days::new(10)),
            ..Details::default()
        })
    }

    async fn late(&self) -> Result<Details, Error> {
        let today = show(self.then, self.manager, self.order).await?.today;
        Ok(Details {
            eta: today.checked_add_days(Days::new(30)),
            reason: "The centre stone did not pass our vendor's check; a new one is being cut."
                .into(),
            ..Details::default()
        })
    }

    fn signed(&self) -> Details {
        Details {
            received_by: "The customer".into(),
            signature: Some(Signature::Drawn(
                "M60 120 L 90 70 L 120 130 L 170 80 L 200 125 L 260 95".into(),
            )),
            ..Details::default()
        }
    }
}
