//! Whose a new piece is, how it came, and where it lies from now on.

use super::state::Editor;
use crate::components::{Choice, ChoiceLayout, ChoiceOption, Panel, SelectField};
use crate::customers::CustomerPicker;
use crate::stock::goods::TakeInWarning;
use crate::stock::words::named;
use domain::stock::{Ownership, Source};
use leptos::prelude::*;

#[component]
pub(super) fn OwnerFields(editor: Editor) -> impl IntoView {
    let places = editor.terms.with_value(|terms| named(&terms.locations));
    let owners: Vec<_> = Ownership::ALL.iter().copied().map(owner).collect();
    view! {
        <Panel title="Whose it is and where it lies">
            <Choice
                label="Whose it is" name="/ownership" value=editor.ownership
                options=owners
                layout=ChoiceLayout::Cards hide_label=true
            />
            <Show when=move || editor.whose() == Ownership::Owned>
                <Choice
                    label="How it came" name="/source" value=editor.source options=sources()
                />
            </Show>
            <div class="form-grid">
                <SelectField
                    label="Lies in" name="/location" value=editor.location options=places
                    prompt="Choose a place" error=editor.at("/location")
                />
                {move || {
                    let optional = match editor.whose() {
                        Ownership::Owned => !editor.is_owed(),
                        Ownership::MemoIn => false,
                        Ownership::Customer => return None,
                    };
                    Some(view! { <Vendor editor=editor optional=optional /> })
                }}
            </div>
            <Show when=move || editor.whose() == Ownership::Customer>
                <CustomerPicker selected=editor.customer error=editor.at("/customer") />
                <TakeInWarning value=editor.declared_value />
            </Show>
        </Panel>
    }
}

fn owner(ownership: Ownership) -> ChoiceOption {
    let detail = match ownership {
        Ownership::Owned => "In the books at what it cost.",
        Ownership::MemoIn => "With us to sell or to return.",
        Ownership::Customer => "With us to be worked on.",
    };
    ChoiceOption::new(ownership.code(), ownership.label()).detail(detail)
}

/// How a piece of ours can have come.
fn sources() -> Vec<ChoiceOption> {
    let each = Source::ALL.iter();
    each.map(|source| ChoiceOption::new(source.code(), source.label()))
        .collect()
}

#[component]
fn Vendor(editor: Editor, optional: bool) -> impl IntoView {
    let vendors = editor.terms.with_value(|terms| named(&terms.vendors));
    view! {
        <SelectField
            label="Vendor" name="/vendor" value=editor.vendor options=vendors
            prompt=if optional { "Not said" } else { "Choose the vendor" }
            error=editor.at("/vendor") optional=optional
        />
    }
}
