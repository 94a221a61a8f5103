//! The first start: a data directory with the two roles and the database in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::account::Account;
use crate::binaries::Binaries;
use crate::error::{ClusterError, During};
use crate::{APP_ROLE, DATABASE, OWNER_ROLE};

/// The major version that the data was written by, with its directory; none before the first start.
pub(crate) fn major_version(data: &Path) -> Result<Option<(PathBuf, u32)>, ClusterError> {
    let file = data.join("PG_VERSION");
    if !file.exists() {
        return Ok(None);
    }
    let text = fs::read_to_string(&file).during("reading", &file)?;
    Ok(text
        .trim()
        .parse()
        .ok()
        .map(|major| (data.to_owned(), major)))
}

/// Fills `data` unless it is there. It appears whole or not at all: all the work is done in
/// `data.init`, and what a power cut left of that is thrown away.
pub(crate) fn ensure(
    binaries: &Binaries,
    account: &Account,
    directory: &Path,
) -> Result<(), ClusterError> {
    let data = directory.join("data");
    if data.exists() {
        return Ok(());
    }
    let unfinished = directory.join("data.init");
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished).during("removing", &unfinished)?;
    }
    tracing::info!(directory = %data.display(), "making a new Postgres database");
    let mut initdb = account.command(&binaries.program("initdb"), directory);
    initdb
        .arg("-D")
        .arg(&unfinished)
        .args(["-U", "postgres", "-A", "trust", "-E", "UTF8"])
        .args(["--locale=C.UTF-8", "--data-checksums", "--no-instructions"]);
    run("initdb", initdb.stdin(Stdio::null()), "")?;
    make_roles(binaries, account, directory, &unfinished)?;
    fs::rename(&unfinished, &data).during("finishing", &data)
}

/// Runs in single-user mode, which needs no client and no open door.
fn make_roles(
    binaries: &Binaries,
    account: &Account,
    directory: &Path,
    data: &Path,
) -> Result<(), ClusterError> {
    let mut postgres = account.command(&binaries.program("postgres"), directory);
    postgres
        .args(["--single", "-c", "exit_on_error=true", "-D"])
        .arg(data)
        .arg("template1");
    // One statement a line: that is how single-user mode reads.
    let statements = format!(
        "CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB\n\
         CREATE ROLE {APP_ROLE} LOGIN\n\
         REVOKE CREATE ON SCHEMA public FROM PUBLIC\n\
         CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE} TEMPLATE template1\n"
    );
    run("postgres --single", &mut postgres, &statements)
}

fn run(program: &'static str, command: &mut Command, input: &str) -> Result<(), ClusterError> {
    let failed = |output: String| ClusterError::ProgramFailed { program, output };
    let output = feed(command, input).map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        return Ok(());
    }
    let mut said = String::from_utf8_lossy(&output.stderr).into_owned();
    said.push_str(&String::from_utf8_lossy(&output.stdout));
    Err(failed(said.trim().to_owned()))
}

fn feed(command: &mut Command, input: &str) -> std::io::Result<Output> {
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    if input.is_empty() {
        return command.output();
    }
    let mut child = command.stdin(Stdio::piped()).spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that exits early closes the pipe; its own words then say why.
        let _broken_pipe = stdin.write_all(input.as_bytes());
    }
    child.wait_with_output()
}
