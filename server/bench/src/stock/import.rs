//! A list of stones brought in: by the house, and by plain SQL that writes the same rows.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::Args;
use domain::ids::IdempotencyKey;
use domain::stock::{Ownership, Source, StockPreview};
use services::jobs::{Attempt, Effects, Handler, Job};
use services::stock::import;
use services::{Caller, Console, Secret, Services};
use sqlx::postgres::PgPoolCopyExt;
use sqlx::{Connection, PgConnection, PgPool};

use super::list;
use crate::{house, use_cases};

/// Brings a list of stones into the house.
#[derive(Debug, Args)]
pub struct Import {
    /// The database, as the server uses it.
    #[arg(long)]
    database: String,
    /// The same for the owner of its tables.
    #[arg(long)]
    owner: String,
    /// How many stones the list has.
    #[arg(long)]
    stones: u32,
}

const COPY: &str = r#"copy bench_stone_list (carat, cut, color, clarity, depth, "table", price, x, y, z)
    from stdin (format csv, header)"#;

/// Each to be done within it: the work, and the telling of its progress.
const CONNECTIONS: u32 = 2;

impl Import {
    pub async fn run(self) -> Result<()> {
        let file = list::stones(self.stones);
        let plain = in_plain_sql(&self.owner, &file, self.stones).await?;
        let services = use_cases::over(&self.database, CONNECTIONS, Secret::new([0; 32]))?;
        let (ours, read) = by_the_house(&services, file.into_bytes()).await?;
        ensure!(read.new == self.stones, "only {} stones came in", read.new);
        let owner = PgPool::connect(&self.owner).await?;
        sqlx::raw_sql("vacuum analyze pieces, stock_moves, stock_imports")
            .execute(&owner)
            .await?;
        let (ours, plain) = (rate(self.stones, ours), rate(self.stones, plain));
        println!(
            "{} stones: {ours} a second, plain SQL {plain}: {} %",
            self.stones,
            ours * 100 / plain.max(1)
        );
        Ok(())
    }
}

fn rate(stones: u32, took: Duration) -> u128 {
    u128::from(stones) * 1000 / took.as_millis().max(1)
}

/// From the file's arrival to the last stone on the disk, as the worker would.
async fn by_the_house(services: &Services, file: Vec<u8>) -> Result<(Duration, StockPreview)> {
    let console = Console {
        store: house::store(),
    };
    let caller = Caller::from(&console);
    let effects = Effects::new(services.clone(), None);
    let start = Instant::now();
    let kept = import::begin(services, caller, "stones.csv", file).await?;
    let mut mapping = kept.mapping;
    mapping.defaults.location = Some(house::safe());
    mapping.defaults.ownership = Ownership::Owned;
    mapping.defaults.source = Source::Opening;
    mapping.defaults.cost_percent = "60".into();
    let key = IdempotencyKey::generate();
    import::confirm(services, caller, kept.id, &mapping, false, key).await?;
    let first = Attempt {
        number: 1,
        last: true,
    };
    effects
        .handle(&Job::ImportStock { import: kept.id }, first)
        .await?;
    let took = start.elapsed();
    let done = import::status(services, caller, kept.id).await?;
    Ok((took, done.result.context("the import failed")?))
}

/// The same rows by `copy` and one statement for each table, and all of it taken back: the house
/// is to hold the stones once. That spares it the last wait for the disk.
async fn in_plain_sql(owner: &str, file: &str, stones: u32) -> Result<Duration> {
    let pool = PgPool::connect(owner).await?;
    let mut db = PgConnection::connect(owner).await?;
    let start = Instant::now();
    sqlx::raw_sql(include_str!("../sql/stone_list.sql"))
        .execute(&pool)
        .await?;
    let mut copy = pool.copy_in_raw(COPY).await?;
    copy.send(file.as_bytes()).await?;
    copy.finish().await?;
    let mut tx = db.begin().await?;
    sqlx::raw_sql(include_str!("../sql/import.sql"))
        .execute(&mut *tx)
        .await?;
    let took = start.elapsed();
    let written: i64 =
        sqlx::query_scalar("select count(*) from pieces where store_id = $1 and form = 'stone'")
            .bind(house::store().uuid())
            .fetch_one(&mut *tx)
            .await?;
    tx.rollback().await?;
    for tidy in ["drop table bench_stone_list", "vacuum pieces, stock_moves"] {
        sqlx::raw_sql(tidy).execute(&pool).await?;
    }
    ensure!(
        written == i64::from(stones),
        "plain SQL wrote {written} stones"
    );
    Ok(took)
}
