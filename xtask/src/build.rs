//! The server and everything it serves.

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::thread;

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
    match mode {
        // The two use one directory, and would only wait for each other.
        Mode::Dev => {
            server(project, mode)?;
            site(project, mode)
        }
        Mode::Release => side_by_side(project, mode),
    }
}

/// Builds both at once: towards its end, each leaves processors with nothing to do.
fn side_by_side(project: &Project, mode: Mode) -> Result<Built> {
    thread::scope(|scope| {
        let program = scope.spawn(|| server(project, mode));
        let site = site(project, mode);
        program
            .join()
            .unwrap_or_else(|panic| resume_unwind(panic))?;
        site
    })
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
