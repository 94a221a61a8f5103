//! When work at the bench can be finished: hours needed against hours free, day by day.
//!
//! What is planned already goes first; steps follow each other; what nobody is named for goes to
//! the jeweler who is through first. So more work in the house never makes a day earlier, which a
//! test holds it to. Planning starts tomorrow: today is spoken for.

use super::Hours;
use crate::calendar::{HouseDays, add_working_days};
use crate::ids::StaffId;
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Farther ahead nobody knows what the bench will do.
const HORIZON_DAYS: u64 = 366;

/// A jeweler's time: what they have, and what of it is spoken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    pub staff: StaffId,
    pub name: String,
    /// Hours from Monday to Sunday.
    pub week: [Hours; 7],
    pub days_off: Vec<NaiveDate>,
    /// What is left to do of all steps that wait for them.
    pub planned: Hours,
}

impl Queue {
    /// The hours that they have on a day.
    #[must_use]
    pub fn hours_on(&self, day: NaiveDate) -> Hours {
        if self.days_off.contains(&day) {
            return Hours::NONE;
        }
        let weekday = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or_default();
        self.week[weekday]
    }
}

/// The bench as it is planned today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bench {
    pub today: NaiveDate,
    /// What pieces take besides: a finished one is looked at before the customer hears of it.
    pub house: HouseDays,
    pub queues: Vec<Queue>,
    /// What is left to do of steps that nobody is named for; everybody takes a share.
    pub unassigned: Hours,
}

/// A step to be planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// By a jeweler, or whoever is through first.
    Bench {
        jeweler: Option<StaffId>,
        hours: Hours,
    },
    /// By a vendor, who takes so many working days.
    Vendor { days: u16 },
}

/// Hours of one day that a plan takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    pub staff: StaffId,
    pub day: NaiveDate,
    /// What was free before, of which `used` is taken.
    pub free: Hours,
    pub used: Hours,
}

/// How work can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The day on which each step is done.
    pub steps: Vec<NaiveDate>,
    pub taken: Vec<Taken>,
    /// The day of the last step.
    pub finish: NaiveDate,
    /// The day that can be promised: finished and checked.
    pub promise: NaiveDate,
    /// Why, in words.
    pub why: String,
}

/// Why no day can be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CannotPlan {
    #[error("Nobody has hours at the bench yet. A manager enters them under Bench, Capacity.")]
    Nobody,
    #[error("The bench has no room for this within a year.")]
    Full,
}

impl Bench {
    /// A bench at which nobody works.
    #[must_use]
    pub const fn empty(today: NaiveDate, house: HouseDays) -> Self {
        Self {
            today,
            house,
            queues: Vec::new(),
            unassigned: Hours::NONE,
        }
    }

    /// Plans steps, one after the other, for the earliest day on which all are done.
    pub fn plan(&self, needs: &[Need]) -> Result<Plan, CannotPlan> {
        let unnamed = needs
            .iter()
            .any(|need| matches!(need, Need::Bench { jeweler: None, .. }));
        if !unnamed {
            return self.plan_with(needs, None);
        }
        // One pair of hands does all that nobody is named for. To choose anew for each step would
        // now and then make a fuller bench look quicker.
        let plans = self
            .queues
            .iter()
            .map(|queue| self.plan_with(needs, Some(queue.staff)));
        let found: Vec<_> = plans.filter_map(Result::ok).collect();
        found
            .into_iter()
            .min_by_key(|plan| plan.finish)
            .ok_or(if self.queues.iter().all(idle) {
                CannotPlan::Nobody
            } else {
                CannotPlan::Full
            })
    }

    fn plan_with(&self, needs: &[Need], anybody: Option<StaffId>) -> Result<Plan, CannotPlan> {
        let mut days = Calendar::of(self);
        let mut taken = Vec::new();
        let mut steps = Vec::with_capacity(needs.len());
        for need in needs {
            let done = match *need {
                Need::Vendor { days: lead } => days.wait(lead),
                Need::Bench { jeweler, hours } => {
                    let queue = jeweler.or(anybody).and_then(|staff| self.position(staff));
                    let queue = queue.ok_or(CannotPlan::Nobody)?;
                    days.work(queue, hours, &mut taken)?
                }
            };
            steps.push(done);
        }
        let finish = days.day;
        let promise = add_working_days(finish, self.house.checking);
        let why = self.why(needs, &taken, finish);
        Ok(Plan {
            steps,
            taken,
            finish,
            promise,
            why,
        })
    }

    fn position(&self, staff: StaffId) -> Option<usize> {
        self.queues.iter().position(|queue| queue.staff == staff)
    }

    /// What is planned for each, with their share of what nobody is named for.
    fn loads(&self) -> Vec<Hours> {
        let hands = u32::try_from(self.queues.len()).unwrap_or(1).max(1);
        let share = Hours::of_quarters(self.unassigned.quarters().div_ceil(hands));
        let each = self.queues.iter().map(|queue| queue.planned.plus(share));
        each.collect()
    }

    /// How much is free on each of a number of days from tomorrow, by queue.
    #[must_use]
    pub fn free_days(&self, count: u64) -> Vec<(NaiveDate, Vec<Hours>)> {
        let mut days = Calendar::of(self);
        let mut all = Vec::new();
        for _ in 0..count {
            all.push((days.day, days.free.clone()));
            days.turn();
        }
        all
    }

