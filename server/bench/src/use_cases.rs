//! The use cases, called without a server between.

use std::sync::Arc;

use anyhow::Result;
use domain::clock::SystemClock;
use services::files::FileStore;
use services::live::Hub;
use services::papers::NoPress;
use services::photos::PhotoStore;
use services::{Secret, Services, db};

/// The use cases over a database. The addresses that they give are paths of the server's.
pub fn over(database: &str, connections: u32, secret: Secret) -> Result<Services> {
    let pool = db::pool(database.parse()?, connections);
    Ok(Services {
        reports: pool.clone(),
        db: pool,
        clock: Arc::new(SystemClock),
        live: Hub::default(),
        secret,
        public_url: "".into(),
        photos: PhotoStore::new(std::env::temp_dir()),
        files: FileStore::new(std::env::temp_dir()),
        press: Arc::new(NoPress),
    })
}
