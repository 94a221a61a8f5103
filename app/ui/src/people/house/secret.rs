//! Giving somebody a PIN or a password.

use super::api::{give_password, give_pin};
use crate::components::{
    Actions, Button, ButtonVariant, Dialog, DialogSize, TextField, TextKind, use_toasts,
};
use domain::people::Person;
use leptos::prelude::*;

/// What is given.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Secret {
    Pin,
    Password,
}

#[component]
pub(super) fn SecretDialog(
    secret: Secret,
    person: Person,
    on_done: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            on_close.run(());
        }
    });
    let toasts = use_toasts();
    let (value, id) = (RwSignal::new(String::new()), person.id);
    let give = Action::new(move |typed: &String| {
        let typed = typed.clone();
        async move {
            match secret {
                Secret::Pin => give_pin(id, typed).await,
                Secret::Password => give_password(id, typed).await,
            }
        }
    });
    let answer = give.value();
    Effect::new(move |_| {
        if let Some(Ok(())) = answer.get() {
            toasts.success(match secret {
                Secret::Pin => "PIN set.",
                Secret::Password => "Password set. They are signed out everywhere.",
            });
            on_done.run(());
        }
    });
    let error = Signal::derive(move || {
        let error = answer.get()?.err()?;
        let beside = error.field("/pin").or_else(|| error.field("/password"));
        Some(beside.unwrap_or_else(|| error.to_string()))
    });
    let (title, label, kind, hint) = match secret {
        Secret::Pin => (
            "Set PIN",
            "New PIN",
            TextKind::Digits,
            "Four digits, for switching person on a shared tablet.",
        ),
        Secret::Password => (
            "Set password",
            "Temporary password",
            TextKind::Text,
            "At least ten characters. They replace it with one of their own.",
        ),
    };
    let name = person.name;
    view! {
        <Dialog open=open title=format!("{title} for {name}") size=DialogSize::Narrow>
            <form
                class="stack"
                method="post"
                on:submit=move |event| {
                    event.prevent_default();
                    give.dispatch(value.get_untracked());
                }
            >
                <TextField
                    label=label
                    name="secret"
                    kind=kind
                    value=value
                    error=error
                    hint=Some(hint.to_owned())
                    autofocus=true
                />
                <Actions end=true>
                    <Button variant=ButtonVariant::Quiet on_press=on_close>
                        "Go back"
                    </Button>
                    <Button submit=true variant=ButtonVariant::Primary busy=give.pending()>
                        {title}
                    </Button>
                </Actions>
            </form>
        </Dialog>
    }
}