    fn why(&self, needs: &[Need], taken: &[Taken], finish: NaiveDate) -> String {
        let hours = needs.iter().filter_map(|need| match need {
            Need::Bench { hours, .. } => Some(*hours),
            Need::Vendor { .. } => None,
        });
        let outside = needs.iter().filter_map(|need| match need {
            Need::Vendor { days } => Some(*days),
            Need::Bench { .. } => None,
        });
        let mut sentence = format!("{} of bench work. ", hours.sum::<Hours>());
        let outside: u16 = outside.sum();
        if outside > 0 {
            let days = if outside == 1 { "day" } else { "days" };
            sentence.push_str(&format!("{outside} working {days} at a vendor. "));
        }
        let people: Vec<_> = self
            .queues
            .iter()
            .filter_map(|queue| self.whose(queue, taken))
            .collect();
        sentence.push_str(&people.join(", "));
        let so = if people.is_empty() { "So " } else { ", so " };
        let check = match self.house.checking {
            0 => String::new(),
            1 => "; 1 day to check".to_owned(),
            days => format!("; {days} days to check"),
        };
        sentence.push_str(&format!("{so}{}{check}.", dated(finish)));
        sentence
    }

    /// What one jeweler has free of what is taken: “Maria has 2 h free on Thu and 4 h on Fri”.
    fn whose(&self, queue: &Queue, taken: &[Taken]) -> Option<String> {
        const MOST_DAYS: usize = 3;
        let days: Vec<_> = taken
            .iter()
            .filter(|taken| taken.staff == queue.staff)
            .collect();
        let (first, last) = (days.first()?, days.last()?);
        if days.len() > MOST_DAYS {
            return Some(format!(
                "{} has time on {} days from {} to {}",
                queue.name,
                days.len(),
                self.named(first.day),
                self.named(last.day)
            ));
        }
        let each = days.iter().enumerate().map(|(index, taken)| {
            let free = if index == 0 { " free" } else { "" };
            format!("{}{free} on {}", taken.free, self.named(taken.day))
        });
        let each: Vec<_> = each.collect();
        Some(format!("{} has {}", queue.name, each.join(" and ")))
    }

    /// A day within the week by its name, any other with its date.
    fn named(&self, day: NaiveDate) -> String {
        if (day - self.today).num_days() < 7 {
            day.format("%a").to_string()
        } else {
            dated(day)
        }
    }
}

fn dated(day: NaiveDate) -> String {
    day.format("%a %-d %b").to_string()
}

fn idle(queue: &Queue) -> bool {
    queue.week.iter().all(|hours| hours.is_none())
}

/// Day after day, with what is free of each.
struct Calendar<'a> {
    bench: &'a Bench,
    day: NaiveDate,
    /// What is planned already and had no day yet.
    loads: Vec<Hours>,
    free: Vec<Hours>,
}

impl<'a> Calendar<'a> {
    fn of(bench: &'a Bench) -> Self {
        let mut calendar = Self {
            bench,
            day: bench.today,
            loads: bench.loads(),
            free: vec![Hours::NONE; bench.queues.len()],
        };
        calendar.turn();
        calendar
    }

    /// The next day begins: what is planned takes its hours, the rest is free.
    fn turn(&mut self) {
        self.day = self.day.checked_add_days(Days::new(1)).unwrap_or(self.day);
        for (index, queue) in self.bench.queues.iter().enumerate() {
            let hours = queue.hours_on(self.day);
            let planned = self.loads[index].min(hours);
            self.loads[index] = self.loads[index].less(planned);
            self.free[index] = hours.less(planned);
        }
    }

    fn beyond(&self) -> bool {
        self.bench
            .today
            .checked_add_days(Days::new(HORIZON_DAYS))
            .is_none_or(|last| self.day > last)
    }

    /// Takes hours of a queue, from this day on; gives the day on which they are done.
    fn work(
        &mut self,
        queue: usize,
        hours: Hours,
        taken: &mut Vec<Taken>,
    ) -> Result<NaiveDate, CannotPlan> {
        let mut left = hours;
        loop {
            let free = self.free[queue];
            let used = left.min(free);
            if !used.is_none() {
                self.free[queue] = free.less(used);
                left = left.less(used);
                note(taken, self.bench.queues[queue].staff, self.day, free, used);
            }
            if left.is_none() {
                return Ok(self.day);
            }
            self.turn();
            if self.beyond() {
                return Err(CannotPlan::Full);
            }
        }
    }

    /// Waits for somebody outside.
    fn wait(&mut self, working_days: u16) -> NaiveDate {
        let back = add_working_days(self.day, working_days);
        while self.day < back {
            self.turn();
        }
        self.day
    }
}

/// Two steps on one day are told as one.
fn note(taken: &mut Vec<Taken>, staff: StaffId, day: NaiveDate, free: Hours, used: Hours) {
    let known = taken
        .iter_mut()
        .find(|known| known.staff == staff && known.day == day);
    match known {
        Some(known) => known.used = known.used.plus(used),
        None => taken.push(Taken {
            staff,
            day,
            free,
            used,
        }),
    }
}

#[cfg(test)]
mod tests;
