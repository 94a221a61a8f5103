//! The price book: what a shop does to pieces, for how much, and how long it answers for it.

use crate::bench::{Hours, StepKind};
use crate::ids::BookTaskId;
use crate::input::{FieldErrors, required_text};
use crate::measures::decimal;
use crate::money::{Currency, Money, MoneyError};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Ten years: nobody answers for a polish longer.
const LONGEST_WARRANTY: u16 = 3_650;

/// What holds for the whole book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookTerms {
    /// Material is sold at its cost times this.
    pub material_factor: Decimal,
    /// What the jeweler is paid of the labour's price, in per cent.
    pub labour_percent: Decimal,
    /// What looking at a piece costs whose work is declined; nothing where it is free.
    pub assessment_fee: Money,
    /// The deposit on agreed work, in per cent.
    pub deposit_percent: Decimal,
    /// Past so many days a finished piece counts as not collected.
    pub notice_days: u16,
    pub version: i32,
}

/// Something that a shop does to pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookTask {
    pub id: BookTaskId,
    pub name: String,
    /// What the customer pays for the work.
    pub labour: Money,
    /// What the material costs us.
    pub material_cost: Money,
    /// For so many days it is put right free of charge; none for zero.
    pub warranty_days: u16,
    /// How the bench does it, and how long it usually takes.
    pub step: StepKind,
    pub hours: Hours,
    /// What is offered no more stays known.
    pub active: bool,
    pub version: i32,
}

impl BookTask {
    /// What the customer pays for the material.
    pub fn material(&self, terms: &BookTerms) -> Result<Money, MoneyError> {
        self.material_cost.scaled(terms.material_factor)
    }

    /// What the customer pays in all.
    pub fn price(&self, terms: &BookTerms) -> Result<Money, MoneyError> {
        self.labour.plus(self.material(terms)?)
    }

    /// What it is expected to cost us: the jeweler's share, and the material.
    pub fn cost(&self, terms: &BookTerms) -> Result<Money, MoneyError> {
        self.labour
            .scaled(terms.labour_percent / Decimal::ONE_HUNDRED)?
            .plus(self.material_cost)
    }
}

/// A store's price book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceBook {
    pub terms: BookTerms,
    /// By name.
    pub tasks: Vec<BookTask>,
}

impl PriceBook {
    #[must_use]
    pub fn task(&self, id: BookTaskId) -> Option<&BookTask> {
        self.tasks.iter().find(|task| task.id == id)
    }

    /// The tasks that are offered and hold every word that was typed.
    pub fn found<'a>(&'a self, typed: &str) -> impl Iterator<Item = &'a BookTask> {
        let words: Vec<_> = typed
            .to_lowercase()
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        self.tasks.iter().filter(move |task| {
            let name = task.name.to_lowercase();
            task.active && words.iter().all(|word| name.contains(word.as_str()))
        })
    }
}

/// A task as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskDraft {
    pub name: String,
    pub labour: String,
    /// Empty where no material goes into it.
    #[serde(default)]
    pub material_cost: String,
    /// Empty for none.
    #[serde(default)]
    pub warranty_days: String,
    pub step: StepKind,
    pub hours: String,
    pub active: bool,
}

/// A task whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedTask {
    pub name: String,
    pub labour: Money,
    pub material_cost: Money,
    pub warranty_days: u16,
    pub step: StepKind,
    pub hours: Hours,
    pub active: bool,
}

impl TaskDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn check(&self, currency: Currency) -> Result<CheckedTask, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = required_text(&self.name, 80).map_err(|_| "Say what is done.");
        let name = errors.check("/name", name);
        let labour = errors.check("/labour", price(&self.labour, currency));
        let material_cost = match self.material_cost.trim() {
            "" => Some(Money::zero(currency)),
            typed => errors.check("/material_cost", price(typed, currency)),
        };
        let warranty_days = errors.check(
            "/warranty_days",
            days(&self.warranty_days, LONGEST_WARRANTY),
        );
        let hours = match Hours::parse(&self.hours) {
            Ok(hours) if hours.is_none() => Err("Enter how long it takes."),
            other => other,
        };
        let hours = errors.check("/hours", hours);
        match (name, labour, material_cost, warranty_days, hours) {
            (Some(name), Some(labour), Some(material_cost), Some(warranty_days), Some(hours)) => {
                Ok(CheckedTask {
                    name,
                    labour,
                    material_cost,
                    warranty_days,
                    step: self.step,
                    hours,
                    active: self.active,
                })
            }
            _ => Err(errors),
        }
    }
}

/// What holds for the whole book, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsDraft {
    pub material_factor: String,
    pub labour_percent: String,
    pub assessment_fee: String,
    pub deposit_percent: String,
    pub notice_days: String,
}

impl TermsDraft {
    /// As it stands, to be changed.
    #[must_use]
    pub fn of(terms: &BookTerms) -> Self {
        Self {
            material_factor: terms.material_factor.normalize().to_string(),
            labour_percent: terms.labour_percent.normalize().to_string(),
            assessment_fee: terms.assessment_fee.plain(),
            deposit_percent: terms.deposit_percent.normalize().to_string(),
            notice_days: terms.notice_days.to_string(),
        }
    }

