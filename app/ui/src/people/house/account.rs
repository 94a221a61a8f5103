//! One's own account: password, PIN, sessions.

use super::api::{change_own_password, change_own_pin};
use super::sessions::SessionsPanel;
use crate::components::{
    Actions, Banner, Button, ButtonVariant, PageHeader, Panel, TextField, TextKind, Tone,
    use_toasts,
};
use crate::error::UiError;
use crate::people::use_session;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub(crate) fn AccountScreen() -> impl IntoView {
    let session = use_session();
    let kicker = session
        .person()
        .map(|person| person.role.label().to_owned())
        .unwrap_or_default();
    let name = Signal::derive(move || {
        session
            .person()
            .map(|person| person.name)
            .unwrap_or_default()
    });
    let temporary = move || {
        session
            .person()
            .is_some_and(|person| person.temporary_password)
    };
    view! {
        <Title text="Your account" />
        <PageHeader title=name kicker=kicker />
        <div class="stack" data-gap="wide">
            <Show when=temporary>
                <Banner tone=Tone::Warning title="Your password was chosen by somebody else">
                    "Replace it with one that only you know."
                </Banner>
            </Show>
            <div class="form-grid">
                <Panel title="Password" raised=true>
                    <PasswordForm />
                </Panel>
                <Panel title="PIN" raised=true>
                    <PinForm />
                </Panel>
            </div>
            <SessionsPanel title="Where you are signed in" />
        </div>
    }
}

#[component]
fn PasswordForm() -> impl IntoView {
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let change = Action::new(move |(): &()| {
        change_own_password(current.get_untracked(), new.get_untracked())
    });
    let session = use_session();
    let on_saved = move || {
        if let Some(mut person) = session.person() {
            person.temporary_password = false;
            session.opened_by(person);
        }
    };
    let error = answered(
        change.value().into(),
        "Password changed.",
        on_saved,
        [current, new],
    );
    view! {
        <SecretForm current=current error=error busy=change.pending() on_save=move |()| { change.dispatch(()); } verb="Change password" id="password">
            <TextField
                label="New password"
                name="new"
                kind=TextKind::Password
                value=new
                error=beside(error, "/new")
                hint=Some("At least ten characters. You are signed out everywhere else.".to_owned())
                autocomplete="new-password"
            />
        </SecretForm>
    }
}

#[component]
fn PinForm() -> impl IntoView {
    let (current, pin) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let change =
        Action::new(move |(): &()| change_own_pin(current.get_untracked(), pin.get_untracked()));
    let session = use_session();
    let on_saved = move || {
        if let Some(mut person) = session.person() {
            person.has_pin = true;
            session.opened_by(person);
        }
    };
    let error = answered(
        change.value().into(),
        "PIN changed.",
        on_saved,
        [current, pin],
    );
    view! {
        <SecretForm current=current error=error busy=change.pending() on_save=move |()| { change.dispatch(()); } verb="Change PIN" id="pin">
            <TextField
                label="New PIN"
                name="new-pin"
                kind=TextKind::Digits
                value=pin
                error=beside(error, "/pin")
                hint=Some("Four digits, for unlocking and switching person.".to_owned())
            />
        </SecretForm>
    }
}

/// The present password, the new secret, and a button.
#[component]
fn SecretForm(
    current: RwSignal<String>,
    error: Signal<Option<UiError>>,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] on_save: Callback<()>,
    verb: &'static str,
    id: &'static str,
    children: Children,
) -> impl IntoView {
    let general = move || {
        let error = error.get()?;
        let beside_a_field = matches!(error, UiError::Invalid(_));
        (!beside_a_field).then(|| view! { <Banner tone=Tone::Danger>{error.to_string()}</Banner> })
    };
    view! {
        <form
            class="stack"
            method="post"
            on:submit=move |event| {
                event.prevent_default();
                on_save.run(());
            }
        >
            {general}
            <TextField
                label="Present password"
                name="current"
                id=format!("field-current-for-{id}")
                kind=TextKind::Password
                value=current
                error=beside(error, "/current")
                autocomplete="current-password"
            />
            {children()}
            <Actions end=true>
                <Button submit=true variant=ButtonVariant::Primary busy=busy>
                    {verb}
                </Button>
            </Actions>
        </form>
    }
}

/// Says what came of it: a toast and empty fields, or the error.
fn answered(
    answer: Signal<Option<Result<(), UiError>>>,
    saved: &'static str,
    on_saved: impl Fn() + 'static,
    fields: [RwSignal<String>; 2],
) -> Signal<Option<UiError>> {
    let toasts = use_toasts();
    Effect::new(move |_| {
        if let Some(Ok(())) = answer.get() {
            toasts.success(saved);
            fields.iter().for_each(|field| field.set(String::new()));
            on_saved();
        }
    });
    Signal::derive(move || answer.get().and_then(Result::err))
}

fn beside(error: Signal<Option<UiError>>, pointer: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || {
        error.with(|error| error.as_ref().and_then(|error| error.field(pointer)))
    })
}
