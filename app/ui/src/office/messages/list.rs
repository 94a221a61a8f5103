use super::api::{list_messages, retry_message};
use super::{Desk, short, tone};
use crate::components::{
    Badge, Button, ButtonVariant, Cell, Column, DataTable, EmptyState, IconName, Row, use_toasts,
};
use crate::paged::Paged;
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
    let items = Paged::new(page.items, page.next);
    let filter = StoredValue::new(filter);
    let more = move |after| async move {
        let asked = Filter {
            after,
            ..filter.get_value()
        };
        let page = list_messages(asked).await?;
        desk.leafed.set(true);
        Ok((page.items, page.next))
    };
    view! {
        <DataTable caption="Messages" columns=columns()>
            <For each=move || items.items() key=|row| (row.id, row.status) let:row>
                <Message row=row desk=desk />
            </For>
        </DataTable>
        {items.foot(None, more)}
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
