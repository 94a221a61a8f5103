//! What a scanner reads is worked off in order: it may read the next code before the server has
//! said what the last one was.

use domain::custody::{Named, ThingView};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::VecDeque;
use std::pin::Pin;

/// A code that is being worked off.
pub(super) type Taking = Pin<Box<dyn Future<Output = ()>>>;

/// What came of a code.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scanned {
    /// What was read.
    pub code: String,
    /// None is unknown; several where two laboratories gave one number.
    pub found: Vec<Named>,
}

/// What is said of the last code.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Said {
    Nothing,
    Reading(String),
    /// What it names; none is unknown.
    Found(Scanned),
    Where(Vec<ThingView>),
    /// What it names can't be done this with.
    Refused(String),
    Failed(String),
}

/// Codes that wait for their turn. Copies share them.
#[derive(Clone, Copy)]
pub(super) struct Readings {
    waiting: StoredValue<VecDeque<String>>,
    busy: StoredValue<bool>,
}

impl Readings {
    pub(super) fn new() -> Self {
        Self {
            waiting: StoredValue::new(VecDeque::new()),
            busy: StoredValue::new(false),
        }
    }

    /// Takes a code, at once or after those before it.
    pub(super) fn take(self, code: String, work: impl Fn(String) -> Taking + 'static) {
        if code.trim().is_empty() {
            return;
        }
        self.waiting.update_value(|waiting| waiting.push_back(code));
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            while let Some(code) = self.next() {
                work(code).await;
            }
            self.busy.try_set_value(false);
        });
    }

    /// None as well when the screen is gone.
    fn next(self) -> Option<String> {
        self.waiting.try_update_value(VecDeque::pop_front).flatten()
    }
}
