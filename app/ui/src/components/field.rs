//! What every field shares: label, hint, error, and how they are tied to the control.

use super::{Icon, IconName};
use leptos::prelude::*;

/// The id of a field's control, from its name (a JSON pointer works: `/lines/0/price`).
pub fn field_id(name: &str) -> String {
    let mut id = String::from("field-");
    id.extend(
        name.trim_start_matches('/').chars().map(
            |c| {
                if c.is_ascii_alphanumeric() { c } else { '-' }
            },
        ),
    );
    id
}

/// The attributes that tie a control to its hint and its error.
#[derive(Clone, Copy)]
pub struct FieldLinks {
    /// For `aria-describedby`.
    pub described_by: Signal<Option<String>>,
    /// For `aria-invalid`.
    pub invalid: Signal<Option<&'static str>>,
}

/// Ties a control of this id to what [`Field`] shows around it.
pub fn field_links(
    id: &str,
    hint: Signal<Option<String>>,
    error: Signal<Option<String>>,
) -> FieldLinks {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described_by =
        Signal::derive(
            move || match (error.with(Option::is_some), hint.with(Option::is_some)) {
                (true, true) => Some(format!("{error_id} {hint_id}")),
                (true, false) => Some(error_id.clone()),
                (false, true) => Some(hint_id.clone()),
                (false, false) => None,
            },
        );
    let invalid = Signal::derive(move || error.with(|error| error.as_ref().map(|_| "true")));
    FieldLinks {
        described_by,
        invalid,
    }
}

/// Label above, hint and error below a control of any kind. The control carries `id` and the
/// attributes of [`field_links`].
#[component]
pub fn Field(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// Says "optional" beside the label; what isn't marked is needed.
    #[prop(optional)]
    optional: bool,
    /// Keeps the label for those who listen, where the eye finds it elsewhere.
    #[prop(optional)]
    hide_label: bool,
    children: Children,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    view! {
        <div class="field" data-invalid=move || error.with(Option::is_some).then_some("")>
            <label class=if hide_label { "visually-hidden" } else { "field-label" } for=id>
                {move || label.get()}
                {optional.then(|| view! { <span class="field-optional">" optional"</span> })}
            </label>
            {children()} <FieldNotes hint_id=hint_id error_id=error_id hint=hint error=error />
        </div>
    }
}

/// The hint and the error under a control or a group of controls.
#[component]
pub(super) fn FieldNotes(
    hint_id: String,
    error_id: String,
    hint: Signal<Option<String>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        {move || {
            let id = error_id.clone();
            error
                .get()
                .map(|error| {
                    view! {
                        <p class="field-error" id=id>
                            <Icon name=IconName::Stop />
                            <span>{error}</span>
                        </p>
                    }
                })
        }}
        {move || {
            let id = hint_id.clone();
            hint.get()
                .map(|hint| {
                    view! {
                        <p class="field-hint" id=id>
                            {hint}
                        </p>
                    }
                })
        }}
    }
}
