//! A private Postgres: found, initialised, started and stopped by the program that needs it.
//!
//! It listens on a socket in a directory that only its own account may enter, so it needs no
//! password and no port. It never outlives the program, even one that is killed with SIGKILL:
//! the kernel then sends Postgres the signal for a fast, clean shutdown.

mod account;
mod binaries;
mod bootstrap;
mod error;
mod keeper;
mod ping;
mod postmaster;
mod socket;

use std::path::{Path, PathBuf};

pub use error::ClusterError;

use account::Account;
use binaries::Binaries;
use error::During;
use keeper::Keeper;
use postmaster::Postmaster;

/// The role that owns the schema: migrations run as it.
pub const OWNER_ROLE: &str = "bezel_owner";
/// The role that the program works as: it may do what the owner grants it.
pub const APP_ROLE: &str = "bezel_app";
/// The database that both roles use.
pub const DATABASE: &str = "bezel";

/// Where the private Postgres lives and how careful it is.
#[derive(Debug, Clone)]
pub struct Options {
    directory: PathBuf,
    max_connections: u16,
    durable: bool,
}

impl Options {
    /// A cluster to keep: everything that was answered as saved survives a power cut.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self {
            directory: directory.into(),
            max_connections: 100,
            durable: true,
        }
    }

    /// A cluster to throw away: fast, roomy, and lost with the machine.
    pub fn for_tests(directory: impl Into<PathBuf>) -> Self {
        Self {
            max_connections: 400,
            durable: false,
            ..Self::new(directory)
        }
    }
}

/// A running private Postgres. Dropping it stops it.
#[derive(Debug)]
pub struct Cluster {
    socket: PathBuf,
    /// None where another program holds it.
    keeper: Option<Keeper>,
}

impl Cluster {
    /// Starts Postgres on the given directory, which is filled on the first start.
    ///
    /// Blocks until Postgres takes connections.
    pub fn start(options: Options) -> Result<Self, ClusterError> {
        std::fs::create_dir_all(&options.directory).during("creating", &options.directory)?;
        let directory = options
            .directory
            .canonicalize()
            .during("finding", &options.directory)?;
        let account = Account::for_postgres()?;
        account.take_over(&directory)?;

        let data = directory.join("data");
        let binaries = Binaries::find(bootstrap::major_version(&data)?)?;
        let socket = socket::directory(&directory, &account)?;
        postmaster::wait_for_old(&data, &socket)?;
        bootstrap::ensure(&binaries, &account, &directory)?;

        let keeper = Keeper::start(Postmaster {
            program: binaries.program("postgres"),
            account,
            settings: settings(&options, &socket),
            log: directory.join("postgres.log"),
            data,
            socket: socket.clone(),
        })?;
        Ok(Self {
            socket,
            keeper: Some(keeper),
        })
    }

    /// Uses the Postgres that another program of ours runs on this directory, which ends with that
    /// program; where there is none, starts one.
    pub fn join_or_start(options: Options) -> Result<Self, ClusterError> {
        let Ok(directory) = options.directory.canonicalize() else {
            return Self::start(options);
        };
        if !postmaster::is_running(&directory.join("data"), &socket::path(&directory)) {
            return Self::start(options);
        }
        let socket = socket::directory(&directory, &Account::for_postgres()?)?;
        Ok(Self {
            socket,
            keeper: None,
        })
    }

    /// The address for migrations and for making databases.
    pub fn owner_url(&self) -> String {
        self.url(OWNER_ROLE)
    }

    /// The address for everyday work.
    pub fn app_url(&self) -> String {
        self.url(APP_ROLE)
    }

    /// Ends open connections, lets Postgres write its checkpoint and waits for it to exit.
    pub fn stop(self) {
        drop(self.keeper);
    }

    fn url(&self, role: &str) -> String {
        let host = encode(&self.socket);
        format!("postgresql:///{DATABASE}?host={host}&user={role}")
    }
}

/// The directory of the Postgres that a new cluster would run on.
pub fn find_postgres() -> Result<PathBuf, ClusterError> {
    Ok(Binaries::find(None)?.into_directory())
}

fn settings(options: &Options, socket: &Path) -> Vec<String> {
    let mut settings = vec![
        format!("unix_socket_directories={}", socket.display()),
        "unix_socket_permissions=0700".to_owned(),
        "listen_addresses=".to_owned(),
        format!("max_connections={}", options.max_connections),
        "shared_buffers=256MB".to_owned(),
        "max_wal_size=2GB".to_owned(),
        "jit=off".to_owned(),
        "timezone=UTC".to_owned(),
        "log_timezone=UTC".to_owned(),
        // Statements and error details hold customers' names and addresses.
        "log_min_error_statement=panic".to_owned(),
        "log_error_verbosity=terse".to_owned(),
    ];
    let careful = if options.durable { "on" } else { "off" };
    for name in ["fsync", "synchronous_commit", "full_page_writes"] {
        settings.push(format!("{name}={careful}"));
    }
    settings
}

/// Percent-encodes what a query string cannot hold as it is.
fn encode(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    let mut encoded = String::new();
    for &byte in path.as_os_str().as_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_path_survives_the_url() {
        assert_eq!(encode(Path::new("/tmp/a b&c")), "/tmp/a%20b%26c");
    }
}
