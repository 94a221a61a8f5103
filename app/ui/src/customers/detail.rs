//! One customer: how to reach them, where they live, what they ordered.

use super::addresses::AddressesPanel;
use super::api::{change_customer, show_customer};
use super::form::{CustomerFields, Typed};
use super::orders::OrdersPanel;
use crate::components::{
    Actions, Badge, Button, ButtonVariant, Definition, DefinitionList, Dialog, EmptyState,
    ErrorState, IconName, LinkButton, PageHeader, Panel, Skeleton, Tone, use_toasts,
};
use crate::error::UiError;
use crate::loaded::addressed;
use crate::people::use_session;
use domain::customers::{CustomerChange, CustomerDetail};
use domain::ids::IdempotencyKey;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub(super) fn CustomerScreen() -> impl IntoView {
    let customer = addressed(show_customer);
    let refresh = Callback::new(move |()| customer.refetch());
    let page = move || {
        Suspend::new(async move {
            match customer.await {
                Ok(customer) => {
                    view! { <CustomerPage customer=customer refresh=refresh /> }.into_any()
                }
                Err(UiError::NotFound) => view! { <NoSuchCustomer /> }.into_any(),
                Err(error) => view! {
                    <ErrorState text=error.to_string() on_retry=refresh />
                }
                .into_any(),
            }
        })
    };
    view! { <Transition fallback=|| view! { <Skeleton count=6 /> }>{page}</Transition> }
}

#[component]
fn NoSuchCustomer() -> impl IntoView {
    view! {
        <Title text="Not found" />
        <EmptyState
            icon=IconName::Person
            title="There is no such customer"
            actions=|| view! { <LinkButton href="/customers">"All customers"</LinkButton> }
        />
    }
}

#[component]
fn CustomerPage(customer: CustomerDetail, refresh: Callback<()>) -> impl IntoView {
    let session = use_session();
    let may_change = session.may(Permission::TakeOrders);
    let editing = RwSignal::new(false);
    let id = customer.id;
    let actions = move || {
        may_change.then(|| {
            view! {
                <Button icon=IconName::Pen on_press=move || editing.set(true)>
                    "Change details"
                </Button>
                <LinkButton
                    href=format!("/orders/new?customer={id}")
                    variant=ButtonVariant::Primary
                    icon=IconName::Plus
                >
                    "New order"
                </LinkButton>
            }
        })
    };
    view! {
        <Title text=customer.name.clone() />
        <PageHeader
            title=customer.name.clone()
            kicker="Customer"
            back=("/customers".to_owned(), "Customers".to_owned())
            actions=actions
        />
        <div class="split">
            <OrdersPanel customer=id />
            <div class="stack">
                <DetailsPanel customer=customer.clone() />
                <AddressesPanel
                    customer=id
                    addresses=customer.addresses.clone()
                    may_change=may_change
                    refresh=refresh
                />
            </div>
        </div>
        <ChangeDialog open=editing customer=customer refresh=refresh />
    }
}

#[component]
fn DetailsPanel(customer: CustomerDetail) -> impl IntoView {
    let phone = customer
        .phone
        .map_or_else(|| "—".to_owned(), |phone| phone.to_string());
    let email = customer
        .email
        .map_or_else(|| "—".to_owned(), |email| email.to_string());
    let consent = |label: &'static str, given: bool| {
        let (tone, word) = if given {
            (Tone::Success, "yes")
        } else {
            (Tone::Neutral, "no")
        };
        view! { <Badge tone=tone>{format!("{label}: {word}")}</Badge> }
    };
    view! {
        <Panel title="Details">
            <DefinitionList>
                <Definition term="Phone">{phone}</Definition>
                <Definition term="E-mail">
                    <span class="breakable">{email}</span>
                </Definition>
                <Definition term="May be told by">
                    <div class="cluster">
                        {consent("E-mail", customer.email_consent)}
                        {consent("Text message", customer.sms_consent)}
                    </div>
                </Definition>
                {(!customer.note.is_empty())
                    .then(|| {
                        view! {
                            <Definition term="Note">
                                <p class="breakable note">{customer.note}</p>
                            </Definition>
                        }
                    })}
            </DefinitionList>
        </Panel>
    }
}

#[component]
fn ChangeDialog(
    open: RwSignal<bool>,
    customer: CustomerDetail,
    refresh: Callback<()>,
) -> impl IntoView {
    let customer = StoredValue::new(customer);
    view! {
        <Dialog open=open title="Change details">
            <ChangeForm
                customer=customer.get_value()
                on_saved=move |()| {
                    open.set(false);
                    refresh.run(());
                }
                on_cancel=move |()| open.set(false)
            />
        </Dialog>
    }
}

#[component]
fn ChangeForm(
    customer: CustomerDetail,
    #[prop(into)] on_saved: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let (id, version) = (customer.id, customer.version);
    let typed = Typed::of(customer.as_typed());
    let key = StoredValue::new(IdempotencyKey::generate());
    let save = Action::new(move |(): &()| {
        let (customer, key) = (typed.read(true), key.get_value());
        async move {
            customer.checked().map_err(UiError::Invalid)?;
            change_customer(id, CustomerChange { customer, version }, key).await
        }
    });
    let answer = save.value();
    Effect::new(move |_| match answer.get() {
        Some(Ok(_)) => {
            toasts.success("Saved.");
            on_saved.run(());
        }
        Some(Err(UiError::Offline)) | None => {}
        Some(Err(_)) => key.set_value(IdempotencyKey::generate()),
    });
    let error = Signal::derive(move || answer.get().and_then(Result::err));
    view! {
        <form
            class="stack"
            method="post"
            on:submit=move |event| {
                event.prevent_default();
                save.dispatch(());
            }
        >
            <CustomerFields typed=typed error=error />
            <Actions end=true>
                <Button variant=ButtonVariant::Quiet on_press=on_cancel>
                    "Go back"
                </Button>
                <Button submit=true variant=ButtonVariant::Primary busy=save.pending()>
                    "Save"
                </Button>
            </Actions>
        </form>
    }
}
