//! `cargo xtask dev`: builds and restarts at every change, and the open page reloads by itself.

use std::process::{Child, Command};

use anyhow::{Context, Result};

use crate::project::{Mode, Project};
use crate::start::Shop;
use crate::watch::{Changes, Watch};
use crate::{build, postgres, shell, site};

/// Runs until Ctrl-C, which the server gets too.
pub fn run(shop: &Shop, project: &Project) -> Result<()> {
    postgres::ensure(project)?;
    let mut watch = Watch::start(project);
    let mut server = rebuild(shop, project, Changes::ALL, None);
    loop {
        let changes = watch.next();
        server = rebuild(shop, project, changes, server);
    }
}

/// Builds what the changes touch. What does not build leaves the old server running.
fn rebuild(shop: &Shop, project: &Project, changes: Changes, old: Option<Child>) -> Option<Child> {
    if let Err(error) = build_changed(project, changes) {
        shell::fail(&error);
        shell::say("waiting for a change");
        return old;
    }
    if old.is_some() && !changes.server {
        return old;
    }
    if let Some(old) = old {
        stop(old);
    }
    serve(shop, project).inspect_err(shell::fail).ok()
}

fn serve(shop: &Shop, project: &Project) -> Result<Child> {
    let program = project.server(Mode::Dev);
    let mut server = Command::new(&program);
    shop.arguments(project, &project.site(Mode::Dev), &mut server);
    server.arg("--dev-reload");
    server
        .spawn()
        .with_context(|| format!("could not run {}", program.display()))
}

fn build_changed(project: &Project, changes: Changes) -> Result<()> {
    if changes.bundle {
        build::site(project, Mode::Dev)?;
    } else if changes.style {
        site::build(project, Mode::Dev)?;
    }
    if changes.server {
        build::server(project, Mode::Dev)
    } else {
        Ok(())
    }
}

/// Lets it finish what it has in hand.
fn stop(mut server: Child) {
    // One that is gone already has nothing to finish.
    let _gone = Command::new("kill")
        .arg("-TERM")
        .arg(server.id().to_string())
        .status();
    let _gone = server.wait();
}
