//! Where every account stands at the end of a day.

use super::{api, tabs};
use crate::components::{
    Button, Cell, Column, DataTable, EmptyState, ErrorState, IconName, PageHeader, Panel, Row,
    Skeleton, SkeletonShape, Tabs, TextField, TextKind,
};
use crate::office::words::day;
use chrono::NaiveDate;
use domain::ledger::view::{TrialBalance, TrialLine};
use domain::money::Money;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{components::Form, hooks::use_query_map};

/// The trial balance of the day in the address, today's where there is none.
#[component]
pub fn TrialBalanceScreen() -> impl IntoView {
    let query = use_query_map();
    let on = Memo::new(move |_| {
        query.with(|query| {
            query
                .get_str("on")
                .and_then(|on| on.parse::<NaiveDate>().ok())
        })
    });
    let balance = Resource::new(move || on.get(), api::load_trial_balance);
    view! {
        <Title text="Trial balance" />
        <PageHeader title="Journal" />
        <Tabs label="Views of the books" tabs=tabs(false) />
        <Transition fallback=|| view! { <Skeleton shape=SkeletonShape::Rows count=8 /> }>
            {move || Suspend::new(async move {
                match balance.await {
                    Ok(balance) => view! { <Balance balance=balance /> }.into_any(),
                    Err(error) => {
                        view! {
                            <ErrorState text=error.to_string() on_retry=move |()| balance.refetch() />
                        }
                            .into_any()
                    }
                }
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn Balance(balance: TrialBalance) -> impl IntoView {
    let on = RwSignal::new(balance.on.to_string());
    let empty = balance.lines.is_empty();
    view! {
        <Form method="get" action="/journal/trial-balance" attr:class="filters">
            <TextField label="At the end of" name="on" kind=TextKind::Date value=on />
            <div class="actions">
                <Button submit=true>"Show"</Button>
            </div>
        </Form>
        {if empty {
            view! {
                <EmptyState
                    icon=IconName::Ledger
                    title="Nothing was posted"
                    text=format!("No account had an entry up to {}.", day(balance.on))
                />
            }
                .into_any()
        } else {
            view! { <Accounts balance=balance /> }.into_any()
        }}
    }
    .into_any()
}

#[component]
fn Accounts(balance: TrialBalance) -> impl IntoView {
    let columns = vec![
        Column::new("Account"),
        Column::numeric("Debit"),
        Column::numeric("Credit"),
    ];
    let (debit, credit) = (balance.debit, balance.credit);
    let foot = move || {
        view! {
            <Row>
                <Cell>"Total"</Cell>
                <Cell label="Debit" numeric=true>{debit.to_string()}</Cell>
                <Cell label="Credit" numeric=true>{credit.to_string()}</Cell>
            </Row>
        }
    };
    view! {
        <Panel title=format!("At the end of {}", day(balance.on)) flush=true>
            <DataTable caption="Balance of every account" columns=columns foot=foot>
                {balance.lines.into_iter().map(account_row).collect_view()}
            </DataTable>
        </Panel>
    }
    .into_any()
}

fn account_row(line: TrialLine) -> impl IntoView {
    let account = line.account;
    let side = |amount: Option<Money>| amount.map(Money::plain);
    view! {
        <Row>
            <Cell>
                <a class="row-link" href=format!("/journal?account={}", account.code())>
                    <span class="account-number">{account.code()}</span>
                    {account.label()}
                </a>
            </Cell>
            <Cell label="Debit" numeric=true>{side(line.debit())}</Cell>
            <Cell label="Credit" numeric=true>{side(line.credit())}</Cell>
        </Row>
    }
    .into_any()
}
