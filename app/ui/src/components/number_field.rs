//! Money, numbers and dates. All three stay text until `domain` parses them: no floats on the way.

use super::text_field::{TextField, TextKind};
use leptos::prelude::*;

/// An amount of money as decimal text.
#[component]
pub fn MoneyField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] name: String,
    #[prop(into)] value: RwSignal<String>,
    /// The sign in front.
    #[prop(into, default = "$".into())]
    currency: Signal<Option<String>>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] required: bool,
    #[prop(optional)] hide_label: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(into, default = Callback::new(|()| ()))] on_leave: Callback<()>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| super::field_id(&name));
    view! {
        <TextField
            label=label
            name=name
            value=value
            kind=TextKind::Decimal
            prefix=currency
            placeholder="0.00"
            hint=hint
            error=error
            id=id
            optional=optional
            required=required
            hide_label=hide_label
            disabled=disabled
            max_length=16u32
            on_leave=on_leave
        />
    }
}

/// A number with its unit, as text.
#[component]
pub fn NumberField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] name: String,
    #[prop(into)] value: RwSignal<String>,
    /// Its unit: "g", "ct", "days".
    #[prop(optional, into)]
    unit: Signal<Option<String>>,
    /// Has no decimals: quantities, days.
    #[prop(optional)]
    whole: bool,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] required: bool,
    #[prop(optional)] hide_label: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(into, default = Callback::new(|()| ()))] on_leave: Callback<()>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| super::field_id(&name));
    view! {
        <TextField
            label=label
            name=name
            value=value
            kind=if whole { TextKind::Digits } else { TextKind::Decimal }
            suffix=unit
            hint=hint
            error=error
            id=id
            optional=optional
            required=required
            hide_label=hide_label
            disabled=disabled
            max_length=16u32
            on_leave=on_leave
        />
    }
}

/// A day, as `2026-12-04`; the browser shows it in the reader's own way.
#[component]
pub fn DateField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] name: String,
    #[prop(into)] value: RwSignal<String>,
    #[prop(optional, into)] min: Signal<Option<String>>,
    #[prop(optional, into)] max: Signal<Option<String>>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] required: bool,
    #[prop(optional)] hide_label: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(into, default = Callback::new(|()| ()))] on_leave: Callback<()>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| super::field_id(&name));
    view! {
        <TextField
            label=label
            name=name
            value=value
            kind=TextKind::Date
            min=min
            max=max
            hint=hint
            error=error
            id=id
            optional=optional
            required=required
            hide_label=hide_label
            disabled=disabled
            on_leave=on_leave
        />
    }
}
