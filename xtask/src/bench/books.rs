//! That nothing was lost or written wrongly under load.

use anyhow::Result;

use super::Bench;
use crate::shell;

/// Fails where `server check` finds a difference.
pub fn check(bench: &Bench) -> Result<Vec<String>> {
    let said = shell::read(&mut bench.shop.command(&["check"]))?;
    let rules = said.lines().filter(|line| line.starts_with("ok")).count();
    Ok(vec![format!(
        "in order after all this, by {rules} rules of `server check`"
    )])
}
