//! All customers, with a search that is part of the address.

use super::api::list_customers;
use super::new_dialog::NewCustomerDialog;
use crate::components::{
    Button, ButtonVariant, Cell, Column, DataTable, EmptyState, ErrorState, IconName, PageHeader,
    Panel, Row, RowLink, SearchBox, Skeleton, SkeletonShape,
};
use crate::files::{ExportMenu, filter_text};
use crate::href::href;
use crate::paged::Paged;
use crate::people::use_session;
use domain::customers::CustomerCard;
use domain::orders::requests::Page;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

#[component]
pub(super) fn CustomersScreen() -> impl IntoView {
    let session = use_session();
    let query = use_query_map();
    let typed = Memo::new(move |_| query.with(|query| query.get("q").unwrap_or_default()));
    let first = Resource::new(move || typed.get(), |typed| list_customers(typed, None));
    let search = RwSignal::new(typed.get_untracked());
    let adding = RwSignal::new(None::<String>);
    let navigate = StoredValue::new(use_navigate());
    let look = move |typed: String| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        let path = href("/customers", &[("q", typed.trim())]);
        navigate.with_value(|navigate| navigate(&path, options));
    };
    let open = move |card: CustomerCard| {
        let path = format!("/customers/{}", card.id);
        navigate.with_value(|navigate| navigate(&path, NavigateOptions::default()));
    };
    let shown = Signal::derive(move || typed.with(filter_text));
    let doors = move || {
        let add = session.may(Permission::TakeOrders).then(|| {
            view! {
                <Button
                    variant=ButtonVariant::Primary
                    icon=IconName::Plus
                    on_press=move || adding.set(Some(search.get_untracked()))
                >
                    "New customer"
                </Button>
            }
        });
        view! {
            <ExportMenu path="/customers/export" filter=shown />
            {add}
        }
    };
    let results = move || {
        Suspend::new(async move {
            match first.await {
                Ok(page) => view! { <Results typed=typed.get_untracked() first=page /> }.into_any(),
                Err(error) => view! {
                    <ErrorState text=error.to_string() on_retry=move |()| first.refetch() />
                }
                .into_any(),
            }
        })
    };
    view! {
        <Title text="Customers" />
        <PageHeader title="Customers" actions=doors />
        <div class="stack">
            <SearchBox
                label="Find a customer"
                value=search
                placeholder="Phone, name or e-mail"
                on_search=look
            />
            <Panel flush=true>
                <Transition fallback=|| view! { <Skeleton shape=SkeletonShape::Rows count=6 /> }>
                    {results}
                </Transition>
            </Panel>
        </div>
        <NewCustomerDialog prefill=adding on_customer=open />
    }
}

#[component]
fn Results(typed: String, first: Page<CustomerCard>) -> impl IntoView {
    if first.items.is_empty() {
        return view! { <NoneFound typed=typed /> }.into_any();
    }
    let cards = Paged::new(first.items, first.next);
    let typed = StoredValue::new(typed);
    let more = move |after| async move {
        let page = list_customers(typed.get_value(), after).await?;
        Ok((page.items, page.next))
    };
    let columns = ["Name", "Phone", "E-mail"].map(Column::new).into();
    view! {
        <DataTable caption="Customers" columns=columns>
            <For each=move || cards.items() key=|card| card.id let:card>
                <CustomerRow card=card />
            </For>
        </DataTable>
        {cards.foot(None, more)}
    }
    .into_any()
}

#[component]
fn CustomerRow(card: CustomerCard) -> impl IntoView {
    let phone = card
        .phone
        .map(|phone| phone.to_string())
        .unwrap_or_default();
    let email = card
        .email
        .map(|email| email.to_string())
        .unwrap_or_default();
    view! {
        <Row>
            <Cell>
                <RowLink href=format!("/customers/{}", card.id)>{card.name}</RowLink>
            </Cell>
            <Cell label="Phone">{phone}</Cell>
            <Cell label="E-mail">
                <span class="breakable">{email}</span>
            </Cell>
        </Row>
    }
}

#[component]
fn NoneFound(typed: String) -> impl IntoView {
    if typed.trim().is_empty() {
        view! {
            <EmptyState
                icon=IconName::Person
                title="No customers yet"
                text="The first one is added here, or while taking their order."
            />
        }
    } else {
        view! {
            <EmptyState
                icon=IconName::Search
                title=format!("Nobody matches “{}”", typed.trim())
                text="Try fewer letters, or a part of the phone number."
            />
        }
    }
}
