//! A scanner types wherever the cursor stands: what nothing else takes goes into the box.

use crate::components::browser::focus;
use leptos::ev::KeyboardEvent;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

/// From now on, and while the screen is open, what is typed beside every field goes into the one
/// with this id.
pub(super) fn lead_to(id: &'static str) {
    focus(id);
    let listening = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        if is_text(&event) && !is_taken(&event) {
            // The key that is down goes to where the focus is by then.
            focus(id);
        }
    });
    on_cleanup(move || listening.remove());
}

fn is_text(event: &KeyboardEvent) -> bool {
    let whole = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    // A space presses the button that has the focus.
    whole && event.key().chars().count() == 1 && event.key() != " "
}

/// Whether the keystroke is for a field, or for a dialog that is open.
fn is_taken(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|at| at.dyn_into::<Element>().ok());
    target.is_some_and(|at| {
        at.closest("input:not([type='radio']), textarea, select, dialog")
            .ok()
            .flatten()
            .is_some()
    })
}
