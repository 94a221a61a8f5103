//! Bezel's use cases over Postgres, one module for each area of the trade.
//!
//! In every area `mod.rs` holds the use cases, `store.rs` the SQL. A use case authorises its
//! caller, works in one transaction and tells the [`live`] hub after the commit.

pub mod audit;
pub mod bench;
pub mod caller;
pub mod catalogue;
pub mod check;
pub mod custody;
pub mod customers;
pub mod db;
pub mod demo;
mod error;
pub mod files;
pub mod idempotency;
pub mod jobs;
pub mod keys;
pub mod ledger;
pub mod live;
pub mod memo_in;
pub mod messages;
pub mod orders;
pub mod papers;
pub mod people;
pub mod photos;
mod place;
pub mod purchasing;
pub mod reports;
pub mod stock;
pub mod stores;
pub mod tables;
pub mod tracking;
pub mod wholesale;

pub use caller::{Caller, Console, Integrator, Staff};
pub use error::Error;

use domain::clock::Clock;
use sqlx::PgPool;
use std::sync::Arc;

/// What every use case works with. Cheap to clone.
#[derive(Clone)]
pub struct Services {
    /// The database, read and written.
    pub db: PgPool,
    /// For reports: read-only, so that a replica can serve it.
    pub reports: PgPool,
    pub clock: Arc<dyn Clock>,
    pub live: live::Hub,
    /// From which tokens of tracking links are derived; shared by all processes.
    pub secret: Secret,
    /// Where customers reach us: `https://orders.example.com`, without a slash at its end.
    pub public_url: Arc<str>,
    pub photos: photos::PhotoStore,
    pub files: files::FileStore,
    pub press: Arc<dyn papers::Press>,
}

/// A server-wide secret. Never printed.
#[derive(Clone)]
pub struct Secret(Arc<[u8; 32]>);

impl Secret {
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Arc::new(bytes))
    }

    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(any(test, feature = "testing"))]
pub mod testing;
