//! The stock: a list of stones brought in, pieces found among many, pieces promised, each beside
//! the same work in plain SQL on the same database.

use std::process::Command;

use anyhow::Result;

use super::Bench;
use super::pgbench::{Pgbench, compare, median};
use crate::shell;

/// As many as the largest list that a wholesaler is known to send.
const STONES: u32 = 53_940;
const CLIENTS: [u16; 3] = [1, 8, 32];
const ROUNDS: usize = 5;
/// As many go to each client, whatever their number.
const PROMISES: u32 = 3_200;

pub fn import(bench: &Bench) -> Result<Vec<String>> {
    let mut import = tool(bench, "import-stones");
    import.args(["--owner", &bench.house.owner]);
    import.args(["--stones", &STONES.to_string()]);
    lines(import)
}

pub fn find(bench: &Bench) -> Result<Vec<String>> {
    lines(tool(bench, "find-stock"))
}

pub fn promises(bench: &Bench) -> Result<Vec<String>> {
    let pgbench = Pgbench::find()?;
    let mut lines = vec![format!("medians of {ROUNDS} rounds of {PROMISES} pieces:")];
    for clients in CLIENTS {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            ours.push(promise(bench, clients)?.trim().parse()?);
            promise(bench, 0)?;
            let each = (PROMISES / u32::from(clients)).to_string();
            theirs.push(pgbench.run(bench, "promise", clients, &["--transactions", &each])?);
        }
        lines.push(compare(clients, median(ours), "promises", median(theirs)));
    }
    Ok(lines)
}

/// Has pieces promised by so many clients; none makes ready for pgbench.
fn promise(bench: &Bench, clients: u16) -> Result<String> {
    let mut promise = tool(bench, "promise");
    promise.args(["--owner", &bench.house.owner]);
    promise.args(["--clients", &clients.to_string()]);
    promise.args(["--pieces", &PROMISES.to_string()]);
    shell::read(&mut promise)
}

fn tool(bench: &Bench, command: &str) -> Command {
    let mut tool = Command::new(&bench.tool);
    tool.args([command, "--database", &bench.house.database]);
    tool
}

fn lines(mut command: Command) -> Result<Vec<String>> {
    let said = shell::read(&mut command)?;
    Ok(said.lines().map(str::to_owned).collect())
}
