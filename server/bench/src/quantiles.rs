//! How long something takes: most of the time, and at its worst.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::Result;

/// The times that half, 95 and 99 of a hundred tries stay within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantiles {
    half: Duration,
    most: Duration,
    nearly_all: Duration,
}

/// Tries before the clock runs, so that connections are open and caches are filled.
const WARM_UP: usize = 20;

/// Times a piece of work.
pub async fn time(tries: usize, mut work: impl AsyncFnMut() -> Result<()>) -> Result<Quantiles> {
    for _ in 0..WARM_UP {
        work().await?;
    }
    let mut times = Vec::with_capacity(tries);
    for _ in 0..tries {
        let start = Instant::now();
        work().await?;
        times.push(start.elapsed());
    }
    Ok(Quantiles::of(times))
}

impl Quantiles {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        // The smallest time that at least so many of a hundred stay within.
        let within = |percent: usize| {
            let rank = (times.len() * percent).div_ceil(100).max(1);
            times.get(rank - 1).copied().unwrap_or_default()
        };
        Self {
            half: within(50),
            most: within(95),
            nearly_all: within(99),
        }
    }
}

impl Quantiles {
    /// How many times as long half of the tries take, in words.
    pub fn against(&self, other: &Self) -> String {
        let hundredths = self.half.as_micros() * 100 / other.half.as_micros().max(1);
        format!("{}.{:02} times as long", hundredths / 100, hundredths % 100)
    }
}

impl fmt::Display for Quantiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = [self.half, self.most, self.nearly_all].map(|time| time.as_micros());
        let [half, most, nearly_all] =
            of.map(|time| format!("{}.{:02}", time / 1000, time % 1000 / 10));
        write!(f, "p50 {half}, p95 {most}, p99 {nearly_all} ms")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(milliseconds: impl Iterator<Item = u64>) -> String {
        Quantiles::of(milliseconds.map(Duration::from_millis).collect()).to_string()
    }

    #[test]
    fn quantiles_are_times_that_occurred() {
        assert_eq!(of((1..=100).rev()), "p50 50.00, p95 95.00, p99 99.00 ms");
        assert_eq!(of(1..=2), "p50 1.00, p95 2.00, p99 2.00 ms");
        assert_eq!(of([7].into_iter()), "p50 7.00, p95 7.00, p99 7.00 ms");
    }

    #[test]
    fn the_middles_are_compared() {
        let of = |times: [u64; 3]| Quantiles::of(times.map(Duration::from_millis).to_vec());
        let said = of([2, 3, 90]).against(&of([1, 2, 2]));
        assert_eq!(said, "1.50 times as long");
    }

    #[test]
    fn the_worst_one_in_a_thousand_is_left_out() {
        let times = std::iter::repeat_n(3, 999).chain([900]);
        assert_eq!(of(times), "p50 3.00, p95 3.00, p99 3.00 ms");
    }
}
