//! What is to be counted.

use super::api::start_count;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{Checkbox, SelectField};
use crate::stock::api::terms_for_stock;
use crate::stock::known::known;
use crate::stock::words::options;
use domain::ids::LocationId;
use domain::stock::{CountDraft, Form};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// A place, and whether it shall be counted.
type Offered = (LocationId, String, RwSignal<bool>);

#[component]
pub(super) fn StartForm(open: RwSignal<bool>) -> impl IntoView {
    let navigate = use_navigate();
    let attempt = Attempt::new(open, || ());
    let form = RwSignal::new(String::new());
    let places = known(async { Ok(terms_for_stock().await?.locations) });
    let offered = Memo::new(move |_| {
        let all = places.get().into_iter();
        all.map(|(id, name)| (id, name, RwSignal::new(false)))
            .collect::<Vec<Offered>>()
    });
    let chosen = move || {
        let all = offered.get_untracked().into_iter();
        let ticked = all.filter(|(_, _, ticked)| ticked.get_untracked());
        ticked.map(|(id, _, _)| id).collect()
    };
    let go = move |()| {
        let navigate = navigate.clone();
        let draft = CountDraft {
            places: chosen(),
            form: form.with_untracked(|code| code.parse().ok()),
        };
        attempt.make(
            move |key| start_count(draft, key),
            move |id| navigate(&format!("/stock/counts/{id}"), NavigateOptions::default()),
        );
    };
    let forms = options(
        Form::ALL,
        |form| form.code().into(),
        |form| format!("Only {}", form.label().to_lowercase()),
    );
    view! {
        <AttemptForm attempt=attempt verb="Start counting" on_go=go>
            <SelectField
                label="What" name="form" value=form options=forms prompt="Everything, also in bulk"
            />
            <fieldset class="field count-places">
                <legend class="field-label">"Where"</legend>
                <p class="quiet">"None ticked counts every safe, showcase, bin and bench."</p>
                {move || {
                    let all = offered.get().into_iter();
                    all.map(|(id, name, ticked)| view! {
                        <Checkbox label=name name=format!("place-{id}") checked=ticked />
                    })
                    .collect_view()
                }}
                {move || attempt.at("/places").get().map(|wrong| view! {
                    <p class="field-error">{wrong}</p>
                })}
            </fieldset>
        </AttemptForm>
    }
}
