//! All accounts by name, and the way to what waits.

use super::api::list_accounts;
use crate::components::{
    Badge, ButtonVariant, Cell, Column, DataTable, EmptyState, IconName, LinkButton, PageHeader,
    Row, RowLink, SearchBox, SkeletonShape, Tone,
};
use crate::files::{ExportMenu, filter_text};
use crate::href::href;
use crate::loaded::loaded;
use crate::orders::list_orders;
use crate::paged::Paged;
use crate::people::use_session;
use domain::orders::Kind;
use domain::orders::requests::Filter;
use domain::orders::wholesale::State;
use domain::staff::Permission;
use domain::wholesale::account::{AccountFilter, AccountSummary};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

#[component]
pub(super) fn Accounts() -> impl IntoView {
    let session = use_session();
    let query = use_query_map();
    let text = Memo::new(move |_| query.with(|q| q.get("q")).unwrap_or_default());
    let filter = move || AccountFilter {
        text: text.get(),
        after: None,
    };
    let accounts = Resource::new(filter, list_accounts);
    let typed = RwSignal::new(text.get_untracked());
    let navigate = use_navigate();
    let search = move |found: String| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&href("/wholesale", &[("q", found.trim())]), options);
    };
    view! {
        <Title text="Wholesale" />
        <PageHeader
            title="Wholesale"
            actions=move || {
                let shown = Signal::derive(move || filter_text(&filter()));
                view! {
                    <LinkButton href="/wholesale/invoices" icon=IconName::Receipt>"Invoices"</LinkButton>
                    <LinkButton href="/wholesale/terms" icon=IconName::Tag>"Terms and tiers"</LinkButton>
                    <ExportMenu path="/wholesale/export" filter=shown />
                    <Show when=move || session.may(Permission::EditCatalogue)>
                        <LinkButton
                            href="/wholesale/open" variant=ButtonVariant::Primary icon=IconName::Plus
                        >
                            "Open an account"
                        </LinkButton>
                    </Show>
                }
            }
        />
        <div class="stack" data-gap="snug">
            <Held />
            <SearchBox label="Find an account" placeholder="Name" value=typed on_search=search />
            {loaded(accounts, SkeletonShape::Rows, move |(items, next)| {
                pages(items, next, filter())
            })}
        </div>
    }
}

/// The orders that wait for credit, where there are any.
#[component]
fn Held() -> impl IntoView {
    let filter = Filter {
        kind: Some(Kind::Wholesale),
        state: Some(State::CreditHold.code().to_owned()),
        ..Filter::default()
    };
    let held = Resource::new(move || filter.clone(), list_orders);
    let orders = move || held.get().and_then(Result::ok).map(|page| page.items);
    view! {
        <Suspense>
            {move || orders().filter(|orders| !orders.is_empty()).map(|orders| view! {
                <section class="stack" data-gap="snug" aria-labelledby="credit-holds">
                    <h2 id="credit-holds" class="kicker">"Held for credit"</h2>
                    <DataTable caption="Orders that are held for credit" columns=vec![
                        Column::new("Order"),
                        Column::new("Account"),
                        Column::numeric("Total"),
                        Column::new("Held for"),
                    ]>
                        {orders.into_iter().map(|order| view! {
                            <Row>
                                <Cell>
                                    <RowLink href=format!("/orders/{}", order.id)>{order.number}</RowLink>
                                </Cell>
                                <Cell label="Account">{order.customer_name}</Cell>
                                <Cell label="Total" numeric=true>{order.total.to_string()}</Cell>
                                <Cell label="Held for">{days(order.days_in_state)}</Cell>
                            </Row>
                        }).collect_view()}
                    </DataTable>
                </section>
            })}
        </Suspense>
    }
}

fn days(count: u32) -> String {
    match count {
        0 => "Since today".to_owned(),
        1 => "1 day".to_owned(),
        many => format!("{many} days"),
    }
}

fn pages(
    items: Vec<AccountSummary>,
    next: Option<AccountFilter>,
    filter: AccountFilter,
) -> impl IntoView {
    if items.is_empty() {
        let (title, text) = if filter.text.trim().is_empty() {
            (
                "No accounts yet",
                "A customer that is a business gets its terms, tier and credit here.",
            )
        } else {
            ("No account matches", "Try fewer letters.")
        };
        return view! { <EmptyState icon=IconName::Store title=title text=text /> }.into_any();
    }
    let items = Paged::new(items, next);
    let more = |after: Option<AccountFilter>| list_accounts(after.unwrap_or_default());
    view! {
        <DataTable caption="Accounts" columns=vec![
            Column::new("Account"),
            Column::new("Tier"),
            Column::new("Terms"),
            Column::numeric("Owed"),
            Column::numeric("On order"),
            Column::numeric("Available"),
        ]>
            <For each=move || items.items() key=|account| account.customer let:account>
                {row(account)}
            </For>
        </DataTable>
        {items.foot(None, more)}
    }
    .into_any()
}

fn row(account: AccountSummary) -> impl IntoView {
    let available = account.credit.available().ok();
    let spent = available.is_some_and(domain::money::Money::is_negative);
    let late = account.late.is_positive();
    view! {
        <Row>
            <Cell>
                <RowLink href=format!("/wholesale/{}", account.customer)>{account.name}</RowLink>
                {(!account.active).then(|| view! { <Badge>"Closed"</Badge> })}
            </Cell>
            <Cell label="Tier">{account.tier}</Cell>
            <Cell label="Terms">{account.terms}</Cell>
            <Cell label="Owed" numeric=true>
                {account.credit.taken.receivable.to_string()}
                {late.then(|| view! {
                    <Badge tone=Tone::Danger>{format!("{} past due", account.late)}</Badge>
                })}
            </Cell>
            <Cell label="On order" numeric=true>{account.credit.taken.on_order.to_string()}</Cell>
            <Cell label="Available" numeric=true>
                {available.map(|amount| amount.to_string())}
                {spent.then(|| view! { <Badge tone=Tone::Warning>"Over the limit"</Badge> })}
            </Cell>
        </Row>
    }
}
