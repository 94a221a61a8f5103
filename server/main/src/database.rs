//! The database: the one that is configured, or a private one of our own.

use cluster::{Cluster, ClusterError, Options};
use services::db;
use sqlx::PgPool;
use sqlx::postgres::PgConnectOptions;

use crate::Failure;
use crate::config::DatabaseConfig;
use crate::schema::{self, SchemaError};

/// How to reach the database, and the private Postgres where there is one.
#[derive(Debug)]
pub struct Database {
    app: PgConnectOptions,
    direct: PgConnectOptions,
    owner: PgPool,
    pool_size: u32,
    private: Option<Cluster>,
}

impl Database {
    /// For the program that runs the shop: it holds the private Postgres, unless another one is
    /// configured. Connects to nothing: a configured one may be away just now.
    pub async fn hold(config: &DatabaseConfig) -> Result<Self, Failure> {
        Self::with(config, Cluster::start).await
    }

    /// For every other command: uses the private Postgres of a shop that is open, or starts it.
    pub async fn open(config: &DatabaseConfig) -> Result<Self, Failure> {
        Self::with(config, Cluster::join_or_start).await
    }

    async fn with(
        config: &DatabaseConfig,
        private: fn(Options) -> Result<Cluster, ClusterError>,
    ) -> Result<Self, Failure> {
        if let Some(app) = config.database_url.clone() {
            let owner = config.database_owner_url.clone();
            let owner = owner.unwrap_or_else(|| app.clone());
            let direct = config.database_direct_url.clone();
            let direct = direct.unwrap_or_else(|| app.clone());
            return Ok(Self::new(app, direct, owner, config.pool_size, None));
        }
        let options = Options::new(config.data.join("postgres"));
        let cluster = tokio::task::spawn_blocking(move || private(options)).await??;
        let app: PgConnectOptions = cluster.app_url().parse()?;
        let owner = cluster.owner_url().parse()?;
        Ok(Self::new(
            app.clone(),
            app,
            owner,
            config.pool_size,
            Some(cluster),
        ))
    }

    fn new(
        app: PgConnectOptions,
        direct: PgConnectOptions,
        owner: PgConnectOptions,
        pool_size: u32,
        private: Option<Cluster>,
    ) -> Self {
        Self {
            app,
            direct,
            owner: db::pool(owner, 2),
            pool_size,
            private,
        }
    }

    /// Connections for the everyday work, opened as they are needed.
    pub fn pool(&self) -> PgPool {
        db::pool(self.app.clone(), self.pool_size)
    }

    pub fn app_options(&self) -> &PgConnectOptions {
        &self.app
    }

    /// Past a pooler, which would forget who listens.
    pub fn direct_options(&self) -> PgConnectOptions {
        self.direct.clone()
    }

    /// Brings the tables up to date as their owner.
    pub async fn prepare_schema(&self) -> Result<(), SchemaError> {
        let app = self.app.get_username();
        let lesser = (app != self.owner.connect_options().get_username()).then_some(app);
        schema::prepare(&self.owner, lesser).await
    }

    /// Stops the private Postgres, when its last work is on the disk.
    pub async fn close(self) -> Result<(), Failure> {
        self.owner.close().await;
        if let Some(cluster) = self.private {
            tokio::task::spawn_blocking(|| cluster.stop()).await?;
        }
        Ok(())
    }
}