    /// Checks every field and complains about each by its pointer.
    pub fn check(&self, currency: Currency) -> Result<BookTerms, FieldErrors> {
        let mut errors = FieldErrors::new();
        let factor = match decimal(&self.material_factor) {
            Ok(factor) if factor >= Decimal::ONE && factor <= Decimal::from(20) => {
                Ok(factor.round_dp(2))
            }
            _ => Err("Enter a factor from 1 to 20."),
        };
        let factor = errors.check("/material_factor", factor);
        let labour = errors.check("/labour_percent", percent(&self.labour_percent));
        let deposit = errors.check("/deposit_percent", percent(&self.deposit_percent));
        let fee = errors.check("/assessment_fee", price(&self.assessment_fee, currency));
        let notice = errors.check("/notice_days", days(&self.notice_days, LONGEST_WARRANTY));
        match (factor, labour, fee, deposit, notice) {
            (Some(factor), Some(labour), Some(fee), Some(deposit), Some(notice_days)) => {
                Ok(BookTerms {
                    material_factor: factor,
                    labour_percent: labour,
                    assessment_fee: fee,
                    deposit_percent: deposit,
                    notice_days,
                    version: 0,
                })
            }
            _ => Err(errors),
        }
    }
}

fn price(typed: &str, currency: Currency) -> Result<Money, String> {
    match Money::parse(typed, currency) {
        Ok(amount) if amount.is_negative() => Err("This can't be below zero.".into()),
        Ok(amount) => Ok(amount),
        Err(wrong) => Err(wrong.to_string()),
    }
}

fn percent(typed: &str) -> Result<Decimal, &'static str> {
    match decimal(typed) {
        Ok(percent) if !percent.is_sign_negative() && percent <= Decimal::ONE_HUNDRED => {
            Ok(percent.round_dp(2))
        }
        _ => Err("Enter a percentage from 0 to 100."),
    }
}

fn days(typed: &str, most: u16) -> Result<u16, &'static str> {
    match typed.trim() {
        "" => Ok(0),
        typed => match typed.parse() {
            Ok(days) if days <= most => Ok(days),
            _ => Err("Enter a number of days."),
        },
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn usd(text: &str) -> Money {
        Money::parse(text, Currency::USD).unwrap()
    }

    pub(crate) fn task(name: &str, labour: &str, material_cost: &str, warranty: u16) -> BookTask {
        BookTask {
            id: BookTaskId::generate(),
            name: name.into(),
            labour: usd(labour),
            material_cost: usd(material_cost),
            warranty_days: warranty,
            step: StepKind::Sizing,
            hours: Hours::of_quarters(4),
            active: true,
            version: 1,
        }
    }

    pub(crate) fn book() -> PriceBook {
        PriceBook {
            terms: BookTerms {
                material_factor: Decimal::from(3),
                labour_percent: Decimal::from(26),
                assessment_fee: usd("25"),
                deposit_percent: Decimal::ZERO,
                notice_days: 30,
                version: 1,
            },
            tasks: vec![
                task("Polish and clean", "45", "0", 30),
                task("Size a ring up", "60", "12.50", 30),
                BookTask {
                    active: false,
                    ..task("Size a ring with an elephant", "600", "0", 30)
                },
            ],
        }
    }

    #[test]
    fn material_is_sold_at_its_factor_and_the_jeweler_has_a_share() {
        let book = book();
        let sizing = &book.tasks[1];
        assert_eq!(sizing.material(&book.terms), Ok(usd("37.50")));
        assert_eq!(sizing.price(&book.terms), Ok(usd("97.50")));
        assert_eq!(sizing.cost(&book.terms), Ok(usd("28.10")));
    }

    #[test]
    fn tasks_are_found_by_any_of_their_words() {
        let book = book();
        let found = |typed: &str| {
            let names = book.found(typed).map(|task| task.name.as_str());
            names.collect::<Vec<_>>()
        };
        assert_eq!(found("ring SIZE"), ["Size a ring up"]);
        assert_eq!(found("").len(), 2, "what is offered no more is not found");
        assert!(found("rhodium").is_empty());
    }

    #[test]
    fn a_task_says_what_it_lacks() {
        let draft = TaskDraft {
            name: " ".into(),
            labour: "-1".into(),
            material_cost: "much".into(),
            warranty_days: "9999".into(),
            step: StepKind::Polishing,
            hours: "0".into(),
            active: true,
        };
        let wrong = draft.check(Currency::USD).unwrap_err();
        let fields: Vec<_> = wrong.iter().map(|(at, _)| at).collect();
        let all = [
            "/hours",
            "/labour",
            "/material_cost",
            "/name",
            "/warranty_days",
        ];
        assert_eq!(fields, all);
    }

    #[test]
    fn the_terms_stay_as_they_were_read() {
        let terms = book().terms;
        let again = TermsDraft::of(&terms).check(Currency::USD).unwrap();
        assert_eq!(
            again,
            BookTerms {
                version: 0,
                ..terms
            }
        );
        let wild = TermsDraft {
            material_factor: "0".into(),
            labour_percent: "101".into(),
            assessment_fee: "-5".into(),
            deposit_percent: "x".into(),
            notice_days: "-1".into(),
        };
        assert_eq!(wild.check(Currency::USD).unwrap_err().iter().count(), 5);
    }
}
