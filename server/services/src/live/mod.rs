//! Telling open screens that something changed, in every process.
//!
//! [`Hub::tell`] reaches the screens of this process at once; [`Hub::relay`] carries it to the
//! others through Postgres. A business transaction never sends a `NOTIFY` itself: those wait for
//! each other when they commit.

mod relay;
#[cfg(test)]
mod tests;

pub use domain::live::{Change, News};

use domain::ids::{OrderId, StoreId};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Notify, broadcast};
use uuid::Uuid;

/// A screen that falls further behind than this reads everything anew.
const BACKLOG: usize = 1024;

/// Where changes are told and heard within a process. Cheap to clone.
#[derive(Clone)]
pub struct Hub {
    local: broadcast::Sender<News>,
    outgoing: Arc<Outgoing>,
    /// By which this process knows its own words when they come back.
    me: Uuid,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            local: broadcast::channel(BACKLOG).0,
            outgoing: Arc::default(),
            me: Uuid::now_v7(),
        }
    }
}

impl Hub {
    /// Tells that an order changed. Called after the commit.
    pub fn tell(&self, change: Change) {
        self.tell_here(News::Changed(change));
        self.outgoing.add(change);
    }

    /// Tells that things of a store went from hand to hand. Called after the commit.
    pub fn carried(&self, store: StoreId) {
        self.tell_here(News::Carried(store));
        self.outgoing.add_carried(store);
    }

    /// Hears of changes from now on.
    #[must_use]
    pub fn listen(&self) -> Listener {
        Listener(self.local.subscribe())
    }

    fn tell_here(&self, news: News) {
        // Nobody listening is fine.
        drop(self.local.send(news));
    }
}

/// Hears what a hub is told.
pub struct Listener(broadcast::Receiver<News>);

impl Listener {
    /// The next news; none once the hub is gone.
    pub async fn next(&mut self) -> Option<News> {
        match self.0.recv().await {
            Ok(news) => Some(news),
            Err(broadcast::error::RecvError::Lagged(_)) => Some(News::Anything),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }

    /// Passes over what was told and not heard yet.
    pub(crate) fn forget(&mut self) {
        self.0 = self.0.resubscribe();
    }
}

/// What the other processes don't know of yet: the latest change of each order, and in which stores
/// things went from hand to hand.
#[derive(Default)]
struct Outgoing {
    changes: Mutex<HashMap<OrderId, Change>>,
    carried: Mutex<HashSet<StoreId>>,
    some: Notify,
}

impl Outgoing {
    fn add(&self, change: Change) {
        let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        // Without a relay nobody fetches them; a full backlog is as good as "anything".
        if changes.len() < BACKLOG {
            changes.insert(change.order, change);
        }
        drop(changes);
        self.some.notify_one();
    }

    fn add_carried(&self, store: StoreId) {
        let mut carried = self.carried.lock().unwrap_or_else(PoisonError::into_inner);
        carried.insert(store);
        drop(carried);
        self.some.notify_one();
    }

    fn take_carried(&self) -> Vec<StoreId> {
        let mut carried = self.carried.lock().unwrap_or_else(PoisonError::into_inner);
        carried.drain().collect()
    }

    fn take(&self) -> Vec<Change> {
        let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        changes.drain().map(|(_, change)| change).collect()
    }
}
