//! What is on its way from hand to hand: to whom, what waits, and what was handed over.

use domain::custody::{HandOverDraft, HandedOver, Holder, HolderView, Passed, Thing};
use domain::ids::IdempotencyKey;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// So many of those that were handed over stay in sight.
const SHOWN: usize = 30;

/// Who gets what is scanned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Receiver {
    pub holder: Holder,
    pub name: String,
}

impl Receiver {
    pub(super) fn of(place: &HolderView) -> Self {
        Self {
            holder: Holder::Place(place.id),
            name: super::super::words::held_by(place),
        }
    }
}

/// A thing that waits for its receiver.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Waiting {
    pub thing: Thing,
    pub code: String,
    pub name: String,
}

/// A thing that was handed over.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Done {
    pub number: usize,
    pub passed: Passed,
    pub to: String,
}

/// Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Tray {
    pub receiver: RwSignal<Option<Receiver>>,
    pub waiting: RwSignal<Vec<Waiting>>,
    pub done: RwSignal<Vec<Done>>,
    /// What was sent last without an answer, by the key that it was sent with.
    unanswered: StoredValue<Option<(HandOverDraft, IdempotencyKey)>>,
}

impl Tray {
    pub(super) fn empty() -> Self {
        Self {
            receiver: RwSignal::new(None),
            waiting: RwSignal::new(Vec::new()),
            done: RwSignal::new(Vec::new()),
            unanswered: StoredValue::new(None),
        }
    }

    /// Puts a thing beside those that wait; once, however often it is scanned.
    pub(super) fn put(self, thing: Waiting) {
        self.waiting.try_update(|waiting| {
            if waiting.iter().all(|known| known.thing != thing.thing) {
                waiting.push(thing);
            }
        });
    }

    pub(super) fn take_off(self, thing: Thing) {
        self.waiting
            .try_update(|waiting| waiting.retain(|known| known.thing != thing));
    }

    /// What waits, and for whom, if both are known.
    pub(super) fn draft(self) -> Option<HandOverDraft> {
        let receiver = self.receiver.try_get_untracked().flatten()?;
        let waiting = self.waiting.try_get_untracked()?;
        (!waiting.is_empty()).then(|| HandOverDraft {
            things: waiting.iter().map(|waiting| waiting.thing).collect(),
            to: receiver.holder,
        })
    }

    /// The key to send it with: the same as before where nobody answered.
    pub(super) fn key(self, draft: &HandOverDraft) -> IdempotencyKey {
        let before = self.unanswered.try_get_value().flatten();
        let key = match before {
            Some((same, key)) if same == *draft => key,
            _ => IdempotencyKey::generate(),
        };
        self.unanswered.try_set_value(Some((draft.clone(), key)));
        key
    }

    /// Somebody answered, whatever it was.
    pub(super) fn answered(self) {
        self.unanswered.try_set_value(None);
    }

    /// Notes what was handed over.
    pub(super) fn handed(self, handed: HandedOver) {
        let to = super::super::words::held_by(&handed.to);
        for passed in handed.passed {
            self.take_off(passed.thing);
            self.done.try_update(|done| {
                let number = done.first().map_or(0, |last| last.number.saturating_add(1));
                let to = to.clone();
                done.insert(0, Done { number, passed, to });
                done.truncate(SHOWN);
            });
        }
    }
}
