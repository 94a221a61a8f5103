//! Narrowing a list by what it holds: each answer with how many it would leave.

use leptos::prelude::*;

/// One answer of a [`FacetGroup`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    pub value: String,
    pub label: String,
    /// How many it would leave.
    pub count: u32,
}

impl Facet {
    pub fn new(value: impl Into<String>, label: impl Into<String>, count: u32) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            count,
        }
    }
}

/// Answers of which any number can be chosen. Checkboxes underneath, so that a plain form sends
/// them as well.
#[component]
pub fn FacetGroup(
    #[prop(into)] label: String,
    /// The query parameter.
    #[prop(into)]
    name: String,
    #[prop(into)] facets: Signal<Vec<Facet>>,
    /// The values that are chosen.
    #[prop(into)]
    chosen: Signal<Vec<String>>,
    /// Called with the value that was chosen or let go.
    #[prop(into)]
    on_toggle: Callback<String>,
    /// What stands before an answer's words: a picture of it.
    #[prop(default = None)]
    mark: Option<Callback<String, AnyView>>,
) -> impl IntoView {
    let pictured = mark.is_some();
    // An answer stays what it was while its count changes, so that the focus stays on it.
    let values = Memo::new(move |_| {
        facets.with(|facets| {
            facets
                .iter()
                .map(|facet| facet.value.clone())
                .collect::<Vec<_>>()
        })
    });
    let about = move |value: &str| {
        facets.with(|facets| facets.iter().find(|facet| facet.value == value).cloned())
    };
    let entry = move |value: String| {
        let label = {
            let value = value.clone();
            move || about(&value).map(|facet| facet.label)
        };
        let count = {
            let value = value.clone();
            move || about(&value).map(|facet| facet.count)
        };
        let checked = {
            let value = value.clone();
            move || chosen.with(|chosen| chosen.contains(&value))
        };
        let picture = mark.map(|mark| mark.run(value.clone()));
        let sent = value.clone();
        view! {
            <label class="facet">
                <input
                    type="checkbox"
                    name=name.clone()
                    value=sent
                    checked=untrack(&checked)
                    prop:checked=checked.clone()
                    on:change=move |_| on_toggle.run(value.clone())
                />
                {picture}
                <span class="facet-label">{label}</span>
                <span class="facet-count">{count}</span>
            </label>
        }
    };
    view! {
        <fieldset class="facets" data-pictured=pictured.then_some("")>
            <legend class="field-label">{label}</legend>
            <div class="facet-list">
                <For each=move || values.get() key=String::clone children=entry />
            </div>
        </fieldset>
    }
}
