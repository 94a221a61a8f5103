//! What `cargo xtask bench` measures with. Each command prints what it found and nothing else.

mod capture;
mod client;
mod house;
mod lists;
mod page;
mod quantiles;
mod same_rows;
mod stock;
mod track;
mod use_cases;

use anyhow::Result;
use clap::Parser;

#[derive(Debug, Parser)]
#[command(name = "bench", version, about)]
enum Command {
    /// Open the house to measure in: a store, its catalogue and its customers.
    OpenHouse(house::Open),
    /// Fill it with orders of a busy past.
    Seed(house::Seed),
    /// Take orders through the machine interface; print how many a second.
    Capture(capture::Capture),
    /// Compare what the server and pgbench wrote for an order, row by row.
    SameRows(same_rows::SameRows),
    /// Ask for the newest orders again and again; print how long it took.
    Lists(lists::Lists),
    /// Bring a list of stones in; print how many a second, and how many plain SQL does.
    ImportStones(stock::Import),
    /// Look for pieces and stones again and again; print how long it took.
    FindStock(stock::Find),
    /// Promise pieces to lines of orders; print how many a second.
    Promise(stock::Promise),
    /// Print the path of a customer's page.
    Track(track::Track),
    /// Load a page and all that it refers to; print what was sent.
    Page(page::Page),
}

// One thread: the measured server shares the machine with us.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    match Command::parse() {
        Command::OpenHouse(open) => open.run().await,
        Command::Seed(seed) => seed.run().await,
        Command::Capture(capture) => capture.run(),
        Command::SameRows(same_rows) => same_rows.run().await,
        Command::Lists(lists) => lists.run().await,
        Command::ImportStones(import) => import.run().await,
        Command::FindStock(find) => find.run().await,
        Command::Promise(promise) => promise.run().await,
        Command::Track(track) => track.run().await,
        Command::Page(page) => page.run(),
    }
}
