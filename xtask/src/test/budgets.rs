//! How much a browser has to load, in bytes as they are sent.

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
    pub most: usize,
}

/// The staff's screens load the bundle. A customer's page has no script: it loads its style and the
/// letters that it is set in, and its own HTML comes on top with a few KiB.
pub const BUDGETS: [Budget; 3] = [
    Budget {
        name: "the browser bundle",
        files: &["pkg/app_bg.wasm"],
        most: 1200 * KIB,
    },
    Budget {
        name: "the decoder of codes, loaded for the camera",
        files: &["pkg/decoder_bg.wasm", "pkg/decoder.js", "decoder-worker.js"],
        most: 240 * KIB,
    },
    Budget {
        name: "what a first visit to /track loads",
        files: &[
            "pkg/app.css",
            "fonts/source-sans-3-latin.woff2",
            "fonts/petrona-latin.woff2",
            "favicon.svg",
        ],
        most: 120 * KIB,
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
