//! A board: columns by state, a card for each order. Cards are links; the work is done on their page.

use super::Tone;
use leptos::prelude::*;

/// The board; scrolls sideways. Put [`KanbanColumn`]s inside.
#[component]
pub fn KanbanBoard(
    /// What it shows: "Special orders by state".
    #[prop(into)]
    label: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="kanban" role="region" aria-label=label tabindex="0">
            {children()}
        </div>
    }
}

/// One state and the cards in it.
#[component]
pub fn KanbanColumn(
    #[prop(into)] title: String,
    #[prop(into)] count: Signal<u32>,
    /// Said where the column is empty: "Nothing is waiting".
    #[prop(optional, into)]
    empty: Option<String>,
    children: Children,
) -> impl IntoView {
    let label = title.clone();
    view! {
        <section class="kanban-column" aria-label=label>
            <header class="kanban-head">
                <h2>{title}</h2>
                <span class="kanban-count">{move || count.get()}</span>
            </header>
            <div class="kanban-cards">{children()}</div>
            {move || {
                (count.get() == 0)
                    .then(|| {
                        view! {
                            <p class="kanban-empty">
                                {empty.clone().unwrap_or_else(|| "Nothing here".into())}
                            </p>
                        }
                    })
            }}
        </section>
    }
}

/// One order on the board.
#[component]
pub fn KanbanCard(
    #[prop(into)] href: String,
    /// Whose it is.
    #[prop(into)]
    title: String,
    /// Its number: `SO-10234`.
    #[prop(into)]
    number: String,
    /// What it is: "Emerald halo ring, 18K yellow".
    #[prop(optional, into)]
    text: Option<String>,
    /// A mark down its side: overdue, rush.
    #[prop(optional)]
    tone: Tone,
    /// Badges, the promise date, what is owed.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <a class="kanban-card" href=href data-tone=tone.as_str()>
            <span class="kanban-number">{number}</span>
            <span class="kanban-title">{title}</span>
            {text.map(|text| view! { <span class="kanban-text">{text}</span> })}
            {children.map(|children| view! { <span class="kanban-foot">{children()}</span> })}
        </a>
    }
}
