//! Effects to carry out after a commit: enqueued in the transaction that causes them, carried
//! out at least once each by a [`Worker`].
//!
//! A job that keeps failing is given up and stays, where staff see it and may try it again.

mod counts;
mod dead;
mod effects;
mod retry;
mod store;
#[cfg(test)]
mod tests;
mod upkeep;
mod worker;

pub use counts::{Counts, counts};
pub use dead::{bring_back, given_up};
pub use effects::Effects;
pub use worker::Worker;

use crate::Error;
use crate::db::Tx;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::ids::{CustomerId, EventId, MessageId, PurchaseOrderId, StockImportId};
use domain::messages::VendorLetter;
use serde::{Deserialize, Serialize};

/// An effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Write the message that tells a customer of an event, and send it.
    Notify { event: EventId },
    /// Send a message that was written before.
    Send { message: MessageId },
    /// Write to a vendor about our order, with what is attached to it, and send it.
    WriteToVendor {
        purchase: PurchaseOrderId,
        letter: VendorLetter,
    },
    /// Work off a list of stock that was confirmed.
    ImportStock { import: StockImportId },
    /// See whether an account has credit for orders that are held for it.
    ReviewCredit { account: CustomerId },
}

impl Job {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Notify { .. } => "notify",
            Self::Send { .. } => "send",
            Self::WriteToVendor { .. } => "write_to_vendor",
            Self::ImportStock { .. } => "import_stock",
            Self::ReviewCredit { .. } => "review_credit",
        }
    }
}

/// Which try of a job this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt {
    /// From one on.
    pub number: i32,
    /// Whether the job is given up if this one fails.
    pub last: bool,
}

/// Carries out jobs. Must bear being called twice for one job: a process can die between the
/// effect and the note that it was done.
#[async_trait]
pub trait Handler: Send + Sync {
    async fn handle(&self, job: &Job, attempt: Attempt) -> Result<(), Error>;
}

/// Enqueues jobs within the caller's transaction.
pub async fn enqueue(tx: &mut Tx<'_>, jobs: &[Job], now: DateTime<Utc>) -> Result<(), Error> {
    if jobs.is_empty() {
        return Ok(());
    }
    store::insert(tx, jobs, now).await
}
