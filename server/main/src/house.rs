//! What every use case works with, put together from the configuration.

use std::sync::Arc;

use domain::clock::SystemClock;
use services::Services;
use services::files::FileStore;
use services::live::Hub;
use services::photos::PhotoStore;
use sqlx::PgPool;

use crate::config::DatabaseConfig;
use crate::press::Press;
use crate::{Failure, secret};

pub fn services(
    config: &DatabaseConfig,
    public_url: String,
    pool: PgPool,
) -> Result<Services, Failure> {
    Ok(Services {
        reports: pool.clone(),
        db: pool,
        clock: Arc::new(SystemClock),
        live: Hub::default(),
        secret: secret::find(config)?,
        public_url: public_url.into(),
        photos: PhotoStore::new(config.data.join("photos")),
        files: FileStore::new(config.data.join("designs")),
        press: Arc::new(Press),
    })
}
