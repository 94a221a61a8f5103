//! A state in a word.

use super::{Icon, IconName, Tone};
use leptos::prelude::*;

/// A small label: the state of an order, a role, a count.
#[component]
pub fn Badge(
    #[prop(optional, into)] tone: Signal<Tone>,
    #[prop(optional, into)] icon: Option<IconName>,
    children: Children,
) -> impl IntoView {
    view! {
        <span class="badge" data-tone=move || tone.get().as_str()>
            {match icon {
                Some(name) => view! { <Icon name=name /> }.into_any(),
                None => view! { <i class="badge-dot" aria-hidden="true"></i> }.into_any(),
            }} {children()}
        </span>
    }
}
