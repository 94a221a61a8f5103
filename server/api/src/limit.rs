//! How often a key may call. Each process counts for itself: the limit keeps one runaway program
//! from crowding out the shop's own screens, it is no accounting.

use domain::ids::ApiKeyId;
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Lets calls through at a steady rate, and a burst of twice the rate after a pause.
///
/// For each key it keeps the one instant by which all calls so far are "paid off": a call pushes
/// it on by one interval, and is refused where that would lie further ahead than the burst. The
/// map grows by one entry for each key that the house has, and so stays small.
pub(crate) struct Limiter {
    pace: Option<Pace>,
    paid_off: Mutex<HashMap<ApiKeyId, Instant>>,
}

#[derive(Clone, Copy)]
struct Pace {
    interval: Duration,
    ahead: Duration,
}

impl Limiter {
    const BURST_SECONDS: u32 = 2;

    pub(crate) fn new(rate: Option<NonZeroU32>) -> Self {
        let pace = rate.map(|rate| {
            let interval = Duration::from_secs(1) / rate.get();
            let ahead = interval * (rate.get().saturating_mul(Self::BURST_SECONDS) - 1);
            Pace { interval, ahead }
        });
        Self {
            pace,
            paid_off: Mutex::default(),
        }
    }

    /// Counts a call, or says how long to wait.
    pub(crate) fn take(&self, key: ApiKeyId, now: Instant) -> Result<(), Duration> {
        let Some(pace) = self.pace else { return Ok(()) };
        // A panic while the map was held can't have left it half changed.
        let mut all = self.paid_off.lock().unwrap_or_else(PoisonError::into_inner);
        let paid_off = all.entry(key).or_insert(now);
        let from = (*paid_off).max(now);
        let ahead = from.saturating_duration_since(now);
        if ahead > pace.ahead {
            return Err(ahead - pace.ahead);
        }
        *paid_off = from + pace.interval;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_then_a_steady_rate() {
        let limiter = Limiter::new(NonZeroU32::new(10));
        let (key, start) = (ApiKeyId::generate(), Instant::now());
        let through = (0..50).filter(|_| limiter.take(key, start).is_ok()).count();
        assert_eq!(through, 20);
        assert_eq!(limiter.take(key, start), Err(Duration::from_millis(100)));
        assert!(
            limiter.take(ApiKeyId::generate(), start).is_ok(),
            "another key has its own"
        );
        let later = start + Duration::from_secs(1);
        let through = (0..50).filter(|_| limiter.take(key, later).is_ok()).count();
        assert_eq!(through, 10);
    }

    #[test]
    fn no_rate_is_no_limit() {
        let limiter = Limiter::new(None);
        let (key, now) = (ApiKeyId::generate(), Instant::now());
        assert!((0..10_000).all(|_| limiter.take(key, now).is_ok()));
    }
}
