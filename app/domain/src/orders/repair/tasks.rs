//! What is done to a piece: tasks of the price book, or in words, each at a price.

use super::book::PriceBook;
use crate::bench::{Hours, RouteStep, StepKind};
use crate::ids::BookTaskId;
use crate::input::{FieldErrors, optional_text, required_text};
use crate::money::{Currency, Money, MoneyError};
use crate::staff::{Grants, Permission};
use crate::tax::{LineClass, Rates};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// More than are done to any piece.
pub const MOST_TASKS: usize = 20;
const MOST_TIMES: u32 = 99;

/// A task as chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewTask {
    /// Of the price book; none for one in words.
    pub task: Option<BookTaskId>,
    /// What is done; for one of the book, what is to be known of it: `from 6 to 7¼`.
    pub words: String,
    /// How often: four prongs.
    pub quantity: u32,
    /// For all of it, as typed; empty takes the book's.
    pub price: String,
    /// Why the price differs from the book's.
    pub price_reason: String,
}

/// A task checked and priced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub task: Option<BookTaskId>,
    pub name: String,
    pub words: Option<String>,
    pub quantity: u32,
    pub labour: Money,
    pub material: Money,
    /// What it is expected to cost us.
    pub cost: Money,
    /// The book's price, where it is done at another.
    pub list: Option<Money>,
    pub price_reason: Option<String>,
    pub warranty_days: u16,
    pub step: StepKind,
    pub hours: Hours,
}

/// What tasks are priced by.
#[derive(Debug, Clone, Copy)]
pub struct Pricing<'a> {
    pub book: &'a PriceBook,
    pub rates: &'a Rates,
    pub grants: Grants,
    pub currency: Currency,
    pub today: NaiveDate,
    /// What was done before, where this puts it right.
    pub original: Option<&'a Original>,
}

/// A repair that was done before, as far as its warranty goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    pub number: String,
    pub handed_over: NaiveDate,
    /// What was done, and for how many days it is answered for.
    pub tasks: Vec<(Option<BookTaskId>, String, u16)>,
}

impl Original {
    /// Whether a task of it is put right free of charge today.
    fn covers(&self, task: Option<BookTaskId>, name: &str, today: NaiveDate) -> bool {
        let mut same = self.tasks.iter().filter(|(id, known, _)| match task {
            Some(_) => *id == task,
            None => known.eq_ignore_ascii_case(name),
        });
        same.any(|(.., days)| {
            let until = self.handed_over.checked_add_days(Days::new((*days).into()));
            *days > 0 && until.is_some_and(|last| today <= last)
        })
    }
}

/// What is done to one piece, in money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// Labour and material.
    pub net: Money,
    pub material: Money,
    pub tax: Money,
    pub cost: Money,
}

impl Task {
    /// What the customer pays for it.
    pub fn price(&self) -> Result<Money, MoneyError> {
        self.labour.plus(self.material)
    }

    /// What stands on papers: `Size a ring up, from 6 to 7`.
    #[must_use]
    pub fn label(&self) -> String {
        let times = if self.quantity > 1 {
            format!("{} × ", self.quantity)
        } else {
            String::new()
        };
        match &self.words {
            Some(words) => format!("{times}{}, {words}", self.name),
            None => format!("{times}{}", self.name),
        }
    }
}

/// Checks what is done to a piece.
pub fn checked(tasks: &[NewTask], pricing: Pricing<'_>) -> Result<Vec<Task>, FieldErrors> {
    let mut errors = FieldErrors::new();
    if tasks.len() > MOST_TASKS {
        errors.add("/tasks", "A piece has at most 20 tasks.");
    }
    let mut all = Vec::with_capacity(tasks.len());
    for (index, task) in tasks.iter().take(MOST_TASKS).enumerate() {
        match task.checked(pricing) {
            Ok(task) => all.push(task),
            Err(wrong) => errors.nest(&format!("/tasks/{index}"), wrong),
        }
    }
    errors.into_result().map(|()| all)
}

/// Adds the tasks of a piece up. Labour and material are taxed apart.
pub fn price(tasks: &[Task], rates: &Rates, currency: Currency) -> Result<Price, MoneyError> {
    let labour = Money::sum(currency, tasks.iter().map(|task| task.labour))?;
    let material = Money::sum(currency, tasks.iter().map(|task| task.material))?;
    let tax = rates.on(LineClass::Labour, labour)?;
    Ok(Price {
        net: labour.plus(material)?,
        material,
        tax: tax.plus(rates.on(LineClass::Goods, material)?)?,
        cost: Money::sum(currency, tasks.iter().map(|task| task.cost))?,
    })
}

/// How the bench does it: a step for each task, in their turn.
#[must_use]
pub fn steps(tasks: &[Task]) -> Vec<RouteStep> {
    let each = tasks.iter().filter(|task| !task.hours.is_none());
    each.map(|task| RouteStep {
        kind: task.step,
        hours: task.hours,
    })
    .collect()
}

