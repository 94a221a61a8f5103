use std::io;
use std::path::{Path, PathBuf};

/// Why the private Postgres could not be run. Every message says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    #[error(
        "Postgres is not installed. Install it (Debian and Ubuntu: `apt-get install postgresql`), \
         or point BEZEL_PG_BIN at the directory that holds `postgres` and `initdb`, \
         or set DATABASE_URL to a server that already runs."
    )]
    NotInstalled,
    #[error(
        "BEZEL_PG_BIN is {}, but there is no `postgres` and `initdb` there. \
         Point it at a directory that holds both, or unset it.", .0.display()
    )]
    NoBinariesAt(PathBuf),
    #[error(
        "the data in {} was written by Postgres {data}, and the Postgres found here is {found}. \
         Install Postgres {data}, or move the data with pg_dump and pg_restore.", directory.display()
    )]
    OtherMajorVersion {
        directory: PathBuf,
        data: u32,
        found: u32,
    },
    #[error(
        "Postgres may not run as root, and there is no `postgres` or `nobody` account to run it as. \
         Create one (`useradd --system postgres`), or start Bezel as an ordinary user."
    )]
    NoAccount,
    #[error(
        "Postgres runs as `{account}` here, and that account cannot enter {}. \
         Run `chmod o+x {}`, or choose another directory with --data.", path.display(), path.display()
    )]
    Unreachable { path: PathBuf, account: String },
    #[error(
        "{} belongs to another user of this machine. \
         Start Bezel as that user, or choose another directory with --data.", .0.display()
    )]
    NotOurs(PathBuf),
    #[error(
        "another Postgres (process {pid}) is using {}. \
         Stop the Bezel that started it, or choose another directory with --data.", directory.display()
    )]
    InUse { directory: PathBuf, pid: i32 },
    #[error("`{program}` failed: {output}")]
    ProgramFailed {
        program: &'static str,
        output: String,
    },
    #[error("Postgres stopped while starting. The end of {} says: {tail}", log.display())]
    StoppedWhileStarting { log: PathBuf, tail: String },
    #[error("Postgres is not ready after {seconds} s. See {}", log.display())]
    NotReady { log: PathBuf, seconds: u64 },
    #[error("{doing} {}: {source}", path.display())]
    Io {
        doing: &'static str,
        path: PathBuf,
        source: io::Error,
    },
}

/// Adds to an I/O error what was being done, and to which path.
pub(crate) trait During<T> {
    fn during(self, doing: &'static str, path: &Path) -> Result<T, ClusterError>;
}

impl<T> During<T> for io::Result<T> {
    fn during(self, doing: &'static str, path: &Path) -> Result<T, ClusterError> {
        self.map_err(|source| ClusterError::Io {
            doing,
            path: path.to_owned(),
            source,
        })
    }
}
