//! Yes or no.

use super::{
    browser::bind_checked,
    field::{FieldNotes, field_id, field_links},
};
use leptos::{html::Input, prelude::*};

/// One box to tick, its whole line being the target.
#[component]
pub fn Checkbox(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] name: String,
    #[prop(into)] checked: RwSignal<bool>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| field_id(&name));
    let links = field_links(&id, hint, error);
    let control = NodeRef::<Input>::new();
    bind_checked(control, checked);
    view! {
        <div class="field field-check" data-invalid=move || error.with(Option::is_some).then_some("")>
            <label class="check">
                <input
                    node_ref=control
                    id=id.clone()
                    name=name
                    type="checkbox"
                    value="true"
                    checked=checked.get_untracked()
                    disabled=move || disabled.get()
                    aria-describedby=links.described_by
                    aria-invalid=links.invalid
                    on:change=move |event| checked.set(event_target_checked(&event))
                />
                <span>{move || label.get()}</span>
            </label>
            <FieldNotes
                hint_id=format!("{id}-hint")
                error_id=format!("{id}-error")
                hint=hint
                error=error
            />
        </div>
    }
}
