//! One line of text, and several.

use super::{
    browser::bind_text,
    field::{Field, field_id, field_links},
};
use leptos::{
    html::{Input, Textarea},
    prelude::*,
};

/// What a line of text is, so that the browser shows the right keyboard and checks the obvious.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    #[default]
    Text,
    Email,
    Phone,
    Password,
    Search,
    Url,
    /// Whole numbers, typed as text.
    Digits,
    /// Decimal numbers, typed as text: never a float.
    Decimal,
    Date,
}

impl TextKind {
    fn input_type(self) -> &'static str {
        match self {
            TextKind::Text | TextKind::Digits | TextKind::Decimal => "text",
            TextKind::Email => "email",
            TextKind::Phone => "tel",
            TextKind::Password => "password",
            TextKind::Search => "search",
            TextKind::Url => "url",
            TextKind::Date => "date",
        }
    }

    fn input_mode(self) -> Option<&'static str> {
        match self {
            TextKind::Digits => Some("numeric"),
            TextKind::Decimal => Some("decimal"),
            _ => None,
        }
    }
}

/// One line of text.
#[component]
pub fn TextField(
    #[prop(into)] label: Signal<String>,
    /// Its name in a form, and the path of its error (`/customer/phone`).
    #[prop(into)]
    name: String,
    #[prop(into)] value: RwSignal<String>,
    #[prop(optional)] kind: TextKind,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// Only where one name appears twice on a page.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional, into)] placeholder: Option<String>,
    /// What the browser may fill in: `email`, `tel`, `current-password`, `off` …
    #[prop(optional, into)]
    autocomplete: Option<String>,
    /// Set before what is typed: a currency sign.
    #[prop(optional, into)]
    prefix: Signal<Option<String>>,
    /// Set after what is typed: a unit.
    #[prop(optional, into)]
    suffix: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
    /// Has the browser refuse to send the form without it (before hydration, too).
    #[prop(optional)]
    required: bool,
    #[prop(optional)] autofocus: bool,
    #[prop(optional)] hide_label: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] read_only: Signal<bool>,
    #[prop(optional, into)] max_length: Option<u32>,
    /// The earliest and latest, for dates: `2026-11-23`.
    #[prop(optional, into)]
    min: Signal<Option<String>>,
    #[prop(optional, into)] max: Signal<Option<String>>,
    /// Called when the person has finished with the field.
    #[prop(into, default = Callback::new(|()| ()))]
    on_leave: Callback<()>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| field_id(&name));
    let links = field_links(&id, hint, error);
    let control = NodeRef::<Input>::new();
    bind_text(control, value);
    let numeric = matches!(kind, TextKind::Decimal | TextKind::Digits);
    let affix = |text: Signal<Option<String>>| {
        move || {
            text.get()
                .map(|text| view! { <span class="affix">{text}</span> })
        }
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
            <div class="control" data-numeric=numeric.then_some("")>
                {affix(prefix)}
                <input
                    node_ref=control
                    id=id
                    name=name
                    type=kind.input_type()
                    inputmode=kind.input_mode()
                    value=value.get_untracked()
                    placeholder=placeholder
                    autocomplete=autocomplete.unwrap_or_else(|| "off".into())
                    required=required
                    autofocus=autofocus
                    maxlength=max_length
                    min=move || min.get()
                    max=move || max.get()
                    disabled=move || disabled.get()
                    readonly=move || read_only.get()
                    aria-describedby=links.described_by
                    aria-invalid=links.invalid
                    on:input=move |event| value.set(event_target_value(&event))
                    on:change=move |_| on_leave.run(())
                />
                {affix(suffix)}
            </div>
        </Field>
    }
}

/// Several lines of text; grows with what is written.
#[component]
pub fn TextArea(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] name: String,
    #[prop(into)] value: RwSignal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(default = 3)] rows: u16,
    #[prop(optional)] optional: bool,
    #[prop(optional)] required: bool,
    #[prop(optional)] hide_label: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] max_length: Option<u32>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| field_id(&name));
    let links = field_links(&id, hint, error);
    let control = NodeRef::<Textarea>::new();
    bind_text(control, value);
    view! {
        <Field
            id=id.clone()
            label=label
            hint=hint
            error=error
            optional=optional
            hide_label=hide_label
        >
            <div class="control">
                <textarea
                    node_ref=control
                    id=id
                    name=name
                    rows=rows
                    placeholder=placeholder
                    required=required
                    maxlength=max_length
                    disabled=move || disabled.get()
                    aria-describedby=links.described_by
                    aria-invalid=links.invalid
                    on:input=move |event| value.set(event_target_value(&event))
                >
                    {value.get_untracked()}
                </textarea>
            </div>
        </Field>
    }
}
