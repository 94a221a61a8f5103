//! Handing the tablet to somebody else: who, and their PIN.

use super::lock::sentence;
use super::{api, browser};
use crate::components::{
    Actions, Button, ButtonVariant, Dialog, DialogSize, EmptyState, ErrorState, IconName, PinPad,
    Skeleton, SkeletonShape,
};
use domain::people::Colleague;
use domain::staff::PIN_DIGITS;
use leptos::prelude::*;

/// "Switch person", over the screens.
#[component]
pub(super) fn SwitchDialog(
    open: RwSignal<bool>,
    #[prop(into)] on_lock: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog open=open title="Switch person" size=DialogSize::Narrow>
            <TakeOver />
            <Actions>
                <Button
                    variant=ButtonVariant::Quiet
                    icon=IconName::Lock
                    on_press=move || {
                        open.set(false);
                        on_lock.run(());
                    }
                >
                    "Lock instead"
                </Button>
            </Actions>
        </Dialog>
    }
}

/// The people who can take over, then the pad for the one who was chosen.
#[component]
pub(super) fn TakeOver() -> impl IntoView {
    let people = LocalResource::new(api::colleagues);
    let chosen = RwSignal::new(None::<Colleague>);
    let list = move || match people.get() {
        None => view! { <Skeleton shape=SkeletonShape::Rows /> }.into_any(),
        Some(Err(error)) => view! {
            <ErrorState text=error.to_string() on_retry=move |()| people.refetch() />
        }
        .into_any(),
        Some(Ok(people)) if people.is_empty() => view! {
            <EmptyState
                icon=IconName::People
                title="Nobody else has a PIN yet"
                text="An owner sets PINs under People."
            />
        }
        .into_any(),
        Some(Ok(people)) => view! { <ColleagueList people=people chosen=chosen /> }.into_any(),
    };
    view! {
        {move || match chosen.get() {
            Some(person) => {
                view! { <TakeOverPad person=person on_back=move |()| chosen.set(None) /> }.into_any()
            }
            None => list().into_any(),
        }}
    }
}

#[component]
fn ColleagueList(people: Vec<Colleague>, chosen: RwSignal<Option<Colleague>>) -> impl IntoView {
    let entry = move |person: Colleague| {
        let (name, role) = (person.name.clone(), person.role.label());
        view! {
            <li>
                <button type="button" class="colleague" on:click=move |_| chosen.set(Some(person.clone()))>
                    <span>{name}</span>
                    <span class="quiet">{role}</span>
                </button>
            </li>
        }
    };
    view! { <ul class="colleagues">{people.into_iter().map(entry).collect_view()}</ul> }
}

#[component]
fn TakeOverPad(person: Colleague, #[prop(into)] on_back: Callback<()>) -> impl IntoView {
    let who = person.id;
    let switch = Action::new(move |pin: &String| api::switch_person(who, pin.clone()));
    let answer = switch.value();
    Effect::new(move |_| {
        if let Some(Ok(_)) = answer.get() {
            browser::reload();
        }
    });
    let refused = Signal::derive(move || {
        answer
            .get()
            .and_then(Result::err)
            .map(|error| sentence(&error))
    });
    view! {
        <PinPad
            label=format!("{}’s PIN", person.name)
            length=PIN_DIGITS
            error=refused
            busy=switch.pending()
            on_complete=move |pin| {
                switch.dispatch(pin);
            }
        />
        <Actions>
            <Button variant=ButtonVariant::Quiet icon=IconName::ArrowLeft on_press=on_back>
                "Choose another person"
            </Button>
        </Actions>
    }
}
