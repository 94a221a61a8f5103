//! The search behind a combobox: waits for a pause, drops overtaken answers, keeps the place in the list.

use crate::components::browser::sleep;
use leptos::{prelude::*, task::spawn_local};
use std::{future::Future, pin::Pin, sync::Arc};

type Found<T> = Pin<Box<dyn Future<Output = Result<Vec<T>, String>>>>;
type Fetch<T> = Arc<dyn Fn(String) -> Found<T> + Send + Sync>;

/// Where a search stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome<T> {
    /// Nothing asked yet, or too little typed.
    Idle,
    Searching,
    Found(Vec<T>),
    Failed(String),
}

/// One combobox's search. Copies share it.
pub(super) struct Search<T: Send + Sync + 'static> {
    fetch: StoredValue<Fetch<T>>,
    min_chars: usize,
    debounce_ms: u32,
    /// Which question is the newest; the answers to all others are dropped.
    asked: StoredValue<u32>,
    typed: StoredValue<String>,
    outcome: RwSignal<Outcome<T>>,
    open: RwSignal<bool>,
    active: RwSignal<Option<usize>>,
}

impl<T: Send + Sync + 'static> Clone for Search<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync + 'static> Copy for Search<T> {}

impl<T: Clone + Send + Sync + 'static> Search<T> {
    pub(super) fn new<F, R>(fetch: F, min_chars: usize, debounce_ms: u32) -> Self
    where
        F: Fn(String) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Vec<T>, String>> + 'static,
    {
        let fetch: Fetch<T> = Arc::new(move |typed| Box::pin(fetch(typed)));
        Self {
            fetch: StoredValue::new(fetch),
            min_chars,
            debounce_ms,
            asked: StoredValue::new(0),
            typed: StoredValue::new(String::new()),
            outcome: RwSignal::new(Outcome::Idle),
            open: RwSignal::new(false),
            active: RwSignal::new(None),
        }
    }

    /// Searches for this once typing pauses.
    pub(super) fn ask(self, typed: String) {
        let typed = typed.trim().to_string();
        self.asked
            .update_value(|asked| *asked = asked.wrapping_add(1));
        self.typed.set_value(typed.clone());
        self.active.set(None);
        if typed.chars().count() < self.min_chars {
            self.outcome.set(Outcome::Idle);
            self.open.set(false);
            return;
        }
        self.open.set(true);
        let mine = self.asked.get_value();
        spawn_local(async move {
            sleep(self.debounce_ms).await;
            self.answer(mine, typed).await;
        });
    }

    /// Asks the same again after a failure.
    pub(super) fn retry(self) {
        self.ask(self.typed.get_value());
    }

    async fn answer(self, mine: u32, typed: String) {
        if !self.is_newest(mine) {
            return;
        }
        self.outcome.try_set(Outcome::Searching);
        let Some(fetch) = self.fetch.try_get_value() else {
            return;
        };
        let result = fetch(typed).await;
        if self.is_newest(mine) {
            self.outcome.try_set(match result {
                Ok(found) => Outcome::Found(found),
                Err(sentence) => Outcome::Failed(sentence),
            });
        }
    }

    /// False as well when the field has left the page in the meantime.
    fn is_newest(self, mine: u32) -> bool {
        self.asked.try_get_value() == Some(mine)
    }

    pub(super) fn outcome(self) -> Outcome<T> {
        self.outcome.get()
    }

    pub(super) fn is_busy(self) -> bool {
        self.outcome
            .with(|outcome| matches!(outcome, Outcome::Searching))
    }

    /// How many were found.
    pub(super) fn count(self) -> usize {
        self.outcome.with(|outcome| match outcome {
            Outcome::Found(found) => found.len(),
            _ => 0,
        })
    }

    pub(super) fn found_at(self, index: usize) -> Option<T> {
        self.outcome.with_untracked(|outcome| match outcome {
            Outcome::Found(found) => found.get(index).cloned(),
            _ => None,
        })
    }

    /// Something new can be made once it is known what already exists.
    pub(super) fn can_create(self) -> bool {
        self.outcome
            .with(|outcome| matches!(outcome, Outcome::Found(_) | Outcome::Failed(_)))
    }

    pub(super) fn is_open(self) -> bool {
        self.open.get()
    }

    /// Shows again what was found, when the field is entered.
    pub(super) fn reopen(self) {
        if self
            .outcome
            .with_untracked(|outcome| !matches!(outcome, Outcome::Idle))
        {
            self.open.set(true);
        }
    }

    pub(super) fn close(self) {
        self.open.set(false);
        self.active.set(None);
    }

    pub(super) fn active(self) -> Option<usize> {
        self.active.get()
    }

    /// Moves the mark one row on, round the ends; opens the list where it was closed.
    pub(super) fn step(self, rows: usize, forward: bool) -> Option<usize> {
        self.reopen();
        let next = next_row(self.active.get_untracked(), rows, forward);
        self.active.set(next);
        next
    }
}

fn next_row(active: Option<usize>, rows: usize, forward: bool) -> Option<usize> {
    let last = rows.checked_sub(1)?;
    Some(match (active, forward) {
        (None, true) => 0,
        (None, false) | (Some(0), false) => last,
        (Some(row), true) if row >= last => 0,
        (Some(row), true) => row.saturating_add(1),
        (Some(row), false) => row.saturating_sub(1),
    })
}

#[cfg(test)]
mod tests {
    use super::next_row;

    #[test]
    fn the_mark_goes_round_both_ends() {
        assert_eq!(next_row(None, 3, true), Some(0));
        assert_eq!(next_row(Some(2), 3, true), Some(0));
        assert_eq!(next_row(Some(0), 3, false), Some(2));
        assert_eq!(next_row(None, 3, false), Some(2));
    }

    #[test]
    fn an_empty_list_has_no_mark() {
        assert_eq!(next_row(Some(4), 0, true), None);
    }
}
