//! Takes due jobs and carries them out, a few at a time. Any number of workers may run, in one
//! process or in many.

use super::retry::{MOST_ATTEMPTS, wait_after};
use super::store::{self, Held};
use super::{Attempt, Handler, upkeep};
use crate::{Error, Services, live};
use chrono::TimeDelta;
use std::future::{Future, pending};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

/// Jobs at once. Each may hold a connection of the pool for a moment.
const AT_ONCE: usize = 8;

/// Jobs are looked for at least this often, hint or no hint.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Hints of this long count as one: in a busy hour there is one for every order.
const GATHER: Duration = Duration::from_millis(50);

const UPKEEP_EVERY: Duration = Duration::from_secs(3600);

/// A job takes no longer than this…
const LONGEST_JOB: Duration = Duration::from_secs(90);

/// …and is held a little longer, so that it is never held twice. What a dead worker held is taken
/// up by another after this time.
pub(super) const HOLD: TimeDelta = TimeDelta::seconds(120);

/// Works off jobs until it is told to stop.
pub struct Worker {
    services: Services,
    handler: Arc<dyn Handler>,
}

impl Worker {
    #[must_use]
    pub fn new(services: Services, handler: Arc<dyn Handler>) -> Self {
        Self { services, handler }
    }

    /// Runs until `stop` comes about, then finishes what it holds.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let mut stop = pin!(stop);
        let mut ticks = interval(LOOK_EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut upkeep = interval(UPKEEP_EVERY);
        // A change often comes with a job, so hearing of one is a reason to look at once.
        let mut hints = self.services.live.listen();
        let mut running = JoinSet::new();
        loop {
            tokio::select! {
                biased;
                () = &mut stop => break,
                _ = upkeep.tick() => self.keep_up(&mut running),
                Some(_) = running.join_next() => {}
                () = hint(&mut hints) => {}
                _ = ticks.tick() => {}
            }
            // What ended together makes room together.
            while running.try_join_next().is_some() {}
            self.take_up(&mut running).await;
        }
        while running.join_next().await.is_some() {}
    }

    /// Fills the free places with due jobs.
    async fn take_up(&self, running: &mut JoinSet<()>) {
        let free = AT_ONCE.saturating_sub(running.len());
        let most = i64::try_from(free).unwrap_or_default();
        if most == 0 {
            return;
        }
        let now = self.services.clock.now();
        match store::claim(&self.services.db, most, now, HOLD).await {
            Ok(jobs) => {
                for job in jobs {
                    running.spawn(carry_out(self.services.clone(), self.handler.clone(), job));
                }
            }
            // The next look comes within a second.
            Err(error) => tracing::warn!(%error, "jobs could not be looked for"),
        }
    }

    fn keep_up(&self, running: &mut JoinSet<()>) {
        let services = self.services.clone();
        running.spawn(async move {
            if let Err(error) = upkeep::run(&services).await {
                tracing::warn!(%error, "old rows were not cleared away");
            }
        });
    }
}

/// Waits for a hint, and for those that come with it. A hub that is gone gives none.
async fn hint(hints: &mut live::Listener) {
    if hints.next().await.is_none() {
        pending::<()>().await;
    }
    sleep(GATHER).await;
    hints.forget();
}

async fn carry_out(services: Services, handler: Arc<dyn Handler>, held: Held) {
    let outcome = attempt(handler, &held).await;
    let noted = match outcome {
        Ok(()) => store::finish(&services.db, &held).await,
        Err(error) => put_back(&services, &held, &error).await,
    };
    if let Err(error) = noted {
        // It stays held, and is done again when the hold ends.
        tracing::warn!(%error, job = %held.id, "a job's outcome could not be noted");
    }
}

/// Runs the handler in a task of its own, so that one that panics fails like any other.
async fn attempt(handler: Arc<dyn Handler>, held: &Held) -> Result<(), Error> {
    let Some(job) = held.job.clone() else {
        return Err(Error::internal(
            "a kind of job that this version can't read",
        ));
    };
    let attempt = Attempt {
        number: held.attempt,
        last: held.attempt >= MOST_ATTEMPTS,
    };
    let task = tokio::spawn(async move { handler.handle(&job, attempt).await });
    let abort = task.abort_handle();
    match timeout(LONGEST_JOB, task).await {
        Ok(joined) => joined.map_err(Error::internal)?,
        Err(slow) => {
            abort.abort();
            Err(Error::internal(slow))
        }
    }
}

async fn put_back(services: &Services, held: &Held, error: &Error) -> Result<(), Error> {
    let now = services.clock.now();
    let again = (held.attempt < MOST_ATTEMPTS).then(|| now + wait_after(held.attempt));
    let why = with_cause(error);
    if again.is_none() {
        tracing::error!(job = %held.id, error = %why, "gave up a job");
    } else {
        tracing::warn!(job = %held.id, attempt = held.attempt, error = %why, "a job failed");
    }
    store::fail(&services.db, held, &why, again, now).await
}

/// The error with what is behind it, for staff who look after it.
fn with_cause(error: &Error) -> String {
    let cause = std::error::Error::source(error);
    let text = cause.map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"));
    text.chars().take(500).collect()
}
