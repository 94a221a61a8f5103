//! Which pieces a customer sent back, and where they are put.

use crate::components::{Checkbox, SelectField};
use crate::memo::named;
use crate::stock::place_options;
use domain::ids::LineId;
use domain::orders::view::Detail;
use leptos::prelude::*;

/// The pieces that are with the customer, as they are ticked.
#[derive(Clone, Copy)]
pub(super) struct BackForm {
    pieces: StoredValue<Vec<(LineId, String, RwSignal<bool>)>>,
    to: RwSignal<String>,
}

impl BackForm {
    pub(super) fn of(order: &Detail) -> Self {
        let out = match order.memo.as_deref() {
            Some(memo) => memo.out().map(|line| (line.line, named(line))).collect(),
            None => sent(order),
        };
        let pieces = out.into_iter();
        let pieces = pieces.map(|(line, words)| (line, words, RwSignal::new(false)));
        Self {
            pieces: StoredValue::new(pieces.collect()),
            to: RwSignal::new(String::new()),
        }
    }

    /// What was ticked.
    pub(super) fn back(self) -> Vec<LineId> {
        let ticked = |(line, _, ticked): &(LineId, String, RwSignal<bool>)| {
            ticked.get_untracked().then_some(*line)
        };
        self.pieces
            .with_value(|pieces| pieces.iter().filter_map(ticked).collect())
    }

    pub(super) fn to(self) -> Option<domain::ids::LocationId> {
        self.to.with_untracked(|id| id.parse().ok())
    }
}

/// What was sent to the customer and has not come back.
fn sent(order: &Detail) -> Vec<(LineId, String)> {
    let out = order
        .lines
        .iter()
        .filter(|line| !line.web.off && line.web.returned < line.quantity);
    out.map(|line| (line.id, line.description.clone()))
        .collect()
}

#[component]
pub(super) fn BackFields(form: BackForm, error: Callback<String, Option<String>>) -> impl IntoView {
    let options = place_options();
    let wrong = move |pointer: &'static str| Signal::derive(move || error.run(pointer.to_owned()));
    let boxes = form
        .pieces
        .get_value()
        .into_iter()
        .map(|(line, words, ticked)| {
            view! { <Checkbox label=words name=format!("/details/back/{line}") checked=ticked /> }
        });
    view! {
        <div class="stack" data-gap="snug">
            <fieldset class="stack" data-gap="tight">
                <legend>"What came back"</legend>
                {boxes.collect_view()}
            </fieldset>
            {move || wrong("/details/back").get().map(|wrong| view! { <p class="field-error">{wrong}</p> })}
            <SelectField
                label="Where it is put" name="/details/back_to" value=form.to options=options
                prompt="Choose a place" error=wrong("/details/back_to") />
        </div>
    }
}
