//! What covers the lines of an order, and what follows from it: when the order is expected, and
//! whether that is later than was promised.

use super::Phase;
use crate::calendar::{HouseDays, add_working_days};
use crate::codes::coded;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

coded! {
    /// Where the piece of a line comes from. A line has one cover, or none yet.
    pub enum Cover {
        /// A piece of stock is promised to it.
        Stock = "stock", "From stock";
        /// A vendor was asked to send it to us.
        Purchase = "purchase", "From a vendor";
        /// It is made in the house.
        Production = "production", "Made in the house";
        /// A vendor sends it to the customer.
        DropShip = "drop_ship", "Shipped by the vendor";
    }
}

impl Cover {
    /// Working days in the house between the piece's coming and its being ready: for checking and
    /// finishing what passes through our hands.
    #[must_use]
    pub const fn days_in_house(self, house: HouseDays) -> u16 {
        match self {
            Self::Stock | Self::Purchase => house.finishing,
            // It was finished where it was made.
            Self::Production => house.checking,
            Self::DropShip => 0,
        }
    }
}

/// What covers a line, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverView {
    pub cover: Cover,
    /// The piece, the order to the vendor, the job.
    pub source: Uuid,
    /// What people call it.
    pub number: String,
    /// The vendor, or the place where it lies.
    pub who: Option<String>,
    /// When it comes, or came; none where nobody said.
    pub eta: Option<NaiveDate>,
    /// Whether it is here.
    pub here: bool,
}

/// A line's cover with its date, as far as the estimate needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    pub cover: Cover,
    pub eta: Option<NaiveDate>,
}

impl Coverage {
    /// When the line is ready; none where nobody can say.
    fn ready(self, house: HouseDays) -> Option<NaiveDate> {
        let days = self.cover.days_in_house(house);
        self.eta.map(|eta| add_working_days(eta, days))
    }
}

/// When an order is expected, from what covers each of its lines: the day on which the last of
/// them is ready. As long as that of one is unknown, what was said before stands, unless another
/// line is known to take longer.
#[must_use]
pub fn estimate(
    lines: &[Option<Coverage>],
    house: HouseDays,
    first_promise: NaiveDate,
    before: NaiveDate,
) -> NaiveDate {
    let ready: Vec<_> = lines
        .iter()
        .map(|line| line.and_then(|line| line.ready(house)))
        .collect();
    let latest = ready.iter().flatten().copied().max();
    match latest {
        Some(latest) if ready.iter().all(Option::is_some) => latest,
        known => known
            .map_or(before, |known| known.max(before))
            .max(first_promise),
    }
}

/// Whether the customer has to be told that it gets later than promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// The latest day past the promise that they have been told of.
    pub told: Option<NaiveDate>,
    /// Whether they are to be told now.
    pub tell: bool,
}

/// What a new estimate means for what the customer was told. A slip is told once, and again only
/// where it gets worse; one that was made good is forgotten.
#[must_use]
pub fn slip(first_promise: NaiveDate, told: Option<NaiveDate>, estimate: NaiveDate) -> Slip {
    if estimate <= first_promise {
        return Slip {
            told: None,
            tell: false,
        };
    }
    match told {
        Some(day) if day >= estimate => Slip { told, tell: false },
        _ => Slip {
            told: Some(estimate),
            tell: true,
        },
    }
}

