//! The tests that are written in Rust, beside one Postgres that they share.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use cluster::{Cluster, Options};

use super::counts::Counts;
use crate::project::Project;
use crate::shell;

const PACKAGES: [&str; 3] = ["--workspace", "--exclude", "client"];

/// Each test that asks for one gets a database of its own in the shared Postgres.
pub fn tests(project: &Project) -> Result<Counts> {
    let directory = PathBuf::from(format!("/tmp/bezel-test-{}", std::process::id()));
    let postgres = Cluster::start(Options::for_tests(&directory))?;
    let mut cargo = shell::cargo(project);
    cargo.env("DATABASE_URL", postgres.owner_url());
    if shell::has("cargo-nextest") {
        cargo
            .args(["nextest", "run", "--no-fail-fast"])
            .args(PACKAGES);
    } else {
        cargo
            .args(["test", "--no-fail-fast", "--lib", "--bins", "--tests"])
            .args(PACKAGES);
    }
    let counts = shell::count(&mut cargo);
    postgres.stop();
    fs::remove_dir_all(directory)?;
    counts
}

pub fn documentation(project: &Project) -> Result<Counts> {
    let mut cargo = shell::cargo(project);
    shell::count(
        cargo
            .args(["test", "--doc", "--no-fail-fast"])
            .args(PACKAGES),
    )
}
