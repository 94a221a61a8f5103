//! What the compiler's helpers say.

use std::process::Command;

use anyhow::Result;

use super::counts::Counts;
use crate::project::Project;
use crate::shell;
use crate::wasm::TARGET;

pub fn format(project: &Project) -> Result<Counts> {
    let mut cargo = shell::cargo(project);
    passed(cargo.args(["fmt", "--all", "--check"]))
}

/// Without `client`, whose features must not be mixed with the server's.
pub fn native(project: &Project) -> Result<Counts> {
    let mut cargo = shell::cargo(project);
    cargo.args([
        "clippy",
        "--workspace",
        "--exclude",
        "client",
        "--all-targets",
    ]);
    passed(cargo.args(["--", "-D", "warnings"]))
}

pub fn browser_bundle(project: &Project) -> Result<Counts> {
    let mut cargo = shell::cargo(project);
    cargo.args(["clippy", "--package", "client", "--target", TARGET]);
    passed(cargo.args(["--", "-D", "warnings"]))
}

fn passed(command: &mut Command) -> Result<Counts> {
    shell::run(command).map(|()| Counts::PASSED)
}
