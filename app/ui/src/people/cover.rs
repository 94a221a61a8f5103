//! What lies over the screens while their person is away: they stay as they were, unseen and
//! out of reach.

use super::lock::{LockPanel, SignInAgain};
use super::{browser, use_session};
use crate::components::browser::bind_dialog;
use domain::people::{Presence, SignedIn};
use leptos::{html, prelude::*};

/// Covers the screens while the tablet is locked or the session is over.
#[component]
pub(super) fn Cover(person: Memo<Option<SignedIn>>) -> impl IntoView {
    let session = use_session();
    let dialog = NodeRef::<html::Dialog>::new();
    let covered = Memo::new(move |_| !matches!(session.presence(), Presence::Working(_)));
    let locked = Memo::new(move |_| session.is_locked());
    bind_dialog(dialog, covered.into());
    let panel = move || {
        let person = person.get()?;
        Some(if locked.get() {
            view! { <LockPanel person=person over=true /> }.into_any()
        } else {
            view! { <SignInAgain person=person /> }.into_any()
        })
    };
    view! {
        <dialog
            node_ref=dialog
            class="cover"
            aria-label="Locked"
            on:cancel=|event: leptos::ev::Event| event.prevent_default()
            // Browsers let a second Escape through.
            on:close=move |_| {
                if covered.get_untracked() {
                    browser::reopen(dialog);
                }
            }
        >
            <Show when=move || covered.get()>{panel}</Show>
        </dialog>
    }
}