/// All tasks of a piece in a line, as a jeweler reads them.
#[must_use]
pub fn labels(tasks: &[Task]) -> String {
    let labels: Vec<_> = tasks.iter().map(Task::label).collect();
    labels.join("; ")
}

/// What is charged for looking at a piece whose work is declined.
#[must_use]
pub fn assessment(fee: Money) -> Task {
    let nothing = Money::zero(fee.currency());
    Task {
        task: None,
        name: "Assessment".into(),
        words: None,
        quantity: 1,
        labour: fee,
        material: nothing,
        cost: nothing,
        list: None,
        price_reason: None,
        warranty_days: 0,
        step: StepKind::Check,
        hours: Hours::NONE,
    }
}

impl NewTask {
    /// One of the price book, as it stands there.
    #[must_use]
    pub fn of(task: BookTaskId) -> Self {
        Self {
            task: Some(task),
            quantity: 1,
            ..Self::default()
        }
    }

    fn checked(&self, pricing: Pricing<'_>) -> Result<Task, FieldErrors> {
        let mut errors = FieldErrors::new();
        if !(1..=MOST_TIMES).contains(&self.quantity) {
            errors.add("/quantity", "Enter how often, from 1 to 99.");
            return Err(errors);
        }
        let listed = match self.task {
            Some(id) => match self.of_book(id, pricing) {
                Ok(task) => Some(task),
                Err(wrong) => return Err(wrong),
            },
            None => None,
        };
        let task = match listed {
            Some(task) => Some(task),
            None => self.in_words(pricing, &mut errors),
        };
        let Some(task) = task else {
            return Err(errors);
        };
        let priced = self.priced(task, pricing, &mut errors);
        match priced {
            Some(task) if errors.is_empty() => Ok(task),
            _ => Err(errors),
        }
    }

    fn of_book(&self, id: BookTaskId, pricing: Pricing<'_>) -> Result<Task, FieldErrors> {
        let mut errors = FieldErrors::new();
        let Some(known) = pricing.book.task(id) else {
            errors.add("/task", "This task is not in the price book any more.");
            return Err(errors);
        };
        let words = errors
            .check("/words", optional_text(&self.words, 120))
            .flatten();
        let terms = &pricing.book.terms;
        let times = |amount: Result<Money, MoneyError>| amount.and_then(|a| a.times(self.quantity));
        let labour = errors.check("/price", times(Ok(known.labour)));
        let material = errors.check("/price", times(known.material(terms)));
        let cost = errors.check("/price", times(known.cost(terms)));
        match (labour, material, cost) {
            (Some(labour), Some(material), Some(cost)) if errors.is_empty() => Ok(Task {
                task: Some(id),
                name: known.name.clone(),
                words,
                quantity: self.quantity,
                labour,
                material,
                cost,
                list: None,
                price_reason: None,
                warranty_days: known.warranty_days,
                step: known.step,
                hours: Hours::of_quarters(known.hours.quarters().saturating_mul(self.quantity)),
            }),
            _ => Err(errors),
        }
    }

    /// Work that the book does not know: it needs its words and its price.
    fn in_words(&self, pricing: Pricing<'_>, errors: &mut FieldErrors) -> Option<Task> {
        let name = required_text(&self.words, 120).map_err(|_| "Say what is done.");
        let name = errors.check("/words", name)?;
        let nothing = Money::zero(pricing.currency);
        Some(Task {
            task: None,
            name,
            words: None,
            quantity: self.quantity,
            labour: nothing,
            material: nothing,
            cost: nothing,
            list: None,
            price_reason: None,
            warranty_days: 0,
            step: StepKind::Assembly,
            hours: Hours::of_quarters(4),
        })
    }

