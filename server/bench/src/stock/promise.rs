//! Pieces promised to lines of orders, as fast as it goes: each client promises its next when the
//! last was answered.

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::Args;
use domain::ids::{IdempotencyKey, LineId, OrderId, PieceId};
use services::{Caller, Console, Secret, Services, stock};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{house, use_cases};

/// Promises pieces for a while.
#[derive(Debug, Args)]
pub struct Promise {
    /// The database, as the server uses it.
    #[arg(long)]
    database: String,
    /// The same for the owner of its tables.
    #[arg(long)]
    owner: String,
    /// How many clients ask at once; none makes ready for another program, and asks nothing.
    #[arg(long)]
    clients: u32,
    /// How many pieces are promised, by all of them together.
    #[arg(long)]
    pieces: u32,
}

/// A line of an order, and the piece that is promised to it.
type Pair = (OrderId, LineId, PieceId);

impl Promise {
    pub async fn run(self) -> Result<()> {
        let owner = PgPool::connect(&self.owner).await?;
        make_ready(&owner, self.pieces).await?;
        if self.clients == 0 {
            return Ok(());
        }
        let services = use_cases::over(&self.database, self.clients, Secret::new([0; 32]))?;
        let pairs = pairs(&owner, self.pieces).await?;
        // Connections are opened before the clock runs.
        let (first, rest) = pairs.split_at(self.clients.try_into()?);
        ask(&services, first, self.clients).await?;
        let start = Instant::now();
        ask(&services, rest, self.clients).await?;
        let took = start.elapsed().as_micros().max(1);
        let promised: i64 =
            sqlx::query_scalar("select count(*) from reservations where ended_at is null")
                .fetch_one(&owner)
                .await?;
        ensure!(
            promised == i64::from(self.pieces),
            "{promised} pieces were promised"
        );
        println!("{}", u128::try_from(rest.len())? * 1_000_000 / took);
        Ok(())
    }
}

/// Ends all promises, and says which piece is for which line.
async fn make_ready(owner: &PgPool, pieces: u32) -> Result<()> {
    sqlx::raw_sql(include_str!("../sql/pairs.sql"))
        .execute(owner)
        .await?;
    sqlx::raw_sql("vacuum analyze reservations")
        .execute(owner)
        .await?;
    let there: i64 = sqlx::query_scalar("select count(*) from bench_pairs")
        .fetch_one(owner)
        .await?;
    ensure!(
        there >= i64::from(pieces),
        "there are only {there} lines that wait for a piece"
    );
    Ok(())
}

async fn pairs(owner: &PgPool, pieces: u32) -> Result<Vec<Pair>> {
    let rows: Vec<(Uuid, Uuid, Uuid)> = sqlx::query_as(
        "select order_id, line_id, piece_id from bench_pairs where n <= $1 order by n",
    )
    .bind(i64::from(pieces))
    .fetch_all(owner)
    .await?;
    let typed =
        |(order, line, piece): (Uuid, Uuid, Uuid)| (order.into(), line.into(), piece.into());
    Ok(rows.into_iter().map(typed).collect())
}

/// Every client promises its share, one after the other.
async fn ask(services: &Services, pairs: &[Pair], clients: u32) -> Result<()> {
    let share = pairs.len().div_ceil(clients.try_into()?).max(1);
    let clients: Vec<_> = pairs
        .chunks(share)
        .map(|share| tokio::spawn(promise_all(services.clone(), share.to_vec())))
        .collect();
    for client in clients {
        client.await.context("a client panicked")??;
    }
    Ok(())
}

async fn promise_all(services: Services, pairs: Vec<Pair>) -> Result<()> {
    let console = Console {
        store: house::store(),
    };
    for (order, line, piece) in pairs {
        let key = IdempotencyKey::generate();
        stock::reserve(&services, Caller::from(&console), order, line, piece, key).await?;
    }
    Ok(())
}
