//! What this folder asks of the browser: whether anybody touches it, other pages, a dialog that
//! stays.

use leptos::{ev, html, prelude::*};
use std::time::Duration;

/// How long it took for the clock to be looked at again.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Milliseconds since the epoch. The browser gives them as a float that holds a whole number.
fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// Watches whether anybody touches the tablet, until the owner is gone.
///
/// `alive` is called for touches, at most once in `every`; `idle` when there was none for `after`,
/// with a way to start the count anew. A tablet that slept finds out at the first touch, which
/// then opens nothing.
pub(super) fn watch_idle(
    after: Duration,
    every: Duration,
    alive: Callback<()>,
    idle: Callback<Callback<()>>,
) {
    let millis = |duration: Duration| u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    let (after, every) = (millis(after), millis(every));
    let touched = StoredValue::new(now());
    let told = StoredValue::new(now());
    let go_on = Callback::new(move |()| touched.set_value(now()));
    let is_over = move || now().saturating_sub(touched.get_value()) >= after;
    let touch = move || {
        if is_over() {
            idle.run(go_on);
            return;
        }
        touched.set_value(now());
        if now().saturating_sub(told.get_value()) >= every {
            told.set_value(now());
            alive.run(());
        }
    };
    let pointer = window_event_listener(ev::pointerdown, move |_| touch());
    let key = window_event_listener(ev::keydown, move |_| touch());
    let wheel = window_event_listener(ev::wheel, move |_| touch());
    let clock = set_interval_with_handle(
        move || {
            if is_over() {
                idle.run(go_on);
            }
        },
        LOOK_EVERY,
    );
    on_cleanup(move || {
        pointer.remove();
        key.remove();
        wheel.remove();
        if let Ok(clock) = clock {
            clock.clear();
        }
    });
}

/// Loads this page anew, so that nothing of the person before is left in it.
pub(super) fn reload() {
    // Refused only in documents that are gone.
    let _ = window().location().reload();
}

/// Loads another page of this site.
pub(super) fn go(path: &str) {
    let _ = window().location().assign(path);
}

/// Opens a dialog again that the browser closed by itself.
pub(super) fn reopen(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get_untracked()
        && !dialog.open()
    {
        let _ = dialog.show_modal();
    }
}
