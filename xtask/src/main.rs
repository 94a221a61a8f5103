//! `cargo xtask`: every command that a person who works on Bezel types.

mod bench;
mod build;
mod dev;
mod pictures;
mod postgres;
mod project;
mod rooms;
mod shell;
mod site;
mod start;
mod test;
mod wasm;
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use project::{Mode, Project};

/// Build, run and check Bezel.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build what is missing, start a shop with a private database, and serve it.
    Start(start::Shop),
    /// The same for development: builds and reloads at every change.
    Dev(start::Shop),
    /// Build the server and the browser's files for use in a shop.
    Build,
    /// Check everything: format, lints, unit, Postgres and browser tests, sizes.
    Test {
        /// Only checks whose names contain one of these: `format`, `lints`, `size`.
        only: Vec<String>,
    },
    /// Take the README's pictures anew, from the demo shop.
    Pictures,
    /// Measure the release build: orders, lists, pages, start-up, memory.
    Bench,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = Project::find().and_then(|project| match arguments.command {
        Command::Start(shop) => shop.start(&project),
        Command::Dev(shop) => dev::run(&shop, &project),
        Command::Build => build::everything(&project, Mode::Release).map(drop),
        Command::Bench => bench::run(&project),
        Command::Pictures => pictures::take(&project),
        Command::Test { only } => test::run(&project, &only),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            shell::fail(&error);
            ExitCode::FAILURE
        }
    }
}
