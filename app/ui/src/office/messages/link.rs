//! The customer's link on an order's page: to open, to pass on, to replace when it went astray.

use super::api::{renew_tracking_link, shut_tracking_links, tracking_link};
use crate::components::{Actions, Button, ButtonVariant, ConfirmDialog, IconName, LinkButton};
use crate::error::UiError;
use domain::ids::{IdempotencyKey, OrderId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the staff member is about to do with the link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plan {
    Renew,
    Shut,
}

#[component]
pub fn TrackingLink(order: OrderId) -> impl IntoView {
    let link = Resource::new(move || order, tracking_link);
    let plan = RwSignal::new(Plan::Renew);
    let asking = RwSignal::new(false);
    let ask = move |next| {
        plan.set(next);
        asking.set(true);
    };
    let shown = move |found: Result<Option<String>, UiError>| match found {
        Ok(Some(href)) => view! { <Open href=href ask=Callback::new(ask) /> }.into_any(),
        Ok(None) => view! {
            <p class="quiet">"No link is in force. The customer can't see this order."</p>
            <Button on_press=Callback::new(move |()| ask(Plan::Renew))>"Make a new link"</Button>
        }
        .into_any(),
        Err(error) => view! { <p class="quiet">{error.to_string()}</p> }.into_any(),
    };
    view! {
        <Transition>{move || Suspend::new(async move { shown(link.await) })}</Transition>
        <Ask order=order plan=plan open=asking renew=Callback::new(move |()| link.refetch()) />
    }
    .into_any()
}

#[component]
fn Open(href: String, ask: Callback<Plan>) -> impl IntoView {
    view! {
        <p class="breakable">
            // Left to the browser: the customer's page is no screen of the house.
            <a href=href.clone() target="_blank" rel="noopener external">
                {href.clone()}
            </a>
        </p>
        <Actions>
            <LinkButton href=href new_tab=true icon=IconName::External>
                "See what the customer sees"
            </LinkButton>
            <Button
                variant=ButtonVariant::Quiet
                icon=IconName::Refresh
                on_press=Callback::new(move |()| ask.run(Plan::Renew))
            >
                "New link"
            </Button>
            <Button
                variant=ButtonVariant::Quiet
                icon=IconName::Lock
                on_press=Callback::new(move |()| ask.run(Plan::Shut))
            >
                "Shut it"
            </Button>
        </Actions>
    }
}

#[component]
fn Ask(
    order: OrderId,
    plan: RwSignal<Plan>,
    open: RwSignal<bool>,
    renew: Callback<()>,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None);
    let key = RwSignal::new(IdempotencyKey::generate());
    let words = move |renewed, shut| match plan.get() {
        Plan::Renew => renewed,
        Plan::Shut => shut,
    };
    let act = move |_| {
        busy.set(true);
        spawn_local(async move {
            let done = match plan.get_untracked() {
                Plan::Renew => renew_tracking_link(order, key.get_untracked())
                    .await
                    .map(drop),
                Plan::Shut => shut_tracking_links(order, key.get_untracked()).await,
            };
            busy.set(false);
            error.set(done.as_ref().err().map(UiError::to_string));
            if done.is_ok() {
                key.set(IdempotencyKey::generate());
                open.set(false);
                renew.run(());
            }
        });
    };
    view! {
        <ConfirmDialog
            open=open
            title=Signal::derive(move || words("Make a new link?", "Shut the link?").to_owned())
            message=Signal::derive(move || {
                words(
                    "The link that the customer has stops working. Later messages carry the new one.",
                    "The customer can't follow the order any more until you make a new link.",
                )
                    .to_owned()
            })
            confirm=Signal::derive(move || words("Make a new link", "Shut it").to_owned())
            busy=busy
            error=error
            on_confirm=Callback::new(act)
        />
    }
}
