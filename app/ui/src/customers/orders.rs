//! What a customer ordered.

use super::api::customer_orders;
use crate::components::{
    Badge, Cell, Column, DataTable, EmptyState, ErrorState, IconName, MoneyText, Panel, Row,
    RowLink, Skeleton, SkeletonShape,
};
use domain::ids::CustomerId;
use domain::orders::view::Summary;
use leptos::prelude::*;

#[component]
pub(super) fn OrdersPanel(customer: CustomerId) -> impl IntoView {
    let orders = Resource::new(move || customer, customer_orders);
    let table = move || {
        Suspend::new(async move {
            match orders.await {
                Ok(page) if page.items.is_empty() => view! {
                    <EmptyState icon=IconName::Orders title="No orders in this store yet" />
                }
                .into_any(),
                Ok(page) => view! { <OrdersTable orders=page.items /> }.into_any(),
                Err(error) => view! {
                    <ErrorState text=error.to_string() on_retry=move |()| orders.refetch() />
                }
                .into_any(),
            }
        })
    };
    view! {
        <Panel title="Orders" flush=true>
            <Transition fallback=|| view! { <Skeleton shape=SkeletonShape::Rows /> }>{table}</Transition>
        </Panel>
    }
}

#[component]
fn OrdersTable(orders: Vec<Summary>) -> impl IntoView {
    let columns = vec![
        Column::new("Order"),
        Column::new("State"),
        Column::new("Promised"),
        Column::numeric("Balance"),
    ];
    let row = |order: Summary| {
        view! {
            <Row>
                <Cell>
                    <div class="stack" data-gap="tight">
                        <RowLink href=format!("/orders/{}", order.id)>{order.number.clone()}</RowLink>
                        <span class="quiet breakable">{order.title}</span>
                    </div>
                </Cell>
                <Cell label="State">
                    <Badge>{order.position.state.label()}</Badge>
                </Cell>
                <Cell label="Promised">
                    {order.estimate.format("%-d %b %Y").to_string()}
                </Cell>
                <Cell label="Balance" numeric=true>
                    <MoneyText amount=order.balance.to_string() />
                </Cell>
            </Row>
        }
    };
    view! {
        <DataTable caption="Orders of this customer" columns=columns>
            {orders.into_iter().map(row).collect_view()}
        </DataTable>
    }
}