    /// The task at its price: free under the warranty, as typed, or the book's.
    fn priced(&self, task: Task, pricing: Pricing<'_>, errors: &mut FieldErrors) -> Option<Task> {
        let list = errors.check("/price", task.price())?;
        if let Some(original) = pricing.original
            && original.covers(task.task, &task.name, pricing.today)
        {
            let nothing = Money::zero(pricing.currency);
            return Some(Task {
                labour: nothing,
                material: nothing,
                list: Some(list),
                price_reason: Some(format!("Warranty of {}", original.number)),
                ..task
            });
        }
        let typed = self.price.trim();
        if typed.is_empty() {
            if task.task.is_none() {
                errors.add("/price", "Enter what it costs.");
                return None;
            }
            return Some(task);
        }
        let price = errors.check("/price", Money::parse(typed, pricing.currency))?;
        if price.is_negative() {
            errors.add("/price", "A price can't be below zero.");
            return None;
        }
        // What the material comes to stays; the work is done for less, or for more.
        let material = errors.check("/price", task.material.min(price))?;
        let labour = errors.check("/price", price.minus(material))?;
        if task.task.is_none() || price == list {
            return Some(Task {
                labour,
                material,
                ..task
            });
        }
        if !pricing.grants.may(Permission::ChangePrice) {
            errors.add(
                "/price",
                format!("The price is {list}. You can't change it."),
            );
            return None;
        }
        let reason = required_text(&self.price_reason, 200)
            .map_err(|_| "Say why the price differs from the book's.");
        let reason = errors.check("/price_reason", reason)?;
        Some(Task {
            labour,
            material,
            list: Some(list),
            price_reason: Some(reason),
            ..task
        })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::book::tests::{book, usd};
    use super::*;
    use crate::staff::Role;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    pub(crate) fn today() -> NaiveDate {
        "2026-11-23".parse().unwrap()
    }

    pub(crate) fn rates() -> Rates {
        Rates {
            goods: Decimal::new(10, 2),
            labour: Decimal::new(5, 2),
        }
    }

    fn pricing<'a>(book: &'a PriceBook, rates: &'a Rates, role: Role) -> Pricing<'a> {
        Pricing {
            book,
            rates,
            grants: role.grants(),
            currency: Currency::USD,
            today: today(),
            original: None,
        }
    }

    #[test]
    fn labour_and_material_are_taxed_apart() {
        let (book, rates) = (book(), rates());
        let sizing = NewTask::of(book.tasks[1].id);
        let tasks = checked(&[sizing], pricing(&book, &rates, Role::Sales)).unwrap();
        let price = price(&tasks, &rates, Currency::USD).unwrap();
        assert_eq!((price.net, price.material), (usd("97.50"), usd("37.50")));
        assert_eq!(price.tax, usd("6.75"), "5 % of 60 and 10 % of 37.50");
        assert_eq!(price.cost, usd("28.10"));
    }

    #[test]
    fn another_price_needs_a_right_and_a_reason() {
        let (book, rates) = (book(), rates());
        let mut task = NewTask::of(book.tasks[1].id);
        task.price = "80".into();
        let ask = |task: &NewTask, role| {
            checked(std::slice::from_ref(task), pricing(&book, &rates, role))
        };
        let wrong = ask(&task, Role::Jeweler).unwrap_err();
        assert!(wrong.get("/tasks/0/price").is_some());
        let wrong = ask(&task, Role::Sales).unwrap_err();
        assert!(wrong.get("/tasks/0/price_reason").is_some());
        task.price_reason = "Regular customer".into();
        let task = ask(&task, Role::Sales).unwrap().remove(0);
        assert_eq!((task.labour, task.material), (usd("42.50"), usd("37.50")));
        assert_eq!(task.list, Some(usd("97.50")));
    }

    #[test]
    fn work_in_words_needs_its_words_and_its_price() {
        let (book, rates) = (book(), rates());
        let mut task = NewTask {
            quantity: 1,
            ..NewTask::default()
        };
        let ask = |task: &NewTask| {
            let one = std::slice::from_ref(task);
            checked(one, pricing(&book, &rates, Role::Sales))
        };
        assert!(ask(&task).unwrap_err().get("/tasks/0/words").is_some());
        task.words = "Unbend the hinge".into();
        assert!(ask(&task).unwrap_err().get("/tasks/0/price").is_some());
        task.price = "35".into();
        assert_eq!(ask(&task).unwrap()[0].price(), Ok(usd("35")));
        task.quantity = 0;
        assert!(ask(&task).unwrap_err().get("/tasks/0/quantity").is_some());
    }

    #[test]
    fn the_warranty_covers_what_was_done_for_as_long_as_was_said() {
        let (book, rates) = (book(), rates());
        let (polish, sizing) = (&book.tasks[0], &book.tasks[1]);
        let done = |days: u64| Original {
            number: "RP-10001".into(),
            handed_over: today().checked_sub_days(Days::new(days)).unwrap(),
            tasks: vec![(Some(sizing.id), sizing.name.clone(), 30)],
        };
        let costs = |original: &Original, task| {
            let pricing = Pricing {
                original: Some(original),
                ..pricing(&book, &rates, Role::Sales)
            };
            let tasks = checked(&[NewTask::of(task)], pricing).unwrap();
            tasks[0].price().unwrap()
        };
        assert!(costs(&done(30), sizing.id).is_zero());
        assert_eq!(costs(&done(31), sizing.id), usd("97.50"));
        assert_eq!(costs(&done(3), polish.id), usd("45"), "that was not done");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_the_parts_are_the_price(cents in 0i64..100_000) {
            let (book, rates) = (book(), rates());
            let typed = Money::from_minor_units(cents.into(), Currency::USD).unwrap();
            let task = NewTask {
                price: typed.plain(),
                price_reason: "Agreed".into(),
                ..NewTask::of(book.tasks[1].id)
            };
            let tasks = checked(&[task], pricing(&book, &rates, Role::Owner)).unwrap();
            prop_assert_eq!(tasks[0].price().unwrap(), typed);
            prop_assert!(!tasks[0].labour.is_negative() && !tasks[0].material.is_negative());
            let sum = price(&tasks, &rates, Currency::USD).unwrap();
            prop_assert_eq!(sum.net, typed);
        }
    }
}
