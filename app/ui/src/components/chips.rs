//! Quick phrases: any number of a few words, each a tap.

use leptos::prelude::*;

/// Words of which any number can be chosen. Checkboxes underneath, so that the keyboard and a
/// screen reader find them as such.
#[component]
pub fn Chips(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    /// The value of each, and its words.
    options: Vec<(String, String)>,
    /// The values that are chosen.
    chosen: RwSignal<Vec<String>>,
) -> impl IntoView {
    let chip = move |(value, words): (String, String)| {
        let own = value.clone();
        let initially = chosen.with_untracked(|chosen| chosen.contains(&own));
        let checked = move || chosen.with(|chosen| chosen.contains(&own));
        let toggled = value.clone();
        let toggle = move |_| {
            chosen.update(
                |chosen| match chosen.iter().position(|known| *known == toggled) {
                    Some(at) => drop(chosen.remove(at)),
                    None => chosen.push(toggled.clone()),
                },
            );
        };
        view! {
            <label class="facet">
                <input
                    type="checkbox" name=name.clone() value=value
                    checked=initially prop:checked=checked on:change=toggle
                />
                <span class="facet-label">{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="facets">
            <legend class="field-label">{label}</legend>
            <div class="facet-list">{options.into_iter().map(chip).collect_view()}</div>
        </fieldset>
    }
}
