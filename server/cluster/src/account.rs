//! Which account Postgres runs as, and what that account must own.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use nix::unistd::{Uid, User, geteuid};

use crate::error::{ClusterError, During};

/// The account that Postgres runs as: our own, save when we are root.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    name: String,
    uid: u32,
    gid: u32,
    /// Whether we have to become it first.
    other: bool,
}

impl Account {
    pub(crate) fn for_postgres() -> Result<Self, ClusterError> {
        let me = geteuid();
        if !me.is_root() {
            return Ok(Self::own(me));
        }
        // initdb wants an account that the machine knows by name.
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| User::from_name(name).ok().flatten())
            .map(|user| Self {
                name: user.name,
                uid: user.uid.as_raw(),
                gid: user.gid.as_raw(),
                other: true,
            })
            .ok_or(ClusterError::NoAccount)
    }

    fn own(me: Uid) -> Self {
        let name = User::from_uid(me)
            .ok()
            .flatten()
            .map_or_else(|| me.to_string(), |u| u.name);
        let gid = nix::unistd::getegid().as_raw();
        Self {
            name,
            uid: me.as_raw(),
            gid,
            other: false,
        }
    }

    /// A command that runs as this account, in an environment that nothing of ours leaks into.
    pub(crate) fn command(&self, program: &Path, directory: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .current_dir(directory)
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC");
        for kept in ["PATH", "LD_LIBRARY_PATH"] {
            if let Some(value) = std::env::var_os(kept) {
                command.env(kept, value);
            }
        }
        if self.other {
            command.uid(self.uid).gid(self.gid);
        }
        command
    }

    /// Makes the directory this account's own and closes it to all others.
    pub(crate) fn take_over(&self, directory: &Path) -> Result<(), ClusterError> {
        self.check_reachable(directory)?;
        self.own_all(directory)?;
        self.close(directory)
    }

    pub(crate) fn close(&self, directory: &Path) -> Result<(), ClusterError> {
        let private = fs::Permissions::from_mode(0o700);
        fs::set_permissions(directory, private).during("closing", directory)
    }

    /// Gives the tree to this account. A tree that already is its own is left alone.
    fn own_all(&self, path: &Path) -> Result<(), ClusterError> {
        let found = fs::symlink_metadata(path).during("looking at", path)?;
        if found.uid() == self.uid {
            return Ok(());
        }
        if !self.other {
            return Err(ClusterError::NotOurs(path.to_owned()));
        }
        if found.is_dir() {
            for entry in fs::read_dir(path).during("reading", path)? {
                self.own_all(&entry.during("reading", path)?.path())?;
            }
        }
        std::os::unix::fs::lchown(path, Some(self.uid), Some(self.gid)).during("giving away", path)
    }

    pub(crate) fn owns(&self, path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok_and(|found| found.is_dir() && found.uid() == self.uid)
    }

    pub(crate) fn give(&self, path: &Path) -> Result<(), ClusterError> {
        chown(path, Some(self.uid), Some(self.gid)).during("giving away", path)
    }

    /// Every directory above must let this account pass.
    fn check_reachable(&self, directory: &Path) -> Result<(), ClusterError> {
        for path in directory.ancestors().skip(1) {
            let found = fs::metadata(path).during("looking at", path)?;
            let passing = if found.uid() == self.uid {
                0o100
            } else if found.gid() == self.gid {
                0o010
            } else {
                0o001
            };
            if found.mode() & passing == 0 {
                let account = self.name.clone();
                return Err(ClusterError::Unreachable {
                    path: path.to_owned(),
                    account,
                });
            }
        }
        Ok(())
    }
}
