//! One run of the Postgres server process.

use std::fs::{self, File};
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::prctl;
use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, getpid, getppid};

use crate::account::Account;
use crate::error::{ClusterError, During};
use crate::ping::takes_connections;

const POLL: Duration = Duration::from_millis(20);
/// Recovery after a power cut reads up to `max_wal_size` of log first.
const READY_WITHIN: Duration = Duration::from_secs(300);
const OLD_GONE_WITHIN: Duration = Duration::from_secs(20);
/// One that nobody holds any more has begun to stop by then.
const OLD_STOPS_WITHIN: Duration = Duration::from_secs(3);
const STOP_WITHIN: Duration = Duration::from_secs(30);
const LOG_KEPT_BELOW: u64 = 8 * 1024 * 1024;

/// How to start Postgres on one data directory.
#[derive(Debug)]
pub(crate) struct Postmaster {
    pub(crate) program: PathBuf,
    pub(crate) account: Account,
    pub(crate) settings: Vec<String>,
    pub(crate) data: PathBuf,
    pub(crate) socket: PathBuf,
    pub(crate) log: PathBuf,
}

impl Postmaster {
    /// Starts Postgres and waits until it takes connections.
    ///
    /// Postgres dies with the *thread* that calls this, so that thread must live on.
    pub(crate) fn launch(&self) -> Result<Child, ClusterError> {
        let give_up = Instant::now() + OLD_GONE_WITHIN;
        loop {
            let (log, log_start) = self.open_log()?;
            let mut child = self.spawn(log)?;
            match self.wait_until_ready(&mut child, log_start) {
                // The last of a killed server's backends still hold its shared memory.
                Err(ClusterError::StoppedWhileStarting { tail, .. })
                    if tail.contains("shared memory block") && Instant::now() < give_up =>
                {
                    thread::sleep(Duration::from_millis(250));
                }
                Err(error) => {
                    stop(&mut child);
                    return Err(error);
                }
                Ok(()) => return Ok(child),
            }
        }
    }

    fn open_log(&self) -> Result<(File, u64), ClusterError> {
        let size = fs::metadata(&self.log).map_or(0, |found| found.len());
        if size >= LOG_KEPT_BELOW {
            let old = self.log.with_extension("log.old");
            fs::rename(&self.log, &old).during("setting aside", &self.log)?;
        }
        let log = File::options().create(true).append(true).open(&self.log);
        let log = log.during("opening", &self.log)?;
        let start = log.metadata().during("looking at", &self.log)?.len();
        Ok((log, start))
    }

    fn spawn(&self, log: File) -> Result<Child, ClusterError> {
        let directory = self.data.parent().unwrap_or(&self.data);
        let mut command = self.account.command(&self.program, directory);
        command.arg("-D").arg(&self.data);
        for setting in &self.settings {
            command.arg("-c").arg(setting);
        }
        let second = log.try_clone().during("opening", &self.log)?;
        command.stdin(Stdio::null()).stdout(log).stderr(second);
        // A group of its own: Ctrl-C in the terminal must reach us first, so that we can finish
        // what we are doing and then stop Postgres.
        command.process_group(0);
        let parent = getpid();
        #[expect(unsafe_code, reason = "the only way to run code between fork and exec")]
        // SAFETY: `die_with` makes two system calls and neither allocates nor takes a lock. It runs
        // after the change of user, which would undo it.
        unsafe {
            command.pre_exec(move || die_with(parent));
        }
        command.spawn().during("running", &self.program)
    }

    fn wait_until_ready(&self, child: &mut Child, log_start: u64) -> Result<(), ClusterError> {
        let give_up = Instant::now() + READY_WITHIN;
        while Instant::now() < give_up {
            let pid = i32::try_from(child.id());
            if pid.is_ok_and(|pid| is_up(&self.data, &self.socket, pid)) {
                return Ok(());
            }
            if child
                .try_wait()
                .during("waiting for", &self.program)?
                .is_some()
            {
                let tail = tail_of(&self.log, log_start);
                return Err(ClusterError::StoppedWhileStarting {
                    log: self.log.clone(),
                    tail,
                });
            }
            thread::sleep(POLL);
        }
        Err(ClusterError::NotReady {
            log: self.log.clone(),
            seconds: READY_WITHIN.as_secs(),
        })
    }
}

