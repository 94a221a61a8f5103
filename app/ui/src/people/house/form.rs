//! Taking somebody on, and changing what they are here.

use super::api::{add_person, change_person};
use crate::components::{
    Actions, Banner, Button, ButtonVariant, Checkbox, Dialog, SelectField, SelectOption, TextField,
    TextKind, Tone, use_toasts,
};
use crate::error::UiError;
use domain::ids::{IdempotencyKey, StoreId};
use domain::people::{NewPerson, Person, PersonChange, StoreChoice};
use domain::staff::Role;
use leptos::prelude::*;

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    email: RwSignal<String>,
    role: RwSignal<String>,
    store: RwSignal<String>,
    password: RwSignal<String>,
    active: RwSignal<bool>,
}

impl Typed {
    fn of(person: Option<&Person>) -> Self {
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        Self {
            name: text(person.map(|person| person.name.clone())),
            email: text(person.map(|person| person.email.to_string())),
            role: text(person.map(|person| person.role.code().to_owned())),
            store: text(person.map(|person| person.store.to_string())),
            password: text(None),
            active: RwSignal::new(person.is_none_or(|person| person.active)),
        }
    }

    fn role(self) -> Option<Role> {
        self.role.with_untracked(|code| code.parse().ok())
    }

    fn store(self) -> Option<StoreId> {
        self.store.with_untracked(|id| id.parse().ok())
    }

    fn as_new(self) -> NewPerson {
        NewPerson {
            name: self.name.get_untracked(),
            email: self.email.get_untracked(),
            role: self.role(),
            store: self.store(),
            password: self.password.get_untracked(),
        }
    }

    fn as_change(self, before: &Person) -> PersonChange {
        PersonChange {
            name: self.name.get_untracked(),
            role: self.role().unwrap_or(before.role),
            store: self.store().unwrap_or(before.store),
            active: self.active.get_untracked(),
            version: before.version,
        }
    }
}

/// One attempt: the same key until it was answered, so that a double tap does it once.
#[derive(Clone)]
struct Attempt {
    typed: Typed,
    person: Option<Person>,
    key: IdempotencyKey,
}

async fn save(attempt: Attempt) -> Result<(), UiError> {
    let Attempt { typed, person, key } = attempt;
    match person {
        None => {
            let new = typed.as_new();
            new.checked().map_err(UiError::Invalid)?;
            add_person(new, key).await.map(drop)
        }
        Some(before) => {
            let change = typed
                .as_change(&before)
                .checked()
                .map_err(UiError::Invalid)?;
            change_person(before.id, change, key).await.map(drop)
        }
    }
}

#[component]
pub(super) fn PersonDialog(
    person: Option<Person>,
    stores: Signal<Vec<StoreChoice>>,
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
    let typed = Typed::of(person.as_ref());
    let is_new = person.is_none();
    let key = StoredValue::new(IdempotencyKey::generate());
    let save = Action::new(|attempt: &Attempt| save(attempt.clone()));
    let answer = save.value();
    let added = if is_new { "Added." } else { "Saved." };
    Effect::new(move |_| match answer.get() {
        Some(Ok(())) => {
            toasts.success(added);
            on_done.run(());
        }
        // What was refused is tried again with other words: another attempt.
        Some(Err(_)) => key.set_value(IdempotencyKey::generate()),
        None => {}
    });
    let submit = Callback::new(move |()| {
        let attempt = Attempt {
            typed,
            person: person.clone(),
            key: key.get_value(),
        };
        save.dispatch(attempt);
    });
    let error = Signal::derive(move || answer.get().and_then(Result::err));
    let title = if is_new {
        "Add person"
    } else {
        "Change person"
    };
    view! {
        <Dialog open=open title=title>
            <PersonForm
                typed=typed
                is_new=is_new
                stores=stores
                error=error
                busy=save.pending()
                on_submit=submit
                on_cancel=on_close
            />
        </Dialog>
    }
}

#[component]
fn PersonForm(
    typed: Typed,
    is_new: bool,
    stores: Signal<Vec<StoreChoice>>,
    error: Signal<Option<UiError>>,
    #[prop(into)] busy: Signal<bool>,
    on_submit: Callback<()>,
    on_cancel: Callback<()>,
) -> impl IntoView {
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
    let roles: Vec<_> = Role::ALL
        .iter()
        .map(|role| SelectOption::new(role.code(), role.label()))
        .collect();
    let stores = Signal::derive(move || {
        stores
            .get()
            .into_iter()
            .map(|store| SelectOption::new(store.id.to_string(), store.name))
            .collect::<Vec<_>>()
    });
    view! {
        <form
            class="stack"
            method="post"
            on:submit=move |event| {
                event.prevent_default();
                on_submit.run(());
            }
        >
            {general}
            <TextField label="Name" name="name" value=typed.name error=field("/name") autofocus=true />
            {is_new
                .then(|| {
                    view! {
                        <TextField
                            label="E-mail"
                            name="email"
                            kind=TextKind::Email
                            value=typed.email
                            error=field("/email")
                        />
                    }
                })}
            <div class="form-grid">
                <SelectField
                    label="Role"
                    name="role"
                    value=typed.role
                    options=roles
                    prompt="Choose a role"
                    error=field("/role")
                />
                <SelectField
                    label="Store"
                    name="store"
                    value=typed.store
                    options=stores
                    prompt="Choose a store"
                    error=field("/store")
                />
            </div>
            {if is_new {
                view! {
                    <TextField
                        label="Temporary password"
                        name="password"
                        value=typed.password
                        error=field("/password")
                        hint=Some("At least ten characters. They replace it with one of their own.".to_owned())
                    />
                }
                    .into_any()
            } else {
                view! {
                    <Checkbox
                        label="Works here"
                        name="active"
                        checked=typed.active
                        hint=Some("Without the tick the person is signed out everywhere and can't sign in.".to_owned())
                    />
                }
                    .into_any()
            }}
            <Actions end=true>
                <Button variant=ButtonVariant::Quiet on_press=on_cancel>
                    "Go back"
                </Button>
                <Button submit=true variant=ButtonVariant::Primary busy=busy>
                    {if is_new { "Add person" } else { "Save" }}
                </Button>
            </Actions>
        </form>
    }
}
