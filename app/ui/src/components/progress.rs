//! Work that takes a while.

use leptos::prelude::*;

/// How far something has come.
#[component]
pub fn Progress(
    /// What is going on: "Bringing in stones.csv".
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] done: Signal<u32>,
    /// Of how many; none while that isn't known.
    #[prop(into)]
    total: Signal<Option<u32>>,
    /// The same in words: "1,200 of 4,000 rows".
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="progress">
            <p class="progress-words">
                <span class="progress-label breakable">{move || label.get()}</span>
                <span class="figure quiet">{move || text.get()}</span>
            </p>
            <progress
                aria-label=move || label.get()
                max=move || total.get().map(|total| total.max(1))
                value=move || total.get().map(|_| done.get())
            ></progress>
        </div>
    }
}
