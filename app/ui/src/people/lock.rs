//! The lock screen: the same person's PIN or password, or somebody else's PIN.

use super::take_over::TakeOver;
use super::{api, browser, gate::Gate, use_session};
use crate::components::{Actions, Button, ButtonVariant, IconName, PinPad, TextField, TextKind};
use crate::error::UiError;
use domain::people::{Proof, SignedIn};
use domain::staff::PIN_DIGITS;
use leptos::{prelude::*, task::spawn_local};

/// What the lock screen asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Pin,
    Password,
    SomebodyElse,
}

/// Signs out and leaves the screens of the house.
pub(super) fn leave() {
    spawn_local(async {
        // Whatever came of it, the next page asks who is there.
        let _ = api::sign_out().await;
        browser::go("/sign-in");
    });
}

/// A tablet that waits for its person.
#[component]
pub(super) fn LockPanel(
    person: SignedIn,
    /// Whether it lies over the screens of the house.
    #[prop(optional)]
    over: bool,
) -> impl IntoView {
    let session = use_session();
    let has_pin = person.has_pin;
    let own_way = if has_pin { Way::Pin } else { Way::Password };
    let way = RwSignal::new(own_way);
    let unlock = Action::new(|proof: &Proof| api::unlock(proof.clone()));
    let answer = unlock.value();
    Effect::new(move |_| {
        if let Some(Ok(person)) = answer.get() {
            session.opened_by(person);
        }
    });
    let refused = Signal::derive(move || {
        answer
            .get()
            .and_then(Result::err)
            .map(|error| sentence(&error))
    });
    let try_proof = move |proof: Proof| {
        unlock.dispatch(proof);
    };
    let first_name = person
        .name
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned();
    let pin_label = format!("{first_name}’s PIN");
    let body = move || match way.get() {
        Way::Pin => view! {
            <PinPad
                label=pin_label.clone()
                length=PIN_DIGITS
                error=refused
                busy=unlock.pending()
                on_complete=move |pin| try_proof(Proof::Pin(pin))
            />
        }
        .into_any(),
        Way::Password => view! {
            <PasswordForm
                action_label="Unlock"
                error=refused
                busy=unlock.pending()
                on_password=move |password| try_proof(Proof::Password(password))
            />
        }
        .into_any(),
        Way::SomebodyElse => view! { <TakeOver /> }.into_any(),
    };
    let other_ways = move || {
        let now = way.get();
        let offer = |to: Way, label: &'static str| {
            (now != to).then(|| {
                view! {
                    <Button variant=ButtonVariant::Quiet on_press=move || way.set(to)>
                        {label}
                    </Button>
                }
            })
        };
        view! {
            {has_pin.then(|| offer(Way::Pin, "Use PIN"))}
            {offer(Way::Password, "Use password")}
            {offer(Way::SomebodyElse, "Somebody else")}
        }
    };
    view! {
        <Gate title="Locked" over=over text=Some(format!("{} · {}", person.name, person.store_name))>
            <div class="stack">{body}</div>
            <Actions>
                {other_ways}
                <Button variant=ButtonVariant::Quiet icon=IconName::SignOut on_press=leave>
                    "Sign out"
                </Button>
            </Actions>
        </Gate>
    }
}

/// The session is over, but the screens are still there: the same person goes on where they were.
#[component]
pub(super) fn SignInAgain(person: SignedIn) -> impl IntoView {
    let session = use_session();
    let (who, email) = (person.id, person.email.clone());
    let sign_in = Action::new(move |password: &String| {
        api::sign_in(email.clone(), password.clone(), String::new())
    });
    let answer = sign_in.value();
    Effect::new(move |_| match answer.get() {
        Some(Ok(entered)) if entered.person.id == who => session.opened_by(entered.person),
        Some(Ok(_)) => browser::reload(),
        _ => {}
    });
    let refused = Signal::derive(move || {
        answer
            .get()
            .and_then(Result::err)
            .map(|error| sentence(&error))
    });
    view! {
        <Gate
            title="Sign in again"
            over=true
            text=Some(format!("Your session has ended, {}. What you typed is still here.", person.name))
        >
            <PasswordForm
                action_label="Sign in"
                error=refused
                busy=sign_in.pending()
                on_password=move |password| {
                    sign_in.dispatch(password);
                }
            />
            <Actions>
                <Button variant=ButtonVariant::Quiet on_press=|| browser::go("/sign-in")>
                    "Somebody else"
                </Button>
            </Actions>
        </Gate>
    }
}

#[component]
fn PasswordForm(
    #[prop(into)] action_label: String,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] on_password: Callback<String>,
) -> impl IntoView {
    let password = RwSignal::new(String::new());
    view! {
        <form
            class="stack"
            method="post"
            on:submit=move |event| {
                event.prevent_default();
                on_password.run(password.get_untracked());
            }
        >
            <TextField
                label="Password"
                name="password"
                kind=TextKind::Password
                value=password
                error=error
                autocomplete="current-password"
            />
            <Button submit=true wide=true variant=ButtonVariant::Primary busy=busy>
                {action_label}
            </Button>
        </form>
    }
}

/// What is said of a refusal on the lock screen: the field's sentence where there is one.
pub(super) fn sentence(error: &UiError) -> String {
    error
        .field("/pin")
        .or_else(|| error.field("/password"))
        .unwrap_or_else(|| error.to_string())
}
