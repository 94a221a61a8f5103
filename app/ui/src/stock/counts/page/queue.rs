//! Scans on their way to the server. They wait while there is no connection, and outlive the page:
//! what was sent twice does no harm there.

use super::Shown;
use crate::components::browser::sleep;
use crate::error::UiError;
use crate::stock::counts::api::scan_count;
use domain::stock::{MOST_SCANS, Scanned};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long to wait before one tries again.
const TRY_AGAIN_AFTER: u32 = 2_000;
/// As many answers as one looks back at.
const MOST_ANSWERS: usize = 30;

/// Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Queue {
    shown: Shown,
    /// What was scanned and is not answered yet, the oldest first.
    pub waiting: RwSignal<Vec<String>>,
    /// What came of the latest scans, the latest first.
    pub answers: RwSignal<Vec<Scanned>>,
    pub trouble: RwSignal<Option<UiError>>,
    busy: StoredValue<bool>,
}

impl Queue {
    pub(super) fn of(shown: Shown) -> Self {
        Self {
            shown,
            waiting: RwSignal::new(Vec::new()),
            answers: RwSignal::new(shown.count.with_untracked(|count| count.scans.clone())),
            trouble: RwSignal::new(None),
            busy: StoredValue::new(false),
        }
    }

    /// Takes up what an earlier page left behind. Called in the browser.
    pub(super) fn take_up(self) {
        let left = store::read(&self.name());
        if !left.is_empty() {
            self.waiting
                .update(|waiting| waiting.splice(0..0, left).for_each(drop));
            self.send();
        }
    }

    pub(super) fn push(self, code: String) {
        self.waiting.update(|waiting| waiting.push(code));
        self.keep();
        self.send();
    }

    fn name(self) -> String {
        let id = self.shown.count.with_untracked(|count| count.summary.id);
        format!("count-{id}")
    }

    fn keep(self) {
        self.waiting
            .with_untracked(|waiting| store::write(&self.name(), waiting));
    }

    fn send(self) {
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            while self.send_some().await {}
            self.busy.try_set_value(false);
        });
    }

    /// Sends what waits. Whether there is more to do.
    async fn send_some(self) -> bool {
        let Some(codes) = self.waiting.try_get_untracked() else {
            return false;
        };
        if codes.is_empty() {
            self.shown.look().await;
            // Something may have been scanned meanwhile.
            return self.waiting.try_with_untracked(Vec::is_empty) == Some(false);
        }
        let codes: Vec<_> = codes.into_iter().take(MOST_SCANS).collect();
        let sent = codes.len();
        let id = self.shown.count.with_untracked(|count| count.summary.id);
        match scan_count(id, codes).await {
            Ok(answers) => self.answered(sent, answers),
            Err(error) => self.failed(error).await,
        }
    }

    fn answered(self, sent: usize, answers: Vec<Scanned>) -> bool {
        if self.trouble.try_set(None).is_some() {
            return false;
        }
        self.waiting.update(|waiting| drop(waiting.drain(..sent)));
        self.keep();
        self.answers.update(|all| {
            all.splice(0..0, answers.into_iter().rev()).for_each(drop);
            all.truncate(MOST_ANSWERS);
        });
        true
    }

    /// What could not be sent waits on. Whether it is tried again by itself.
    async fn failed(self, error: UiError) -> bool {
        let passes = matches!(error, UiError::Offline | UiError::Unavailable);
        if self.trouble.try_set(Some(error)).is_some() {
            return false;
        }
        if passes {
            sleep(TRY_AGAIN_AFTER).await;
        }
        passes
    }
}

/// The browser's own memory.
mod store {
    use leptos::prelude::window;
    use leptos::web_sys::Storage;

    /// None where the browser keeps nothing, as in private windows.
    fn storage() -> Option<Storage> {
        window().local_storage().ok().flatten()
    }

    pub(super) fn read(name: &str) -> Vec<String> {
        let text = storage().and_then(|storage| storage.get_item(name).ok().flatten());
        text.and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default()
    }

    pub(super) fn write(name: &str, codes: &[String]) {
        let Some(storage) = storage() else { return };
        // Refused only where it is full; the page still has them.
        let _ = match serde_json::to_string(codes) {
            Ok(text) if !codes.is_empty() => storage.set_item(name, &text),
            _ => storage.remove_item(name),
        };
    }
}
