//! Noticing that a file was saved.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use crate::project::Project;

/// Looking at a few hundred files costs a millisecond, and works on every file system.
const LOOK_EVERY: Duration = Duration::from_millis(150);
/// Editors save in several steps, and `git checkout` changes many files.
const SETTLED_AFTER: Duration = Duration::from_millis(100);

const WATCHED: [&str; 5] = ["app", "server", "style", "public", "Cargo.toml"];

/// What has to be built again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    pub server: bool,
    pub bundle: bool,
    pub style: bool,
}

impl Changes {
    pub const ALL: Self = Self {
        server: true,
        bundle: true,
        style: true,
    };

    fn any(self) -> bool {
        self != Self::default()
    }

    /// By where the file is: `app/` runs on both sides.
    fn note(&mut self, path: &Path) {
        if path.starts_with("style") || path.starts_with("public") {
            self.style = true;
        } else if path.starts_with("server") {
            self.server = true;
        } else {
            *self = Self::ALL;
        }
    }
}

/// The files of the checkout as they were last seen.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    seen: HashMap<PathBuf, SystemTime>,
}

impl Watch {
    pub fn start(project: &Project) -> Self {
        let root = project.root().to_owned();
        Self {
            seen: look(&root),
            root,
        }
    }

    /// Waits for changes, and for the end of them.
    pub fn next(&mut self) -> Changes {
        let mut all = Changes::default();
        loop {
            sleep(if all.any() { SETTLED_AFTER } else { LOOK_EVERY });
            let found = self.compare();
            if all.any() && !found.any() {
                return all;
            }
            all.server |= found.server;
            all.bundle |= found.bundle;
            all.style |= found.style;
        }
    }

    fn compare(&mut self) -> Changes {
        let now = look(&self.root);
        let mut changes = Changes::default();
        let same = |path: &PathBuf, time| self.seen.get(path).is_some_and(|seen| seen == time);
        let added = now
            .iter()
            .filter(|&(path, time)| !same(path, time))
            .map(|(path, _)| path);
        let removed = self.seen.keys().filter(|&path| !now.contains_key(path));
        for path in added.chain(removed) {
            changes.note(path.strip_prefix(&self.root).unwrap_or(path));
        }
        self.seen = now;
        changes
    }
}

fn look(root: &Path) -> HashMap<PathBuf, SystemTime> {
    let mut files = HashMap::new();
    for watched in WATCHED {
        note_files(&root.join(watched), &mut files);
    }
    files
}

fn note_files(path: &Path, files: &mut HashMap<PathBuf, SystemTime>) {
    // What is gone by now is noticed by its absence.
    let Ok(found) = fs::metadata(path) else {
        return;
    };
    if found.is_dir() {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            note_files(&entry.path(), files);
        }
    } else if let Ok(changed) = found.modified() {
        files.insert(path.to_owned(), changed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(path: &str) -> Changes {
        let mut changes = Changes::default();
        changes.note(Path::new(path));
        changes
    }

    #[test]
    fn only_what_a_file_can_change_is_built_again() {
        assert_eq!(
            changed("style/main.css"),
            Changes {
                style: true,
                ..Changes::default()
            }
        );
        assert_eq!(
            changed("server/services/src/lib.rs"),
            Changes {
                server: true,
                ..Changes::default()
            }
        );
        assert_eq!(changed("app/ui/src/lib.rs"), Changes::ALL);
        assert_eq!(changed("Cargo.toml"), Changes::ALL);
    }
}
