//! How much a phone has to load, in bytes as they are sent.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use super::counts::Counts;
use crate::build;
use crate::project::{Mode, Project};

const KIB: usize = 1024;

/// A set of files, and the most that they may weigh together.
pub struct Budget {
    pub name: &'static str,
    files: &'static [&'static str],
    most: usize,
}

/// A page's own HTML comes on top; it is a few KiB.
pub const BUDGETS: [Budget; 2] = [
    Budget {
        name: "the browser bundle",
        files: &["pkg/app_bg.wasm"],
        most: 1200 * KIB,
    },
    Budget {
        name: "a first visit to /track",
        files: &[
            "pkg/app_bg.wasm",
            "pkg/app.js",
            "pkg/app.css",
            "fonts/source-sans-3-latin.woff2",
            "fonts/petrona-latin.woff2",
        ],
        most: 1400 * KIB,
    },
];

impl Budget {
    pub fn size(&self, site: &Path) -> Result<usize> {
        self.files.iter().map(|file| sent(site, file)).sum()
    }
}

/// Measures the release build against each budget.
pub fn check(project: &Project) -> Result<Counts> {
    build::site(project, Mode::Release)?;
    let site = project.site(Mode::Release);
    let mut counts = Counts::default();
    for budget in BUDGETS {
        let size = budget.size(&site)?;
        let fits = size <= budget.most;
        counts.passed += u64::from(fits);
        counts.failed += u64::from(!fits);
        let mark = if fits { '✓' } else { '✗' };
        let (size, most) = (size.div_ceil(KIB), budget.most / KIB);
        eprintln!("  {mark} {}: {size} of {most} KiB", budget.name);
    }
    Ok(counts)
}

/// The size of a file as the server sends it: compressed, where there is such a copy.
fn sent(site: &Path, file: &str) -> Result<usize> {
    let compressed = site.join(format!("{file}.br"));
    let path = if compressed.exists() {
        compressed
    } else {
        site.join(file)
    };
    let Ok(found) = fs::metadata(&path) else {
        bail!(
            "{} is not there; the budget names a file that was moved",
            path.display()
        );
    };
    Ok(usize::try_from(found.len())?)
}
