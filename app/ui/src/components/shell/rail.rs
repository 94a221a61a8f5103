//! The places to go: a rail on a tablet; on a phone a bar of the first few, and a sheet of the rest.

use super::{BrandMark, NavItem, ShellPerson, current, person::PersonMenu};
use crate::components::{Icon, IconName};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// How many places fit into a phone's bar before "More".
const BAR_ITEMS: usize = 4;

#[component]
pub(super) fn Rail(
    person: Signal<ShellPerson>,
    nav: Signal<Vec<NavItem>>,
    on_switch: Callback<()>,
    on_sign_out: Callback<()>,
) -> impl IntoView {
    let path = use_location().pathname;
    let more_open = RwSignal::new(false);
    // A place was reached: the sheet has done its work.
    Effect::new(move |_| {
        path.track();
        more_open.set(false);
    });
    let here = Memo::new(move |_| nav.with(|nav| path.with(|path| current(nav, path))));
    let links = move |items: Vec<NavItem>| {
        let here = here.get();
        items
            .into_iter()
            .map(|item| {
                let current = here.as_deref() == Some(item.href.as_str());
                nav_link(item, current)
            })
            .collect_view()
    };
    let head = move || links(nav.with(|nav| nav.iter().take(BAR_ITEMS).cloned().collect()));
    let tail = move || links(nav.with(|nav| nav.iter().skip(BAR_ITEMS).cloned().collect()));
    view! {
        <header class="shell-rail">
            <a class="shell-mark" href="/" aria-label="Bezel, home">
                <BrandMark />
            </a>
            <nav class="shell-nav" aria-label="Main">
                <div class="shell-head">{head}</div>
                <details
                    class="shell-more"
                    prop:open=move || more_open.get()
                    on:toggle=move |event| more_open.set(browser::is_open(&event))
                >
                    <summary class="nav-link">
                        <Icon name=IconName::More />
                        <span>"More"</span>
                    </summary>
                    <div class="shell-sheet">
                        {tail} <PersonMenu person=person on_switch=on_switch on_sign_out=on_sign_out />
                    </div>
                </details>
                <div class="shell-tail">{tail}</div>
            </nav>
            <div class="shell-person">
                <PersonMenu person=person on_switch=on_switch on_sign_out=on_sign_out />
            </div>
        </header>
    }
    .into_any()
}

fn nav_link(item: NavItem, current: bool) -> impl IntoView {
    let current = current.then_some("page");
    let waiting = item.count.filter(|count| *count > 0);
    view! {
        <a class="nav-link" href=item.href aria-current=current>
            <Icon name=item.icon />
            <span>{item.label}</span>
            {waiting
                .map(|count| {
                    view! {
                        <span class="nav-count">
                            {count} <span class="visually-hidden">" waiting"</span>
                        </span>
                    }
                })}
        </a>
    }
}

mod browser {
    use leptos::{wasm_bindgen::JsCast, web_sys};

    /// Whether the `details` that was toggled is open now.
    pub(super) fn is_open(event: &web_sys::Event) -> bool {
        event
            .current_target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|details| details.has_attribute("open"))
    }
}
