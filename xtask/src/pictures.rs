//! `cargo xtask pictures`: the README's pictures, taken anew from the demo shop.

use std::process::Command;

use anyhow::Result;

use crate::project::{Mode, Project};
use crate::test::browser;
use crate::{build, postgres, shell};

pub fn take(project: &Project) -> Result<()> {
    postgres::ensure(project)?;
    let chromium = browser::ensure_chromium()?;
    browser::ensure_packages(project)?;
    let built = build::everything(project, Mode::Dev)?;
    let mut playwright = Command::new("node");
    playwright
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .args(["--config", "pictures.config.ts"])
        .current_dir(project.path("end2end"))
        .env("CHROMIUM", chromium)
        .env("BEZEL_E2E_SERVER", built.server)
        .env("BEZEL_E2E_SITE", built.site);
    shell::run(&mut playwright)
}
