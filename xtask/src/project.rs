//! Where things are, and how the two modes differ.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The checkout and its build directory.
#[derive(Debug, Clone)]
pub struct Project {
    root: PathBuf,
    target: PathBuf,
}

/// How to build: quickly, or for the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Dev,
    Release,
}

impl Project {
    /// Finds the checkout that this program was built from.
    pub fn find() -> Result<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here
            .parent()
            .context("xtask has no parent directory")?
            .to_owned();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(named) => env::current_dir()?.join(named),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// A path inside the checkout.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn target(&self) -> &Path {
        &self.target
    }

    /// What the server serves as it is. Each mode has its own, so that neither can serve the
    /// other's leftovers.
    pub fn site(&self, mode: Mode) -> PathBuf {
        self.target.join(mode.pick("site-dev", "site"))
    }

    pub fn server(&self, mode: Mode) -> PathBuf {
        self.target
            .join(mode.pick("debug", "release"))
            .join("server")
    }
}

impl Mode {
    pub fn pick<T>(self, dev: T, release: T) -> T {
        match self {
            Self::Dev => dev,
            Self::Release => release,
        }
    }
}
