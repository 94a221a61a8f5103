//! Amounts and dates, set the same way everywhere.

use leptos::prelude::*;

/// An amount of money, already written out by `domain` (`$1,240.00`); figures line up in columns.
#[component]
pub fn MoneyText(
    #[prop(into)] amount: Signal<String>,
    /// In the display face, for the one figure that a screen is about.
    #[prop(optional)]
    display: bool,
) -> impl IntoView {
    view! {
        <span class="money" data-display=display.then_some("")>
            {move || amount.get()}
        </span>
    }
}

/// A day or an instant: `at` for machines (`2026-12-04`), `text` for people ("Fri 4 Dec").
#[component]
pub fn DateText(
    #[prop(into)] at: Signal<String>,
    #[prop(into)] text: Signal<String>,
) -> impl IntoView {
    view! { <time datetime=move || at.get()>{move || text.get()}</time> }
}