/// Whether an order in a phase is expected later than it was promised, and still waited for.
#[must_use]
pub fn late_against_promise(phase: Phase, first_promise: NaiveDate, estimate: NaiveDate) -> bool {
    phase.is_waited_for() && estimate > first_promise
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    const USUAL: HouseDays = HouseDays {
        finishing: 2,
        checking: 1,
    };

    fn day(count: u64) -> NaiveDate {
        let first: NaiveDate = "2026-11-23".parse().unwrap();
        first.checked_add_days(Days::new(count)).unwrap()
    }

    fn from_vendor(eta: Option<u64>) -> Option<Coverage> {
        Some(Coverage {
            cover: Cover::Purchase,
            eta: eta.map(day),
        })
    }

    #[test]
    fn the_last_line_decides_and_the_house_takes_its_days() {
        // Monday and Friday: from the Friday it takes to Tuesday.
        let lines = [from_vendor(Some(0)), from_vendor(Some(4))];
        assert_eq!(estimate(&lines, USUAL, day(30), day(30)), day(8));
        let drop_ship = Some(Coverage {
            cover: Cover::DropShip,
            eta: Some(day(4)),
        });
        assert_eq!(estimate(&[drop_ship], USUAL, day(30), day(30)), day(4));
    }

    #[test]
    fn what_nobody_knows_is_not_made_up() {
        let waits = [from_vendor(Some(0)), None];
        assert_eq!(
            estimate(&waits, USUAL, day(9), day(2)),
            day(9),
            "as promised"
        );
        assert_eq!(
            estimate(&waits, USUAL, day(9), day(20)),
            day(20),
            "a slip stays"
        );
        let worse = [from_vendor(Some(28)), from_vendor(None)];
        assert_eq!(estimate(&worse, USUAL, day(9), day(9)), day(30));
        assert_eq!(estimate(&[], USUAL, day(9), day(9)), day(9));
    }

    #[test]
    fn a_slip_is_told_once_until_it_gets_worse() {
        let promise = day(10);
        let first = slip(promise, None, day(12));
        assert_eq!(
            first,
            Slip {
                told: Some(day(12)),
                tell: true
            }
        );
        for better in [11, 12] {
            let now = slip(promise, first.told, day(better));
            assert_eq!(
                now,
                Slip {
                    told: Some(day(12)),
                    tell: false
                }
            );
        }
        assert!(slip(promise, first.told, day(13)).tell);
        let good = slip(promise, first.told, promise);
        assert_eq!(
            good,
            Slip {
                told: None,
                tell: false
            }
        );
        assert!(slip(promise, good.told, day(12)).tell, "a slip of its own");
    }

    fn lines() -> impl Strategy<Value = Vec<Option<Coverage>>> {
        let cover = prop::sample::select(Cover::ALL);
        let coverage = (cover, prop::option::of(0u64..400));
        let line = coverage.prop_map(|(cover, eta)| Coverage {
            cover,
            eta: eta.map(day),
        });
        prop::collection::vec(prop::option::of(line), 0..6)
    }

    proptest! {
        #[test]
        fn no_line_comes_after_the_estimate(lines in lines(), promise in 0u64..400, before in 0u64..400) {
            let expected = estimate(&lines, USUAL, day(promise), day(before));
            for line in lines.iter().flatten().filter(|line| line.eta.is_some()) {
                prop_assert!(line.eta.unwrap() <= expected);
                prop_assert!(line.ready(USUAL).unwrap() <= expected);
            }
        }

        #[test]
        fn saying_it_again_changes_nothing(lines in lines(), promise in 0u64..400, before in 0u64..400) {
            let once = estimate(&lines, USUAL, day(promise), day(before));
            prop_assert_eq!(estimate(&lines, USUAL, day(promise), once), once);
            let mut turned = lines;
            turned.reverse();
            prop_assert_eq!(estimate(&turned, USUAL, day(promise), day(before)), once);
        }

        #[test]
        fn a_later_date_never_makes_it_earlier(
            lines in lines(), which in any::<prop::sample::Index>(), by in 1u64..60,
            promise in 0u64..400, before in 0u64..400,
        ) {
            let earlier = estimate(&lines, USUAL, day(promise), day(before));
            let mut delayed = lines;
            if !delayed.is_empty() {
                let index = which.index(delayed.len());
                if let Some(line) = &mut delayed[index] {
                    line.eta = line.eta.and_then(|eta| eta.checked_add_days(Days::new(by)));
                }
            }
            prop_assert!(estimate(&delayed, USUAL, day(promise), day(before)) >= earlier);
        }

        #[test]
        fn nobody_is_told_twice_of_the_same_day(days in prop::collection::vec(0u64..40, 1..30)) {
            let promise = day(20);
            let mut told = None;
            let mut heard: Vec<NaiveDate> = Vec::new();
            for estimate in days.into_iter().map(day) {
                let slip = slip(promise, told, estimate);
                if slip.told.is_none() {
                    heard.clear();
                }
                if slip.tell {
                    prop_assert!(estimate > promise);
                    prop_assert!(heard.iter().all(|before| *before < estimate));
                    heard.push(estimate);
                }
                // Whoever waits past the promise knows the worst of it.
                prop_assert_eq!(slip.told, heard.last().copied());
                prop_assert!(estimate <= promise || slip.told.is_some_and(|day| day >= estimate));
                told = slip.told;
            }
        }
    }
}
