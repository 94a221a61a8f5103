//! The tests that use Bezel as people do, in a real browser.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::counts::Counts;
use crate::project::{Mode, Project};
use crate::{shell, site};

pub fn tests(project: &Project) -> Result<Counts> {
    let chromium = ensure_chromium()?;
    ensure_packages(project)?;
    let directory = project.path("end2end");
    let results = directory.join("test-results/results.json");
    let _none_from_before = fs::remove_file(&results);

    let mut playwright = Command::new("node");
    playwright
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .current_dir(&directory);
    playwright.env("CHROMIUM", chromium);
    playwright.env("BEZEL_E2E_SERVER", project.server(Mode::Dev));
    playwright.env("BEZEL_E2E_SITE", project.site(Mode::Dev));
    let ended = shell::run(&mut playwright);
    let counts = read_results(&results)?;
    // It can also fail without a failed test: when the server does not start, for one.
    if counts.failed == 0 {
        ended?;
    }
    Ok(counts)
}

fn read_results(path: &Path) -> Result<Counts> {
    let text = fs::read_to_string(path).context("the browser tests left no results")?;
    let results: Value = serde_json::from_str(&text)?;
    let stat = |name: &str| results["stats"][name].as_u64().unwrap_or(0);
    Ok(Counts {
        passed: stat("expected"),
        failed: stat("unexpected") + stat("flaky"),
    })
}

/// The packages of the lockfile, unless they are there. No browser comes with them.
pub fn ensure_packages(project: &Project) -> Result<()> {
    let directory = project.path("end2end");
    let installed = directory.join("node_modules/.package-lock.json");
    if site::is_newer(&installed, &directory.join("package-lock.json")) {
        return Ok(());
    }
    if !shell::has("npm") {
        bail!(
            "the browser tests need Node.js with npm. Install it (`apt-get install nodejs npm`)."
        );
    }
    shell::say("installing the browser tests' packages");
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(directory);
    shell::run(npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
}

/// Debian's Chromium, or the one that CHROMIUM names.
pub fn ensure_chromium() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Ok(named.into());
    }
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    if shell::is_root() && shell::has("apt-get") {
        shell::say("installing Chromium");
        shell::apt_install(&["chromium"])?;
    }
    find_chromium().context(
        "the browser tests need Chromium. Install it (`apt-get install chromium`), \
         or set CHROMIUM to the path of its program.",
    )
}

fn find_chromium() -> Option<PathBuf> {
    let paths = env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    env::split_paths(&paths)
        .flat_map(|directory| names.map(|name| directory.join(name)))
        .find(|program| program.is_file())
}
