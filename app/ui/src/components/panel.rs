//! The parts a screen is made of: its header, its sections, their facts.

use super::{Icon, IconName};
use leptos::{children::ViewFnOnce, prelude::*};

/// A section under a small heading, set off by a hairline.
#[component]
pub fn Panel(
    #[prop(optional, into)] title: Option<String>,
    /// At the right of the heading.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
    /// A surface of its own, for what is worked in rather than read.
    #[prop(optional)]
    raised: bool,
    /// Content to the edges: tables.
    #[prop(optional)]
    flush: bool,
    children: Children,
) -> impl IntoView {
    let headed = title.is_some() || actions.is_some();
    view! {
        <section
            class="panel"
            data-raised=raised.then_some("")
            data-flush=flush.then_some("")
        >
            {headed
                .then(|| {
                    view! {
                        <header class="panel-header">
                            {title.map(|title| view! { <h2>{title}</h2> })}
                            {actions
                                .map(|actions| {
                                    view! { <div class="panel-actions">{actions.run()}</div> }
                                })}
                        </header>
                    }
                })} <div class="panel-body">{children()}</div>
        </section>
    }
}

/// The top of a screen: where one came from, what this is, its state, what can be done.
#[component]
pub fn PageHeader(
    #[prop(into)] title: Signal<String>,
    /// Small capitals above the title: "Special order".
    #[prop(optional, into)]
    kicker: Option<String>,
    /// Where the arrow leads, and its words: `("/orders", "Orders")`.
    #[prop(optional, into)]
    back: Option<(String, String)>,
    /// Below the title: badges, dates, people.
    #[prop(optional, into)]
    meta: Option<ViewFnOnce>,
    #[prop(optional, into)] actions: Option<ViewFnOnce>,
) -> impl IntoView {
    view! {
        <header class="page-header">
            <div class="page-heading">
                {back
                    .map(|(href, label)| {
                        view! {
                            <a class="back-link" href=href>
                                <Icon name=IconName::ArrowLeft />
                                {label}
                            </a>
                        }
                    })} {kicker.map(|kicker| view! { <p class="kicker">{kicker}</p> })}
                <h1>{move || title.get()}</h1>
                {meta.map(|meta| view! { <div class="page-meta">{meta.run()}</div> })}
            </div>
            {actions
                .map(|actions| view! { <div class="page-actions">{actions.run()}</div> })}
        </header>
    }
}

/// Facts in pairs. Put [`Definition`]s inside.
#[component]
pub fn DefinitionList(
    /// Term beside value in one column, as for totals.
    #[prop(optional)]
    ledger: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <dl class="definitions" data-ledger=ledger.then_some("")>
            {children()}
        </dl>
    }
}

/// One fact of a [`DefinitionList`].
#[component]
pub fn Definition(
    #[prop(into)] term: Signal<String>,
    /// Set larger: the balance due.
    #[prop(optional)]
    strong: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="definition" data-strong=strong.then_some("")>
            <dt>{move || term.get()}</dt>
            <dd>{children()}</dd>
        </div>
    }
}
