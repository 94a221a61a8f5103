//! Writing history, and telling the customer of what they should hear.

use super::store;
use crate::db::Tx;
use crate::jobs::{self, Job};
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{EventId, OrderId};
use domain::orders::Delivery;
use domain::orders::history::Happening;
use uuid::Uuid;

/// Who did something: a caller, or the house by itself.
#[derive(Debug, Clone, Copy)]
pub(super) enum Actor<'a> {
    Caller(Caller<'a>),
    House,
}

impl Actor<'_> {
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Caller(caller) => caller.kind(),
            Self::House => "house",
        }
    }

    pub(super) fn id(&self) -> Option<Uuid> {
        match self {
            Self::Caller(caller) => Some(caller.id()),
            Self::House => None,
        }
    }

    pub(super) fn name(&self) -> &str {
        match self {
            Self::Caller(caller) => caller.name(),
            Self::House => "Bezel",
        }
    }
}

/// What happened in one use case, in order.
pub(super) struct History<'a> {
    order: OrderId,
    delivery: Delivery,
    /// Who does what is noted.
    by: Actor<'a>,
    pub(super) events: Vec<Event<'a>>,
}

pub(super) struct Event<'a> {
    pub(super) id: EventId,
    pub(super) actor: Actor<'a>,
    pub(super) happening: Happening,
    pub(super) visible: bool,
    told: bool,
}

impl<'a> History<'a> {
    pub(super) const fn of(order: OrderId, delivery: Delivery, caller: Caller<'a>) -> Self {
        Self::by(order, delivery, Actor::Caller(caller))
    }

    pub(super) const fn by(order: OrderId, delivery: Delivery, by: Actor<'a>) -> Self {
        Self {
            order,
            delivery,
            by,
            events: Vec::new(),
        }
    }

    /// Notes what the caller did.
    pub(super) fn add(&mut self, happening: Happening) {
        self.push(self.by, happening);
    }

    /// Notes what the house did by itself.
    pub(super) fn add_own(&mut self, happening: Happening) {
        self.push(Actor::House, happening);
    }

    /// Has the customer told of the last thing noted, which by itself they would only see.
    pub(super) fn tell_last(&mut self) {
        if let Some(event) = self.events.last_mut() {
            event.told = true;
        }
    }

    /// Whether the customer is told the date by something that is noted already.
    pub(super) fn tells_the_date(&self) -> bool {
        let mut told = self.events.iter().filter(|event| event.told);
        told.any(|event| event.happening.tells_the_date())
    }

    fn push(&mut self, actor: Actor<'a>, happening: Happening) {
        self.events.push(Event {
            id: EventId::generate(),
            actor,
            visible: happening.for_customer(self.delivery).is_some(),
            told: happening.told(),
            happening,
        });
    }

    /// Writes all of it, with the jobs that tell the customer.
    pub(super) async fn write(self, tx: &mut Tx<'_>, now: DateTime<Utc>) -> Result<(), Error> {
        store::insert_events(tx, self.order, &self.events, now).await?;
        self.announce(tx, now).await
    }

    /// Writes what happened to several orders.
    pub(super) async fn write_all(
        all: Vec<Self>,
        tx: &mut Tx<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let orders = all
            .iter()
            .flat_map(|one| one.events.iter().map(|_| one.order));
        let orders: Vec<_> = orders.collect();
        let events: Vec<_> = all.into_iter().flat_map(|one| one.events).collect();
        store::insert_events_of(tx, &orders, &events, now).await?;
        let told = events.iter().filter(|event| event.told);
        let notices: Vec<_> = told.map(|event| Job::Notify { event: event.id }).collect();
        jobs::enqueue(tx, &notices, now).await
    }

    /// Enqueues the jobs that tell the customer of events that are written.
    pub(super) async fn announce(self, tx: &mut Tx<'_>, now: DateTime<Utc>) -> Result<(), Error> {
        let told = self.events.iter().filter(|event| event.told);
        let notices: Vec<_> = told.map(|event| Job::Notify { event: event.id }).collect();
        jobs::enqueue(tx, &notices, now).await
    }
}
