//! One of a few, all of them in sight.

use super::{
    Icon, IconName,
    field::{FieldNotes, field_id, field_links},
};
use leptos::prelude::*;

/// One of the answers of a [`Choice`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    pub value: String,
    pub label: String,
    /// A line below the label.
    pub detail: Option<String>,
    pub icon: Option<IconName>,
    /// Why it can't be chosen; shown in place of the detail.
    pub disabled_reason: Option<String>,
}

impl ChoiceOption {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            detail: None,
            icon: None,
            disabled_reason: None,
        }
    }

    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    #[must_use]
    pub fn icon(mut self, icon: IconName) -> Self {
        self.icon = Some(icon);
        self
    }

    #[must_use]
    pub fn disabled(mut self, reason: impl Into<String>) -> Self {
        self.disabled_reason = Some(reason.into());
        self
    }
}

/// How a [`Choice`] is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChoiceLayout {
    /// One strip, for two to four short answers.
    #[default]
    Segmented,
    /// A card each, for answers that need a line of explanation.
    Cards,
}

/// Radio buttons in the house's dress; native underneath, so arrows and forms work by themselves.
#[component]
pub fn Choice(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] name: String,
    #[prop(into)] value: RwSignal<String>,
    #[prop(into)] options: Signal<Vec<ChoiceOption>>,
    #[prop(optional)] layout: ChoiceLayout,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] hide_label: bool,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| field_id(&name));
    let links = field_links(&id, hint, error);
    let entries = move || {
        options
            .get()
            .into_iter()
            .map(|option| {
                view! { <ChoiceEntry name=name.clone() value=value option=option invalid=links.invalid /> }
            })
            .collect_view()
    };
    let layout = match layout {
        ChoiceLayout::Segmented => "segmented",
        ChoiceLayout::Cards => "cards",
    };
    view! {
        <fieldset
            class="field choice"
            id=id.clone()
            data-layout=layout
            data-invalid=move || error.with(Option::is_some).then_some("")
            aria-describedby=links.described_by
        >
            <legend class=if hide_label { "visually-hidden" } else { "field-label" }>
                {move || label.get()}
                {optional.then(|| view! { <span class="field-optional">" optional"</span> })}
            </legend>
            <div class="choice-options">{entries}</div>
            <FieldNotes
                hint_id=format!("{id}-hint")
                error_id=format!("{id}-error")
                hint=hint
                error=error
            />
        </fieldset>
    }
}

#[component]
fn ChoiceEntry(
    name: String,
    value: RwSignal<String>,
    option: ChoiceOption,
    invalid: Signal<Option<&'static str>>,
) -> impl IntoView {
    let ChoiceOption {
        value: own,
        label,
        detail,
        icon,
        disabled_reason,
    } = option;
    let disabled = disabled_reason.is_some();
    let note = disabled_reason.or(detail);
    let initially = value.with_untracked(|value| *value == own);
    let chosen = {
        let own = own.clone();
        move || value.with(|value| *value == own)
    };
    view! {
        <label class="choice-option" data-disabled=disabled.then_some("")>
            <input
                type="radio"
                name=name
                value=own.clone()
                checked=initially
                prop:checked=chosen
                disabled=disabled
                aria-invalid=invalid
                on:change=move |_| value.set(own.clone())
            />
            {icon.map(|name| view! { <Icon name=name /> })}
            <span class="choice-text">
                <span class="choice-label">{label}</span>
                {note.map(|note| view! { <span class="choice-detail">{note}</span> })}
            </span>
        </label>
    }
}
