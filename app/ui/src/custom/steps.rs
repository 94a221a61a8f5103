//! What the steps of a custom order ask for, in the dialogs of its order's page.

use crate::bench::list_bench_routes;
use crate::components::{SelectField, SelectOption, TextArea, TextField};
use leptos::prelude::*;

/// How the piece is made at the bench.
#[component]
pub(crate) fn MakingFields(
    route: RwSignal<String>,
    error: Callback<String, Option<String>>,
) -> impl IntoView {
    view! {
        <RouteField
            label="How it is made" name="/details/route" value=route
            prompt="As the shop makes custom work"
            error=Signal::derive(move || error.run("/details/route".to_owned())) />
    }
}

/// A way in which work is done at the bench.
#[component]
pub(super) fn RouteField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] name: String,
    value: RwSignal<String>,
    /// What none chosen means.
    #[prop(into)]
    prompt: String,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let known = Resource::new(|| (), |()| list_bench_routes());
    let routes = move || {
        let routes = known.get().and_then(Result::ok).unwrap_or_default();
        let each = routes.into_iter();
        each.map(|route| SelectOption::new(route.id.to_string(), route.name))
            .collect::<Vec<_>>()
    };
    view! {
        <SelectField
            label=label name=name value=value options=Signal::derive(routes) prompt=prompt
            error=error />
    }
}

/// What the customer wants otherwise, and who says so.
#[component]
pub(crate) fn ChangesFields(
    reason: RwSignal<String>,
    name: RwSignal<String>,
    error: Callback<String, Option<String>>,
) -> impl IntoView {
    let at = move |pointer: &'static str| Signal::derive(move || error.run(pointer.to_owned()));
    view! {
        <div class="stack" data-gap="snug">
            <TextArea
                label="What is to be changed?" name="/details/reason" value=reason rows=3
                error=at("/details/reason") />
            <TextField
                label="Who asks for it" name="/details/received_by" value=name autocomplete="off"
                error=at("/details/received_by") />
        </div>
    }
}
