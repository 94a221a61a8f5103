//! The server and everything it serves.

use std::path::PathBuf;

use anyhow::Result;

use crate::project::{Mode, Project};
use crate::{shell, site, wasm};

/// A server and the directory of files that belongs to it.
#[derive(Debug)]
pub struct Built {
    pub server: PathBuf,
    pub site: PathBuf,
}

/// Builds what has changed.
pub fn everything(project: &Project, mode: Mode) -> Result<Built> {
    server(project, mode)?;
    site(project, mode)
}

/// The program alone.
pub fn server(project: &Project, mode: Mode) -> Result<()> {
    shell::say("building the server");
    let mut build = shell::cargo(project);
    build.args([
        "build",
        "--package",
        "server",
        "--profile",
        mode.pick("dev", "release"),
    ]);
    shell::run(&mut build)
}

/// The browser's files alone.
pub fn site(project: &Project, mode: Mode) -> Result<Built> {
    wasm::build(project, mode)?;
    site::build(project, mode)?;
    Ok(Built {
        server: project.server(mode),
        site: project.site(mode),
    })
}
