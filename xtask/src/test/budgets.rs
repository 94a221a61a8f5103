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
    /// In a name, `*` stands for what differs from build to build.
    files: &'static [&'static str],
    pub most: usize,
}

/// The staff's screens load the bundle, and more when they go to another room. A customer's page has
/// no script: it loads its style and the letters that it is set in, and its own HTML comes on top
/// with a few KiB.
pub const BUDGETS: [Budget; 8] = [
    Budget {
        name: "the browser bundle",
        files: &["pkg/app_bg.wasm", "pkg/app.js"],
        most: 800 * KIB,
    },
    Budget {
        name: "what the workroom adds to it",
        files: &["pkg/split_workroom.*.wasm", "pkg/chunk_*.wasm"],
        most: 800 * KIB,
    },
    Budget {
        name: "what repairs add to it",
        files: &["pkg/split_repairs.*.wasm", "pkg/chunk_*.wasm"],
        most: 240 * KIB,
    },
    Budget {
        name: "what custom work adds to it",
        files: &["pkg/split_custom.*.wasm", "pkg/chunk_*.wasm"],
        most: 320 * KIB,
    },
    Budget {
        name: "what wholesale adds to it",
        files: &["pkg/split_wholesale_room.*.wasm", "pkg/chunk_*.wasm"],
        most: 400 * KIB,
    },
    Budget {
        name: "what the office adds to it",
        files: &["pkg/split_office.*.wasm", "pkg/chunk_*.wasm"],
        most: 400 * KIB,
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
        let mut size = 0;
        for file in self.files {
            for name in named(site, file)? {
                size += sent(site, &name)?;
            }
        }
        Ok(size)
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

/// The files of a name. Nothing may differ at the end of it: that is where compressed copies do.
fn named(site: &Path, file: &str) -> Result<Vec<String>> {
    let Some((before, after)) = file.split_once('*') else {
        return Ok(vec![file.to_owned()]);
    };
    let (directory, before) = before.rsplit_once('/').unwrap_or(("", before));
    let mut names = Vec::new();
    for entry in fs::read_dir(site.join(directory))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(before) && name.ends_with(after) {
            names.push(format!("{directory}/{name}"));
        }
    }
    if names.is_empty() {
        bail!("nothing is called {file}; the budget names files that were moved");
    }
    Ok(names)
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
