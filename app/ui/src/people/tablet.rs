//! A new tablet is asked to which store it belongs.

use super::api::{PlaceDevice, store_choices};
use super::use_session;
use crate::components::{
    Actions, Button, ButtonVariant, Choice, ChoiceLayout, ChoiceOption, ErrorState, PageHeader,
    Panel, Skeleton,
};
use crate::error::UiError;
use domain::people::{Entered, StoreChoice};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

#[component]
pub(super) fn TabletScreen() -> impl IntoView {
    let stores = Resource::new(|| (), |()| store_choices());
    view! {
        <Title text="This device" />
        <PageHeader title="Which store does this device belong to?" kicker="New device" />
        <Panel raised=true>
            <Suspense fallback=|| view! { <Skeleton /> }>
                {move || Suspend::new(async move {
                    match stores.await {
                        Ok(stores) => view! { <StoreForm stores=stores /> }.into_any(),
                        Err(error) => {
                            view! {
                                <ErrorState text=error.to_string() on_retry=move |()| stores.refetch() />
                            }
                                .into_any()
                        }
                    }
                })}
            </Suspense>
        </Panel>
    }
}

#[component]
fn StoreForm(stores: Vec<StoreChoice>) -> impl IntoView {
    let session = use_session();
    let next = use_query_map()
        .get_untracked()
        .get("next")
        .unwrap_or_default();
    let present = session.person().map(|person| person.store.to_string());
    let store = RwSignal::new(present.unwrap_or_default());
    let action = ServerAction::<PlaceDevice>::new();
    let answer = action.value();
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
    let error = Signal::derive(move || {
        let error: UiError = answer.get()?.err()?;
        Some(error.field("/store").unwrap_or_else(|| error.to_string()))
    });
    let options = stores
        .into_iter()
        .map(|store| ChoiceOption::new(store.id.to_string(), store.name))
        .collect::<Vec<_>>();
    view! {
        <ActionForm action=action attr:class="stack">
            <input type="hidden" name="next" value=next />
            <Choice
                label="Store"
                name="store"
                value=store
                options=options
                layout=ChoiceLayout::Cards
                hint=Some(
                    "Orders taken on it are that store's, with its tax and its promise dates.".to_owned(),
                )
                error=error
            />
            <Actions end=true>
                <Button submit=true variant=ButtonVariant::Primary busy=action.pending()>
                    "Continue"
                </Button>
            </Actions>
        </ActionForm>
    }
}
