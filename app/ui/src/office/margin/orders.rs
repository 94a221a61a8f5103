//! The orders behind a row of the report.

use super::api;
use super::asked::{Asked, report_href};
use super::screen::{figure_cells, figure_columns};
use crate::components::{
    Cell, Column, DataTable, DateText, EmptyState, ErrorState, IconName, PageHeader, Panel, Row,
    RowLink, Skeleton, SkeletonShape,
};
use crate::error::UiError;
use crate::office::words::day;
use crate::paged::Paged;
use domain::reports::Period;
use domain::reports::margin::{Grouping, MarginOrder, MarginOrders};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

/// Which row of which report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Behind {
    period: Period,
    grouping: Grouping,
    key: String,
}

/// The orders that were handed over in a period, of one kind, person or style.
#[component]
pub fn MarginOrdersScreen() -> impl IntoView {
    let query = use_query_map();
    let behind = Memo::new(move |_| {
        query.with(|query| {
            let asked = Asked::read(query);
            Some(Behind {
                period: asked.period?,
                grouping: asked.grouping,
                key: query.get("key")?,
            })
        })
    });
    let first = Resource::new(
        move || behind.get(),
        |behind| async move {
            let behind = behind.ok_or(UiError::NotFound)?;
            let page = load(behind.clone(), None).await?;
            Ok::<_, UiError>((behind, page))
        },
    );
    view! {
        <Title text="Margin by order" />
        <Transition fallback=|| view! { <Skeleton shape=SkeletonShape::Rows count=8 /> }>
            {move || Suspend::new(async move {
                match first.await {
                    Ok((behind, page)) => view! { <Orders behind=behind first=page /> }.into_any(),
                    Err(error) => {
                        view! {
                            <ErrorState text=error.to_string() on_retry=move |()| first.refetch() />
                        }
                            .into_any()
                    }
                }
            })}
        </Transition>
    }
    .into_any()
}

async fn load(behind: Behind, after: Option<String>) -> Result<MarginOrders, UiError> {
    api::load_margin_orders(behind.period, behind.grouping, behind.key, after).await
}

#[component]
fn Orders(behind: Behind, first: MarginOrders) -> impl IntoView {
    let report = report_href(behind.period, behind.grouping);
    let back = (report, format!("Margin, {}", behind.period.label()));
    let title = if first.label.is_empty() {
        "Orders".to_owned()
    } else {
        first.label.clone()
    };
    view! {
        <PageHeader title=title kicker=behind.grouping.label() back=back />
        {if first.orders.is_empty() {
            view! {
                <EmptyState
                    icon=IconName::Chart
                    title="No orders here"
                    text="Nothing like this was handed over in this time."
                />
            }
                .into_any()
        } else {
            view! { <Pages behind=behind first=first /> }.into_any()
        }}
    }
    .into_any()
}

#[component]
fn Pages(behind: Behind, first: MarginOrders) -> impl IntoView {
    let orders = Paged::new(first.orders, first.next);
    let behind = StoredValue::new(behind);
    let more = move |after| async move {
        let page = load(behind.get_value(), after).await?;
        Ok((page.orders, page.next))
    };
    let mut columns = vec![
        Column::new("Order"),
        Column::new("Customer"),
        Column::new("Handed over"),
    ];
    columns.extend(figure_columns());
    view! {
        <Panel flush=true>
            <DataTable caption="Orders behind the margin" columns=columns>
                <For each=move || orders.items() key=|order| order.id children=|order| order_row(order) />
            </DataTable>
        </Panel>
        {orders.foot(None, more)}
    }
    .into_any()
}

fn order_row(order: MarginOrder) -> impl IntoView {
    view! {
        <Row>
            <Cell>
                <RowLink href=format!("/orders/{}", order.id)>{order.number}</RowLink>
                <span class="row-note breakable">{order.title}</span>
            </Cell>
            <Cell label="Customer">{order.customer_name}</Cell>
            <Cell label="Handed over">
                <DateText at=order.date.to_string() text=day(order.date) />
            </Cell>
            {figure_cells(order.figures)}
        </Row>
    }
    .into_any()
}
