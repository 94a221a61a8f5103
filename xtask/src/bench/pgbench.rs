//! Postgres's own benchmark program: what the database alone can do.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::Bench;
use crate::shell;

pub struct Pgbench {
    program: PathBuf,
}

impl Pgbench {
    pub fn find() -> Result<Self> {
        let program = cluster::find_postgres()?.join("pgbench");
        ensure!(
            program.is_file(),
            "{} is not there; Debian's package `postgresql` brings it",
            program.display()
        );
        Ok(Self { program })
    }

    /// Runs a script of `server/bench/src/sql`, for as long as `limits` say. Gives transactions a
    /// second.
    pub fn run(&self, bench: &Bench, script: &str, clients: u16, limits: &[&str]) -> Result<u64> {
        let script = format!("server/bench/src/sql/{script}.pgbench");
        let mut load = Command::new(&self.program);
        load.args(["--no-vacuum", "--protocol", "prepared"]);
        load.arg("--file").arg(bench.project.path(&script));
        load.args(["--client", &clients.to_string()]);
        load.args(limits).arg(&bench.house.database);
        transactions_per_second(&shell::read(&mut load)?)
    }
}

/// What both did in a second, and the ratio.
pub fn compare(clients: u16, ours: u64, what: &str, theirs: u64) -> String {
    let percent = ours * 100 / theirs.max(1);
    let s = if clients == 1 { "" } else { "s" };
    format!("{clients} client{s}: {ours} {what} a second, pgbench {theirs}: {percent} %")
}

/// Reads the whole part out of `tps = 1325.537378 (without initial connection time)`.
fn transactions_per_second(said: &str) -> Result<u64> {
    let number = said.lines().find_map(|line| line.strip_prefix("tps = "));
    let whole = number.and_then(|number| number.split('.').next());
    let whole = whole.with_context(|| format!("pgbench said no number of transactions: {said}"))?;
    Ok(whole.parse()?)
}

pub fn median(mut rounds: Vec<u64>) -> u64 {
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