/// Asks the kernel to send Postgres its signal for a fast shutdown when our thread ends.
fn die_with(parent: Pid) -> io::Result<()> {
    prctl::set_pdeathsig(Signal::SIGINT)?;
    if getppid() == parent {
        Ok(())
    } else {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

/// Ends open connections and waits; harder when Postgres does not listen.
pub(crate) fn stop(child: &mut Child) {
    for signal in [Signal::SIGINT, Signal::SIGQUIT, Signal::SIGKILL] {
        // Once it has been waited for, its number may be another program's.
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        let _gone = i32::try_from(child.id()).map(|pid| kill(Pid::from_raw(pid), signal));
        let give_up = Instant::now() + STOP_WITHIN;
        while Instant::now() < give_up {
            if !matches!(child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(POLL);
        }
        tracing::warn!(?signal, "Postgres does not stop");
    }
}

/// Waits for a Postgres that an earlier run of ours left in the middle of its shutdown.
pub(crate) fn wait_for_old(data: &Path, socket: &Path) -> Result<(), ClusterError> {
    let started = Instant::now();
    let mut told = false;
    while let Some(pid) = live_postmaster(data) {
        let waited = started.elapsed();
        let stays = waited > OLD_STOPS_WITHIN && is_up(data, socket, pid);
        if stays || waited > OLD_GONE_WITHIN {
            return Err(ClusterError::InUse {
                directory: data.to_owned(),
                pid,
            });
        }
        if !told {
            tracing::info!(pid, "waiting for the Postgres of an earlier run to stop");
            told = true;
        }
        thread::sleep(POLL);
    }
    Ok(())
}

/// Whether another program's Postgres takes connections on this directory. One that is there but
/// does not answer is given a moment: it may just be starting, or about to be gone.
pub(crate) fn is_running(data: &Path, socket: &Path) -> bool {
    let give_up = Instant::now() + OLD_STOPS_WITHIN;
    while let Some(pid) = live_postmaster(data) {
        if is_up(data, socket, pid) {
            return true;
        }
        if Instant::now() > give_up {
            return false;
        }
        thread::sleep(POLL);
    }
    false
}

/// Whether a Postgres takes connections and is not about to stop. Its lock file alone would say
/// so even of one that was just killed.
fn is_up(data: &Path, socket: &Path, pid: i32) -> bool {
    is_ready(data, pid) && takes_connections(socket)
}

/// The process that holds the data directory. A number alone proves nothing: after a power cut
/// it may be any other program's by now.
fn live_postmaster(data: &Path) -> Option<i32> {
    let pid: i32 = lock_file(data)?.lines().next()?.trim().parse().ok()?;
    let name = fs::read_to_string(format!("/proc/{pid}/comm")).ok()?;
    matches!(name.trim(), "postgres" | "postmaster").then_some(pid)
}

/// Whether this process says that it is ready: Postgres writes its state into the eighth line of
/// its lock file.
fn is_ready(data: &Path, pid: i32) -> bool {
    lock_file(data).is_some_and(|text| {
        let mut lines = text.lines();
        let holder = lines.next().and_then(|line| line.trim().parse().ok());
        holder == Some(pid) && lines.nth(6).is_some_and(|state| state.trim() == "ready")
    })
}

fn lock_file(data: &Path) -> Option<String> {
    fs::read_to_string(data.join("postmaster.pid")).ok()
}

fn tail_of(log: &Path, start: u64) -> String {
    let text = fs::read(log).unwrap_or_default();
    let start = usize::try_from(start).unwrap_or(0).min(text.len());
    String::from_utf8_lossy(&text[start..]).trim().to_owned()
}
