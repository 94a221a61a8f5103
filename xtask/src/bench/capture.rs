//! Orders taken a second, beside what the database alone could do: pgbench writes the same rows,
//! in one transaction, to the same tables.

use std::process::Command;

use anyhow::Result;

use super::Bench;
use super::house::KEY_NAME;
use super::pgbench::{Pgbench, compare, median};
use crate::shell;

const CLIENTS: [u16; 3] = [1, 8, 32];
/// The two take turns, so that whatever else the machine does falls on both.
const ROUNDS: usize = 5;
const SECONDS: u64 = 3;

pub fn measure(bench: &Bench) -> Result<Vec<String>> {
    let pair = Pair {
        bench,
        pgbench: Pgbench::find()?,
    };
    let rows = pair.same_rows()?;
    let mut lines = vec![format!(
        "an order is {rows}, for the server and for pgbench; medians of {ROUNDS} rounds:"
    )];
    for clients in CLIENTS {
        lines.push(pair.compare(clients)?);
    }
    Ok(lines)
}

/// The server and pgbench on one database.
struct Pair<'a> {
    bench: &'a Bench<'a>,
    pgbench: Pgbench,
}

impl Pair<'_> {
    /// Has both write, which also warms them up, and checks that they write the same.
    fn same_rows(&self) -> Result<String> {
        self.ours(CLIENTS[1])?;
        self.theirs(CLIENTS[1])?;
        let mut compare = Command::new(&self.bench.tool);
        compare.args(["same-rows", "--name", KEY_NAME]);
        compare.args(["--database", &self.bench.house.database]);
        Ok(shell::read(&mut compare)?.trim().to_owned())
    }

    fn compare(&self, clients: u16) -> Result<String> {
        let mut ours = Vec::with_capacity(ROUNDS);
        let mut theirs = Vec::with_capacity(ROUNDS);
        for _ in 0..ROUNDS {
            ours.push(self.ours(clients)?);
            theirs.push(self.theirs(clients)?);
        }
        let (ours, theirs) = (median(ours), median(theirs));
        Ok(compare(clients, ours, "orders", theirs))
    }

    fn ours(&self, clients: u16) -> Result<u64> {
        let mut load = Command::new(&self.bench.tool);
        load.args(["capture", "--server", &self.bench.shop.address()]);
        load.args(["--key", &self.bench.house.key]);
        load.args(["--clients", &clients.to_string()]);
        load.args(["--seconds", &SECONDS.to_string()]);
        Ok(shell::read(&mut load)?.trim().parse()?)
    }

    fn theirs(&self, clients: u16) -> Result<u64> {
        let seconds = SECONDS.to_string();
        self.pgbench
            .run(self.bench, "capture", clients, &["--time", &seconds])
    }
}
