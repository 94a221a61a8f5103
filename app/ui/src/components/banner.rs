//! A message that stays until its cause is gone.

use super::{Icon, IconName, Tone};
use leptos::{children::ViewFnOnce, prelude::*};

/// A message in the page, with what can be done about it.
#[component]
pub fn Banner(
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] title: Option<String>,
    /// Buttons or links.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
    /// Shows a cross that calls this.
    #[prop(optional, into)]
    on_dismiss: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let role = if tone == Tone::Danger {
        "alert"
    } else {
        "status"
    };
    view! {
        <div class="banner" data-tone=tone.as_str() role=role>
            <Icon name=tone.icon() />
            <div class="banner-body">
                {title.map(|title| view! { <p class="banner-title">{title}</p> })}
                <div class="banner-text">{children()}</div>
                {actions.map(|actions| view! { <div class="banner-actions">{actions.run()}</div> })}
            </div>
            {on_dismiss
                .map(|on_dismiss| {
                    view! {
                        <button
                            type="button"
                            class="icon-button"
                            aria-label="Dismiss"
                            on:click=move |_| on_dismiss.run(())
                        >
                            <Icon name=IconName::Cross />
                        </button>
                    }
                })}
        </div>
    }
}
