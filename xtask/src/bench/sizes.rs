//! What a browser loads, in bytes as they are sent.

use std::process::Command;

use anyhow::Result;

use super::Bench;
use crate::project::Mode;
use crate::shell;
use crate::test::BUDGETS;

/// What is held to a budget.
pub fn files(bench: &Bench) -> Result<Vec<String>> {
    let site = bench.project.site(Mode::Release);
    BUDGETS
        .iter()
        .map(|budget| {
            Ok(format!(
                "{}: {} of {} KiB",
                budget.name,
                budget.size(&site)?.div_ceil(1024),
                budget.most / 1024
            ))
        })
        .collect()
}

/// A customer's page with all that it refers to, as the server sends it.
pub fn tracking_page(bench: &Bench) -> Result<Vec<String>> {
    let mut load = Command::new(&bench.tool);
    load.args(["page", "--server", &bench.shop.address(), &bench.track]);
    let said = shell::read(&mut load)?;
    Ok(said.lines().map(str::to_owned).collect())
}
