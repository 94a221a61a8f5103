//! How many tests passed and failed, read from what their runners print.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

/// The results of one or many runners.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
}

impl Counts {
    pub const PASSED: Self = Self {
        passed: 1,
        failed: 0,
    };
    pub const FAILED: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// Sums the summary lines of nextest (`10 tests run: 9 passed, 1 failed`) and of the built-in
    /// runner (`test result: ok. 3 passed; 0 failed; …`).
    pub fn in_output(output: &str) -> Self {
        let summaries = output.lines().filter(|line| {
            line.contains(" tests run: ")
                || line.contains(" test run: ")
                || line.starts_with("test result: ")
        });
        summaries.map(Self::in_line).sum()
    }

    fn in_line(line: &str) -> Self {
        Self {
            passed: number_before("passed", line),
            failed: number_before("failed", line) + number_before("timed", line),
        }
    }
}

fn number_before(word: &str, line: &str) -> u64 {
    let words: Vec<&str> = line.split_whitespace().collect();
    words
        .windows(2)
        .find(|pair| pair[1].trim_end_matches([',', ';']) == word)
        .and_then(|pair| pair[0].parse().ok())
        .unwrap_or(0)
}

impl fmt::Display for Counts {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.pad(&format!("{} passed, {} failed", self.passed, self.failed))
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn both_runners_summaries_are_understood() {
        let nextest =
            "     Summary [   6.065s] 12 tests run: 10 passed (1 slow), 2 failed, 3 skipped";
        assert_eq!(
            Counts::in_output(nextest),
            Counts {
                passed: 10,
                failed: 2
            }
        );
        let built_in = "test result: ok. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(
            Counts::in_output(built_in),
            Counts {
                passed: 3,
                failed: 1
            }
        );
    }

    #[test]
    fn other_lines_are_not_counted() {
        assert_eq!(Counts::in_output("the 3 passed"), Counts::default());
    }
}
