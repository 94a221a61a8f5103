//! Running programs, and saying what is being done.

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::test::Counts;

/// One line that says what happens next.
pub fn say(what: &str) {
    eprintln!("• {what}");
}

pub fn fail(error: &anyhow::Error) {
    eprintln!("\n✗ {error:#}");
}

/// Cargo in the checkout. The views' types are erased, in every mode: that takes minutes off the
/// time to compile them and a part off the bundle, and both sides must agree on it.
pub fn cargo(project: &Project) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(project.root())
        .env("CARGO_TARGET_DIR", project.target());
    command.env(
        "RUSTFLAGS",
        flags(&env::var("RUSTFLAGS").unwrap_or_default()),
    );
    command
}

/// The flags that were given, with ours, once: other flags are another build of everything.
fn flags(given: &str) -> String {
    const ERASED: &str = "--cfg erase_components";
    if given.contains(ERASED) {
        given.to_owned()
    } else {
        format!("{given} {ERASED}").trim().to_owned()
    }
}

/// Runs it to the end; anything but success is an error that names it.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("could not run {}", name(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", name(command));
    }
    Ok(())
}

/// Runs it and returns what it printed.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("could not run {}", name(command)))?;
    if !output.status.success() {
        bail!("{} failed ({})", name(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a test runner: what it prints is shown as it comes, and its results are counted.
pub fn count(command: &mut Command) -> Result<Counts> {
    let runner = name(command);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .with_context(|| format!("could not run {runner}"))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let (out, err) = thread::scope(|scope| {
        let out = scope.spawn(|| out.map(show).unwrap_or_default());
        let err = err.map(show).unwrap_or_default();
        (out.join().unwrap_or_default(), err)
    });
    let mut counts = Counts::in_output(&out) + Counts::in_output(&err);
    // A runner that failed without a failed test did not get as far as the tests.
    if !child.wait()?.success() && counts.failed == 0 {
        counts.failed = 1;
    }
    Ok(counts)
}

fn show(from: impl Read) -> String {
    let mut all = String::new();
    for line in BufReader::new(from).lines().map_while(Result::ok) {
        eprintln!("{line}");
        all.push_str(&line);
        all.push('\n');
    }
    all
}

/// Whether the program is there at all.
pub fn has(program: &str) -> bool {
    let mut asked = Command::new(program);
    asked
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    asked.status().is_ok()
}

pub fn is_root() -> bool {
    read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Installs Debian packages; only root may.
pub fn apt_install(packages: &[&str]) -> Result<()> {
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive")
            .arg("-qq")
            .stdout(Stdio::null());
        apt
    };
    run(apt().arg("update"))?;
    run(apt()
        .args(["install", "-y", "--no-install-recommends"])
        .args(packages))
}

/// The program and its first words, as a person would recognise it.
fn name(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let program = program.rsplit('/').next().unwrap_or_default().to_owned();
    let words = command
        .get_args()
        .take(3)
        .map(|word| word.to_string_lossy().into_owned());
    std::iter::once(program)
        .chain(words)
        .collect::<Vec<_>>()
        .join(" ")
}
