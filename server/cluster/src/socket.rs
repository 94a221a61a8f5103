//! The directory of the socket: short enough for the kernel, closed to everyone else.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::account::Account;
use crate::error::{ClusterError, During};

/// The kernel takes 107 bytes for the path of a socket.
const LONGEST_PATH: usize = 107;
/// What Postgres calls its socket.
pub(crate) const SOCKET_NAME: &str = ".s.PGSQL.5432";

/// Where the directory is, or will be.
pub(crate) fn path(cluster: &Path) -> PathBuf {
    let beside = cluster.join("socket");
    let fits = beside.join(SOCKET_NAME).as_os_str().as_bytes().len() <= LONGEST_PATH;
    if fits { beside } else { in_tmp(cluster) }
}

/// The directory, made and closed.
pub(crate) fn directory(cluster: &Path, account: &Account) -> Result<PathBuf, ClusterError> {
    let directory = path(cluster);
    if !directory.exists() {
        fs::create_dir(&directory).during("creating", &directory)?;
        account.give(&directory)?;
    }
    // In /tmp somebody else may have been first; their directory is not one to listen in.
    if !account.owns(&directory) {
        return Err(ClusterError::NotOurs(directory));
    }
    account.close(&directory)?;
    Ok(directory)
}

fn in_tmp(cluster: &Path) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    cluster.hash(&mut hasher);
    Path::new("/tmp").join(format!("bezel-{:016x}", hasher.finish()))
}
