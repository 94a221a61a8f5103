//! Hears, for all screens at once, that the server refuses because the session is locked or over.

use super::Session;
use crate::error::UiError;
use std::cell::Cell;

thread_local! {
    /// The browser has one thread and one session; at the server nobody sets this.
    static SESSION: Cell<Option<Session>> = const { Cell::new(None) };
}

/// From now on the refusals that arrive lock or end this session.
pub(super) fn answer_with(session: Session) {
    if cfg!(target_arch = "wasm32") {
        SESSION.set(Some(session));
    }
}

/// A refusal arrived in the browser.
pub(crate) fn ring(error: &UiError) {
    let Some(session) = SESSION.get() else {
        return;
    };
    match error {
        UiError::Locked => session.lock(),
        UiError::SignedOut => session.end(),
        _ => {}
    }
}
