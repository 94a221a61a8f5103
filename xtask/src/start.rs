//! `cargo xtask start`: from a fresh checkout to an open shop.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::project::{Mode, Project};
use crate::{build, postgres, shell};

/// Where the shop is and what is in it.
#[derive(Debug, Args)]
pub struct Shop {
    /// The port on this machine to serve at.
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// Where the shop's data is kept [default: `data` in the checkout].
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Leave an empty shop empty, instead of filling it with the demo shop.
    #[arg(long)]
    no_demo: bool,
}

impl Shop {
    /// Becomes the server, so that Ctrl-C and `kill` reach it directly. Returns only on failure.
    pub fn start(self, project: &Project) -> Result<()> {
        if !project.server(Mode::Release).exists() {
            shell::say("the first start compiles everything, which takes several minutes");
        }
        postgres::ensure(project)?;
        let built = build::everything(project, Mode::Release)?;
        let mut server = Command::new(&built.server);
        self.arguments(project, &built.site, &mut server);
        Err(server.exec()).with_context(|| format!("could not run {}", built.server.display()))
    }

    /// Tells the server about the shop.
    pub fn arguments(&self, project: &Project, site: &Path, server: &mut Command) {
        let data = self.data.clone().unwrap_or_else(|| default_data(project));
        shell::say(&format!(
            "starting; the shop's data is in {}",
            data.display()
        ));
        server.arg("serve").arg("--port").arg(self.port.to_string());
        server.arg("--data").arg(data).arg("--site").arg(site);
        if !self.no_demo {
            server.arg("--demo");
        }
    }
}

/// In the checkout, save where root's Postgres, which runs as another account, cannot get there.
fn default_data(project: &Project) -> PathBuf {
    if shell::is_root() && !project.root().ancestors().all(anyone_may_pass) {
        return PathBuf::from("/var/lib/bezel");
    }
    project.path("data")
}

fn anyone_may_pass(directory: &Path) -> bool {
    fs::metadata(directory).is_ok_and(|found| found.permissions().mode() & 0o001 != 0)
}
