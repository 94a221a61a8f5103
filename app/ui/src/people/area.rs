//! What is around every screen of the house: nobody gets in without signing in.

use super::lock::{LockPanel, leave};
use super::{
    api, cover::Cover, idle::lock_when_idle, places::places, take_over::SwitchDialog, use_session,
};
use crate::components::{AppShell, ShellPerson};
use crate::href::href;
use domain::people::{Presence, SignedIn};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    components::{Outlet, Redirect},
    hooks::use_location,
};

/// The parent of all staff routes.
#[component]
pub fn StaffArea() -> impl IntoView {
    let session = use_session();
    let opened = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) || matches!(session.presence(), Presence::Working(_))
    });
    // Who was here last: their screens wait behind the cover while they are away.
    let person = Memo::new(move |before: Option<&Option<SignedIn>>| {
        session.person().or_else(|| before.cloned().flatten())
    });
    let outside = move || match person.get() {
        Some(person) => view! { <LockPanel person=person /> }.into_any(),
        None => view! { <ToSignIn /> }.into_any(),
    };
    view! {
        <Show when=move || opened.get() fallback=outside>
            <Frame person=person />
            <Cover person=person />
        </Show>
    }
    .into_any()
}

/// Sends one to sign in, and back here afterwards.
#[component]
fn ToSignIn() -> impl IntoView {
    let here = use_location();
    let path = here.pathname.get_untracked();
    let query = here.search.get_untracked();
    let next = if query.is_empty() {
        path
    } else {
        format!("{path}?{query}")
    };
    view! { <Redirect path=href("/sign-in", &[("next", &next)]) /> }
}

#[component]
fn Frame(person: Memo<Option<SignedIn>>) -> impl IntoView {
    let session = use_session();
    let switching = RwSignal::new(false);
    lock_when_idle(person);
    // The lock screen has a pad of its own.
    Effect::new(move |_| {
        if session.is_locked() {
            switching.set(false);
        }
    });
    let shown = Signal::derive(move || {
        person
            .get()
            .map(|person| ShellPerson {
                name: person.name,
                role: person.role.label().to_owned(),
                store: person.store_name,
            })
            .unwrap_or_default()
    });
    let role = Memo::new(move |_| person.with(|person| person.as_ref().map(|person| person.role)));
    let nav = Signal::derive(move || role.get().map(places).unwrap_or_default());
    let lock = move |()| {
        session.lock();
        spawn_local(async {
            // Behind the cover nothing can be done; the server's own count locks in any case.
            let _ = api::lock().await;
        });
    };
    view! {
        <AppShell
            person=shown
            nav=nav
            on_switch=move |()| switching.set(true)
            on_sign_out=move |()| leave()
        >
            <Outlet />
        </AppShell>
        <SwitchDialog open=switching on_lock=lock />
    }
}
