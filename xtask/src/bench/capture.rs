//! Orders taken a second, beside what the database alone could do: pgbench writes the same rows,
//! in one transaction, to the same tables.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::Bench;
use super::house::KEY_NAME;
use crate::shell;

const CLIENTS: [u16; 3] = [1, 8, 32];
/// The two take turns, so that whatever else the machine does falls on both.
const ROUNDS: usize = 5;
const SECONDS: u64 = 3;

pub fn measure(bench: &Bench) -> Result<Vec<String>> {
    let pair = Pair {
        bench,
        pgbench: cluster::find_postgres()?.join("pgbench"),
    };
    ensure!(
        pair.pgbench.is_file(),
        "{} is not there; Debian's package `postgresql` brings it",
        pair.pgbench.display()
    );
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
    pgbench: PathBuf,
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
        let percent = ours * 100 / theirs.max(1);
        let s = if clients == 1 { "" } else { "s" };
        Ok(format!(
            "{clients} client{s}: {ours} orders a second, pgbench {theirs}: {percent} %"
        ))
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
        let script = "server/bench/src/sql/capture.pgbench";
        let mut load = Command::new(&self.pgbench);
        load.args(["--no-vacuum", "--protocol", "prepared"]);
        load.arg("--file").arg(self.bench.project.path(script));
        load.args(["--client", &clients.to_string()]);
        load.args(["--time", &SECONDS.to_string()]);
        load.arg(&self.bench.house.database);
        transactions_per_second(&shell::read(&mut load)?)
    }
}

/// Reads the whole part out of `tps = 1325.537378 (without initial connection time)`.
fn transactions_per_second(said: &str) -> Result<u64> {
    let number = said.lines().find_map(|line| line.strip_prefix("tps = "));
    let whole = number.and_then(|number| number.split('.').next());
    let whole = whole.with_context(|| format!("pgbench said no number of transactions: {said}"))?;
    Ok(whole.parse()?)
}

fn median(mut rounds: Vec<u64>) -> u64 {
    rounds.sort_unstable();
    rounds[rounds.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_transactions_is_read() {
        let said =
            "latency average = 6.035 ms\ntps = 1325.537378 (without initial connection time)\n";
        assert_eq!(transactions_per_second(said).ok(), Some(1325));
        assert!(transactions_per_second("pgbench: error").is_err());
    }

    #[test]
    fn the_median_is_the_round_in_the_middle() {
        assert_eq!(median(vec![9, 1, 5, 900, 4]), 5);
    }
}
