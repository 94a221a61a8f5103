//! `cargo xtask test`: everything that must hold before a change lands, in the order of its cost.

pub mod browser;
mod budgets;
mod counts;
mod lints;
mod rust;

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::project::{Mode, Project};
use crate::{build, postgres, shell, wasm};
pub use browser::{ensure_chromium, ensure_packages};
pub use budgets::BUDGETS;
pub use counts::Counts;

type Check = fn(&Project) -> Result<Counts>;

/// Each with the line that it gets in the summary.
const CHECKS: [(&str, Check); 8] = [
    ("format", lints::format),
    ("lints", lints::native),
    ("lints of the browser bundle", lints::browser_bundle),
    ("unit and Postgres tests", rust::tests),
    ("documentation tests", rust::documentation),
    ("build for the browser tests", site),
    ("browser tests", browser::tests),
    ("size budgets", budgets::check),
];

struct Line {
    name: &'static str,
    counts: Counts,
    took: Duration,
}

/// Runs every check, or those whose names contain one of the words, whatever the ones before said,
/// and sums up.
pub fn run(project: &Project, words: &[String]) -> Result<()> {
    let asked = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    if !CHECKS.iter().any(|(name, _)| asked(name)) {
        let names = CHECKS.map(|(name, _)| name).join(", ");
        bail!("there is no such check; there are: {names}");
    }
    wasm::ensure_target()?;
    postgres::ensure(project)?;
    let lines: Vec<Line> = CHECKS
        .iter()
        .filter(|(name, _)| asked(name))
        .map(|&(name, check)| line(project, name, check))
        .collect();

    eprintln!();
    for Line { name, counts, took } in &lines {
        let mark = if counts.failed == 0 { '✓' } else { '✗' };
        eprintln!("{mark} {name:<30} {counts:<28} {:>6} s", took.as_secs());
    }
    let total = lines.iter().map(|line| line.counts).sum::<Counts>();
    println!("\n{total}");
    if total.failed > 0 {
        bail!("not everything passed");
    }
    Ok(())
}

fn line(project: &Project, name: &'static str, check: Check) -> Line {
    shell::say(name);
    let started = Instant::now();
    let counts = check(project).unwrap_or_else(|error| {
        shell::fail(&error);
        Counts::FAILED
    });
    Line {
        name,
        counts,
        took: started.elapsed(),
    }
}

fn site(project: &Project) -> Result<Counts> {
    build::everything(project, Mode::Dev)?;
    Ok(Counts::PASSED)
}
