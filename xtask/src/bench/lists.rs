//! The newest fifty orders of a filter, in a house of ten thousand orders and of ten times as many.

use std::process::Command;

use anyhow::Result;

use super::Bench;
use crate::shell;

pub fn measure(bench: &Bench) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    let mut seeded = 0;
    for (upto, orders) in [(10_000, "10 thousand"), (100_000, "100 thousand")] {
        shell::say(&format!("seeding {orders} orders"));
        bench.house.seed(&bench.tool, seeded, upto)?;
        seeded = upto;
        let mut ask = Command::new(&bench.tool);
        ask.args(["lists", "--server", &bench.shop.address()]);
        ask.args(["--key", &bench.house.key]);
        ask.args(["--database", &bench.house.database]);
        for line in shell::read(&mut ask)?.lines() {
            lines.push(format!("of {orders}: {line}"));
        }
    }
    Ok(lines)
}
