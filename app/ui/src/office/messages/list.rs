use super::api::{list_messages, retry_message};
use super::{Desk, short, tone};
use crate::components::{
    Badge, Button, ButtonVariant, Cell, Column, DataTable, EmptyState, IconName, LoadMore, Row,
    use_toasts,
};
use domain::ids::MessageId;
use domain::messages::{About, Filter, MessageRow};
use domain::orders::requests::Page;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn List(page: Page<MessageRow>, filter: Filter, desk: Desk) -> impl IntoView {
    if page.items.is_empty() {
        return view! {
            <EmptyState
                icon=IconName::Messages
                title="No messages"
                text="Customers are written to when their order is taken and each time it moves on, vendors when something is ordered from them."
            />
        }
        .into_any();
    }
    let items = RwSignal::new(page.items);
    let next = RwSignal::new(page.next);
    let busy = RwSignal::new(false);
    let toasts = use_toasts();
    let more = move || {
        let asked = Filter {
            after: next.get_untracked(),
            ..filter.clone()
        };
        busy.set(true);
        spawn_local(async move {
            match list_messages(asked).await {
                Ok(page) => {
                    desk.leafed.set(true);
                    items.update(|items| items.extend(page.items));
                    next.set(page.next);
                }
                Err(error) => toasts.danger(error.to_string()),
            }
            busy.set(false);
        });
    };
    view! {
        <DataTable caption="Messages" columns=columns()>
            <For each=move || items.get() key=|row| (row.id, row.status) let:row>
                <Message row=row desk=desk />
            </For>
        </DataTable>
        <LoadMore
            has_more=Signal::derive(move || next.with(Option::is_some))
            busy=busy
            on_more=more
        />
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Message"),
        Column::new("To"),
        Column::new("Order"),
        Column::new("Status"),
        Column::new("Written"),
        Column::unseen("Send again"),
    ]
}

#[component]
fn Message(row: MessageRow, desk: Desk) -> impl IntoView {
    let id = row.id;
    let page = match row.about {
        About::Order(order) => format!("/orders/{order}"),
        About::Purchase(purchase) => format!("/purchasing/{purchase}"),
    };
    view! {
        <Row>
            <Cell>
                <button type="button" class="text-button" on:click=move |_| desk.reading.set(Some(id))>
                    {row.subject}
                </button>
            </Cell>
            <Cell label="To">
                <span class="message-to">
                    {row.to_name}
                    {(!row.recipient.is_empty())
                        .then(|| view! { <span class="quiet">{row.recipient}</span> })}
                </span>
            </Cell>
            <Cell label="Order">
                <a href=page class="nowrap">
                    {row.number}
                </a>
            </Cell>
            <Cell label="Status">
                <span class="message-to">
                    <Badge tone=tone(row.status)>{short(row.status)}</Badge>
                    {row
                        .trouble
                        .map(|why| view! { <span class="quiet breakable">{why}</span> })}
                </span>
            </Cell>
            <Cell label="Written">
                <time class="nowrap" datetime=row.created_at.to_rfc3339()>
                    {row.created_at.format("%-d %b, %H:%M").to_string()}
                </time>
            </Cell>
            <Cell>
                <span class="nowrap">
                    {row.status.may_be_sent_again().then(|| view! { <SendAgain id=id desk=desk /> })}
                </span>
            </Cell>
        </Row>
    }
}

#[component]
fn SendAgain(id: MessageId, desk: Desk) -> impl IntoView {
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let send = move |()| {
        busy.set(true);
        spawn_local(async move {
            match retry_message(id).await {
                Ok(()) => toasts.success("The message is on its way."),
                Err(error) => toasts.danger(error.to_string()),
            }
            busy.set(false);
            desk.renew.run(());
        });
    };
    view! {
        <Button variant=ButtonVariant::Quiet busy=busy on_press=Callback::new(send)>
            "Send"
        </Button>
    }
}
