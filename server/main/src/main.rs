//! The Bezel server. `server --help` is the manual of its configuration.

mod api_key;
mod auth;
mod check;
mod config;
mod console;
mod database;
mod demo;
mod dev;
mod downloads;
mod health;
mod house;
mod import;
mod live;
mod logging;
mod machine;
mod metrics;
mod migrate;
mod outage;
mod panics;
mod press;
mod render;
mod request_id;
mod router;
mod schema;
mod secret;
mod security;
mod serve;
mod shutdown;
mod site;
mod track;
mod uploads;
mod watch;
mod work;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use config::{Cli, Command};

/// Whatever stops a command: told to the person who started it, in one line.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    logging::start(&cli.log);
    match run(cli.command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _nowhere_left_to_say_it = writeln!(std::io::stderr(), "Bezel stops: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<(), Failure> {
    // Before anything opens a connection: with two TLS providers compiled in, rustls panics
    // rather than choose.
    if rustls::crypto::ring::default_provider()
        .install_default()
        .is_err()
    {
        tracing::warn!("a TLS provider was installed before ours");
    }
    match command {
        Command::Serve(config) => serve::run(config).await,
        Command::Work(config) => work::run(config).await,
        Command::Demo(config) => demo::run(config).await,
        Command::Migrate(config) => migrate::run(config).await,
        Command::ApiKey(command) => api_key::run(command).await,
        Command::Import(config) => import::run(config).await,
        Command::Check(config) => check::run(config).await,
    }
}
