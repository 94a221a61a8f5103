//! `cluster DIR [--test]`: runs a private Postgres, or joins the one that
//! runs, until its standard input closes.
//!
//! Prints the owner's address, then the app's. For running single tests by hand, and for the
//! tests that kill the program that holds a Postgres.

use std::io::{Read, Write};
use std::process::ExitCode;

use cluster::{Cluster, Options};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(directory) = arguments.next() else {
        return fail("usage: cluster DIR [--test]");
    };
    let throwaway = arguments.next().is_some_and(|flag| flag == "--test");
    let options = if throwaway {
        Options::for_tests(directory)
    } else {
        Options::new(directory)
    };
    let cluster = match Cluster::join_or_start(options) {
        Ok(cluster) => cluster,
        Err(error) => return fail(&error.to_string()),
    };
    let mut out = std::io::stdout();
    let told = writeln!(out, "{}\n{}", cluster.owner_url(), cluster.app_url());
    if told.and_then(|()| out.flush()).is_ok() {
        // Whatever ends the reading ends the run.
        let _end = std::io::stdin().read_to_end(&mut Vec::new());
    }
    cluster.stop();
    ExitCode::SUCCESS
}

fn fail(message: &str) -> ExitCode {
    let _nowhere_left_to_say_it = writeln!(std::io::stderr(), "{message}");
    ExitCode::FAILURE
}
