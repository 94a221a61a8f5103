//! The thread that holds Postgres: it starts it, starts it again if it falls, and stops it.

use std::process::Child;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::error::{ClusterError, During};
use crate::postmaster::{self, Postmaster};

const LOOK_EVERY: Duration = Duration::from_millis(200);
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(1);

/// Holds the thread; dropping it stops Postgres and waits.
#[derive(Debug)]
pub(crate) struct Keeper {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Returns when Postgres takes connections.
    pub(crate) fn start(postmaster: Postmaster) -> Result<Self, ClusterError> {
        let (stop, stopped) = mpsc::channel();
        let (report, first) = mpsc::channel();
        let data = postmaster.data.clone();
        let thread = thread::Builder::new()
            .name("postgres-keeper".to_owned())
            .spawn(move || match postmaster.launch() {
                Ok(child) => {
                    if report.send(Ok(())).is_ok() {
                        keep(&postmaster, child, &stopped);
                    }
                }
                Err(error) => drop(report.send(Err(error))),
            })
            .during("starting a thread for", &data)?;
        // No answer at all means that the thread is gone, which only a panic does.
        let gone = || Err(std::io::ErrorKind::BrokenPipe.into());
        first
            .recv()
            .unwrap_or_else(|_| gone().during("starting Postgres on", &data))?;
        Ok(Self {
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that holds Postgres has panicked");
        }
    }
}

fn keep(postmaster: &Postmaster, mut child: Child, stopped: &Receiver<()>) {
    while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(LOOK_EVERY) {
        let Ok(Some(status)) = child.try_wait() else {
            continue;
        };
        tracing::error!(%status, "Postgres has stopped by itself; starting it again");
        match relaunch(postmaster, stopped) {
            Some(new) => child = new,
            None => return,
        }
    }
    postmaster::stop(&mut child);
}

/// Tries until Postgres is up or we are told to stop.
fn relaunch(postmaster: &Postmaster, stopped: &Receiver<()>) -> Option<Child> {
    loop {
        match postmaster.launch() {
            Ok(child) => return Some(child),
            Err(error) => tracing::error!(%error, "Postgres does not start; trying again"),
        }
        if !matches!(
            stopped.recv_timeout(TRY_AGAIN_AFTER),
            Err(RecvTimeoutError::Timeout)
        ) {
            return None;
        }
    }
}
