//! The page before the house: the mark, what is asked, nothing else.

use crate::components::BrandMark;
use leptos::prelude::*;

/// The frame of signing in, of the lock screen, and of the question to which store a tablet belongs.
#[component]
pub(super) fn Gate(
    #[prop(into)] title: Signal<String>,
    /// Below the title: whose tablet it is, and where.
    #[prop(optional, into)]
    text: Signal<Option<String>>,
    /// Whether it lies over a page, which has its own main part.
    #[prop(optional)]
    over: bool,
    children: Children,
) -> impl IntoView {
    let card = view! {
        <div class="gate-card">
            <header class="gate-head">
                <BrandMark />
                <h1>{move || title.get()}</h1>
                {move || text.get().map(|text| view! { <p class="quiet">{text}</p> })}
            </header>
            {children()}
        </div>
    };
    if over {
        view! { <div class="gate">{card}</div> }.into_any()
    } else {
        view! {
            <main class="gate" id="main">
                {card}
            </main>
        }
        .into_any()
    }
}
