//! Writing down something that is kept in bulk from now on.

use super::Desk;
use super::api::add_bulk;
use crate::attempt::AttemptForm;
use crate::components::{Choice, ChoiceOption, SelectField, SelectOption, TextField, use_toasts};
use crate::stock::words::options;
use domain::measures::{Metal, Unit};
use domain::stock::BulkDraft;
use leptos::prelude::*;

#[component]
pub(super) fn AddForm(desk: Desk) -> impl IntoView {
    let attempt = desk.attempt();
    let toasts = use_toasts();
    let text = || RwSignal::new(String::new());
    let (code, name, metal) = (text(), text(), text());
    let unit = RwSignal::new(Unit::Gram.code().to_owned());
    let save = move |()| {
        let draft = BulkDraft {
            code: code.get_untracked(),
            name: name.get_untracked(),
            unit: unit.with_untracked(|unit| unit.parse().unwrap_or(Unit::Gram)),
            metal: metal.with_untracked(|label| called(label)),
        };
        match draft.check() {
            Ok(_) => attempt.make(
                |key| add_bulk(draft, key),
                move |_| toasts.success("The item is there."),
            ),
            Err(wrong) => attempt.complain(wrong),
        }
    };
    let units: Vec<_> = Unit::ALL.iter().copied().map(measured).collect();
    view! {
        <AttemptForm attempt=attempt verb="Add item" on_go=save>
            <TextField
                label="Name" name="/name" value=name error=attempt.at("/name")
                placeholder="14K yellow casting grain" max_length=120u32
            />
            <Choice label="Counted or measured" name="/unit" value=unit options=units />
            <div class="form-grid">
                <TextField
                    label="Code" name="/code" value=code error=attempt.at("/code")
                    hint=Some("What its label says and a scanner reads.".to_owned())
                    max_length=40u32
                />
                <SelectField
                    label="Metal" name="/metal" value=metal options=metals() prompt="No metal"
                    optional=true
                />
            </div>
        </AttemptForm>
    }
}

fn measured(unit: Unit) -> ChoiceOption {
    let how = match unit {
        Unit::Piece => "Pieces",
        Unit::Centimetre => "Centimetres",
        Unit::Gram => "Grams",
        Unit::Carat => "Carats",
    };
    ChoiceOption::new(unit.code(), how)
}

fn metals() -> Vec<SelectOption> {
    options(Metal::ALL, |metal| metal.label(), |metal| metal.label())
}

fn called(label: &str) -> Option<Metal> {
    Metal::ALL.into_iter().find(|metal| metal.label() == label)
}
