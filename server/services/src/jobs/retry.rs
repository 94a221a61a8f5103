//! When to try again, and when to give up.

use chrono::TimeDelta;

/// With these waits a job is tried for about five hours before it is given up.
pub(super) const MOST_ATTEMPTS: i32 = 14;

const FIRST_WAIT_MS: i64 = 2_000;
const LONGEST_WAIT_MS: i64 = 3_600_000;

/// How long to wait after a failed attempt: twice as long each time, and up to a quarter more or
/// less, so that what failed together is not tried together.
pub(super) fn wait_after(attempt: i32) -> TimeDelta {
    let doublings = u32::try_from(attempt.saturating_sub(1))
        .unwrap_or(0)
        .min(20);
    let base = FIRST_WAIT_MS
        .saturating_mul(1 << doublings)
        .min(LONGEST_WAIT_MS);
    let quarter = base / 4;
    TimeDelta::milliseconds(base + rand::random_range(-quarter..=quarter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_stay_bounded() {
        for attempt in 1..=MOST_ATTEMPTS {
            let wait = wait_after(attempt).num_milliseconds();
            let base = (FIRST_WAIT_MS << (attempt - 1).min(20)).min(LONGEST_WAIT_MS);
            assert!(
                (base * 3 / 4..=base * 5 / 4).contains(&wait),
                "{attempt}: {wait}"
            );
        }
        assert!(wait_after(i32::MAX).num_milliseconds() <= LONGEST_WAIT_MS * 5 / 4);
        assert!(wait_after(0).num_milliseconds() > 0);
    }
}
