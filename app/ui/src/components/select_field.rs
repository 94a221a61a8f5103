//! A choice from a list that is too long for [`Choice`](super::Choice).

use super::{
    browser::bind_text,
    field::{Field, field_id, field_links},
};
use leptos::{html::Select, prelude::*};

/// One entry of a [`SelectField`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    pub value: String,
    pub label: String,
}

impl SelectOption {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// A native select: the best picker on every device.
#[component]
pub fn SelectField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] name: String,
    #[prop(into)] value: RwSignal<String>,
    #[prop(into)] options: Signal<Vec<SelectOption>>,
    /// Shown while nothing is chosen: "Choose a metal".
    #[prop(optional, into)]
    prompt: Option<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] required: bool,
    #[prop(optional)] hide_label: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| field_id(&name));
    let links = field_links(&id, hint, error);
    let control = NodeRef::<Select>::new();
    bind_text(control, value);
    let entries = move || {
        let chosen = value.get_untracked();
        options
            .get()
            .into_iter()
            .map(|option| {
                let selected = option.value == chosen;
                view! {
                    <option value=option.value selected=selected>
                        {option.label}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <Field
            id=id.clone()
            label=label
            hint=hint
            error=error
            optional=optional
            hide_label=hide_label
        >
            <div class="control control-select">
                <select
                    node_ref=control
                    id=id
                    name=name
                    required=required
                    disabled=move || disabled.get()
                    aria-describedby=links.described_by
                    aria-invalid=links.invalid
                    on:change=move |event| value.set(event_target_value(&event))
                >
                    {prompt.map(|prompt| view! { <option value="">{prompt}</option> })}
                    {entries}
                </select>
            </div>
        </Field>
    }
}
