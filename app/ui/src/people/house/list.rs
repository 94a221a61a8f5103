//! Who works here.

use super::super::api::store_choices;
use super::api::list_people;
use super::form::PersonDialog;
use super::secret::{Secret, SecretDialog};
use super::sessions::SessionsPanel;
use crate::components::{
    Actions, Badge, Button, ButtonVariant, Cell, Column, DataTable, ErrorState, IconName,
    PageHeader, Panel, Row, Skeleton, SkeletonShape, Tone,
};
use domain::people::{Person, StoreChoice};
use leptos::prelude::*;
use leptos_meta::Title;

/// What is being done to whom.
#[derive(Clone)]
pub(super) enum Doing {
    Nothing,
    Adding,
    Changing(Person),
    Giving(Secret, Person),
}

#[component]
pub(crate) fn PeopleScreen() -> impl IntoView {
    let people = Resource::new(|| (), |()| list_people());
    let stores = Resource::new(|| (), |()| store_choices());
    let doing = RwSignal::new(Doing::Nothing);
    let done = Callback::new(move |()| {
        doing.set(Doing::Nothing);
        people.refetch();
    });
    let table = move || {
        Suspend::new(async move {
            match people.await {
                Ok(people) => view! { <PeopleTable people=people doing=doing /> }.into_any(),
                Err(error) => view! {
                    <ErrorState text=error.to_string() on_retry=move |()| people.refetch() />
                }
                .into_any(),
            }
        })
    };
    let choices = Signal::derive(move || stores.get().and_then(Result::ok).unwrap_or_default());
    view! {
        <Title text="People" />
        <PageHeader
            title="People"
            actions=move || {
                view! {
                    <Button
                        variant=ButtonVariant::Primary
                        icon=IconName::Plus
                        on_press=move || doing.set(Doing::Adding)
                    >
                        "Add person"
                    </Button>
                }
            }
        />
        <div class="stack" data-gap="wide">
            <Panel flush=true>
                <Transition fallback=|| view! { <Skeleton shape=SkeletonShape::Rows count=5 /> }>
                    {table}
                </Transition>
            </Panel>
            <SessionsPanel title="Signed in now" />
        </div>
        <Dialogs doing=doing stores=choices on_done=done />
    }
}

#[component]
fn PeopleTable(people: Vec<Person>, doing: RwSignal<Doing>) -> impl IntoView {
    let columns = ["Name", "Role", "Store"].map(Column::new).into_iter();
    let columns = columns.chain([Column::unseen("Actions")]).collect();
    let rows = people
        .into_iter()
        .map(move |person| view! { <PersonRow person=person doing=doing /> });
    view! {
        <DataTable caption="People of the house" columns=columns>
            {rows.collect_view()}
        </DataTable>
    }
}

#[component]
fn PersonRow(person: Person, doing: RwSignal<Doing>) -> impl IntoView {
    let Person {
        name,
        email,
        role,
        store_name,
        active,
        has_pin,
        ..
    } = person.clone();
    let spoken = name.clone();
    let button = move |label: &'static str, what: Doing| {
        let spoken = spoken.clone();
        view! {
            <Button variant=ButtonVariant::Quiet on_press=move || doing.set(what.clone())>
                {label}
                <span class="visually-hidden">" for " {spoken}</span>
            </Button>
        }
    };
    view! {
        <Row>
            <Cell>
                <div class="stack" data-gap="tight">
                    <strong>{name}</strong>
                    <span class="quiet breakable">{email.to_string()}</span>
                </div>
            </Cell>
            <Cell label="Role">
                <div class="cluster">
                    {role.label()}
                    {(!active).then(|| view! { <Badge tone=Tone::Neutral>"Not active"</Badge> })}
                    {(active && !has_pin).then(|| view! { <Badge tone=Tone::Warning>"No PIN"</Badge> })}
                </div>
            </Cell>
            <Cell label="Store">{store_name}</Cell>
            <Cell>
                <Actions end=true>
                    {button("Change", Doing::Changing(person.clone()))}
                    {button("Set PIN", Doing::Giving(Secret::Pin, person.clone()))}
                    {button("Password", Doing::Giving(Secret::Password, person.clone()))}
                </Actions>
            </Cell>
        </Row>
    }
}

#[component]
fn Dialogs(
    doing: RwSignal<Doing>,
    stores: Signal<Vec<StoreChoice>>,
    on_done: Callback<()>,
) -> impl IntoView {
    move || match doing.get() {
        Doing::Nothing => ().into_any(),
        Doing::Adding => view! {
            <PersonDialog person=None stores=stores on_done=on_done on_close=close(doing) />
        }
        .into_any(),
        Doing::Changing(person) => view! {
            <PersonDialog person=Some(person) stores=stores on_done=on_done on_close=close(doing) />
        }
        .into_any(),
        Doing::Giving(secret, person) => view! {
            <SecretDialog secret=secret person=person on_done=on_done on_close=close(doing) />
        }
        .into_any(),
    }
}

fn close(doing: RwSignal<Doing>) -> Callback<()> {
    Callback::new(move |()| doing.set(Doing::Nothing))
}
