//! The sign-in screen. A plain form, so that it works before hydration and without scripts.

use super::{api::SignIn, gate::Gate, use_session};
use crate::components::{Banner, Button, ButtonVariant, TextField, TextKind, Tone};
use crate::error::UiError;
use domain::input::FieldErrors;
use domain::people::{Entered, Presence};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    NavigateOptions,
    components::Redirect,
    hooks::{use_navigate, use_query_map},
};

#[component]
pub(super) fn SignInScreen() -> impl IntoView {
    let session = use_session();
    let query = use_query_map().get_untracked();
    let asked = |name: &str| query.get(name).unwrap_or_default();
    let (email, next) = (asked("email"), asked("next"));
    // Who is at work already has no business here.
    if matches!(session.presence(), Presence::Working(_)) {
        return view! { <Redirect path="/" /> }.into_any();
    }
    let refused = refusal(&asked("why"));
    view! {
        <Title text="Sign in" />
        <Gate title="Sign in">
            <SignInForm email=email next=next refused=refused />
        </Gate>
    }
    .into_any()
}

#[component]
fn SignInForm(email: String, next: String, refused: Option<UiError>) -> impl IntoView {
    let session = use_session();
    let action = ServerAction::<SignIn>::new();
    let (email, password) = (RwSignal::new(email), RwSignal::new(String::new()));
    let answer = action.value();
    let error = Signal::derive(move || match answer.get() {
        Some(answer) => answer.err(),
        None => refused.clone(),
    });
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(Ok(Entered { person, next })) = answer.get() {
            session.opened_by(person);
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&next, options);
        }
    });
    let field = move |pointer: &'static str| {
        Signal::derive(move || {
            error.with(|error| error.as_ref().and_then(|error| error.field(pointer)))
        })
    };
    let general = move || {
        let error = error.get()?;
        let beside_a_field = matches!(error, UiError::Invalid(_));
        (!beside_a_field).then(|| view! { <Banner tone=Tone::Danger>{error.to_string()}</Banner> })
    };
    view! {
        <ActionForm action=action attr:class="stack">
            {general}
            <input type="hidden" name="next" value=next />
            <TextField
                label="E-mail"
                name="email"
                kind=TextKind::Email
                value=email
                error=field("/email")
                autocomplete="username"
                required=true
            />
            <TextField
                label="Password"
                name="password"
                kind=TextKind::Password
                value=password
                error=field("/password")
                autocomplete="current-password"
                required=true
            />
            <Button submit=true wide=true variant=ButtonVariant::Primary busy=action.pending()>
                "Sign in"
            </Button>
        </ActionForm>
    }
}

/// Why a plain form was sent back.
fn refusal(why: &str) -> Option<UiError> {
    match why {
        "" => None,
        "too_many" => Some(UiError::TooMany),
        "away" => Some(UiError::Unavailable),
        "email" => Some(UiError::Invalid(FieldErrors::one(
            "/email",
            "Enter an e-mail address such as ana@example.com.",
        ))),
        "wrong" => Some(UiError::Invalid(FieldErrors::one(
            "/password",
            "The e-mail address or the password is not right.",
        ))),
        _ => Some(UiError::Internal),
    }
}
