//! The fields of a customer, shared by adding and changing.

use crate::components::{Banner, Checkbox, TextArea, TextField, TextKind, Tone};
use crate::error::UiError;
use domain::customers::NewCustomer;
use leptos::prelude::*;

/// What is typed about a customer.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub(super) name: RwSignal<String>,
    phone: RwSignal<String>,
    email: RwSignal<String>,
    email_consent: RwSignal<bool>,
    sms_consent: RwSignal<bool>,
    note: RwSignal<String>,
}

impl Typed {
    pub(super) fn of(customer: NewCustomer) -> Self {
        Self {
            name: RwSignal::new(customer.name),
            phone: RwSignal::new(customer.phone),
            email: RwSignal::new(customer.email),
            email_consent: RwSignal::new(customer.email_consent),
            sms_consent: RwSignal::new(customer.sms_consent),
            note: RwSignal::new(customer.note),
        }
    }

    pub(super) fn read(self, even_if_known: bool) -> NewCustomer {
        NewCustomer {
            name: self.name.get_untracked(),
            phone: self.phone.get_untracked(),
            email: self.email.get_untracked(),
            email_consent: self.email_consent.get_untracked(),
            sms_consent: self.sms_consent.get_untracked(),
            note: self.note.get_untracked(),
            even_if_known,
        }
    }
}

/// The error beside a field of the customer.
pub(super) fn beside(
    error: Signal<Option<UiError>>,
    pointer: &'static str,
) -> Signal<Option<String>> {
    Signal::derive(move || {
        error.with(|error| error.as_ref().and_then(|error| error.field(pointer)))
    })
}

/// What is wrong and belongs to no field.
#[component]
pub(super) fn GeneralError(error: Signal<Option<UiError>>) -> impl IntoView {
    move || {
        let error = error.get()?;
        let text = match &error {
            UiError::Invalid(_) => error.field("")?,
            other => other.to_string(),
        };
        Some(view! { <Banner tone=Tone::Danger>{text}</Banner> })
    }
}

#[component]
pub(super) fn CustomerFields(typed: Typed, error: Signal<Option<UiError>>) -> impl IntoView {
    view! {
        <GeneralError error=error />
        <TextField
            label="Name"
            name="name"
            id="customer-name"
            value=typed.name
            error=beside(error, "/name")
            autofocus=true
        />
        <div class="form-grid">
            <TextField
                label="Phone"
                name="phone"
                id="customer-phone"
                kind=TextKind::Phone
                value=typed.phone
                error=beside(error, "/phone")
            />
            <TextField
                label="E-mail"
                name="email"
                id="customer-email"
                kind=TextKind::Email
                value=typed.email
                error=beside(error, "/email")
            />
        </div>
        <div class="form-grid">
            <Checkbox
                label="May be told by e-mail"
                name="email-consent"
                checked=typed.email_consent
            />
            <Checkbox label="May be told by text message" name="sms-consent" checked=typed.sms_consent />
        </div>
        <TextArea
            label="Note"
            name="note"
            id="customer-note"
            value=typed.note
            error=beside(error, "/note")
            hint=Some("For the house only: sizes, tastes, anniversaries.".to_owned())
            rows=2
            optional=true
        />
    }
}
